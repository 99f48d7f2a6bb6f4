"""Ruled tables of PDF pages, where lines and letters leave no doubt which cell holds which words.

A table is only taken when the text runs cell by cell, row after row. Everything else stays lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from indexer.readers.letters import HYPHENS, NOTHING, characters
from indexer.readers.pdf_rules import SAME, Box, bands, boxes_of, places, rules_of
from legal_corpus.text.normalize import to_nfc

_LEAST_LINES = 5  # of a table with two rows and two columns, at the least
_MOST_CELLS = 4000
_MOST_SKIPPED = 2  # rows at the head of a table


@dataclass(frozen=True, slots=True)
class Words:
    """Cells of a table, by row, with their words without blanks, in the order of the text."""

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as it was found on a page: whole, or without rows at its head that the text does not give in
    order or that were taken for a running head; no form where the text leaves a cell and comes back.

    ``letters`` are all that stand in it, in the order of the text and without blanks; ``columns`` are the
    places of the lines down the page, in points.
    """

    forms: tuple[Words, ...]
    letters: str
    page: int
    columns: tuple[float, ...]

    def holds(self, line: str) -> bool:
        """Whether a line of the page that has letters stands in the table."""
        return "".join(line.split()) in self.letters

    def is_below(self, other: RuledTable) -> bool:
        """Whether this is at the page behind the other's, with the same columns."""
        return (
            self.page == other.page + 1
            and len(self.columns) == len(other.columns)
            and all(abs(x - y) < SAME for x, y in zip(self.columns, other.columns, strict=True))
        )


def ruled_tables(page: Any, textpage: Any, number: int) -> Iterator[RuledTable]:
    """Tables of an open page with its number from 0."""
    across, down = rules_of(page)
    if len(across) + len(down) < _LEAST_LINES or len(down) < 2:
        return
    letters = list(_letters(textpage))
    for top, bottom in bands(down):
        inside = [line for line in down if line.start > bottom - SAME and line.end < top + SAME]
        level = [line for line in across if bottom - SAME < line.at < top + SAME]
        xs = places([line.at for line in inside])
        ys = places([-line.at for line in level])  # from the top
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
            continue
        boxes = boxes_of(xs, ys, inside, level)
        if boxes is not None:
            runs = _runs(boxes, xs, ys, letters)
            words = "".join(text for owner, text in runs if owner >= 0)
            yield RuledTable(tuple(_forms(boxes, runs)), to_nfc(words), number, tuple(xs))


def _letters(textpage: Any) -> Iterator[tuple[str, float, float]]:
    """Letters in the order of the text, with the middle of each in points."""
    for at, letter in enumerate(characters(textpage)):
        if not letter.isspace() and letter not in NOTHING:
            left, bottom, right, top = textpage.get_charbox(at)
            yield "-" if letter in HYPHENS else letter, (left + right) / 2, (bottom + top) / 2


def _forms(boxes: Sequence[Box], runs: Sequence[tuple[int, str]]) -> Iterator[Words]:
    """The table whole and without its first rows, as far as the text of those forms goes cell by cell.

    A single row is only a form of a table that begins on the page before.
    """
    rows = max(box.row + box.rows for box in boxes)
    for skipped in range(min(_MOST_SKIPPED, max(rows - 2, 0)) + 1):
        words = _in_order(boxes, runs, skipped, min(rows, 2))
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


def _in_order(
    boxes: Sequence[Box], runs: Sequence[tuple[int, str]], skipped: int, least: int
) -> Words | None:
    """The table from a row on, if from its first word the text goes through its cells and nowhere else.

    ``least`` is how many of its rows hold words.
    """
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
    if len({box.row for number, box in kept if number in texts}) < least:
        return None
    return Words(
        tuple(replace(box, row=box.row - skipped) for _, box in kept),
        tuple(to_nfc(texts.get(number, "")) for number, _ in kept),
    )
