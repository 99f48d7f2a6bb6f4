"""A province's own register, kept in Excel or as delimited text: each row one act.

What a row states becomes claims and events of the source "sổ của địa phương", each with file, sheet and row.
A row that does not say which act it is about is rejected with what to do; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.importers.base import ImportOptions, RejectedRow, Row
from indexer.importers.columns import Layout, MappingError, corrected, is_enumeration, read_layout
from indexer.importers.register_rows import NUMBER, RowPlace, RowRejectedError, act_of_row
from indexer.importers.tables import Cell, Table, TableRow, tables_of
from legal_corpus.text.dates import parse_date
from legal_corpus.text.normalize import fold_marks

_AS_OF = re.compile(r"(?:tính\s+)?đến\s+(?:hết\s+)?(?=ngày\s)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tong|cong)\b")


@dataclass(frozen=True, slots=True)
class _Sheet:
    layout: Layout
    file: str
    default_issuer: str | None
    as_of: dt.date | None

    def values(self, row: TableRow) -> dict[str, Cell]:
        """Cells of the row by field; blank and unused ones are left out."""
        found: dict[str, Cell] = {}
        for column in self.layout.columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if column.field and cell is not None and cell not in ("-", "--"):
                found.setdefault(column.field, cell)
        return found

    def place(self, row: TableRow) -> RowPlace:
        """ "so-van-ban.xlsx, trang tính “NQ”, dòng 12" and what holds for the whole sheet."""
        sheet = f", trang tính “{self.layout.table}”" if self.layout.table else ""
        return RowPlace(f"{self.file}{sheet}, dòng {row.number}", self.default_issuer, self.as_of)


def layouts_of(path: Path, options: ImportOptions) -> list[Layout]:
    """What each table of the file is understood to hold, corrections included.

    Raises ``InputRefusedError``, and :class:`MappingError` on a correction that fits no table.
    """
    found = []
    for table in tables_of(path):
        layout, _rows = read_layout(table)
        if layout is not None:
            found.append(_understood(layout, options))
    _check_choices(found, options)
    return found


def read_register(path: Path, options: ImportOptions) -> Iterator[Row]:
    """Every row of every visible sheet. Raises ``InputRefusedError`` and :class:`MappingError`."""
    seen: list[Layout] = []
    pending: list[RejectedRow] = []
    for table in tables_of(path):
        layout, rows = read_layout(table)
        if layout is not None:
            layout = _understood(layout, options)
            seen.append(layout)
        if layout is None or not layout.names_acts():
            reason = "không có cột số, ký hiệu hoặc tên văn bản trong 20 dòng đầu; hãy thêm dòng tiêu đề"
            pending.append(RejectedRow(0, reason, _where(table, path)))
            continue
        yield from _sheet_rows(_Sheet(layout, path.name, options.issuer, as_of(layout.above)), table, rows)
    _check_choices(seen, options)
    yield from pending


def as_of(above: str) -> dt.date | None:
    """The day that the words over the header give for the register: "tính đến ngày 31/12/2025"."""
    found = _AS_OF.search(above)
    return parse_date(above[found.end() : found.end() + 40]) if found else None


def _understood(layout: Layout, options: ImportOptions) -> Layout:
    saved = options.saved(layout.signature)
    return corrected(corrected(layout, saved) if saved else layout, options.columns)


def _check_choices(layouts: list[Layout], options: ImportOptions) -> None:
    """A chosen column must exist in at least one table."""
    for name, field in options.columns.items():
        failed: MappingError | None = None
        for layout in layouts:
            try:
                corrected(layout, {name: field}, strict=True)
                break
            except MappingError as error:
                failed = error
        else:
            if failed:
                raise failed


def _where(table: Table, path: Path) -> str:
    return f"trang tính “{table.name}”" if table.name else path.name


def _sheet_rows(sheet: _Sheet, table: Table, rows: Iterator[TableRow]) -> Iterator[Row]:
    where = f"trang tính “{table.name}”" if table.name else ""
    for row in rows:
        if _is_heading(row):
            continue
        try:
            yield act_of_row(sheet.values(row), sheet.place(row))
        except RowRejectedError as error:
            yield RejectedRow(row.number, str(error), where)


def _is_heading(row: TableRow) -> bool:
    """A row that numbers the columns, heads a group ("II. Lĩnh vực đất đai") or adds up."""
    texts = list(dict.fromkeys(str(cell) for cell in row.cells if cell is not None))
    if is_enumeration(row.cells) or len(texts) == 1:
        return not (len(texts) == 1 and NUMBER.search(texts[0]))
    first = next((t for t in texts if not t.strip(" .").isdigit()), "")
    if _TOTAL.match(fold_marks(first)):
        return True
    return len(texts) == 2 and re.fullmatch(r"[IVXA-Z]{1,5}\.?", texts[0]) is not None
