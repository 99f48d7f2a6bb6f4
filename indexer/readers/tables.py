"""Rows of data tables on their way through a reader, and where their cells stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from legal_corpus.model.table import Cell, Table

SEPARATOR = " | "
_WIDEST = 200  # columns or rows that one cell may claim
_ARTICLE = re.compile(r"\s*(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]{0,2}\s*[.:]")
_BESIDE = re.compile(r"\|" + _ARTICLE.pattern)  # "Điều 5. Nội dung cũ | Điều 5. Nội dung mới"


# Above the running numbers of its rows: the row that begins so is the head of the table.
_COUNTER = re.compile(r"(?:s\s*t\s*t|s\s*s\s*t|tt|số\s*tt|số\s*thứ\s*tự)\.?", re.I)


class CellLines(list[str]):
    """The lines of one cell, with what the format says about its size and whether it is a heading."""

    def __init__(
        self, lines: Iterable[str] = (), columns: int = 1, rows: int = 1, heading: bool = False
    ) -> None:
        super().__init__(lines)
        self.columns = columns if columns == 1 else min(max(columns, 1), _WIDEST)
        self.rows = rows if rows == 1 else min(max(rows, 1), _WIDEST)
        self.heading = heading


class TableRow(str):
    """A line that is a row of a table: ``cells`` are its cells, ``first`` opens a new table."""

    __slots__ = ("cells", "first")
    cells: Sequence[Sequence[str]]
    first: bool


def row_line(cells: Sequence[Sequence[str]]) -> str:
    """One line of a row: cells parted by " | ", empty cells left out."""
    return SEPARATOR.join(filled for cell in cells if (filled := " ".join(cell)))


def places_articles(rows: Iterable[str]) -> bool:
    """Whether rows of a table are articles: then it only places an act's own text. A row with an article
    beside an article compares two texts, and neither is the act's own."""
    articles = [row for row in rows if _ARTICLE.match(row)]
    return bool(articles) and not any(map(_BESIDE.search, articles))


def as_table(rows: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """A line a row; the lines are :class:`TableRow` where there is a table: two rows, two filled columns."""
    lines = [row_line(cells) for cells in rows]
    widest = max((sum(map(bool, cells)) for cells in rows), default=0)
    if widest < 2 or sum(map(bool, lines)) < 2 or places_articles(lines):
        return lines
    marked: list[str] = []
    for line, cells in zip(lines, rows, strict=True):
        row = TableRow(line)
        row.cells, row.first = cells, not marked
        marked.append(row)
    return marked


def placed_tables(lines: Sequence[str], cleaned: Sequence[str]) -> tuple[Table, ...]:
    """Tables over the text that the non-empty ``cleaned`` lines make, one for each of ``lines``.

    A table whose cells cannot be told apart in the cleaned line stays text.
    """
    found: list[list[tuple[Cell, ...] | None]] = []
    opening: list[str] = []  # the first words of each
    inside = False
    at = 0
    for line, clean in zip(lines, cleaned, strict=True):
        if isinstance(line, TableRow):
            if line.first or not inside:
                found.append([])
                opening.append(" ".join(line.cells[0]) if line.cells else "")
            found[-1].append(_cells(line, clean, at if clean else max(at - 1, 0)))
        inside = isinstance(line, TableRow)
        at += len(clean) + 1 if clean else 0
    tables = ((words, table) for words, rows in zip(opening, found, strict=True) if (table := _table(rows)))
    return tuple(with_head(table, words) for words, table in tables)


def with_head(table: Table, opening: str) -> Table:
    """The table with its head marked where the format marks none and ``opening``, the words of its first
    cell, can only stand in a head ("STT")."""
    if not _COUNTER.fullmatch(opening.strip()) or any(cell.heading for cell in table.cells()):
        return table
    head = table.rows[0][0].rows
    if head >= len(table.rows):
        return table
    rows = (tuple(replace(cell, heading=True) for cell in row) for row in table.rows[:head])
    return replace(table, rows=(*rows, *table.rows[head:]))


def _cells(row: TableRow, clean: str, at: int) -> tuple[Cell, ...] | None:
    pieces = clean.split(SEPARATOR) if clean else []
    cells = row.cells
    counts = [1 if any(cell) else 0 for cell in cells]
    if row.count(SEPARATOR) >= sum(counts):  # one of them is in a cell
        counts = [" ".join(cell).count(SEPARATOR) + 1 if any(cell) else 0 for cell in cells]
    if sum(counts) != len(pieces):
        return None
    found: list[Cell] = []
    taken = 0
    for cell, count in zip(cells, counts, strict=True):
        words = pieces[taken] if count == 1 else SEPARATOR.join(pieces[taken : taken + count])
        end = at + len(words)
        breaks = _breaks(cell, at, words) if len(cell) > 1 else ()
        if isinstance(cell, CellLines):
            found.append(Cell(at, end, cell.columns, cell.rows, cell.heading, breaks))
        else:
            found.append(Cell(at, end, breaks=breaks))
        taken += count
        at = end + len(SEPARATOR) if count and taken < len(pieces) else end
    return tuple(found)


def _breaks(lines: Sequence[str], at: int, words: str) -> tuple[int, ...]:
    """Where each line of a cell but the first begins; none where cleaning has changed their lengths."""
    begins = tuple(accumulate((len(line) + 1 for line in lines), initial=at))
    if begins[-1] - 1 != at + len(words) or any(words[begin - at - 1] != " " for begin in begins[1:-1]):
        return ()
    return begins[1:-1]


def _table(rows: Sequence[tuple[Cell, ...] | None]) -> Table | None:
    """The table from its first filled cell to its last; no cell reaches below the last row."""
    whole = [row for row in rows if row]
    filled = [cell for row in whole for cell in row if cell.start < cell.end]
    if None in rows or not filled:
        return None
    start, end = filled[0].start, filled[-1].end
    kept = [
        tuple(_within(cell, start, end, len(whole) - number) for cell in row)
        for number, row in enumerate(whole)
    ]
    return Table(start, end, tuple(kept))


def _within(cell: Cell, start: int, end: int, rows: int) -> Cell:
    if start <= cell.start and cell.end <= end and cell.rows <= rows:
        return cell
    first, last = min(max(cell.start, start), end), min(max(cell.end, start), end)
    return replace(cell, start=first, end=last, rows=min(cell.rows, rows))
