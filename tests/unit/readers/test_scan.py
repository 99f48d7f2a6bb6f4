"""Pages that are pictures: with Tesseract where it is installed, else with a recogniser that is made up."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from indexer.errors import InputRefusedError
from indexer.pipeline import analyse_document
from indexer.readers.base import SURE, Limits
from indexer.readers.external import TESSERACT
from indexer.readers.ink import Strip
from indexer.readers.leash import LeashedReader
from indexer.readers.pdf import PdfReader
from indexer.readers.recognition import Line, NoRecogniser, Word
from indexer.readers.scan import ImageReader

Build = Callable[..., Path]
Placed = list[tuple[float, float, str]]
BODY = [
    (72.0, 660.0, "Căn cứ Luật Tổ chức chính quyền địa phương;"),
    (72.0, 640.0, "Điều 1. Quyết định này có hiệu lực từ ngày ký."),
]


def has_vietnamese() -> bool:
    path = TESSERACT.path()
    if path is None:
        return False
    return "vie" in subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=False).stdout


needs_tesseract = pytest.mark.skipif(
    not has_vietnamese(),
    reason="Tesseract with Vietnamese is not installed (tools/install_system.sh installs it)",
)


class Said:
    """Gives the same lines for every page: words 40 pixels wide, a line every 40 pixels."""

    def __init__(self, *lines: str, confidence: float = 0.9, figures: str = "", ink: bool = True) -> None:
        self._lines, self._confidence, self._figures = lines, confidence, figures
        self._ink = ink

    def available(self) -> bool:
        return True

    def lines(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> list[Line]:
        return [
            [
                Word(text, self._confidence, 100 + 50 * at, 40 * row, 140 + 50 * at, 40 * row + 30)
                for at, text in enumerate(line.split())
            ]
            for row, line in enumerate(self._lines)
        ]

    def figures(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> Word | None:
        return Word(self._figures, 0.99, 0, 0, 9, 9) if self._figures else None

    def strip(self, picture: Image.Image) -> Strip | None:
        return None

    def reads_ink(self) -> bool:
        return self._ink


@pytest.fixture
def page(header_page: Placed) -> Placed:
    return header_page + BODY


def scan(path: Path, folder: Path, name: str = "scan.png", dpi: int = 200) -> Path:
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.render(scale=dpi / 72).to_pil() for page in pdf]
    pages[0].save(
        folder / name,
        save_all=name.endswith(".tif"),
        **({"append_images": pages[1:]} if len(pages) > 1 else {}),
    )
    return folder / name


@needs_tesseract
@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.tif"])
def test_a_picture_gives_the_header_to_be_confirmed(
    make_pdf: Build, tmp_path: Path, name: str, page: Placed
) -> None:
    with LeashedReader() as reader:
        document = reader.read(scan(make_pdf([page]), tmp_path, name))
    header = analyse_document(document).header
    assert (header.value("number"), header.value("issued")) == ("05/2025/QĐ-UBND", "2025-02-03")
    assert header.number and header.number.confidence < 0.5
    assert header.issued and header.issued.confidence < 0.5
    assert header.value("title") == "Quy định mức hỗ trợ người lao động"
    assert document.recognised == (0,)
    assert "đối chiếu" in document.warnings[0]


@needs_tesseract
def test_pages_of_a_tiff_are_read_in_order_with_signs_of_life(
    make_pdf: Build, tmp_path: Path, page: Placed
) -> None:
    second = [(72.0, 700.0, "Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.")]
    heard: list[tuple[int, int]] = []
    with LeashedReader(on_page=lambda done, pages: heard.append((done, pages))) as reader:
        document = reader.read(scan(make_pdf([page, second]), tmp_path, "hai.tif"))
    assert document.pages == 2 and document.recognised == (0, 1)
    assert document.text.index("Điều 1.") < document.text.index("Điều 2.")
    assert heard == [(1, 2), (2, 2)]


def test_a_lying_layer_is_replaced_by_what_is_recognised(plain_pdf: Build) -> None:
    garbage = plain_pdf(text="48<x7 1+ dfgkq 4x Qzx wqrt kKhgf zzk sdfq wwrty jkl")
    found = PdfReader(Said("QUYẾT ĐỊNH", "Điều 1. Phạm vi")).read(garbage, Limits())
    assert found.text == "QUYẾT ĐỊNH\nĐiều 1. Phạm vi\n"
    assert found.recognised == (0,)


def test_unsure_words_are_doubts_at_their_place(plain_pdf: Build) -> None:
    found = PdfReader(Said("Điều 1. Phạm vi", confidence=SURE - 0.1)).read(plain_pdf(text=""), Limits())
    assert [found.text[d.start : d.end] for d in found.doubts] == ["Điều", "1.", "Phạm", "vi"]


def test_without_the_reader_of_ink_a_warning_says_what_to_install(plain_pdf: Build) -> None:
    with_ink, without = (
        PdfReader(Said("Số: /QĐ-UBND", ink=ink)).read(plain_pdf(text=""), Limits()) for ink in (True, False)
    )
    assert not any("rasoat[ink]" in warning for warning in with_ink.warnings)
    assert any("pip install 'rasoat[ink]'" in warning for warning in without.warnings)


def test_a_sound_layer_is_not_recognised(make_pdf: Build, page: Placed) -> None:
    found = PdfReader(Said("KHÔNG ĐƯỢC ĐỌC")).read(make_pdf([page]), Limits())
    assert "KHÔNG ĐƯỢC ĐỌC" not in found.text and not found.recognised


def test_ink_over_the_number_is_read_again_and_what_is_not_read_stays_away(plain_pdf: Build) -> None:
    said = ("Số: #6 /QD-UBND", "An Bình, ngày ý tháng 02 năm 2025", "QUYÉT ĐỊNH", "Về việc hỗ trợ")
    again = PdfReader(Said(*said, figures="16")).read(plain_pdf(text=""), Limits())
    header = analyse_document(again).header
    assert header.value("number") == "16/QĐ-UBND" and header.value("type") == "Quyết định"
    assert header.value("issued") == "2025-02-16"
    assert header.number and header.issued and max(header.number.confidence, header.issued.confidence) < 0.5
    nothing = analyse_document(PdfReader(Said(*said)).read(plain_pdf(text=""), Limits())).header
    assert nothing.value("number") is None and nothing.value("issued") is None


def test_without_a_recogniser_the_message_says_what_to_install(tmp_path: Path) -> None:
    Image.new("L", (50, 50), 255).save(tmp_path / "a.png")
    with pytest.raises(InputRefusedError, match="apt-get install tesseract-ocr tesseract-ocr-vie") as caught:
        ImageReader(NoRecogniser()).read(tmp_path / "a.png", Limits())
    assert caught.value.code == "needs_tool"


def test_picture_of_too_many_dots_is_not_unpacked(tmp_path: Path) -> None:
    Image.new("1", (3000, 3000)).save(tmp_path / "a.png")
    with pytest.raises(InputRefusedError, match="điểm ảnh") as caught:
        ImageReader(Said("x")).read(tmp_path / "a.png", Limits(max_pixels=1_000_000))
    assert caught.value.code == "too_large"


def test_too_many_scanned_pages(plain_pdf: Build) -> None:
    with pytest.raises(InputRefusedError) as caught:
        PdfReader(Said("x")).read(plain_pdf(pages=3, text=""), Limits(max_scanned_pages=2))
    assert caught.value.code == "too_many_pages"


def test_empty_picture(tmp_path: Path) -> None:
    Image.new("L", (50, 50), 255).save(tmp_path / "a.png")
    with pytest.raises(InputRefusedError) as caught:
        ImageReader(Said()).read(tmp_path / "a.png", Limits())
    assert caught.value.code == "empty"
