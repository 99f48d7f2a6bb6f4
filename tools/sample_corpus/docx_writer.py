"""DOCX in the layout of the decree on records work: header table, body, signature table, annexes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tools.sample_corpus.blocks import Block, SampleAct
from tools.sample_corpus.txt_writer import MOTTO

_FONT = "Times New Roman"
_STAMP = (2026, 1, 1, 0, 0, 0)
_CENTERED = {"type", "title", "enacting_body", "heading", "center", "note"}
_BOLD = {"type", "title", "enacting_body", "heading", "center", "article"}
_ITALIC = {"basis", "note"}


def write_docx(act: SampleAct, path: Path) -> None:
    """Writes the file with fixed times, so that building twice gives the same bytes."""
    document = Document()
    _page(document)
    _header(document, act)
    for block in act.blocks:
        _block(document, block)
    _signature(document, act)
    for block in act.attached:
        _block(document, block)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = act.subject, "", ""
    core.created = core.modified = datetime(act.issued.year, act.issued.month, act.issued.day)  # noqa: DTZ001
    core.revision = 1
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]  # the template's preview picture shows another document
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_fixed_times(buffer.getvalue()))


def _fixed_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda item: (item != "[Content_Types].xml", item)):
            target.writestr(_entry(name), source.read(name))
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(6)


def _header(document: Any, act: SampleAct) -> None:
    parts = len(act.number_cells)
    table = document.add_table(rows=2, cols=parts + 1)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left = table.cell(0, 0).merge(table.cell(0, parts - 1)) if parts > 1 else table.cell(0, 0)
    _cell(left, act.left, bold=True)
    _run(left.add_paragraph(), "_______", size=8).alignment = WD_ALIGN_PARAGRAPH.CENTER
    right = table.cell(0, parts)
    _cell(right, MOTTO, bold=True)
    _run(right.add_paragraph(), "________________________", size=8).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for index, text in enumerate(act.number_cells):
        _cell(table.cell(1, index), (text,))
    _cell(table.cell(1, parts), (act.place_date,), italic=True)


def _cell(
    cell: Any, lines: tuple[str, ...], *, bold: bool = False, italic: bool = False, size: int = 13
) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(paragraph, line, bold=bold, italic=italic, size=size)


def _run(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, size: int = 14) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _block(document: Any, block: Block) -> None:
    if block.kind == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    if block.rows:
        _table(document, block.rows)
        return
    for line in block.text.split("\n"):
        paragraph = document.add_paragraph()
        if block.kind in _CENTERED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
        _run(paragraph, line, bold=block.kind in _BOLD, italic=block.kind in _ITALIC)


def _table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _run(cell.paragraphs[0], text, bold=texts is rows[0], size=12)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    document.add_paragraph()


def _signature(document: Any, act: SampleAct) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _run(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for item in act.recipients:
        paragraph = left.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, f"- {item}", size=11)
    _cell(right, act.signature, bold=True, size=14)
    for text in ("", "", ""):
        right.add_paragraph(text)
    _run(right.add_paragraph(), act.signer, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
