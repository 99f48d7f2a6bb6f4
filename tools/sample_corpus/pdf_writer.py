"""Text PDF with an embedded subset of a serif font that holds every Vietnamese letter."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tools.sample_corpus.blocks import Block, SampleAct
from tools.sample_corpus.txt_writer import MOTTO

_NAMES = ("Serif", "Serif-B", "Serif-I", "Serif-BI")
_FAMILIES = (
    ("LiberationSerif", "-Regular", "-Bold", "-Italic", "-BoldItalic"),
    ("DejaVuSerif", "", "-Bold", "-Italic", "-BoldItalic"),
)
_LETTERS = "ăâđêôơưẠạẲẳẶặỆệỈỉỘộỚớỦủỬửỸỹ"
_CENTERED = {"type", "title", "enacting_body", "heading", "center", "note"}
_BOLD = {"type", "title", "enacting_body", "heading", "center", "article"}
_ITALIC = {"basis", "note"}
_BASE = ParagraphStyle(
    "body", fontName="Serif", fontSize=11.5, leading=16, spaceAfter=5, alignment=TA_JUSTIFY
)
_INDENT = ParagraphStyle("indent", _BASE, firstLineIndent=1.27 * cm)
_CENTER = ParagraphStyle("center", _BASE, alignment=TA_CENTER)
_SMALL = ParagraphStyle("small", _BASE, fontSize=10, leading=13, spaceAfter=0, alignment=0)


def register_fonts(folder: Path = Path("/usr/share/fonts/truetype")) -> str:
    """Registers the first serif family below ``folder`` that has every Vietnamese letter; returns its name.

    Raises FileNotFoundError when none is installed (Debian: fonts-dejavu-extra).
    """
    for family, *suffixes in _FAMILIES:
        found = {path.stem: path for path in sorted(folder.rglob(f"{family}*.ttf"))}
        if not all(family + suffix in found for suffix in suffixes):
            continue
        fonts = [
            TTFont(name, str(found[family + suffix])) for name, suffix in zip(_NAMES, suffixes, strict=True)
        ]
        if any(ord(letter) not in font.face.charToGlyph for font in fonts for letter in _LETTERS):
            continue  # some builds of Liberation stop at Latin-1
        for font in fonts:
            pdfmetrics.registerFont(font)
        pdfmetrics.registerFontFamily("Serif", *_NAMES)
        return str(family)
    raise FileNotFoundError(f"no serif font with Vietnamese letters below {folder}")


def write_pdf(act: SampleAct, path: Path) -> None:
    """Writes the file; ``invariant`` fixes ids and times. Fonts must be registered."""
    template = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=3 * cm, rightMargin=2 * cm, topMargin=2 * cm, bottomMargin=2 * cm,
        title=act.subject, author="", invariant=1,
    )  # fmt: skip
    story: list[Any] = [_header(act), Spacer(1, 8)]
    for block in act.blocks:
        story.extend(_block(block))
    story.extend((Spacer(1, 10), _signature(act)))
    for block in act.attached:
        story.extend(_block(block))
    template.build(story, onLaterPages=_page_number)


def _page_number(canvas: Any, document: Any) -> None:
    canvas.setFont("Serif", 11)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 1.3 * cm, str(document.page))


def _marked(text: str, *, bold: bool = False, italic: bool = False) -> str:
    marked = escape(text).replace("\n", "<br/>")
    marked = f"<b>{marked}</b>" if bold else marked
    return f"<i>{marked}</i>" if italic else marked


def _header(act: SampleAct) -> Any:
    left = [Paragraph(_marked(line, bold=True), _CENTER) for line in act.left]
    right = [Paragraph(_marked(line, bold=True), _CENTER) for line in MOTTO]
    number = Paragraph(_marked(act.number_line), _CENTER)
    place = Paragraph(_marked(act.place_date, italic=True), _CENTER)
    table = Table([[left, right], [number, place]], colWidths=[5.5 * cm, 11 * cm])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _signature(act: SampleAct) -> Any:
    left = [Paragraph("<b><i>Nơi nhận:</i></b>", _SMALL)]
    left += [Paragraph(f"- {escape(item)}", _SMALL) for item in act.recipients]
    right: list[Any] = [Paragraph(_marked(line, bold=True), _CENTER) for line in act.signature]
    right += [Spacer(1, 45), Paragraph(_marked(act.signer, bold=True), _CENTER)]
    table = Table([[left, right]], colWidths=[8 * cm, 8 * cm])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def _block(block: Block) -> list[Any]:
    if block.kind == "break":
        return [PageBreak()]
    if block.rows:
        cells = [[Paragraph(escape(cell), _SMALL) for cell in row] for row in block.rows]
        table = Table(cells, colWidths=_widths(block.rows), repeatRows=1)
        table.setStyle(
            TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        )
        return [table, Spacer(1, 8)]
    style = _CENTER if block.kind in _CENTERED else _INDENT
    return [Paragraph(_marked(block.text, bold=block.kind in _BOLD, italic=block.kind in _ITALIC), style)]


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Column widths by the longest text, between 1.2 cm and what is left of 16 cm."""
    longest = [max(min(len(row[index]), 60) for row in rows) + 4 for index in range(len(rows[0]))]
    total = sum(longest)
    return [16 * cm * length / total for length in longest]
