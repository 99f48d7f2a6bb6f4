"""Parts of administrative documents (NĐ 30/2020, Phụ lục I) on top of python-docx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)


def vn_date(day: dt.date) -> str:
    """Date as printed in documents: a leading 0 for days under 10 and for January and February."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def set_page(document: DocumentType) -> None:
    """A4 with the margins of Phụ lục I and the body style (14 pt, justified, first line 1.27 cm)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(14), BLACK
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def add_page_numbers(document: DocumentType) -> None:
    """Page number centred in the top margin from page 2 on."""
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def add_heads(document: DocumentType, *, symbol: str, draft: bool) -> None:
    """Issuing office on the left, state name and motto on the right; number and date left open."""
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (Cm(7.0), Cm(9.5)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    left, right = table.rows[0].cells
    # 12 and 13 pt of the allowed 12-13 and 13-14, so that the state name stays on one line.
    _centred(left, "CƠ QUAN CHỦ QUẢN", 12)
    _centred(left, "CƠ QUAN BAN HÀNH", 12, bold=True)
    _rule(left.add_paragraph(), Cm(2.2))
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _centred(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(right.add_paragraph(), Cm(1.9))
    left, right = table.rows[1].cells
    _centred(left, f"Số:        /{symbol}-……", 13)
    if draft:
        _centred(left, "DỰ THẢO", 13, bold=True)
    _centred(right, "……, ngày …… tháng …… năm ……", 13, italic=True)


def add_title(document: DocumentType, kind: str, subject: str) -> None:
    """Kind of document in bold capitals, subject in bold below, with a short rule."""
    for text, before in ((kind, 12), (subject, 0)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
        _run(paragraph, text, 14, bold=True)
    _rule(document.add_paragraph(), Cm(6.2))


def add_heading_line(document: DocumentType, text: str) -> Paragraph:
    """A numbered section line in bold."""
    paragraph = add_body(document, text)
    paragraph.runs[0].bold = True
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def add_body(document: DocumentType, text: str) -> Paragraph:
    """A body paragraph: justified, first line 1.27 cm, 6 pt after."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Cm(1.27), Pt(6), 1.15
    _run(paragraph, text, 14)
    return paragraph


def add_table(
    document: DocumentType, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[Length]
) -> None:
    """A bordered table; its head row repeats on every page."""
    table = document.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        _centred(cell, text, 12, bold=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        cells = table.add_row().cells
        for index, (cell, text) in enumerate(zip(cells, row, strict=True)):
            lines = text.split("\n")
            for number, line in enumerate(lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if index == 0 else WD_ALIGN_PARAGRAPH.LEFT
                paragraph.paragraph_format.space_after = Pt(2)
                _run(paragraph, line, 12)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row_cells in table.rows:
        for cell, width in zip(row_cells.cells, widths, strict=True):
            cell.width = width
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def add_signature(document: DocumentType, filed_under: str) -> None:
    """Recipients on the left, place of signature on the right, both left open."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(8.0), Cm(8.5)
    recipients = left.paragraphs[0]
    _run(recipients, "Nơi nhận:", 12, bold=True, italic=True)
    for line in ("- ……;", f"- Lưu: VT, hồ sơ rà soát {filed_under}."):
        _run(left.add_paragraph(), line, 11)
    _centred(right, "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", 14, bold=True)
    _centred(right, "", 14)
    _centred(right, "", 14)
    _centred(right, "Họ và tên", 14, bold=True)


def _centred(cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, size, bold=bold, italic=italic)


def _rule(paragraph: Paragraph, indent: Length) -> None:
    """A short line: a paragraph border between two indents (drawn lines do not survive converters)."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(4), Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    # The schema fixes the order of paragraph properties; Word may refuse a file that breaks it.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _run(paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Any:
    run = paragraph.add_run(_printable(text))
    run.font.name, run.font.size = FONT, Pt(size)
    run.bold, run.italic = bold, italic
    return run


def _printable(text: str) -> str:
    """Without control characters, which XML refuses (they occur in text read from damaged files)."""
    return "".join(c for c in text if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF))
