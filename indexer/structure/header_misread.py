"""Words of a recognised title whose marks are doubtful, however sure the recogniser is of them.

A confidence does not tell "vật liệu nỗ" from "vật liệu nổ". Two things do: the same text, or the titles of
known acts, write the two words otherwise at least as often; or no Vietnamese syllable is written so. Measured
11/2026: three misread titles of scans had passed as certain and are found; of ten right ones two become
doubtful, of 635 sound titles that nobody scanned six, four of them misprinted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from legal_corpus.registry.title_words import Pair, plain_word, title_pairs, without_marks, word_pairs
from legal_corpus.text.normalize import fold_marks

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Behind these a syllable has the tone sắc or nặng: "nhât" is none.
_STOPPED = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:[cpt]|ch)")
_STOPPED_TONES = frozenset("\u0301\u0323")
_SURELY = 3  # times as often as otherwise: then the other neighbour does not count


def misread_words(title: str, text: str) -> tuple[str, ...]:
    """The words of ``title`` as printed in ``text`` that somebody should look at, in order."""
    printed = title.split()
    words = [_one_spelling(plain_word(word)) for word in printed]
    known = _spellings(printed, text)
    return tuple(
        printed[at]
        for at, word in enumerate(words)
        if word and (_is_no_syllable(plain_word(printed[at])) or _is_at_odds(words, at, known))
    )


def _one_spelling(word: str) -> str:
    """A word with its tone behind it, so that "hoá" and "hóa" are one."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(_TONES.findall(letters))
    return unicodedata.normalize("NFC", _TONES.sub("", letters)) + tones


def _spellings(printed: Sequence[str], text: str) -> Mapping[Pair, Counter[Pair]]:
    """How often the text and known titles have each pair of the title, by its letters."""
    wanted = {without_marks(pair) for pair in word_pairs(printed)}
    letters = {letter for pair in wanted for letter in pair}
    found: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    folded = {word: fold_marks(word) for word in {plain_word(word) for word in text.split()}}
    told = [word if folded[word] in letters else "" for word in map(plain_word, text.split())]
    for first, second in word_pairs(told):
        key = folded[first], folded[second]
        if key in wanted:
            found[key][_one_spelling(first), _one_spelling(second)] += 1
    for key in wanted:
        for (first, second), times in title_pairs().get(key, {}).items():
            found[key][_one_spelling(first), _one_spelling(second)] += times
    return found


def _is_at_odds(words: Sequence[str], at: int, known: Mapping[Pair, Counter[Pair]]) -> bool:
    """Whether the word is written with other marks at least as often beside one of its neighbours, and beside
    neither far more often as it stands."""
    sides = [(first, first + 1) for first in (at - 1, at) if first >= 0 and first + 1 < len(words)]
    odds = False
    for first, second in sides:
        if not (words[first] and words[second]):
            continue
        pair = words[first], words[second]
        kept = 1 if first == at else 0  # which of the two has to stay as it is
        times = known.get(_key(pair), Counter())
        otherwise = max(
            (n for other, n in times.items() if other != pair and other[kept] == pair[kept]), default=0
        )
        mine = max(times[pair], 1)
        if mine >= _SURELY * max(otherwise, 1):
            return False
        odds = odds or otherwise >= mine
    return odds


def _key(pair: Pair) -> Pair:
    first, second = (_TONES.sub("", word) for word in pair)
    return without_marks((first, second))


def _is_no_syllable(word: str) -> bool:
    """ "nhât": written with Vietnamese letters, stopped, and without the tone that goes with it."""
    if word.isascii() or _STOPPED.fullmatch(fold_marks(word)) is None:
        return False
    return _STOPPED_TONES.isdisjoint(_TONES.findall(unicodedata.normalize("NFD", word)))
