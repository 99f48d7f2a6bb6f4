"""The two columns of an act's first page: issuer and number left, state title and date right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw as pdfium

from legal_corpus.text.normalize import to_nfc

_GAP = 24.0  # points; wider than any blank inside a line of the header
_HYPHENS = {0xFFFE: "-", 0x2: "-", 0xFFFF: ""}
# The state title and motto stand in the right column; the type of the act ends the header.
_RIGHT = re.compile(r"CỘNG H[ÒO][ÀA]? XÃ HỘI|Độc lập\s*[-–]|,\s*ngày\b.*tháng\b")
_HEADER_ENDS = re.compile(
    r"^\s*(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|BỘ LUẬT|PHÁP LỆNH|CHỈ THỊ|KẾ HOẠCH"
    r"|THÔNG BÁO|CÔNG ĐIỆN|Kính gửi|GIẤY MỜI|BÁO CÁO|TỜ TRÌNH|Căn cứ)\b"
)
_MOST_HEADER_LINES = 16
_FIRST_ROWS = 4


Row = list[tuple[str, float, float]]  # characters or words with their left and right edge in points


@dataclass(slots=True)
class PlacedRow:
    """A printed line with its lower and upper edge in points from the foot of the page."""

    letters: Row = field(default_factory=list)
    bottom: float = 1e9
    top: float = -1e9

    def add(self, letter: str, box: tuple[float, float, float, float]) -> None:
        """A character with left, bottom, right and upper edge."""
        self.letters.append((letter, box[0], box[2]))
        if letter.strip():
            self.bottom, self.top = min(self.bottom, box[1]), max(self.top, box[3])


@dataclass(slots=True)
class _Piece:
    """Text of one line in one column; ``left``/``right`` in points from the page's left edge."""

    text: str
    left: float
    right: float


def from_top(rows: Sequence[PlacedRow]) -> Sequence[PlacedRow]:
    """Rows as they stand on the page, where a program wrote the head of the page after its body."""
    if not rows or max(row.top for row in rows) in {row.top for row in rows[:_FIRST_ROWS]}:
        return rows
    return sorted(rows, key=lambda row: -row.top)


def in_columns(rows: Sequence[Row], text_of: Callable[[Row], str] | None = None) -> list[str]:
    """Lines of the first page, the header's left column before its right one.

    Lines below the header stay in their order; ``text_of`` gives them where it is not the plain text.
    """
    text_of = text_of or row_text
    end = next((at for at, row in enumerate(rows) if _HEADER_ENDS.match(row_text(row))), 0)
    if not 0 < end <= _MOST_HEADER_LINES:
        return list(map(text_of, rows))
    left: list[str] = []
    right: list[str] = []
    for row in rows[:end]:
        pieces = _split(row)
        if len(pieces) == 1:
            (right if _RIGHT.search(pieces[0].text) else left).append(pieces[0].text)
        else:
            left.append(pieces[0].text)
            right.extend(piece.text for piece in pieces[1:])
    header = [text for text in (*left, *right) if not text.strip().isdigit()]  # a page number
    return [*header, *map(text_of, rows[end:])]


def row_text(row: Row) -> str:
    """The row's text in NFC."""
    return to_nfc("".join(letter for letter, _, _ in row))


def placed_rows(textpage: Any) -> list[PlacedRow]:
    """Characters with their left and right edge, cut where pdfium sees an end of line."""
    rows = [PlacedRow()]
    broken = False
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        letter = _HYPHENS.get(code, chr(code) if code else "")
        if letter in "\r\n":
            broken = broken or bool(letter)
            continue
        if broken:
            # A hyphen at the end of a line is part of a number that goes on ("NĐ-" + "CP").
            last = rows[-1].letters
            hyphen = last and last[-1][0] == "-" and pdfium.FPDFText_GetUnicode(textpage, at - 1) in _HYPHENS
            if not hyphen:
                rows.append(PlacedRow())
            broken = False
        rows[-1].add(letter, textpage.get_charbox(at))
    return [row for row in rows if row_text(row.letters).strip()]


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
