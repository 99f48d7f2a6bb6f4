"""The clause around a citation: what is quoted as evidence and hashed into the fingerprint."""

from __future__ import annotations

import re

from legal_corpus.model.text import Span

# A paragraph may hold many grounds split by ";"; a full stop ends a sentence only before a capital and
# not after a number: "Điều 3. Theo Luật".
_BREAK = re.compile(r";\s+|(?<!\d)\.\s+(?=[A-ZĐÀ-Ỹ])")


def sentence_at(text: str, start: int, end: int) -> Span:
    """The clause of the paragraph that holds ``text[start:end]``, blanks at its edges left out."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for found in _BREAK.finditer(text, first, last):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, last)
