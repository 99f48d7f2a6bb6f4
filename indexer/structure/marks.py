"""Printed marks that may open a part of an act. The parser decides which of them do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from legal_corpus.model.text import Span

MarkLevel = Literal[
    "part", "chapter", "section", "subsection", "article", "clause", "point", "appendix", "attachment", "close"
]

_LINE = re.compile(
    r"""[ \t\xa0*#|]*(?:
      (?P<article>(?:Điều|ĐIỀU)[ \t\xa0]*(?P<article_no>\d{1,3}[a-zđ]{0,2}))(?P<article_tail>[ \t]*[.:;]|[ \t]*$|[ \t]+(?=\S))
    | (?P<part>(?:Phần|PHẦN)[ \t]+(?P<part_no>(?:thứ|THỨ)[ \t]+\w+(?:[ \t](?:một|hai|MỘT|HAI))?|[IVX]{1,5}|\d{1,2}))(?=[ \t]*$|[ \t]*[.:\-–]|[ \t]+[^\W\d_a-z])
    | (?P<chapter>(?:Chương|CHƯƠNG)[ \t\xa0]+(?P<chapter_no>[IVXLC]{1,7}|\d{1,2})[a-z]?)(?=[ \t]*$|[ \t]*[.:\-–]|[ \t]*[^\W\d_a-z])
    | (?P<subsection>(?:Tiểu[ ]mục|TIỂU[ ]MỤC)[ \t\xa0]+(?P<subsection_no>\d{1,2}|[IVX]{1,5}))(?=[ \t]*$|[ \t]*[.:\-–]|[ \t]*[^\W\d_a-z])
    | (?P<section>(?:Mục|MỤC)[ \t\xa0]+(?P<section_no>\d{1,2}|[IVX]{1,5}))(?=[ \t]*$|[ \t]*[.:\-–]|[ \t]*[^\W\d_a-z])
    | (?P<appendix>(?:PHỤ[ ]LỤC|Phụ[ ]lục)(?:[ \t]+(?:(?:SỐ|số)[ \t]*)?(?P<appendix_no>[IVXLC]{1,6}|\d{1,3}[A-Za-z]?|[A-ZĐ]))?)(?=[ \t]*$|[ \t]*[.:(\-–])
    | (?P<clause>(?P<clause_no>\d{1,3}[a-zđ]?)\.(?!\d))(?=[ \t\xa0]*\S)
    | (?P<point>(?P<point_no>[a-zđ]{1,2}\d{0,2})\))(?=[ \t\xa0]*\S)
    )""",
    re.X | re.M,
)
_INSIDE = re.compile(
    r"(?<=[\s|])(?:(?P<article>Điều[ \t]+(?P<article_no>\d{1,3}[a-zđ]?)[.:])|(?P<clause>(?P<clause_no>\d{1,2}[a-zđ]?)\.)"
    r"|(?P<point>(?P<point_no>[a-zđ])\)))[ \t]+(?=[^\s\d])"
)
_CLOSE = re.compile(
    r"[ \t|]*(?:Nơi nhận\s*:|(?:TM|KT|TL|TUQ|Q)\s*\.\s*[^\W\d_]{2,}|T/M\s|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp)"
    r" này\s+(?:đã\s+)?được\s+(?:Quốc hội|Ủy ban Thường vụ|Hội đồng nhân dân)[^\n]{0,120}thông qua)"
)
_ATTACHED = re.compile(
    r"[ \t]*(?:QUY ĐỊNH|QUY CHẾ(?: PHỐI HỢP)?|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|ĐỀ ÁN|PHƯƠNG ÁN"
    r"|HƯỚNG DẪN|QUY TRÌNH|QUY CHUẨN|DANH MỤC|BẢNG GIÁ|ĐỊNH MỨC|ĐƠN GIÁ|BỘ TIÊU CHÍ|TIÊU CHÍ|DANH SÁCH|NỘI DUNG)"
    r"(?![a-zà-ỹ])(?P<rest>[^\n]{0,300})"
)
_WITH_ACT = re.compile(r"\(?\s*(?:Ban hành kèm theo|ban hành kèm theo|Kèm theo|kèm theo|Được ban hành)", re.I)
_LONG_LINE = 160
_TITLE_REACH = 700  # characters after an attachment's first line in which "(Ban hành kèm theo …)" stands


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate. ``start``..``end`` is the mark itself; ``inline`` when it stands inside a line;
    ``closed`` when the text before it ends a sentence; ``tail`` what follows "Điều 5".
    """

    level: MarkLevel
    label: str
    start: int
    end: int
    line_end: int
    inline: bool = False
    closed: bool = True
    tail: str = ""


class Marks:
    """All candidates of a text outside quotations, in order."""

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        self._text = text
        self._quotes = list(quotations)
        self._starts = [q.start for q in self._quotes]

    def quoted(self, at: int) -> bool:
        """Whether the place is inside quoted wording of another act."""
        found = bisect_right(self._starts, at) - 1
        return found >= 0 and at < self._quotes[found].end

    def __iter__(self) -> Iterator[Mark]:
        start = 0
        length = len(self._text)
        while start < length:
            end = self._text.find("\n", start)
            end = length if end < 0 else end
            yield from self._line(start, end)
            start = end + 1

    def _line(self, start: int, end: int) -> Iterator[Mark]:
        text = self._text
        at = start
        first = _LINE.match(text, start, end)
        opens = start + len(text[start:end]) - len(text[start:end].lstrip(" \t\xa0*#|"))
        if self.quoted(opens):
            first = None
        elif _CLOSE.match(text, start, end):
            yield Mark("close", "", start, start, end)
        elif first is None and self._attached(start, end):
            yield Mark("attachment", "", opens, opens, end)
        if first is not None:
            mark = _mark(first, opens, end)
            yield mark
            at = mark.end
        if end - start > _LONG_LINE:
            yield from self._inside(at, end)

    def _attached(self, start: int, end: int) -> bool:
        """A title in capitals that "(Ban hành kèm theo …)" follows."""
        text = self._text
        found = _ATTACHED.match(text, start, end)
        if found is None or not text[start:end].strip()[:12].isupper():
            return False
        return bool(_WITH_ACT.search(text, start, end + _TITLE_REACH))

    def _inside(self, at: int, end: int) -> Iterator[Mark]:
        text = self._text
        for found in _INSIDE.finditer(text, at, end):
            if not self.quoted(found.start()):
                before = text[:found.start()].rstrip(" \t|")[-1:] if found.start() - at < 0 else text[
                    max(0, found.start() - 4) : found.start()].rstrip(" \t|")[-1:]
                closed = before in set(".;:!?”\"/)") and before != ""
                mark = _mark(found, found.start(), end)
                yield Mark(mark.level, mark.label, mark.start, mark.end, end, True, closed, mark.tail)


def _mark(found: re.Match[str], start: int, line_end: int) -> Mark:
    groups = found.groupdict()
    level = next(name for name in groups if groups[name] is not None and f"{name}_no" in groups)
    tail = groups.get("article_tail") or ""
    label = groups[f"{level}_no"] or ""
    return Mark(level, label, start, found.end(level), line_end, tail=tail)  # type: ignore[arg-type]
