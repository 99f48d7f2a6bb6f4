"""Ruled tables of PDF pages laid over the text that was read of the same pages.

No character of the text changes for a table; what goes on over the end of a page is one table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from indexer.readers.layout import is_layout
from indexer.readers.pdf_tables import RuledTable, Words
from indexer.readers.tables import places_articles, with_head
from legal_corpus.model.table import Cell, Table

_LINE_END = re.compile(r"\s*\n\s*")


def tables_over(text: str, found: Sequence[RuledTable]) -> tuple[Table, ...]:
    """The tables whose words stand in the text, all and in order. ``found`` are in the order of the pages."""
    packed = _Packed(text)
    placed: list[Table] = []
    last: RuledTable | None = None  # that of the last one placed
    for ruled in found:
        below = last is not None and ruled.is_below(last)
        start = placed[-1].end if placed else 0
        forms = (packed.table(words, start, below) for words in ruled.forms)
        table = next((table for table in forms if table is not None), None)
        if table is None:
            continue
        if below and packed.goes_on(placed[-1], table):
            placed[-1] = Table(placed[-1].start, table.end, placed[-1].rows + table.rows)
        elif len(table.rows) > 1:
            placed.append(table)
        else:
            continue
        last = ruled
    return tuple(placed)


class _Packed:
    """A text without blanks, and where its letters stand in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [at for at, letter in enumerate(text) if not letter.isspace()]
        self._packed = "".join(text.split())

    def table(self, words: Words, start: int, below: bool) -> Table | None:
        """The table where its words stand in the text from ``start`` on, all of them and in order.

        ``None`` where they stand twice, unless they stand right at ``start`` and are looked for ``below`` a
        table, or where a cell would begin or the table end inside a word.
        """
        whole = "".join(words.texts)
        begin = bisect_left(self._places, start)
        first = self._packed.find(whole, begin)
        if first < 0 or not whole:
            return None
        if not (below and first == begin) and self._packed.find(whole, first + 1) >= 0:
            return None
        rows: list[list[Cell]] = []
        at, end = first, self._places[first]
        for box, text in zip(words.boxes, words.texts, strict=True):
            while len(rows) <= box.row:
                rows.append([])
            begin = self._places[at] if text else end
            if text and not self._between_words(begin):
                return None
            end = self._places[at + len(text) - 1] + 1 if text else end
            at += len(text)
            rows[box.row].append(Cell(begin, end, box.columns, box.rows, breaks=self._breaks(begin, end)))
        if not self._between_words(end):
            return None
        table = Table(self._places[first], end, tuple(tuple(row) for row in rows))
        return None if self._only_places_text(table) else with_head(table, words.texts[0])

    def goes_on(self, table: Table, below: Table) -> bool:
        """Whether nothing stands between two tables and the second has no head but that of the first."""
        if self._text[table.end : below.start].strip():
            return False
        return not any(cell.heading for cell in below.rows[0]) or self._row(below) == self._row(table)

    def _row(self, table: Table) -> list[list[str]]:
        """Words of the first row's cells."""
        return [self._text[cell.start : cell.end].split() for cell in table.rows[0]]

    def _breaks(self, start: int, end: int) -> tuple[int, ...]:
        """Where the lines of a cell begin but the first."""
        return tuple(start + at.end() for at in _LINE_END.finditer(self._text[start:end]))

    def _between_words(self, at: int) -> bool:
        return at in (0, len(self._text)) or self._text[at - 1].isspace() or self._text[at].isspace()

    def _only_places_text(self, table: Table) -> bool:
        cells = [[[self._text[cell.start : cell.end]] for cell in row] for row in table.rows]
        return is_layout(cells) or places_articles(" ".join(map(" ".join, row)) for row in cells)
