"""Places of plain words in a text: found at the speed of memory, where an expression tries each character."""

from __future__ import annotations

from collections.abc import Iterable


def places_of(words: Iterable[str], text: str) -> list[int]:
    """Sorted offsets at which any of the words begins; the occurrences of one word do not overlap."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + len(word))
    found.sort()
    return found
