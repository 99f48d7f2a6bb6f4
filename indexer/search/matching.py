"""A query against one original text: how exactly it matches, and which fragments to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal

from indexer.search.analysis import Unit, Word, fold_chars, lower_chars, spellings, without_zeros
from indexer.search.protocol import Piece, Snippet
from legal_corpus.text.normalize import to_nfc

FieldKind = Literal["title", "body"]

_PART = re.compile(r"[^\W_]+")
_END, _BETWEEN = r"(?![^\W_])", r"[\W_]+"
_WIDTH = 220
_MARGIN = 60
_MAX_MATCHES = 1000
_FOLDED_CHARS = 20_000  # folding is the slow part; the words of an act's subject stand near its beginning


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a text is to the query beyond having its words.

    ``exact``: share, 0 to 1, of the query's marked units that occur with the same marks. ``together``:
    share of neighbouring units of the query that stand side by side in the text, as the syllables of
    one Vietnamese word do.
    """

    exact: float
    together: float


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    unit: int


class QueryMatcher:
    """The units of one query, ready to be looked for in original texts."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self._marked = any(unit.marked for unit in units)
        self._marked_units = [i for i, unit in enumerate(units) if unit.marked]
        self._spellings = [[_spelled(word) for word in unit.words] for unit in units]
        self._strict = [re.compile(_BETWEEN.join(map(_same_marks, unit.words)) + _END) for unit in units]
        self._pairs = [self._joined(a, b) for a, b in pairwise(units)]
        self._unit_of = {tuple(word.folded for word in unit.words): i for i, unit in enumerate(units)}
        # Longest first: a phrase is one match, not its words.
        keys = sorted(self._unit_of, key=lambda key: (-len(key), -len(key[0])))
        self._loose = re.compile(
            "(?:" + "|".join(_BETWEEN.join(map(_digits, key)) for key in keys) + ")" + _END
        )

    def closeness(self, *texts: str) -> Closeness:
        """Compare with the texts of one act (its title, its body)."""
        nfcs = [to_nfc(text) for text in texts]
        prepared = [lower_chars(t) if self._marked else fold_chars(t[:_FOLDED_CHARS]) for t in nfcs]
        exact = sum(any(self._occurs(i, text) for text in prepared) for i in self._marked_units)
        together = sum(any(p in text for text in prepared for p in pair) for pair in self._pairs)
        return Closeness(
            exact / len(self._marked_units) if self._marked_units else 1.0,
            together / len(self._pairs) if self._pairs else 1.0,
        )

    def snippets(self, text: str, field: FieldKind, most: int = 2) -> tuple[Snippet, ...]:
        """At most ``most`` fragments of about 220 characters that show the most of the query.

        A title is one fragment. Where a word occurs with the marks of the query, its other markings
        are not highlighted.
        """
        nfc = to_nfc(text)
        matches = self._matches(nfc)
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

    def _joined(self, first: Unit, second: Unit) -> list[str]:
        """Printed forms of the last word of one unit and the first of the next, one blank between."""
        if not self._marked:
            return [f"{first.words[-1].folded} {second.words[0].folded}"]
        return [f"{a} {b}" for a, b in product(_spelled(first.words[-1]), _spelled(second.words[0]))]

    def _occurs(self, unit: int, lowered: str) -> bool:
        words = self._spellings[unit]
        if len(words) == 1:
            return any(_has_word(lowered, spelled) for spelled in words[0])
        # Unmarked words of the pattern match any word, so the letters are compared as well.
        return any(
            _begins_word(lowered, match.start())
            and self._unit_of.get(_key(fold_chars(match.group()))) == unit
            for match in self._strict[unit].finditer(lowered)
        )

    def _matches(self, nfc: str) -> list[_Match]:
        folded, lowered = fold_chars(nfc), lower_chars(nfc)
        found: list[tuple[_Match, bool]] = []
        for start, end in self._loose_spans(folded):
            unit = self._unit_of.get(_key(folded[start:end]))
            if unit is None:
                continue
            exact = self._strict[unit].fullmatch(lowered, start, end) is not None
            found.append((_Match(start, end, unit), exact))
            if len(found) >= _MAX_MATCHES:
                break
        with_exact = {match.unit for match, exact in found if exact}
        return [match for match, exact in found if exact or match.unit not in with_exact]

    def _loose_spans(self, folded: str) -> Iterator[tuple[int, int]]:
        # The start of the word is tested here: a lookbehind in the pattern makes it five times slower.
        for match in self._loose.finditer(folded):
            if _begins_word(folded, match.start()):
                yield match.span()


def _key(folded: str) -> tuple[str, ...]:
    return tuple(map(without_zeros, _PART.findall(folded)))


def _begins_word(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _has_word(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if _begins_word(text, start) and not (end < len(text) and text[end].isalnum()):
            return True
        start = text.find(word, start + 1)
    return False


def _spelled(word: Word) -> tuple[str, ...]:
    return spellings(word.marked) if word.marked else (word.folded,)


def _digits(folded: str) -> str:
    return f"0*{folded}" if folded.isdigit() else re.escape(folded)


def _same_marks(word: Word) -> str:
    """An unmarked word of a marked query matches every marking: it was typed in a hurry."""
    if word.marked is None:
        return r"[^\W_]+"
    return f"(?:{'|'.join(map(re.escape, spellings(word.marked)))})"


def _best_window(
    matches: list[_Match], taken: list[tuple[int, int]], seen: set[int]
) -> tuple[int, int] | None:
    """Indexes of the first and last match of the best stretch outside what is taken already.

    Units not shown yet count most, then different units, then units that follow each other as in the
    query, then sheer number.
    """
    best: tuple[tuple[int, int, int, int], int, int] | None = None
    blocked = [_overlaps(match, taken) for match in matches]
    for first, match in enumerate(matches):
        units: set[int] = set()
        last, in_order = first, 0
        for index in range(first, len(matches)):
            here = matches[index]
            if here.end - match.start > _WIDTH - _MARGIN or blocked[index]:
                break
            before = matches[index - 1]
            if index > first and here.unit == before.unit + 1 and here.start - before.end == 1:
                in_order += 1
            units.add(here.unit)
            last = index
        if not units:
            continue
        value = (len(units - seen), len(units), in_order, min(last - first, 5))
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


def _cut(text: str, field: FieldKind, start: int, end: int, matches: list[_Match]) -> Snippet:
    """The fragment in pieces; matches with only a blank between them are one piece."""
    spans: list[tuple[int, int]] = []
    for match in matches:
        if match.start < start or match.end > end:
            continue
        if spans and text[spans[-1][1] : match.start] == " ":
            spans[-1] = (spans[-1][0], match.end)
        else:
            spans.append((match.start, match.end))
    pieces: list[Piece] = []
    position = start
    for first, last in spans:
        pieces += [(text[position:first], False), (text[first:last], True)]
        position = last
    pieces.append((text[position:end], False))
    return Snippet(field, start, tuple((piece.replace("\n", " "), hit) for piece, hit in pieces if piece))
