"""Words of Vietnamese legal text, the same for every engine.

Stock analysers drop Vietnamese words (stop words ``an in to``, one-letter ``y ở``), split decomposed
letters and shred numbers. Here every word counts, text is NFC first, and words are indexed without
marks; the marks are compared afterwards (:mod:`indexer.search.matching`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from legal_corpus.text.normalize import fold_marks, to_nfc

MAX_UNITS = 32
"""Words and phrases of a query beyond this many are left out: nobody types them, pasted pages do."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_TOKEN = re.compile(r"[0-9]+(?:/[^\W_]+)+(?:-[^\W_]+)*|[^\W_]+")
_PART = re.compile(r"[^\W_]+")
_LEADING_ZEROS = re.compile(r"(?<![^\W_])0+(?=[0-9]+(?![^\W_]))")
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|«([^»]*)»")


class _FoldTable(dict[int, int]):
    """Character -> tone-less lower-case character, one to one so that offsets stay."""

    def __missing__(self, code: int) -> int:
        folded = fold_marks(chr(code))
        result = ord(folded) if len(folded) == 1 else code
        self[code] = result
        return result


_FOLD = _FoldTable()


def fold_chars(nfc: str) -> str:
    """Tone-less lower-case text of the same length: ``fold_chars(t)[i]`` is made of ``t[i]``."""
    return nfc.translate(_FOLD)


def lower_chars(nfc: str) -> str:
    """Lower-case text of the same length, marks kept, Latin eth read as đ."""
    lowered = nfc.lower()
    if len(lowered) != len(nfc):  # a few foreign capitals (İ) grow
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in nfc)
    return lowered.replace("ð", "đ")


def without_zeros(folded: str) -> str:
    """Word or number without leading zeros in its parts: "05" -> "5", "07/8/2017" -> "7/8/2017"."""
    return _LEADING_ZEROS.sub("", folded)


def index_terms(text: str) -> Iterator[tuple[str, int]]:
    """(term, position) of every word of the text, folded.

    "Điều 05" gives ``dieu 5``. A number gives its parts and, at the position of the first one, itself:
    "15/2021/QĐ-UBND" gives ``15/2021/qd-ubnd 15 2021 qd ubnd``. Leading zeros do not count.
    """
    position = 0
    for found in _TOKEN.finditer(fold_chars(to_nfc(text))):
        token = found.group()
        if not token[0].isdigit():
            yield token, position
            position += 1
            continue
        token = without_zeros(token)
        yield token, position
        if "/" not in token:
            position += 1
            continue
        for part in _PART.findall(token):
            yield part, position
            position += 1


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query: folded, and as typed (lower case) when it carries any mark."""

    folded: str
    marked: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What an act must contain: ``words`` side by side.

    ``whole`` is the folded number when the unit is a number of several parts.
    """

    words: tuple[Word, ...]
    whole: str | None = None

    @property
    def marked(self) -> bool:
        """Whether any word carries a mark."""
        return any(word.marked for word in self.words)


def query_units(text: str) -> tuple[Unit, ...]:
    """Words, numbers and quoted phrases of a query, each once, at most :data:`MAX_UNITS`.

    There are no operators; any text is a query. An unclosed quotation mark means nothing.
    """
    nfc = to_nfc(text)
    units: dict[tuple[str, ...], Unit] = {}
    position = 0
    for quoted in _QUOTED.finditer(nfc):
        for unit in _loose_units(nfc[position : quoted.start()]):
            units.setdefault(tuple(w.folded for w in unit.words), unit)
        phrase = _words(quoted.group(1) or quoted.group(2) or quoted.group(3) or "")
        if phrase:
            units.setdefault(tuple(w.folded for w in phrase), Unit(phrase))
        position = quoted.end()
    for unit in _loose_units(nfc[position:]):
        units.setdefault(tuple(w.folded for w in unit.words), unit)
    return tuple(units.values())[:MAX_UNITS]


def _words(nfc: str) -> tuple[Word, ...]:
    folded, lowered = fold_chars(nfc), lower_chars(nfc)
    found: list[Word] = []
    for match in _PART.finditer(folded):
        typed = lowered[match.start() : match.end()]
        plain = match.group()
        found.append(Word(without_zeros(plain), typed if typed != plain else None))
    return tuple(found)


def _loose_units(nfc: str) -> Iterator[Unit]:
    for match in _TOKEN.finditer(fold_chars(nfc)):
        words = _words(nfc[match.start() : match.end()])
        whole = without_zeros(match.group()) if len(words) > 1 else None
        yield Unit(words, whole)


@lru_cache(maxsize=4096)
def spellings(marked: str) -> tuple[str, ...]:
    """The word with its tone on each of its vowels: old and new rules differ ("hoà", "hòa")."""
    decomposed = unicodedata.normalize("NFD", marked)
    tone = next((c for c in decomposed if c in _TONES), None)
    if tone is None:
        return (marked,)
    bare = unicodedata.normalize("NFC", decomposed.replace(tone, "", 1))
    return tuple(
        unicodedata.normalize("NFC", bare[: i + 1] + tone + bare[i + 1 :])
        for i, letter in enumerate(bare)
        if fold_chars(letter) in "aeiouy"
    ) or (marked,)
