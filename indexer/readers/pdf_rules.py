"""Rules that are drawn on a PDF page, and the grid of cells that they make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw as pdfium

_THIN = 2.5  # points; a drawn line is not thicker
_SHORTEST = 4.0  # points
SAME = 3.0  # points between two lines that are one
_MOST_PATHS = 4000  # of a page; a drawing has more
_MOST_RULES = 3000
_MOST_STROKES = 20_000  # of all paths of a page


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: ``at`` is its place across, ``start`` and ``end`` along its direction, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of the grid; rows count from the top."""

    row: int
    column: int
    rows: int
    columns: int


def rules_of(page: Any) -> tuple[list[Rule], list[Rule]]:
    """Lines across (from above) and lines down the page, alone or strokes of a path; none for a drawing."""
    across: list[Rule] = []
    down: list[Rule] = []
    paths = strokes = 0
    # Raw calls: a page has hundreds of objects that are text, and a wrapper for each costs most of all.
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        found = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if paths > _MOST_PATHS or len(across) + len(down) > _MOST_RULES:
            return [], []
        left, bottom, right, top = _bounds(found)
        wide, high = right - left, top - bottom
        if high < _THIN and wide > _SHORTEST:
            across.append(Rule((top + bottom) / 2, left, right))
        elif wide < _THIN and high > _SHORTEST:
            down.append(Rule((left + right) / 2, bottom, top))
        elif wide > _SHORTEST and high > _SHORTEST and _is_stroked(found):
            strokes += pdfium.FPDFPath_CountSegments(found)
            if strokes > _MOST_STROKES:
                return [], []
            for (x, y), (to_x, to_y) in _strokes(found):
                if abs(y - to_y) < _THIN and abs(x - to_x) > _SHORTEST:
                    across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
                elif abs(x - to_x) < _THIN and abs(y - to_y) > _SHORTEST:
                    down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
    return across, down


def _strokes(found: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Straight strokes of a path, on the page."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, byref(matrix)):
        return
    x, y = c_float(), c_float()
    start = now = (0.0, 0.0)
    for at in range(pdfium.FPDFPath_CountSegments(found)):
        segment = pdfium.FPDFPath_GetPathSegment(found, at)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield now, point
        now = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield now, start


def _bounds(found: Any) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge; all zero where pdfium knows none."""
    edges = [c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(found, *map(byref, edges))
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _is_stroked(found: Any) -> bool:
    fill, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(found, byref(fill), byref(stroke)) and stroke.value)


def bands(down: Sequence[Rule]) -> Iterator[tuple[float, float]]:
    """Upper and lower edge of each part of the page that lines down the page cover without a gap."""
    top = bottom = None
    for line in sorted(down, key=lambda found: -found.end):
        if top is None or bottom is None or line.end < bottom - SAME:
            if top is not None and bottom is not None:
                yield top, bottom
            top, bottom = line.end, line.start
        bottom = min(bottom, line.start)
    if top is not None and bottom is not None:
        yield top, bottom


def places(values: Sequence[float]) -> list[float]:
    """Different places in order; lines nearer than a few points are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME:
            found.append(value)
    return found


def boxes_of(
    xs: Sequence[float], ys: Sequence[float], down: Sequence[Rule], across: Sequence[Rule]
) -> list[Box] | None:
    """Cells by row and column; ``None`` where one is no rectangle."""
    rows, columns = len(ys) - 1, len(xs) - 1
    left = [[False] * columns for _ in range(rows)]  # whether a line is drawn at the left of the field
    above = [[False] * columns for _ in range(rows)]
    for line in down:
        column = bisect_right(xs, line.at + SAME) - 1
        for row in range(rows):
            if column < columns and line.start < -(ys[row] + ys[row + 1]) / 2 < line.end:
                left[row][column] = True
    for line in across:
        row = bisect_right(ys, -line.at + SAME) - 1
        for column in range(columns):
            if row < rows and line.start < (xs[column] + xs[column + 1]) / 2 < line.end:
                above[row][column] = True
    taken = [[False] * columns for _ in range(rows)]
    boxes = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide = 1
            while column + wide < columns and not left[row][column + wide]:
                wide += 1
            high = 1
            while row + high < rows and not above[row + high][column]:
                high += 1
            for y in range(row, row + high):
                for x in range(column, column + wide):
                    open_left = x == column or not left[y][x]
                    open_above = y == row or not above[y][x]
                    if taken[y][x] or not open_left or not open_above:
                        return None
                    taken[y][x] = True
            boxes.append(Box(row, column, high, wide))
    return boxes
