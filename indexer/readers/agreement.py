"""Marks that recognition lost or mixed up, by how two words are written elsewhere.

"kiếm tra" once and "kiểm tra" nine times, in the same act or in the titles of the acts that ship with the
product, is a misread mark. Letters are never changed, only
marks, and only of words that recognition itself is not quite sure of; the word stays doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from indexer.readers.base import SURE
from indexer.readers.recognition import Line, Word
from legal_corpus.registry.title_words import (
    WORD_EDGES,
    Pair,
    plain_word,
    title_pairs,
    without_marks,
    word_pairs,
)

_QUITE_SURE = 0.96
_LEAST_TIMES = 3  # that the better spelling occurs
_TIMES_MORE = 3  # than the one in question


def agreed(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with marks as the document itself writes them most of the time."""
    words = [word for page in pages for line in page for word in line]
    spellings: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    for pair in word_pairs(word.text for word in words):
        spellings[without_marks(pair)][pair] += 1
    for key, known in title_pairs().items():
        if key in spellings:
            spellings[key].update(known)
    better = {
        pair: best
        for found in spellings.values()
        if len(found) > 1
        for best, times in found.most_common(1)
        for pair, seldom in found.items()
        if pair != best and times >= max(_LEAST_TIMES, _TIMES_MORE * seldom)
    }
    if not better:
        return [list(page) for page in pages]
    mended = iter(_mended(words, better))
    return [[[next(mended) for _ in line] for line in page] for page in pages]


def _mended(words: Sequence[Word], better: dict[Pair, Pair]) -> Iterator[Word]:
    plain = [plain_word(word.text) for word in words]
    for at, word in enumerate(words):
        if word.confidence >= _QUITE_SURE:
            yield word
            continue
        before = better.get((plain[at - 1], plain[at])) if at else None
        behind = better.get((plain[at], plain[at + 1])) if at + 1 < len(words) else None
        right = next(chain((p[1] for p in (before,) if p), (p[0] for p in (behind,) if p)), plain[at])
        if right == plain[at]:
            yield word
        else:
            yield replace(word, text=_in_case(word.text, right), confidence=min(word.confidence, SURE - 0.01))


def _in_case(printed: str, right: str) -> str:
    """``printed`` with the letters of ``right``, which has as many, in its own case."""
    core = printed.strip(WORD_EDGES)
    start = printed.index(core)
    letters = (new.upper() if old.isupper() else new for old, new in zip(core, right, strict=True))
    return printed[:start] + "".join(letters) + printed[start + len(core) :]
