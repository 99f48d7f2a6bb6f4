"""Figures that a signing program wrote over a PDF page: number, day and month of a signed act.

They lie in the appearance of signature fields, which is no part of the page's own text. Figures are put
where they are seen; everything else a signature shows (who signed and when) is no part of the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw as pdfium

from indexer.readers.columns import PlacedRow
from indexer.readers.letters import characters

_FIGURES = re.compile(r"\d{1,5}[a-zđ]?")
_APART = 4.0  # points between two figures that are not of one number
_FARTHEST = 60.0  # points between a stamp and the line it belongs to
_LEAST_OVERLAP = 0.4  # of a stamp's height
_MOST_FIELDS = 200

Place = tuple[str, int, int]  # character, left and lower edge in whole points


@dataclass(slots=True)
class Stamp:
    """Figures with their edges in points from the left lower corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def has_fields(page: Any) -> bool:
    """Whether a page has form fields, such as signatures that are seen."""
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        field = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        pdfium.FPDFPage_CloseAnnot(annotation)
        if field:
            return True
    return False


def figures_over(pdf: Any, at: int, page: Any, textpage: Any) -> list[Stamp]:
    """Figures that fields show on page ``at``, which is open with its own characters.

    The page is flattened in memory, so that pdfium reads what fields show like the rest.
    """
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return []
    flat = pdf[at]
    shown = flat.get_textpage()
    try:
        found = [stamp for stamp in _runs(textpage, shown) if _FIGURES.fullmatch(stamp.text)]
    finally:
        shown.close()
        flat.close()
    return _without_repeats(found)


def _place(textpage: Any, letter: str, at: int) -> Place:
    left, bottom, _, _ = textpage.get_charbox(at)
    return letter, round(left), round(bottom)


def _runs(textpage: Any, shown: Any) -> Iterator[Stamp]:
    """Characters shown that are not the page's own, put together while one goes on behind the other."""
    before, letters = characters(textpage), characters(shown)
    begin = len(before) if letters.startswith(before) else 0  # mostly they stand behind the page's own
    others = set("".join(letters[begin:].split()))
    own = {_place(textpage, letter, at) for at, letter in enumerate(before) if letter in others}
    last: Stamp | None = None
    begun = 0.0  # left edge of the last character; loose boxes of slanted ones overlap
    for at in range(begin, len(letters)):
        letter = letters[at].strip().strip("\0")
        if letter and _place(shown, letter, at) in own:
            letter = ""
        left, bottom, right, top = shown.get_charbox(at, loose=True) if letter else (0, 0, 0, 0)
        if last and (not letter or not begun < left < last.right + _APART or
                     abs(bottom - last.bottom) > _APART):  # fmt: skip
            yield last
            last = None
        if letter:
            if last:
                last.text, last.right = last.text + letter, right
            else:
                last = Stamp(letter, left, bottom, right, top)
            begun = left
    if last:
        yield last


def _without_repeats(stamps: Sequence[Stamp]) -> list[Stamp]:
    """One of several equal stamps at one place; none where different ones lie over each other."""
    kept: list[Stamp] = []
    for stamp in stamps:
        over = [k for k in kept if k.left < stamp.right and stamp.left < k.right and _overlap(k, stamp) > 0]
        if not over:
            kept.append(stamp)
        elif any(k.text != stamp.text for k in over):
            kept = [k for k in kept if k not in over]
    return kept


def _overlap(one: Stamp, other: Stamp) -> float:
    return min(one.top, other.top) - max(one.bottom, other.bottom)


def put_in(rows: Sequence[PlacedRow], stamps: Sequence[Stamp]) -> None:
    """Puts each stamp into the line it stands on; a stamp that stands on none is left out."""
    for stamp in stamps:
        height = max(1.0, stamp.top - stamp.bottom)
        level = [row for row in rows if _shared(row, stamp) > _LEAST_OVERLAP * height]
        row = min(level, key=lambda one: _distance(one, stamp), default=None)
        if row is None or _distance(row, stamp) > _FARTHEST:
            continue
        middle = (stamp.left + stamp.right) / 2
        letters = row.letters
        at = next(
            (n for n, (_, left, right) in enumerate(letters) if (left + right) / 2 > middle), len(letters)
        )
        before = letters[at - 1][2] if at else stamp.left
        letters[at:at] = [
            (" ", before, stamp.left), (stamp.text, stamp.left, stamp.right), (" ", stamp.right, stamp.right),
        ]  # fmt: skip


def _shared(row: PlacedRow, stamp: Stamp) -> float:
    bottom, top = row.edges
    return min(top, stamp.top) - max(bottom, stamp.bottom)


def _distance(row: PlacedRow, stamp: Stamp) -> float:
    middle = (stamp.left + stamp.right) / 2
    return max(0.0, row.letters[0][1] - middle, middle - row.letters[-1][2])
