"""A query against one original text: are the tone marks the same, and which fragments to show."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from indexer.search.analysis import Unit, Word, fold_chars, lower_chars, spellings
from indexer.search.protocol import Piece, Snippet
from legal_corpus.text.normalize import to_nfc

_START, _END, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"
_WIDTH = 220
_MARGIN = 60
_MAX_MATCHES = 5000


@cache
def _letter_classes() -> dict[str, str]:
    """ASCII letter -> regex class of the lower-case letters that fold to it, marks or not."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        if letter.islower() and unicodedata.is_normalized("NFC", letter):
            groups[fold_chars(letter)].append(letter)
    return {plain: f"[{plain}{''.join(marked)}]" for plain, marked in groups.items() if plain.isascii()}


def _any_marks(word: str) -> str:
    if word.isdigit():
        return f"0*{word}"
    classes = _letter_classes()
    return "".join(classes.get(c) or re.escape(c) for c in word)


def _same_marks(word: Word) -> str:
    if word.marked is None:
        return _any_marks(word.folded)
    return f"(?:{'|'.join(map(re.escape, spellings(word.marked)))})"


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    unit: int


class QueryMatcher:
    """The units of one query, ready to be looked for in lower-case original texts."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._strict = [
            re.compile(_START + _BETWEEN.join(map(_same_marks, unit.words)) + _END) for unit in units
        ]
        self._marked = [i for i, unit in enumerate(units) if unit.marked]
        # Longer units first: a phrase is one match, not its words.
        order = sorted(range(len(units)), key=lambda i: -len(units[i].words))
        self._units_by_group = order
        loose = (_BETWEEN.join(_any_marks(word.folded) for word in units[i].words) for i in order)
        self._loose = re.compile(_START + "(?:" + "|".join(f"({p})" for p in loose) + ")" + _END)

    @property
    def marked(self) -> bool:
        """Whether the query carries marks that texts can agree or disagree with."""
        return bool(self._marked)

    def share_exact(self, *texts: str) -> float:
        """Share, 0 to 1, of the query's marked units that occur with the same marks in any text."""
        if not self._marked:
            return 1.0
        lowered = [lower_chars(to_nfc(text)) for text in texts]
        found = sum(any(self._strict[i].search(text) for text in lowered) for i in self._marked)
        return found / len(self._marked)

    def snippets(self, text: str, field: Literal["title", "body"], most: int = 2) -> tuple[Snippet, ...]:
        """At most ``most`` fragments of about 220 characters that show the most of the query.

        Where a word occurs with the marks of the query, its other markings are not highlighted.
        """
        nfc = to_nfc(text)
        matches = self._matches(lower_chars(nfc))
        if field == "title":
            return (_cut(nfc, field, 0, len(nfc), matches),) if matches else ()
        chosen: list[tuple[int, int]] = []
        seen: set[int] = set()
        while len(chosen) < most:
            window = _best_window(matches, chosen, seen)
            if window is None:
                break
            first, last = window
            seen.update(match.unit for match in matches[first : last + 1])
            chosen.append(_widen(nfc, matches[first].start, matches[last].end, chosen))
        return tuple(_cut(nfc, field, start, end, matches) for start, end in sorted(chosen))

    def _matches(self, lowered: str) -> list[_Match]:
        found: list[tuple[_Match, bool]] = []
        for match in self._loose.finditer(lowered):
            unit = self._units_by_group[(match.lastindex or 1) - 1]
            exact = self._strict[unit].fullmatch(lowered, match.start(), match.end()) is not None
            found.append((_Match(match.start(), match.end(), unit), exact))
            if len(found) >= _MAX_MATCHES:
                break
        with_exact = {match.unit for match, exact in found if exact}
        return [match for match, exact in found if exact or match.unit not in with_exact]


def _best_window(
    matches: list[_Match], taken: list[tuple[int, int]], seen: set[int]
) -> tuple[int, int] | None:
    """Indexes of the first and last match of the best stretch outside what is taken already.

    Words not shown yet count most, then how many different words; a second fragment has to show
    something new, or be the first.
    """
    best: tuple[tuple[int, int, int], int, int] | None = None
    for first, match in enumerate(matches):
        units: set[int] = set()
        last = first
        for index in range(first, len(matches)):
            here = matches[index]
            if here.end - match.start > _WIDTH - _MARGIN or _overlaps(here, taken):
                break
            units.add(here.unit)
            last = index
        if not units:
            continue
        value = (len(units - seen), len(units), min(last - first, 5))
        if best is None or value > best[0]:
            best = (value, first, last)
    return (best[1], best[2]) if best else None


def _overlaps(match: _Match, taken: list[tuple[int, int]]) -> bool:
    return any(match.start < end and start < match.end for start, end in taken)


def _widen(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """Room around the matches, cut at blanks, without running into another fragment."""
    room = max(_WIDTH - (end - start), 0) // 2
    low = max([0] + [e for _, e in taken if e <= start])
    high = min([len(text)] + [s for s, _ in taken if s >= end])
    left, right = max(low, start - room), min(high, end + room)
    while left > low and left < start and not text[left - 1].isspace():
        left += 1
    while right < high and right > end and not text[right].isspace():
        right -= 1
    return left, right


def _cut(
    text: str, field: Literal["title", "body"], start: int, end: int, matches: list[_Match]
) -> Snippet:
    pieces: list[Piece] = []
    position = start
    for match in matches:
        if match.start < position or match.end > end:
            continue
        pieces.append((text[position : match.start], False))
        pieces.append((text[match.start : match.end], True))
        position = match.end
    pieces.append((text[position:end], False))
    flat = ((" ".join(piece.splitlines()) if "\n" in piece else piece, hit) for piece, hit in pieces)
    return Snippet(field, start, tuple((piece, hit) for piece, hit in flat if piece))
