"""The clause around a citation: what is quoted as evidence and hashed into the fingerprint."""

from __future__ import annotations

import re
from functools import lru_cache

from legal_corpus.model.text import Span
from legal_corpus.registry.document_types import document_types
from legal_corpus.text.normalize import lowered

# A paragraph may hold many grounds split by ";"; a full stop ends a sentence only before a capital and
# not after a number: "Điều 3. Theo Luật".
_BREAK = re.compile(r";\s+|(?<!\d)\.\s+(?=[A-ZĐÀ-Ỹ])")
_REACH = 3000  # characters on either side; whole acts stand on one line, and no clause is longer
_NEAR = 400  # most clauses begin so near that the rest of the paragraph need not be looked through
_BROKEN_LINES = 2  # lines that a printed line break may cut a clause into, on either side
_ENDED = re.compile(r"[.;:!?…”\"|]\s*$")
_GOES_ON = re.compile(r"[ \t]{0,40}(?!\w{1,2}\d?[.)]\s)(?:[a-zà-ỹđ]|\d{1,5}[a-z]?\s?[/-])")
# A citation's first words at the end of a line: "Nghị định", "Luật Ban hành văn bản", "Quyết định số".
_OPENED = re.compile(
    rf"(?:{'|'.join(sorted(document_types(), key=len, reverse=True))})\b[^.;|]{{0,150}}$", re.I
)


def sentence_at(text: str, start: int, end: int) -> Span:
    """The clause of the paragraph that holds ``text[start:end]``, blanks at its edges left out.

    Where a printed line break cuts the citation, the clause runs over the break.
    """
    first = max(_first(text, start), start - _REACH)
    last = min(_last(text, end), end + _REACH)
    seen = min(start + 1, last)
    before = _break_before(text, start - _NEAR, start, seen) if start - first > _NEAR else None
    first = before or _break_before(text, first, start, seen) or first
    following = _BREAK.search(text, end, last)
    last = following.start() if following else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, last)


def _break_before(text: str, first: int, start: int, seen: int) -> int | None:
    """End of the last break between the two places; ``None`` where there is none. A break is known by what
    follows it, so the text is looked at up to ``seen``."""
    ends = [found.end() for found in _BREAK.finditer(text, first, seen)]
    return next((end for end in reversed(ends) if end <= start), None)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", max(0, at - _REACH), at) + 1 or max(0, at - _REACH)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at, at + _REACH)
    return min(len(text), at + _REACH) if found < 0 else found


def _first(text: str, start: int) -> int:
    """Start of the line, or of the line above while a citation goes on from there."""
    first = _line_start(text, start)
    if text[first:start].strip():
        return first
    for _ in range(_BROKEN_LINES):
        above = _line_start(text, first - 1) if first else 0
        line = text[above : max(above, first - 1)]
        if not _GOES_ON.match(text, first) or _ENDED.search(line) or not _OPENED.search(line[-200:]):
            break
        first = above
    return first


def _last(text: str, end: int) -> int:
    """End of the line, or of the line below while the citation at the line's end goes on there."""
    last = _line_end(text, end)
    if text[end:last].strip():
        return last
    for _ in range(_BROKEN_LINES):
        if not _GOES_ON.match(text, last + 1) or _ENDED.search(text[max(0, last - 3) : last]):
            break
        last = _line_end(text, last + 1)
    return last


# Notices that law portals put between the lines of an act; an act never addresses its reader so. Patterns
# for the text in lower case: one that begins with plain letters is searched ten times as fast.
_NOTICES = (
    re.compile(r"quý (?:thành viên|khách|độc giả|vị)\b"),
    re.compile(r"chúng tôi (?:cập nhật|cam kết)"),
)


@lru_cache(maxsize=2)
def _notices(text: str) -> tuple[Span, ...]:
    """Where a portal speaks to its reader; few acts come with such a place."""
    low = lowered(text)
    return tuple(Span(*found.span()) for notice in _NOTICES for found in notice.finditer(low))


def in_site_notice(text: str, start: int, end: int) -> bool:
    """True when the paragraph of ``text[start:end]`` is a portal's notice and not the act's words."""
    notices = _notices(text)
    if not notices:
        return False
    first, last = _line_start(text, start), _line_end(text, end)
    return any(first <= notice.start and notice.end <= last for notice in notices)
