"""Damaged files of every kind come to a text or to a typed refusal. The seed is fixed; the long run is
``python -m tools.fuzz_readers``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from indexer.readers.base import Limits
from tools.fuzz_readers import MUTATIONS, chunks, rounds

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LIMITS = Limits(timeout_s=10, page_timeout_s=5, max_scanned_pages=1)


def docx() -> bytes:
    data = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>Điều {n}. Phạm vi điều chỉnh</w:t></w:r></w:p>" for n in range(40))
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
    return data.getvalue()


def pdf() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(data)
    for page in range(3):
        for line in range(20):
            canvas.drawString(72, 760 - 20 * line, f"Trang {page} dong {line} van ban quy pham phap luat")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("L", (60, 40), 255).save(data, "tiff")
    return data.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    "a.docx": docx,
    "a.pdf": pdf,
    "a.tif": picture,
    "a.html": lambda: "<html><body><table><tr><td>Số:</td></tr></table><p>Điều 1.</p></body></html>".encode(),
    "a.txt": lambda: "Điều 1. Phạm vi điều chỉnh của Quyết định này\n".encode("utf-16"),
}
KINDS = ("docx", "html", "image", "pdf", "text")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    sources = []
    for name, make in MADE.items():
        (tmp_path / name).write_bytes(make())
        sources.append(tmp_path / name)
    (tmp_path / "out").mkdir()
    shares = chunks(sources, 40, 8)
    assert [sum(one.count for one in shares if one.kind == kind) for kind in KINDS] == [8] * len(KINDS)
    found = [one for share in shares for one in rounds(share, seed, _LIMITS, tmp_path / "out")]
    assert [one for one in found if one.is_fault(_LIMITS.timeout_s)] == []
    assert {one.mutation for one in found} == set(MUTATIONS)
    assert {"read", "damaged"} <= {one.outcome for one in found}
