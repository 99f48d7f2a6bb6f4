"""Amending scopes: the stretch under "Điều 1. Sửa đổi, bổ sung một số điều của Luật X" where instructions
such as "2. Sửa đổi khoản 4 Điều 9 như sau:" mean the act X without naming it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from legal_corpus.citations.coordination import citations_between, clause_objects, without_amenders
from legal_corpus.model.citation import Citation
from legal_corpus.text.outline import RANK, Outline, Segment

_VERB = (
    r"(?:[Ss]ửa đổi(?:,?[ \t]+bổ sung)?(?:,?[ \t]+(?:và[ \t]+)?(?:bãi bỏ|thay thế))?"
    r"|[Bb]ổ sung|[Tt]hay thế|[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ|[Đđ]ính chính"
    r"|[Bb]ỏ(?=[ \t]+(?:cụm )?từ)|[Tt]hay(?=[ \t]+(?:cụm )?từ))"
)
_OWN = (
    r"(?:(?:Quyết định|Nghị quyết|Nghị định|Thông tư|Luật|Bộ luật|Pháp lệnh|Quy định)(?:[ \t]+này)?"
    r"(?:[ \t]+quy định(?: việc)?)?[ \t]+)?"
)
_START = re.compile(rf"[ \t\n“\"]*{_OWN}{_VERB}(?![\wÀ-ỹ])")
# The heading of the article may stand before the verb when a page glues lines together.
_TITLED = re.compile(rf"[^.:;\n]{{0,80}}[.:][ \t]+{_OWN}{_VERB}(?![\wÀ-ỹ])")
_HEADED = {"part", "chapter", "section"}
_HEADING = re.compile(
    r"[\s.:–-]{0,6}(?:SỬA ĐỔI|BỔ SUNG|BÃI BỎ|THAY THẾ|Sửa đổi|Bổ sung|Bãi bỏ|Thay thế)(?![\wÀ-ỹ])"
)
_TITLE_VERB = re.compile(r"(?:sửa đổi|bổ sung|đính chính)", re.IGNORECASE)
_PARTS = r"(?:quy định|nội dung|chương|mục|điều|khoản|điểm)"
# "Các điều, khoản của Quyết định A hết hiệu lực, bao gồm:" means A in what it lists.
_PARTS_END = re.compile(
    rf"[ \t\n“\"]*(?:Điều[ \t]+\d+[.:][ \t]*)?(?:Các|Những|Một số)[ \t]+{_PARTS}(?![\wÀ-ỹ])[^.:;\n]{{0,300}}"
    r"(?:hết hiệu lực|chấm dứt hiệu lực|bãi bỏ)[^.:;\n]{0,200}(?:gồm|sau|sau đây|dưới đây|như sau)[ \t]*:",
    re.IGNORECASE,
)
# "… hết hiệu lực, trừ các quy định sau:" spares parts of the act named last.
_PARTS_SPARED = re.compile(
    rf"(?:trừ|ngoại trừ|không bao gồm)[ \t]+(?:các|những|một số)[ \t]+{_PARTS}[^.:;\n]{{0,60}}:[ \t\n]*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"hết hiệu lực|chấm dứt hiệu lực|bãi bỏ|thay thế", re.IGNORECASE)
_PREAMBLE = re.compile(r"C(?<![^ \t\n].)(?:ăn cứ|ĂN CỨ)[ \t]")


@dataclass(frozen=True, slots=True)
class AmendingScope:
    """``start``..``end`` of the scope, the end of its head, and the amended acts that its head names."""

    start: int
    head_end: int
    end: int
    targets: tuple[Citation, ...]
    from_title: bool = False

    @property
    def target(self) -> Citation | None:
        """The one amended act; ``None`` when the head names several different ones."""
        keys = {(c.type, c.number or c.name) for c in self.targets}
        return self.targets[0] if len(keys) == 1 else None


def starts_with_amendment(text: str, segment: Segment) -> re.Match[str] | None:
    """The opening amending verb of a segment, or ``None``."""
    opening = _START.match(text, segment.body, segment.end)
    return opening or _TITLED.match(text, segment.body, segment.end)


def listed_parts(text: str, start: int, end: int) -> bool | None:
    """What the sentence ``[start, end)`` lists by a colon: parts that end (``True``) or that are spared
    (``False``); ``None`` if neither."""
    if _PARTS_END.match(text, start, end):
        return True
    closing = text[max(start, end - 160) : end].rstrip(" \t\n")
    if not closing.endswith(":"):
        return None
    spared = _PARTS_SPARED.search(text, max(start, end - 160), end)
    return False if spared and _ENDS.search(text, max(start, end - 600), spared.start()) else None


class _Ends:
    """Where the part that a segment heads ends; each question costs one binary search."""

    def __init__(self, segments: Sequence[Segment], text_end: int) -> None:
        self._segments = segments
        self._text_end = text_end
        self._starts: dict[int, list[int]] = {}

    def after(self, index: int) -> int:
        """End of the part headed by the segment ``index``: up to the next segment as high as itself.

        An unmarked head ("Sửa đổi như sau:" on its own line) reaches over its first child's level.
        """
        head = self._segments[index]
        limit = RANK[head.level]
        if head.level == "text":
            child = next((s for s in self._segments[index + 1 : index + 40] if not s.quoted), head)
            limit = RANK[child.level] - 1
        starts = self._starts_to(limit)
        at = bisect_right(starts, head.start)
        return starts[at] if at < len(starts) else self._text_end

    def _starts_to(self, limit: int) -> list[int]:
        """Where the unquoted segments of this rank and of higher ones begin."""
        if limit not in self._starts:
            self._starts[limit] = [s.start for s in self._segments if not s.quoted and RANK[s.level] <= limit]
        return self._starts[limit]


def title_scope(
    text: str, citations: Sequence[Citation], segments: Sequence[Segment]
) -> AmendingScope | None:
    """Scope of the whole act when its own title amends exactly one act."""
    preamble = _PREAMBLE.search(text)
    if preamble is None:
        return None
    begin = preamble.start()
    if begin and text[begin - 1] != "\n":
        begin -= 1  # a blank before the word belongs to the preamble
    named = citations_between(citations, 0, begin)
    if not named or not _TITLE_VERB.search(text, max(0, named[0].start - 200), named[0].start):
        return None
    objects = _wrapped_objects(text, named, 0, begin)
    first = next((s for s in segments if s.start >= begin and s.level in {"article", *_HEADED}), None)
    if first is None:
        return None
    return AmendingScope(first.start, first.start, len(text), objects, from_title=True)


def _wrapped_objects(text: str, named: Sequence[Citation], start: int, end: int) -> tuple[Citation, ...]:
    """What a title ``[start, end)`` acts on: lines end where the page was full, which parts nothing."""
    flat = text[start:end].replace("\n", " ")
    moved = {c.start - start: c for c in named}
    shifted = [replace(c, start=at, end=c.end - start) for at, c in moved.items()]
    kept = without_amenders(flat, shifted, 0)
    return tuple(moved[c.start] for c in clause_objects(flat, kept, end - start))


def _heading_scopes(
    text: str, citations: Sequence[Citation], segments: Sequence[Segment], ends: _Ends
) -> Iterator[AmendingScope]:
    """Scopes of chapters whose headings amend: "Chương II ⏎ SỬA ĐỔI … CỦA NGHỊ ĐỊNH SỐ …"."""
    for index, segment in enumerate(segments):
        if segment.level not in _HEADED or segment.quoted or not _HEADING.match(text, segment.body):
            continue
        following = (s.start for s in segments[index + 1 : index + 12] if s.level != "text")
        stop = next(following, segment.end)
        named = citations_between(citations, segment.body, stop)
        objects = _wrapped_objects(text, named, segment.body, stop) if named else ()
        if objects:
            yield AmendingScope(segment.start, stop, ends.after(index), objects, from_title=True)


def _citing(outline: Outline, citations: Sequence[Citation]) -> list[int]:
    """Indexes of the segments in which citations begin, in order."""
    found = dict.fromkeys(outline.segment_index(citation.start) for citation in citations)
    starts = [citation.start for citation in citations]
    return [at for at in found if at >= 0 and _begins_inside(starts, outline.segments[at])]


def _begins_inside(starts: Sequence[int], segment: Segment) -> bool:
    at = bisect_left(starts, segment.body)
    return at < len(starts) and starts[at] < segment.end


def amending_scopes(text: str, citations: Sequence[Citation], outline: Outline) -> list[AmendingScope]:
    """Amending scopes in order of start; an inner scope follows the outer one that holds it."""
    if not citations:
        return []
    segments = outline.segments
    ends = _Ends(segments, len(text))
    found: list[AmendingScope] = []
    whole = title_scope(text, citations, segments)
    if whole is not None:
        found.append(whole)
    if any(mark.level in _HEADED for mark in outline.marks):
        found.extend(_heading_scopes(text, citations, segments, ends))
    for index in _citing(outline, citations):
        segment = segments[index]
        if segment.quoted:
            continue
        verb = starts_with_amendment(text, segment)
        parts = listed_parts(text, segment.body, segment.end)
        if verb is None and parts is None:
            continue
        first = verb.end() if verb else segment.body
        inside = citations_between(citations, first, segment.end)
        unquoted = [c for c in inside if outline.quotation(c.start) is None]
        cited = without_amenders(text, unquoted, first)
        if not cited:
            continue
        objects = tuple(clause_objects(text, cited, segment.end))
        found.append(AmendingScope(segment.start, segment.end, ends.after(index), objects))
    return found


class ScopeIndex:
    """Finds the innermost amending scope of an offset."""

    def __init__(self, scopes: Sequence[AmendingScope]) -> None:
        self._scopes = sorted(scopes, key=lambda s: (s.start, -s.end))
        self._starts = [s.start for s in self._scopes]
        self._parents: list[int] = []
        open_: list[int] = []
        for at, scope in enumerate(self._scopes):
            while open_ and self._scopes[open_[-1]].end <= scope.start:
                open_.pop()
            self._parents.append(open_[-1] if open_ else -1)
            open_.append(at)

    def at(self, offset: int) -> AmendingScope | None:
        """The innermost scope that covers the offset."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self._scopes[at].end <= offset:
            at = self._parents[at]
        return self._scopes[at] if at >= 0 else None
