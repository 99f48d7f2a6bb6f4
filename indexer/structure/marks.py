"""Printed marks that may open a part of an act. The parser decides which of them do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from legal_corpus.model.text import Span

MarkLevel = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "clause",
    "point",
    "appendix",
    "attachment",
    "close",
]

_HEAD = r"(?=[ \t]*$|[ \t]*[.:\-–]|[ \t]*[^\W\d_a-z])"  # nothing, a stop or a capital follows
_LINE = re.compile(
    rf"""[ \t\xa0*\#|]*(?:
      (?P<article>(?:Điều|ĐIỀU)[ \t\xa0]*(?P<article_no>\d{{1,3}}[a-zđ]{{0,2}}))
        (?P<article_tail>[ \t]*[.:;]|[ \t]*$|[ \t]+(?=\S))
    | (?P<part>(?:Phần|PHẦN)[ \t]+
        (?P<part_no>(?:thứ|THỨ)[ \t]+\w+(?:[ \t](?:một|hai|MỘT|HAI))?|[IVX]{{1,5}}(?![IVX])|\d{{1,2}})){_HEAD}
    | (?P<chapter>(?:Chương|CHƯƠNG)[ \t\xa0]+(?P<chapter_no>[IVXLC]{{1,7}}|\d{{1,2}})[a-z]?){_HEAD}
    | (?P<subsection>(?:Tiểu[ ]mục|TIỂU[ ]MỤC)[ \t\xa0]+(?P<subsection_no>\d{{1,2}}|[IVX]{{1,5}})){_HEAD}
    | (?P<section>(?:Mục|MỤC)[ \t\xa0]+(?P<section_no>\d{{1,2}}|[IVX]{{1,5}})){_HEAD}
    | (?P<appendix>(?:PHỤ[ ]LỤC|Phụ[ ]lục)
        (?:[ \t]+(?:(?:SỐ|số)[ \t]*)?
          (?P<appendix_no>[IVXLC]{{1,6}}(?:\.\d{{1,2}}){{0,3}}|\d{{1,3}}(?:(?:\.\d{{1,2}}){{1,3}}|[A-Za-z])?|[A-ZĐ]))?)
        (?=[ \t]*$|[ \t]*[.:(\-–])
    | (?P<roman>(?P<roman_no>[IVX]{{1,5}})\.(?=[ \t\xa0]+[^\W\d_]))
    | (?P<clause>(?P<clause_no>\d{{1,3}}[a-zđ]?)\.(?!\d))(?=[ \t\xa0]*\S)
    | (?P<point>(?P<point_no>[a-zđ]{{1,2}}\d{{0,2}})\))(?=[ \t\xa0]*\S)
    )""",
    re.X | re.M,
)
_INSIDE = re.compile(
    r"(?<=[\s|])(?:(?P<article>Điều[ \t]+(?P<article_no>\d{1,3}[a-zđ]?)[.:])"
    r"|(?P<clause>(?P<clause_no>\d{1,2}[a-zđ]?)\.)|(?P<point>(?P<point_no>[a-zđ])\)))[ \t]+(?=[^\s\d])"
)
# Where such a mark ends, by a sign that is rare; and where it may begin.
_INSIDE_END = re.compile(r"[.:)](?:(?<=\d.)|(?<=\d[a-zđ].)|(?<=[\s|][a-zđ].))[ \t]+(?=[^\s\d])")
_INSIDE_BEGINS = re.compile(r"(?<=[\s|])[Đ\da-zđ]")
_LONGEST_INSIDE = 24  # characters up to that sign
_CLOSE = re.compile(
    r"[ \t|]*(?:Nơi nhận\s*:|(?:TM|KT|TL|TUQ|Q)\s*\.\s*[^\W\d_]{2,}|T/M\s"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp) này\s+(?:đã\s+)?được"
    r"\s+(?:Quốc hội|Ủy ban Thường vụ|Hội đồng nhân dân)[^\n]{0,120}thông qua)"
)
_ATTACHED = re.compile(
    r"[ \t]*(?:QUY ĐỊNH|QUY CHẾ|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|HƯỚNG DẪN|QUY TRÌNH"
    r"|QUY CHUẨN|QUY HOẠCH|DANH MỤC|BẢNG GIÁ|ĐỊNH MỨC|ĐƠN GIÁ|BỘ TIÊU CHÍ|TIÊU CHÍ|DANH SÁCH|NỘI DUNG)(?!\w)"
)
_WITH_ACT = re.compile(r"\(\s*(?:được\s+)?(?:ban hành\s+)?kèm theo|\(\s*Ban hành theo", re.I)
# A kind of document in capitals right below one of these is its heading.
_GROUP = re.compile(
    r"[ \t]*(?:(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Tiểu mục|TIỂU MỤC)\s|(?:Phụ lục|PHỤ LỤC)(?:\s+\S+)?\s*$)"
)
_LONG_LINE = 160
# How far behind an attachment's first line "(Ban hành kèm theo …)" may stand.
_TITLE_REACH = 900  # characters
_TITLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate. ``start``..``end`` is the mark itself; ``inline`` when it stands inside a line;
    ``closed`` when the text before it ends a sentence; ``tail`` what follows "Điều 5"; ``bare`` for a
    Roman number without the word "Mục".
    """

    level: MarkLevel
    label: str
    start: int
    end: int
    line_end: int
    inline: bool = False
    closed: bool = True
    tail: str = ""
    bare: bool = False


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
        opens = start
        while opens < end and text[opens] in " \t\xa0*#|":
            opens += 1
        if self.quoted(opens):
            first = None
        elif _CLOSE.match(text, start, end):
            yield Mark("close", "", start, start, end)
        elif first is None and self._title_of_attachment(start, end):
            yield Mark("attachment", "", opens, opens, end, closed=self._with_act(start, end))
        if first is not None:
            mark = _mark(first, opens, end)
            yield mark
            at = mark.end
        if end - start > _LONG_LINE:
            yield from self._inside(at, end)

    def _title_of_attachment(self, start: int, end: int) -> bool:
        """A line in capitals that begins with a kind of document and is not the heading of a group."""
        if not _ATTACHED.match(self._text, start, end) or not self._text[start:end].strip()[:10].isupper():
            return False
        for line in reversed(self._text[max(0, start - _TITLE_REACH) : start].split("\n")[-_TITLE_LINES:-1]):
            if _GROUP.match(line):
                return False
            if line.strip() and not line.strip().isupper() and not _WITH_ACT.match(line.strip()):
                return True
        return True

    def _with_act(self, start: int, end: int) -> bool:
        """Whether "(Ban hành kèm theo …)" stands in the lines of the title."""
        if _WITH_ACT.search(self._text, start, end):
            return True
        for line in self._text[end + 1 : end + 1 + _TITLE_REACH].split("\n")[:_TITLE_LINES]:
            if _WITH_ACT.match(line.strip()):
                return True
            if _LINE.match(line) or line.rstrip().endswith((".", ";")):
                return False
        return False

    def _inside(self, at: int, end: int) -> Iterator[Mark]:
        text = self._text
        for sign in _INSIDE_END.finditer(text, at, end):
            found = self._ending_with(sign.start(), at, end)
            if found is None:
                continue
            at = found.end()
            if not self.quoted(found.start()):
                before = text[max(0, found.start() - 4) : found.start()].rstrip(" \t|")[-1:]
                closed = before in set('.;:!?”"/)') and before != ""
                mark = _mark(found, found.start(), end)
                yield Mark(mark.level, mark.label, mark.start, mark.end, end, True, closed, mark.tail)

    def _ending_with(self, sign: int, floor: int, end: int) -> re.Match[str] | None:
        """The mark inside a line whose last sign is at ``sign``."""
        for begin in _INSIDE_BEGINS.finditer(self._text, max(floor, sign - _LONGEST_INSIDE), sign):
            found = _INSIDE.match(self._text, begin.start(), end)
            if found is not None:
                return found
        return None


def _mark(found: re.Match[str], start: int, line_end: int) -> Mark:
    groups = found.groupdict()
    level = next(name for name in groups if groups[name] is not None and f"{name}_no" in groups)
    tail = groups.get("article_tail") or ""
    label = groups[f"{level}_no"] or ""
    bare = level == "roman"
    kind: MarkLevel = "section" if bare else level  # type: ignore[assignment]
    return Mark(kind, label, start, found.end(level), line_end, tail=tail, bare=bare)
