"""Hostile and broken files through the real command: named, refused, and everything else is in."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document

GOOD = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 21/2025/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025
QUYẾT ĐỊNH
Quy định về bến khách ngang sông
Căn cứ Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 của Chính phủ;
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2025.
"""


def _docx() -> bytes:
    out = BytesIO()
    document = Document()
    for line in GOOD.splitlines():
        document.add_paragraph(line.replace("21/2025", "22/2025"))
    document.save(out)
    return out.getvalue()


def _bomb() -> bytes:
    """A DOCX whose body unpacks to 700 MB from under 1 MB."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            block = b" " * (1 << 20)
            for _ in range(700):
                part.write(block)
    return out.getvalue()


def _pdf(*, password: str = "") -> bytes:
    out = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    encryption = pikepdf.Encryption(owner="o", user=password) if password else False
    pdf.save(out, encryption=encryption)
    return out.getvalue()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The command's answer to a folder of them all."""
    folder = tmp_path_factory.mktemp("in")
    home = tmp_path_factory.mktemp("home")
    whole = _docx()
    contents = {
        "good.txt": GOOD.encode(),
        "good.docx": whole,
        "empty.txt": b"",
        "wrong-extension.pdf": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "encrypted.pdf": _pdf(password="secret"),
        "no-text-layer.pdf": _pdf(),
        "truncated.docx": whole[: len(whole) // 2],
        "bomb.docx": _bomb(),
        "invalid-utf8.txt": GOOD.encode() + b"\xc3\x28 \xff",
        "entities.html": b"<html><body>&unknown; <p>\x00</p></body></html>",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    with (folder / "zeros.docx").open("wb") as zeros:
        zeros.truncate(1 << 30)
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", "ingest", str(folder)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "RASOAT_HOME": str(home)},
        timeout=300,
        check=False,
    )
    return done, folder


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("empty.txt", "rỗng"),
        ("wrong-extension.pdf", "PDF"),
        ("encrypted.pdf", "mật khẩu"),
        ("no-text-layer.pdf", "lớp chữ"),
        ("truncated.docx", "hỏng"),
        ("bomb.docx", "nở ra"),
        ("invalid-utf8.txt", "UTF-8"),
        ("zeros.docx", "MB"),
    ],
)
def test_each_is_named_with_its_cause(
    report: tuple[subprocess.CompletedProcess[str], Path], name: str, cause: str
) -> None:
    done, folder = report
    lines = [line for line in done.stderr.splitlines() if str(folder / name) in line]
    assert len(lines) == 1
    assert cause.casefold() in lines[0].casefold(), lines[0]


def test_everything_else_is_in(report: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _folder = report
    assert done.returncode == 3
    assert "mới 2," in done.stdout
    assert "Traceback" not in done.stderr
