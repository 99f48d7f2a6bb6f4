"""The two columns of an act's first page: issuer and number left, state title and date right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indexer.readers.letters import HYPHENS, NOTHING, characters
from legal_corpus.text.normalize import to_nfc

_GAP = 24.0  # points; wider than any blank inside a line of the header
# A hyphen at the end of a line is part of a number that goes on ("NĐ-" + "CP").
_LINE = re.compile(f"(?:[{HYPHENS}][\r\n]+|[^\r\n])+")
_SAID = str.maketrans(dict.fromkeys(HYPHENS, "-") | dict.fromkeys(NOTHING + "\r\n", ""))
# The state title and motto stand in the right column; the type of the act ends the header.
_RIGHT = re.compile(r"CỘNG H[ÒO][ÀA]? XÃ HỘI|Độc lập\s*[-–]|,\s*ngày\b.*tháng\b")
_HEADER_ENDS = re.compile(
    r"^\s*(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|BỘ LUẬT|PHÁP LỆNH|CHỈ THỊ|KẾ HOẠCH"
    r"|THÔNG BÁO|CÔNG ĐIỆN|Kính gửi|GIẤY MỜI|BÁO CÁO|TỜ TRÌNH|Căn cứ)\b"
)
_MOST_HEADER_LINES = 16
_FIRST_ROWS = 4


Row = list[tuple[str, float, float]]  # characters or words with their left and right edge in points


class PlacedRow:
    """A printed line of an open page; the places of its characters, in points, are only asked for where
    they matter."""

    def __init__(self, textpage: Any, said: str, start: int) -> None:
        self._textpage = textpage
        self._said = said  # from character ``start`` of the page on
        self._start = start
        self._letters: Row | None = None

    @property
    def text(self) -> str:
        """The characters put together, in NFC."""
        return to_nfc(self._said.translate(_SAID)) if self._letters is None else row_text(self._letters)

    @property
    def letters(self) -> Row:
        """The characters; others may be put in between."""
        if self._letters is None:
            self._letters = []
            for at, said in enumerate(self._said, self._start):
                if letter := said.translate(_SAID):
                    left, _, right, _ = self._textpage.get_charbox(at)
                    self._letters.append((letter, left, right))
        return self._letters

    @cached_property
    def edges(self) -> tuple[float, float]:
        """Lower and upper edge of what is printed, from the foot of the page."""
        count = self._textpage.count_rects(self._start, len(self._said))
        boxes = [self._textpage.get_rect(at) for at in range(count)]  # of words in one font, not of letters
        return min((box[1] for box in boxes), default=1e9), max((box[3] for box in boxes), default=-1e9)


@dataclass(slots=True)
class _Piece:
    """Text of one line in one column; ``left``/``right`` in points from the page's left edge."""

    text: str
    left: float
    right: float


def from_top(rows: Sequence[PlacedRow]) -> Sequence[PlacedRow]:
    """Rows as they stand on the page, where a program wrote the head of the page after its body."""
    tops = [row.edges[1] for row in rows]
    if not rows or max(tops) in tops[:_FIRST_ROWS]:
        return rows
    return sorted(rows, key=lambda row: -row.edges[1])


def in_columns(rows: Sequence[PlacedRow]) -> list[str]:
    """Lines of the first page, the header's left column before its right one; those below the header stay
    in their order."""
    texts = [row.text for row in rows]
    end = _header_end(texts)
    return [*_header(row.letters for row in rows[:end]), *texts[end:]]


def words_in_columns(rows: Sequence[Row], text_of: Callable[[Row], str]) -> list[str]:
    """The same for words of a picture; ``text_of`` gives the lines below the header."""
    end = _header_end(map(row_text, rows))
    return [*_header(rows[:end]), *map(text_of, rows[end:])]


def _header_end(texts: Iterable[str]) -> int:
    """How many lines the header has, 0 where it does not end as one does."""
    end = next((at for at, text in enumerate(texts) if _HEADER_ENDS.match(text)), 0)
    return end if end <= _MOST_HEADER_LINES else 0


def _header(rows: Iterable[Row]) -> list[str]:
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        pieces = _split(row)
        if len(pieces) == 1:
            (right if _RIGHT.search(pieces[0].text) else left).append(pieces[0].text)
        else:
            left.append(pieces[0].text)
            right.extend(piece.text for piece in pieces[1:])
    return [text for text in (*left, *right) if not text.strip().isdigit()]  # a page number


def row_text(row: Row) -> str:
    """The row's text in NFC."""
    return to_nfc("".join(letter for letter, _, _ in row))


def placed_rows(textpage: Any) -> list[PlacedRow]:
    """The lines of an open page, cut where pdfium sees an end of line."""
    lines = _LINE.finditer(characters(textpage))
    rows = (PlacedRow(textpage, line[0], line.start()) for line in lines)
    return [row for row in rows if row.text.strip()]


def _split(row: Row) -> list[_Piece]:
    """A line's pieces, parted by a gap; the blank left for a number ("Số:     /2025") is no gap."""
    pieces: list[_Piece] = []
    for letter, left, right in row:
        blank = not letter.strip()
        if blank and pieces:
            pieces[-1].text += letter
        elif not blank:
            new = not pieces or (
                left - pieces[-1].right > _GAP and letter != "/" and not _waits(pieces[-1].text)
            )
            if new:
                pieces.append(_Piece("", left, right))
            pieces[-1].text += letter
            pieces[-1].right = right
    for piece in pieces:
        piece.text = to_nfc(piece.text)
    return pieces or [_Piece("", 0, 0)]


def _waits(text: str) -> bool:
    """Whether a blank to be filled in follows: "Số:", "ngày", "tháng"."""
    return bool(re.search(r"(?:số\s*:|ngày|tháng|năm)\s*$", text, re.I))
