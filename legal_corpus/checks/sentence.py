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


# Notices that law portals put between the lines of an act; an act never addresses its reader so.
_NOTICE = re.compile(r"Quý (?:thành viên|khách|độc giả|vị)\b|chúng tôi (?:cập nhật|cam kết)", re.IGNORECASE)


def in_site_notice(text: str, start: int, end: int) -> bool:
    """True when the paragraph of ``text[start:end]`` is a portal's notice and not the act's words."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return _NOTICE.search(text, first, len(text) if last < 0 else last) is not None
