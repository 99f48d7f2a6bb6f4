"""A short sketch of a text, by which texts that are nearly the same find each other.

The smallest hashes of a text's word groups are a random sample of them; the share that two samples have
in common estimates the share of word groups that the texts have in common (Broder 1997, bottom-k sketch).
"""

from __future__ import annotations

import heapq
import re
import zlib

from legal_corpus.text.normalize import fold_marks

SIZE = 64
_GROUP = 5  # words
_WORD = re.compile(r"\w+")
_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 63) - 1  # fits a signed 64-bit column


def sketch(text: str, size: int = SIZE) -> tuple[int, ...]:
    """The ``size`` smallest hashes, ascending, each below 2**63; fewer for a short text.

    Tone marks, case and punctuation do not count: a scan and its typed text are to meet.
    """
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(fold_marks(text))]
    groups = set()
    for at in range(max(len(words) - _GROUP + 1, 1 if words else 0)):
        value = 0
        for word in words[at : at + _GROUP]:
            value = ((value ^ word) * _MIX) & ((1 << 64) - 1)
            value ^= value >> 29
        groups.add(value & _MASK)
    return tuple(heapq.nsmallest(size, groups))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimated share of word groups in common, 0 to 1."""
    size = min(SIZE, max(len(one), len(other)))
    union = heapq.nsmallest(size, set(one) | set(other))
    if not union:
        return 0.0
    both = set(one) & set(other)
    return sum(1 for value in union if value in both) / len(union)
