"""Where a place of a text stands: its article, clause, point and appendix, told by printed marks alone.

This is the light outline that citations and effect clauses need ("khoản này", lists of acts); the tree
of an act is built by the parser of the indexer. Marks inside a line count too, because saved pages
often glue a whole act into one line.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from legal_corpus.model.text import Span
from legal_corpus.text.quotations import find_quotations

MarkLevel = Literal[
    "appendix", "part", "chapter", "section", "article", "clause", "point", "bullet", "subbullet", "text"
]
RANK: dict[str, int] = {
    "appendix": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "article": 4,
    "clause": 5,
    "point": 6,
    "bullet": 7,
    "subbullet": 8,
    "text": 9,
}

_HEADING_LEVELS = frozenset(level for level, rank in RANK.items() if rank <= RANK["article"])
_LABEL = r"(?P<label>(?:số[ \t]*)?(?:\d{1,3}[a-zđ]?|[IVXL]{1,7}|[A-ZĐ]))(?:\.(?P<sub>\d{1,2}))?"
_LINE_MARK = re.compile(
    r"[ \t#*]*[“\"]?(?:"
    r"(?P<article>Điều|ĐIỀU)[ \t\xa0]+(?P<anum>\d{1,3}[a-zđ]{0,2})(?P<atail>[ \t]*[.:]|[ \t]*$|[ \t]+(?=\S))"
    r"|(?P<box>Phụ lục|PHỤ LỤC|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)[ \t]+"
    + _LABEL
    + r"\b(?P<btail>[ \t]*[.:]?)"
    r"|(?P<bare>PHỤ LỤC|Phụ lục)(?=[ \t]*$|[ \t]*\()"
    r"|(?P<clause>\d{1,3}[a-zđ]?)\.(?!\d)(?=[ \t\xa0]*\S)"
    r"|(?P<point>[a-zđ][1-9]?|[a-zđ]{2})\)(?=[ \t\xa0]*\S)"
    r"|(?P<bullet>[-–•*])(?=[ \t\xa0]*\S)"
    r"|(?P<plus>\+)(?=[ \t\xa0]*\S)"
    r")",
    re.MULTILINE,
)
# All but the first line: a literal sign is looked for at the speed of memory, "^" is not.
_NEXT_LINE_MARK = re.compile(rf"\n{_LINE_MARK.pattern}", re.MULTILINE)
_INLINE_MARK = re.compile(
    r"(?<![ \t])[ \t]{1,8}(?:Điều[ \t]{1,4}(?P<anum>\d{1,3}[a-zđ]?)[.:][ \t]+"
    r"|(?P<clause>\d{1,2}[a-zđ]?)\.[ \t]+|(?P<point>[a-zđ])\)[ \t]+)(?=[^\s\d])"
)
# Where such a mark ends, by a sign that is rare; and where the blanks before one may begin. One expression a
# sign, because a single sign is looked for at the speed of memory.
_INLINE_ENDS = (
    (".", re.compile(r"\.(?=[ \t])(?:(?<=\d.)|(?<=\d[a-zđ].))[ \t]+(?=[^\s\d])")),
    (":", re.compile(r":(?=[ \t])(?:(?<=\d.)|(?<=\d[a-zđ].))[ \t]+(?=[^\s\d])")),
    (")", re.compile(r"\)(?=[ \t])(?<=[ \t][a-zđ].)[ \t]+(?=[^\s\d])")),
)
_BLANKS_BEGIN = re.compile(r"(?<![ \t])[ \t]")
_BEFORE_MARK = '\n \t#*“"'
_LONGEST_INLINE = 24  # characters up to that sign
_LEAST_INLINE = 60  # characters of a line in which marks are looked for
_DANGLING = re.compile(
    r"(?:,|[ \t](?:tại|theo|của|và|hoặc|ở|trong|từ|đến|các|với|khoản[ \t]+\w{1,3}|điểm[ \t]+\w{1,3}))[ \t]*$"
)
_ACT_WORD = re.compile(
    r"(?:của|Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Pháp lệnh|Hiến pháp|Quy định|"
    r"Quy chế|Điều lệ)\b"
)
_tuple = tuple.__new__  # makes a named tuple in half the time: a text has many marks and segments
_POINT_ORDER = "abcdđeghiklmnopqrstuvxy"


class Place(NamedTuple):
    """Printed labels around an offset; empty where there is none. ``appendix`` is "" in the body and
    "?" in an appendix without a number.
    """

    article: str = ""
    clause: str = ""
    point: str = ""
    appendix: str = ""


class Mark(NamedTuple):
    """One printed mark: ``start``..``end`` is the mark itself ("Điều 5.", "2.", "a)", "-")."""

    start: int
    end: int
    level: MarkLevel
    label: str
    place: Place


class Segment(NamedTuple):
    """Text from one mark (or line start) to the next; ``body`` is where the words begin."""

    start: int
    body: int
    end: int
    level: MarkLevel
    place: Place
    quoted: bool


@lru_cache(maxsize=2)
def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which lines begin, the first one included."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


class _QuotesInOrder:
    """Quotations, asked about one range after the other."""

    def __init__(self, quotations: Sequence[Span]) -> None:
        self._spans = [(span.start, span.end) for span in quotations]
        self._spans.append((sys.maxsize, sys.maxsize))
        self._at = 0

    def touch(self, start: int, end: int) -> bool:
        """Whether a quotation shares a character with ``[start, end)``; starts never go back."""
        while self._spans[self._at][1] <= start:
            self._at += 1
        return self._spans[self._at][0] < end


class Outline:
    """Marks of a text with the places they open; build it with :func:`build_outline`."""

    def __init__(self, text: str, marks: Sequence[Mark], quotations: Sequence[Span]) -> None:
        self.text = text
        self.marks = tuple(marks)
        self.quotations = tuple(quotations)
        self._starts = [mark[0] for mark in self.marks]
        self._quote_starts = [quote.start for quote in self.quotations]

    def place(self, offset: int) -> Place:
        """Labels in force at the offset."""
        at = bisect_right(self._starts, offset) - 1
        return self.marks[at].place if at >= 0 else Place()

    def quotation(self, offset: int) -> Span | None:
        """The outermost quotation that covers the offset."""
        at = bisect_right(self._quote_starts, offset) - 1
        if at >= 0 and self.quotations[at].start <= offset < self.quotations[at].end:
            return self.quotations[at]
        return None

    def mark_ends_at(self, offset: int) -> bool:
        """Whether only blanks stand between the mark before the offset and the offset."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and not self.text[self.marks[at].end : offset].strip()

    def heading_spans(self) -> list[tuple[int, int]]:
        """Start and end of the marks that look like a pinpoint but are the heading of a part."""
        return [(start, end) for start, end, level, _label, _place in self.marks if level in _HEADING_LEVELS]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The text cut at every mark and line break, blank pieces left out."""
        text, found = self.text, []
        marks = dict(zip(self._starts, self.marks, strict=True))
        place = Place()
        quotes = _QuotesInOrder(self.quotations) if self.quotations else None
        for start, end in pairwise((*sorted({*line_starts(text), *marks}), len(text))):
            mark = marks.get(start)
            if mark:
                _start, body, level, _label, place = mark
            else:
                body, level = start, "text"
            if start == end or (text[start].isspace() and text[start:end].isspace()):
                continue
            # A quotation that opens in the middle of an instruction does not make it quoted text.
            quoted = quotes is not None and quotes.touch(start, start + 1)
            found.append(_tuple(Segment, (start, body, end, level, place, quoted)))
        return tuple(found)

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def segment_index(self, offset: int) -> int:
        """Index of the last segment that begins at or before the offset, -1 if none does."""
        return bisect_right(self._segment_starts, offset) - 1


class _Scanner:
    """Walks the lines once and keeps the running place."""

    def __init__(self, text: str, quotations: Sequence[Span]) -> None:
        self.text = text
        self.frame = Outline(text, (), quotations)
        self.marks: list[Mark] = []
        self.place = Place()
        self.outer: Place | None = None  # the place to return to after a quotation
        self.quote_end = -1
        self.inline = [
            found.start()
            for sign, expression in _INLINE_ENDS
            if sign in text
            for found in expression.finditer(text)
        ]
        self.inline.sort()

    def run(self) -> list[Mark]:
        """All marks. Lines without any, outside quotations, are not even looked at."""
        text, starts = self.text, line_starts(self.text)
        printed = {found.start() + 1: found for found in _NEXT_LINE_MARK.finditer(text)}
        first = _LINE_MARK.match(text)
        if first is not None:
            printed[0] = first
        lines = {*printed, *(starts[bisect_right(starts, sign) - 1] for sign in self.inline)}
        for quote in self.frame.quotations:
            # The line behind a quotation returns to the place before it.
            lines.update(starts[bisect_right(starts, quote.start) - 1 : bisect_left(starts, quote.end) + 1])
        for start in sorted(lines):
            end = text.find("\n", start)
            self._line(start, end if end >= 0 else len(text), printed.get(start))
        return self.marks

    def _move(self, at: int) -> None:
        """Keep the place of quoted text apart from the place of the text around it."""
        if not self.frame.quotations:
            return
        if self.outer is not None and at >= self.quote_end:
            self.place, self.outer = self.outer, None
            self.marks.append(Mark(at, at, "text", "", self.place))
        quote = self.frame.quotation(at)
        if quote is not None and self.outer is None:
            self.outer, self.quote_end = self.place, quote.end
            self.place = Place(appendix=self.place.appendix)
            self.marks.append(Mark(at, at, "text", "", self.place))

    def _line(self, start: int, end: int, match: re.Match[str] | None) -> None:
        if self.frame.quotations:
            body = start
            while body < end and self.text[body] in " \t#*":
                body += 1
            self._move(body)
        at = start
        if match is not None and self._line_mark(match, start):
            at = match.end()
        if self.inline and end - at > _LEAST_INLINE:
            self._inline_marks(at, end)

    def _inline_marks(self, at: int, end: int) -> None:
        """Marks in the middle of a long line."""
        for sign in self.inline[bisect_left(self.inline, at) : bisect_left(self.inline, end)]:
            at = self._inline(sign, at, end)

    def _line_mark(self, match: re.Match[str], start: int) -> bool:
        text = self.text
        begin = match.end() - len(match.group().lstrip(_BEFORE_MARK))
        kind = match.lastgroup
        if kind == "clause":
            return self._add(begin, match.end(), "clause", match["clause"])
        if kind == "point":
            return self._add(begin, match.end(), "point", match["point"])
        if kind == "atail" or kind == "btail":
            dangling = bool(_DANGLING.search(text, max(0, start - 40), max(0, start - 1)))
            if kind == "btail":
                return not dangling and self._box(match, begin)
            return self._is_article(match, dangling) and self._add(
                begin, match.end(), "article", match["anum"]
            )
        if kind == "bare":
            return self._add(begin, match.end(), "appendix", "?")
        return self._add(begin, match.end(), "bullet" if kind == "bullet" else "subbullet", "")

    def _is_article(self, match: re.Match[str], dangling: bool) -> bool:
        follows = self._follows(self.place.article, match["anum"])
        tail = match["atail"].strip()
        if tail:
            return follows or not dangling
        rest = self.text[match.end() : match.end() + 30]
        if not rest.strip() or rest.startswith("\n"):
            return follows
        return follows and not dangling and rest[0].isupper() and not _ACT_WORD.match(rest)

    def _box(self, match: re.Match[str], begin: int) -> bool:
        word = match["box"].lower()
        rest = self.text[match.end() : match.end() + 60].split("\n")[0].strip()
        first = rest.split(" ")[0]
        heading = (
            not rest
            or bool(match["btail"].strip())
            or rest.startswith(("(", "-", "–"))
            or (first.isupper() and len(first) > 1)
            or (word in {"chương", "phần"} and first[:1].isupper() and not _ACT_WORD.match(rest))
        )
        if not heading:
            return False
        level: MarkLevel = {"phụ lục": "appendix", "phần": "part", "chương": "chapter"}.get(word, "section")  # type: ignore[assignment]
        label = match["label"].removeprefix("số").strip() + (f".{match['sub']}" if match["sub"] else "")
        return self._add(begin, match.end(), level, label)

    @staticmethod
    def _follows(current: str, new: str) -> bool:
        """Whether ``new`` can come after ``current``: the next number, an inserted one, or a new start."""
        number, before = int(re.sub(r"\D", "", new)), int(re.sub(r"\D", "", current) or 0)
        return number in {before, before + 1} or number == 1

    def _add(self, start: int, end: int, level: MarkLevel, label: str) -> bool:
        article, clause, _point, appendix = self.place
        if level == "point":
            self.place = _tuple(Place, (article, clause, label, appendix))
        elif level == "clause":
            self.place = _tuple(Place, (article, label, "", appendix))
        elif level == "article":
            self.place = _tuple(Place, (label, "", "", appendix))
        elif level == "appendix":
            self.place = Place(appendix=label)
        self.marks.append(_tuple(Mark, (start, end, level, label, self.place)))
        return True

    def _inline(self, sign: int, floor: int, end: int) -> int:
        """Read the mark in the middle of a long line that ends with the sign; where the next may begin."""
        for blank in _BLANKS_BEGIN.finditer(self.text, max(floor, sign - _LONGEST_INLINE), sign):
            match = _INLINE_MARK.match(self.text, blank.start(), end)
            if match is not None:
                at = match.start() + len(match.group()) - len(match.group().lstrip())
                if self.frame.quotation(at) is None:
                    self._move(at)
                    known = len(self.marks)
                    self._inline_mark(match, at)
                    # "khoản 3 Điều 3. Điều 4. Hiệu lực": the blank after what is no mark may begin one.
                    return match.end() if len(self.marks) > known else sign + 1
                return match.end()
        return floor

    def _inline_mark(self, match: re.Match[str], at: int) -> None:
        """Each has to continue the running numbers."""
        before = self.text[match.start() - 1]
        after = self.text[match.end()]
        closed = before in '.;:!?”"/)'
        if match["anum"]:
            word = self.text[max(0, match.start() - 12) : match.start()].split(" ")[-1]
            shouted = len(word) > 1 and word.isupper()
            if (closed or shouted) and after.isupper() and self._follows(self.place.article, match["anum"]):
                self._add(at, match.end(), "article", match["anum"])
        elif match["clause"]:
            first = match["clause"] == "1" and not self.place.clause and bool(self.place.article)
            wanted = self.place.clause.isdigit() and match["clause"] == str(int(self.place.clause) + 1)
            if after.isupper() and (first or (wanted and closed)):
                self._add(at, match.end(), "clause", match["clause"])
        elif closed and self._next_point(match["point"]):
            self._add(at, match.end(), "point", match["point"])

    def _next_point(self, label: str) -> bool:
        now = _POINT_ORDER.find(self.place.point) if self.place.point else -1
        return label in _POINT_ORDER and _POINT_ORDER.find(label) == now + 1


@lru_cache(maxsize=2)
def outline_of(text: str) -> Outline:
    """Outline of an NFC text with its quotations; the last ones are kept, because every reader of a
    document asks for it."""
    return build_outline(text, find_quotations(text))


def build_outline(text: str, quotations: Sequence[Span]) -> Outline:
    """Outline of an NFC text; ``quotations`` from ``find_quotations`` of the same text."""
    return Outline(text, _Scanner(text, quotations).run(), quotations)
