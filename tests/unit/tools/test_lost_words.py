"""No word of real files is lost on the way: compared with what other libraries read."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from indexer.readers.registry import read_file
from tools.lost_words import lost_words


def test_a_lost_word_is_told(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<body><nav>Trang chủ</nav><table><caption>Bảng giá</caption>"
        "<tr><td>đò<b>ng</b></td></tr></table></body>",
        encoding="utf-8",
    )
    assert lost_words(page, "Bảng giá\nđòng\n") == (3, {})
    assert lost_words(page, "Bảng\nđòng\n") == (3, {"giá": 1})
    document = docx.Document()
    document.add_paragraph("Điều 1. Phạm vi")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "mức chi"
    document.save(str(tmp_path / "a.docx"))
    assert lost_words(tmp_path / "a.docx", "Điều 1. Phạm vi\nchi") == (6, {"mức": 1})


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["files/docx", "files/html", "vbpl/html"])
def test_no_word_of_real_files_is_lost(shared: Path, folder: str) -> None:
    files = [
        path for path in sorted((shared / "data" / folder).iterdir()) if path.suffix in {".docx", ".html"}
    ]
    assert files
    assert {path.name: lost for path in files if (lost := lost_words(path, read_file(path).text)[1])} == {}


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["files/pdf_text/lc_qd_2170_ubnd_2026.pdf", "provincial/pdf/hn_QD_01.2025.pdf"]
)
def test_of_real_pdfs_only_page_numbers_are_left_out(shared: Path, name: str) -> None:
    path = shared / "data" / name
    _, lost = lost_words(path, read_file(path).text)
    assert all(word.isdigit() and len(word) == 1 for word in lost if word != "m2sàn"), lost
