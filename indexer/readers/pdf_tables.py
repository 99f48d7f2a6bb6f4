"""Ruled tables of PDF pages, where lines and letters leave no doubt which cell holds which words.

A table is only taken when the text runs cell by cell, row after row: then it lies over the text that the
reader gave, and no character of that changes. Everything else stays lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pypdfium2 import raw as pdfium

from indexer.readers.layout import is_layout
from indexer.readers.pdf_rules import SAME, Box, Rule, bands, boxes_of, places, rules_of
from indexer.readers.tables import places_articles, with_head
from legal_corpus.model.table import Cell, Table
from legal_corpus.text.normalize import to_nfc

_LEAST_LINES = 5  # of a table with two rows and two columns, at the least
_MOST_CELLS = 4000
_MOST_SKIPPED = 2  # rows at the head of a table
_HYPHENS = {0xFFFE, 0x2}
_NOTHING = {0, 0xFFFF}


@dataclass(frozen=True, slots=True)
class _Words:
    """Cells of a table with their words without blanks, in the order of the text."""

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as it was found on a page: whole, or without rows at its head that the text does not give in
    order or that were taken for a running head."""

    forms: tuple[_Words, ...]


def tables_over(text: str, found: Sequence[RuledTable]) -> tuple[Table, ...]:
    """The tables whose words stand in the text, which was read from the same pages, all and in order."""
    placed: list[Table] = []
    packed = _Packed(text) if found else None
    for ruled in found:
        start = placed[-1].end if placed else 0
        forms = (packed.table(words, start) for words in ruled.forms) if packed else ()
        table = next((table for table in forms if table is not None), None)
        if table is not None:
            placed.append(table)
    return tuple(placed)


class _Packed:
    """A text without blanks, and where its letters stand in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [at for at, letter in enumerate(text) if not letter.isspace()]
        self._packed = "".join(text.split())

    def table(self, words: _Words, start: int) -> Table | None:
        """The table where its words stand in the text from ``start`` on, all of them and in order.

        ``None`` where they stand twice, or where a cell would begin or the table end inside a word.
        """
        whole = "".join(words.texts)
        first = self._packed.find(whole, bisect_left(self._places, start))
        if first < 0 or not whole or self._packed.find(whole, first + 1) >= 0:
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
            rows[box.row].append(Cell(begin, end, box.columns, box.rows))
        if not self._between_words(end):
            return None
        table = Table(self._places[first], end, tuple(tuple(row) for row in rows))
        return None if self._only_places_text(table) else with_head(table, words.texts[0])

    def _between_words(self, at: int) -> bool:
        return at in (0, len(self._text)) or self._text[at - 1].isspace() or self._text[at].isspace()

    def _only_places_text(self, table: Table) -> bool:
        cells = [[[self._text[cell.start : cell.end]] for cell in row] for row in table.rows]
        return is_layout(cells) or places_articles(" ".join(map(" ".join, row)) for row in cells)


def ruled_tables(page: Any, textpage: Any) -> Iterator[RuledTable]:
    """Tables of an open page."""
    across, down = rules_of(page)
    if len(across) + len(down) < _LEAST_LINES or len(down) < 2:
        return
    letters = list(_letters(textpage))
    for top, bottom in bands(down):
        forms = tuple(_forms(across, down, top, bottom, letters))
        if forms:
            yield RuledTable(forms)


def _letters(textpage: Any) -> Iterator[tuple[str, float, float]]:
    """Letters in the order of the text, with the middle of each in points."""
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        if code in _NOTHING:
            continue
        letter = "-" if code in _HYPHENS else chr(code)
        if not letter.isspace():
            left, bottom, right, top = textpage.get_charbox(at)
            yield letter, (left + right) / 2, (bottom + top) / 2


def _forms(
    across: Sequence[Rule],
    down: Sequence[Rule],
    top: float,
    bottom: float,
    letters: Sequence[tuple[str, float, float]],
) -> Iterator[_Words]:
    """The table between two heights, whole and without its first rows, as far as the text of those forms
    goes cell by cell."""
    inside = [line for line in down if line.start > bottom - SAME and line.end < top + SAME]
    level = [line for line in across if bottom - SAME < line.at < top + SAME]
    xs = places([line.at for line in inside])
    ys = places([-line.at for line in level])  # from the top
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_CELLS:
        return
    boxes = boxes_of(xs, ys, inside, level)
    if boxes is None:
        return
    runs = _runs(boxes, xs, ys, letters)
    for skipped in range(min(_MOST_SKIPPED, len(ys) - 3) + 1):
        words = _in_order(boxes, runs, skipped)
        if words is not None:
            yield words


def _runs(
    boxes: Sequence[Box],
    xs: Sequence[float],
    ys: Sequence[float],
    letters: Sequence[tuple[str, float, float]],
) -> list[tuple[int, str]]:
    """Letters that follow each other in one cell, with its number; -1 outside of every cell."""
    owner = {
        (row, column): number
        for number, box in enumerate(boxes)
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    runs: list[tuple[int, str]] = []
    for letter, x, y in letters:
        if -ys[0] > y > -ys[-1]:
            number = owner.get((bisect_right(ys, -y) - 1, bisect_right(xs, x) - 1), -1)
            if runs and runs[-1][0] == number:
                runs[-1] = (number, runs[-1][1] + letter)
            else:
                runs.append((number, letter))
    return runs


def _in_order(boxes: Sequence[Box], runs: Sequence[tuple[int, str]], skipped: int) -> _Words | None:
    """The table from a row on, if from its first word the text goes through its cells and nowhere else."""
    if any(box.row < skipped < box.row + box.rows for box in boxes):
        return None
    first = next((at for at, run in enumerate(runs) if run[0] >= 0 and boxes[run[0]].row >= skipped), None)
    if first is None:
        return None
    numbers = [number for number, _ in runs[first:]]
    if any(one >= other for one, other in pairwise(numbers)):
        return None
    texts = dict(runs[first:])
    kept = [(number, box) for number, box in enumerate(boxes) if box.row >= skipped]
    if len({box.column for number, box in kept if number in texts}) < 2:
        return None
    if len({box.row for number, box in kept if number in texts}) < 2:
        return None
    return _Words(
        tuple(replace(box, row=box.row - skipped) for _, box in kept),
        tuple(to_nfc(texts.get(number, "")) for number, _ in kept),
    )
