"""Tables that people take away: CSV and XLSX that a spreadsheet shows and never computes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Cell = str | int | float | dt.date | None
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_WIDEST = 60
_LONGEST = 32_000  # Excel cuts a cell at 32,767 characters


def csv_table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Head and rows as CSV with a byte order mark, without which Excel does not take it for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def xlsx_table(head: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str = "Bảng") -> bytes:
    """Head and rows as a workbook of one sheet; text stays text, days are days."""
    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet)[:31] or "Bảng")
    listed = [list(row) for row in rows]
    for at, name in enumerate(head):
        widest = max([len(name), *(len(str(row[at] or "")) for row in listed[:500])])
        page.column_dimensions[get_column_letter(at + 1)].width = min(widest + 2, _WIDEST)
    page.freeze_panes = "A2"
    page.append([_cell(page, name, bold=True) for name in head])
    for row in listed:
        page.append([_cell(page, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Any, bold: bool = False) -> Any:
    cell = WriteOnlyCell(page, _NOT_XML.sub(" ", value)[:_LONGEST] if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, dt.date):
        cell.number_format = "DD/MM/YYYY"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _harmless(value: Cell) -> str | int | float:
    """A spreadsheet would run a cell that begins like a formula."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_DANGEROUS) else value
    return value
