"""How the titles of known acts spell two words side by side: what tells a misread mark from a right one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from legal_corpus.registry.memory import core_registry_lines
from legal_corpus.text.normalize import fold_marks

WORD_EDGES = ".,;:()“”\"'/-"

Pair = tuple[str, str]


@cache
def title_pairs() -> Mapping[Pair, Counter[Pair]]:
    """How often the titles of the shipped acts have two words, by the words without marks."""
    found: dict[Pair, Counter[Pair]] = defaultdict(Counter)
    for line in core_registry_lines():
        for pair in word_pairs((json.loads(line).get("title") or "").split()):
            found[without_marks(pair)][pair] += 1
    return found


def word_pairs(texts: Iterable[str]) -> Iterator[Pair]:
    """Neighbouring words in small letters; what is no word parts its neighbours."""
    last = ""
    for text in texts:
        word = plain_word(text)
        if last and word:
            yield last, word
        last = word


def plain_word(text: str) -> str:
    """A word in small letters without punctuation; "" when it is none, or its length would change."""
    word = text.strip(WORD_EDGES)
    small = word.lower()
    return small if word.isalpha() and len(small) == len(word) == len(fold_marks(word)) else ""


def without_marks(pair: Pair) -> Pair:
    """Two words as letters only."""
    return fold_marks(pair[0]), fold_marks(pair[1])
