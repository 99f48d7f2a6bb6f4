"""Small files that the reader tests build, so that no file of anybody lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"),
    Path("/usr/share/fonts/TTF/DejaVuSans.ttf"),
)
Placed = list[tuple[float, float, str]]


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[..., Path]:
    """Writes a .docx from the XML inside w:body and further parts by name."""

    def build(body: str, name: str = "act.docx", **parts: str) -> Path:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(
                "word/document.xml",
                f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:v="urn:v">'
                f"<w:body>{body}</w:body></w:document>",
            )
            for part, xml in parts.items():
                archive.writestr(f"word/{part}.xml", xml.replace("<w:root", f'<w:root xmlns:w="{W}"'))
        path = tmp_path / name
        path.write_bytes(data.getvalue())
        return path

    return build


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PDF from pages of (x, y, text), in a font with Vietnamese letters."""
    font = next((path for path in _FONTS if path.exists()), None)
    if font is None:
        pytest.skip("DejaVu Sans is not installed (tools/install_system.sh installs it)")
    pdfmetrics.registerFont(TTFont("DejaVu", str(font)))

    def build(pages: list[Placed], name: str = "act.pdf") -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path))
        for page in pages:
            canvas.setFont("DejaVu", 10)
            for x, y, text in page:
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
        return path

    return build


@pytest.fixture
def plain_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PDF in a built-in font, Vietnamese without marks; needs no font of the machine."""

    def build(
        pages: int = 1, text: str = "van ban quy pham phap luat nay co hieu luc", name: str = "p.pdf"
    ) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path))
        for _ in range(pages):
            canvas.drawString(72, 700, text)
            canvas.showPage()
        canvas.save()
        return path

    return build


def paragraph(*texts: str, properties: str = "") -> str:
    """A w:p of one run a text."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{runs}</w:p>"


@pytest.fixture(name="paragraph")
def paragraph_fixture() -> Callable[..., str]:
    """:func:`paragraph` for test modules, which cannot import this file."""
    return paragraph


@pytest.fixture
def header_page() -> Placed:
    """The two columns and the title of an act's first page."""
    return [
        (90.0, 780.0, "ỦY BAN NHÂN DÂN"),
        (290.0, 780.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (90.0, 765.0, "TỈNH AN BÌNH"),
        (330.0, 765.0, "Độc lập - Tự do - Hạnh phúc"),
        (90.0, 740.0, "Số: 05/2025/QĐ-UBND"),
        (330.0, 740.0, "An Bình, ngày 03 tháng 02 năm 2025"),
        (240.0, 710.0, "QUYẾT ĐỊNH"),
        (150.0, 695.0, "Quy định mức hỗ trợ người lao động"),
    ]
