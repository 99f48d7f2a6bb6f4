"""Tables of a text: rows and cells as spans over the same characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_ENDS_ROW, _SHAPE, _BREAKS = -1, -2, -3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text[start:end]`` is what it holds, an empty cell has ``start == end``.

    ``columns`` and ``rows`` say over how many it reaches; ``heading`` where the file marks it as one.
    ``breaks`` are the places inside where a further paragraph of the cell begins.
    """

    start: int
    end: int
    columns: int = 1
    rows: int = 1
    heading: bool = False
    breaks: tuple[int, ...] = ()

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Start and end of each paragraph, with the blank behind it; one at least."""
        yield from pairwise((self.start, *self.breaks, self.end))

    def moved(self, by: int) -> Cell:
        """The cell so many characters further on."""
        breaks = tuple(at + by for at in self.breaks)
        return replace(self, start=self.start + by, end=self.end + by, breaks=breaks)


@dataclass(frozen=True, slots=True)
class Table:
    """A table over ``text[start:end]``; cells stand in the order of the text and do not overlap.

    What is between two cells ("``|``", the end of a line) is no part of any.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    def plain(self) -> list[int]:
        """For JSON, short because a list of prices has ten thousands of cells; :meth:`of_plain` undoes it.

        The start; then for each cell the characters since the cell before and its own characters; -2,
        columns, rows and 1 for a heading stand before a cell where they say more than 1, 1, 0; -3, how many
        breaks it has and how far each is from its start stand before a cell that has some; -1 ends a row.
        """
        numbers, at = [self.start], self.start
        for row in self.rows:
            for cell in row:
                if cell.heading or cell.columns > 1 or cell.rows > 1:
                    numbers += (_SHAPE, cell.columns, cell.rows, int(cell.heading))
                if cell.breaks:
                    numbers += (_BREAKS, len(cell.breaks), *(place - cell.start for place in cell.breaks))
                numbers += (cell.start - at, cell.end - cell.start)
                at = cell.end
            numbers.append(_ENDS_ROW)
        return numbers

    @classmethod
    def of_plain(cls, numbers: Sequence[int]) -> Table:
        """From what :meth:`plain` gave."""
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        start = at = numbers[0]
        columns, down, heading = 1, 1, 0
        breaks: list[int] = []
        rest = iter(numbers[1:])
        for number in rest:
            if number == _ENDS_ROW:
                rows.append(tuple(row))
                row = []
            elif number == _SHAPE:
                columns, down, heading = next(rest), next(rest), next(rest)
            elif number == _BREAKS:
                breaks = [next(rest) for _ in range(next(rest))]
            else:
                start_of_cell = at + number
                at = start_of_cell + next(rest)
                places = tuple(start_of_cell + place for place in breaks)
                row.append(Cell(start_of_cell, at, columns, down, bool(heading), places))
                columns, down, heading = 1, 1, 0
                breaks = []
        return cls(start, at, tuple(rows))

    def cells(self) -> Iterator[Cell]:
        """All cells in the order of the text."""
        for row in self.rows:
            yield from row
