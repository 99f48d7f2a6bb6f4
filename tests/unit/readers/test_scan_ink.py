"""Figures written over a page by a made-up hand, read by the real programs where they are installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from indexer.pipeline import analyse_document
from indexer.readers.base import Limits
from indexer.readers.ink import NoInk, PaddleInk, weights
from indexer.readers.recognition import Line, Tesseract, Word
from indexer.readers.scan import ImageReader
from indexer.readers.scan_ink import with_ink
from legal_corpus.model.act import Header

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
BLUE = (20, 30, 150)
# Strokes of a pen in a box of 6 by 10.
HAND = {
    "0": [[(3, 0), (0, 4), (2, 9), (5, 6), (5, 2), (3, 0)]],
    "1": [[(1, 2), (4, 0), (3, 9)]],
    "2": [[(0, 2), (2, 0), (5, 1), (5, 3), (0, 9), (6, 8)]],
    "3": [[(0, 1), (3, 0), (5, 2), (2, 4), (5, 6), (4, 9), (0, 8)]],
    "4": [[(4, 0), (0, 6), (6, 5)], [(4, 3), (3, 10)]],
    "5": [[(5, 0), (1, 0), (1, 4), (4, 4), (5, 7), (3, 9), (0, 8)]],
    "7": [[(0, 0), (6, 0), (2, 9)]],
}
needs_ink = pytest.mark.skipif(
    weights() is None or not Tesseract().available() or not FONT.exists(),
    reason="rapidocr with onnxruntime, Tesseract or the font DejaVu is not installed",
)


def page(folder: Path, number: str, day: str, dots: str = "") -> Path:
    """A page with figures in blue ink where the print leaves room; ``dots`` to write on."""
    picture = Image.new("RGB", (1654, 1200), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 30)

    def write(x: int, y: int, text: str) -> int:
        for figure in text:
            for stroke in HAND[figure]:
                draw.line([(x + 3.6 * a, y + 3.6 * b) for a, b in stroke], BLUE, 4, "curve")
            x += 29
        return x

    for at, (left, right) in enumerate(
        [
            ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("TỈNH AN BÌNH", "Độc lập - Tự do - Hạnh phúc"),
        ]
    ):
        draw.text((200, 120 + 50 * at), left, "black", font)
        draw.text((820, 120 + 50 * at), right, "black", font)
    draw.text((200, 260), f"Số:  {dots}", "black", font)
    draw.text((write(275, 258, number) + 12 if number else 420, 260), "/QĐ-UBND", "black", font)
    draw.text((820, 260), "An Bình, ngày", "black", font)
    draw.text((write(1050, 258, day) + 12 if day else 1130, 260), "tháng 5 năm 2021", "black", font)
    draw.text((700, 380), "QUYẾT ĐỊNH", "black", font)
    draw.text((420, 430), "Về việc phê duyệt danh mục công trình thủy lợi", "black", font)
    draw.text((260, 560), "Căn cứ Luật Tổ chức chính quyền địa phương;", "black", font)
    draw.text((260, 620), "Điều 1. Quyết định này có hiệu lực từ ngày ký.", "black", font)
    picture.save(folder / "trang.png")
    return folder / "trang.png"


def header_of(path: Path, recogniser: Tesseract | None = None) -> Header:
    return analyse_document(ImageReader(recogniser).read(path, Limits())).header


@needs_ink
@pytest.mark.parametrize(("number", "day"), [("172", "25"), ("35", "07"), ("2403", "31")])
def test_written_figures_are_read_and_left_to_confirm(tmp_path: Path, number: str, day: str) -> None:
    header = header_of(page(tmp_path, number, day))
    assert header.value("number") == f"{number}/QĐ-UBND"
    assert header.value("issued") == f"2021-05-{day}"
    assert header.number and header.issued
    assert max(header.number.confidence, header.issued.confidence) < 0.5
    assert header.value("title") == "Về việc phê duyệt danh mục công trình thủy lợi"


@needs_ink
@pytest.mark.parametrize("dots", ["", "........"])
def test_nothing_is_read_where_nothing_is_written(tmp_path: Path, dots: str) -> None:
    header = header_of(page(tmp_path, "", "", dots))
    assert header.value("number") is None and header.value("issued") is None


@needs_ink
def test_an_empty_strip_says_nothing() -> None:
    found = PaddleInk().strip(Image.new("RGB", (500, 50), "white"))
    assert found is not None and found.glyphs == ()
    assert all(step[0] > 0.5 for step in found.steps)
    assert all(sum(step) == pytest.approx(1.0) for step in found.steps)


def test_without_the_reader_lines_stay_as_they_are() -> None:
    line: Line = [
        Word(text, 0.9, 100 * at, 10, 100 * at + 80, 40) for at, text in enumerate(("Số:", "#6", "/QĐ-UBND"))
    ]
    picture = Image.new("L", (400, 60), 255)
    assert with_ink([line], picture, Tesseract(NoInk())) == ([line], False, False)
