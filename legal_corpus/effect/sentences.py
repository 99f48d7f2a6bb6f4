"""Sentences of a legal text: cut at a full stop before a capital, never inside a citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from legal_corpus.citations.coordination import citations_between
from legal_corpus.model.citation import Citation

_STOP = re.compile(r"\.(?<=[^\s.].)[ \t\xa0]+(?=[^\s\d])")
_ABBREVIATED = re.compile(r"(?:^|[ \t(])(?:TP|Tp|TT|P|Q|H|TX|ThS|TS|PGS|GS|KT|TM|TL|Đ/c|Ông|Bà|ô|số)$")


class Sentence(NamedTuple):
    """Half-open range of the text."""

    start: int
    end: int


def sentences(text: str, start: int, end: int, citations: Sequence[Citation]) -> list[Sentence]:
    """Sentences of ``text[start:end]``; ``citations`` are sorted by start."""
    inside = citations_between(citations, start, end)
    found: list[Sentence] = []
    begin, passed = start, 0
    for stop in _STOP.finditer(text, start, end):
        if not text[stop.end()].isupper() or _ABBREVIATED.search(
            text, max(begin, stop.start() - 6), stop.start()
        ):
            continue
        while passed < len(inside) and inside[passed].end <= stop.start():
            passed += 1
        if passed < len(inside) and inside[passed].start < stop.start():
            continue
        found.append(Sentence(begin, stop.start() + 1))
        begin = stop.end()
    if text[begin:end].strip():
        found.append(Sentence(begin, end))
    return found
