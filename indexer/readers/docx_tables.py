"""Rows of a Word table: which cells reach over others, and which rows are its heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from indexer.readers.numbering import attribute, child, child_value, children, local, value
from indexer.readers.tables import CellLines

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_OFF = {"0", "false", "off"}
_LONGEST = 4  # digits of a number of columns


def named(element: Any, name: str) -> Iterator[Any]:
    """Children by local name, looking through wrappers such as content controls."""
    for found in element:
        own = local(found)
        if own == name:
            yield found
        elif own in _WRAPPERS:
            yield from named(found, name)


def cells_of(rows: Sequence[Any], lines_of: Callable[[Any], list[str]]) -> list[list[CellLines]]:
    """Cells of each row, empty ones that a cell above reaches over left out; ``lines_of`` reads each once."""
    found: list[list[CellLines]] = []
    open_: dict[int, CellLines] = {}  # by column: the cells that the row below may go on with
    for row in rows:
        heading = _is_heading(row)
        column = _number(child_value(row, "trPr", "gridBefore"), 0)
        cells: list[CellLines] = []
        below: dict[int, CellLines] = {}
        for cell in named(row, "tc"):
            properties = children(child(cell, "tcPr"))
            merge = properties.get("vMerge")
            lines = CellLines(lines_of(cell), _number(value(properties.get("gridSpan")), 1), 1, heading)
            above = open_.get(column) if merge is not None and attribute(merge, "val") != "restart" else None
            if above is not None and not lines:
                above.rows += 1
                below[column] = above
            else:
                cells.append(lines)
                if merge is not None:
                    below[column] = lines
            column += lines.columns
        if not cells:  # a row of nothing but covered places is no row
            for lines in below.values():
                lines.rows -= 1
        found.append(cells)
        open_ = below
    return found


def _is_heading(row: Any) -> bool:
    mark = child(row, "trPr", "tblHeader")
    return mark is not None and attribute(mark, "val") not in _OFF


def _number(said: str | None, default: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < _LONGEST else default
