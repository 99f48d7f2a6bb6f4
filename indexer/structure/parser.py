"""The tree of an act: parts, chapters, sections, articles, clauses, points, attachments, appendices.

A printed mark opens a part only when its number continues the parts around it; what is quoted from
another act is never structure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.structure.headings import article_heading, attachment_heading, group_heading
from indexer.structure.labels import eid_part, follows, point_follows, preceding, roman_value
from indexer.structure.marks import Mark, Marks
from legal_corpus.model.provision import Level, Node
from legal_corpus.model.table import Table
from legal_corpus.model.text import Span
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.quotations import find_quotations

_RANK: dict[str, int] = {
    "attachment": 0, "appendix": 0, "part": 1, "chapter": 2, "section": 3, "subsection": 4, "article": 5,
    "clause": 6, "point": 7,
}  # fmt: skip
_GROUPS = {"part", "chapter", "section", "subsection"}
_FORWARD = 3  # numbers that a cut or badly read text may lack
_ACT_WORD = re.compile(
    r"\s*(?:của|và|hoặc|này|Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Pháp lệnh|Hiến pháp"
    r"|Quy định|Quy chế)\b"
)
_HANGING = re.compile(r"(?:,|;?\s(?:tại|theo|của|và|hoặc|các|với|khoản|điểm|đến|từ|cùng))\s*$")
_HANGING_WORD = re.compile(r"\s(?:tại|theo|của|và|hoặc|các|với|khoản|điểm|đến|từ)\s*$")
_SIGNING = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\s*\.|(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|BỘ TRƯỞNG)|THỨ TRƯỞNG"
)
_ENACTS = re.compile(r"^[ \t]*(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)\s*:?\s*\Z", re.M)
_ABOVE = 40  # characters
_CITED = re.compile(r"(?:điểm|tiết|mục|và|hoặc|,)\s*$", re.I)
_COVER = 500  # characters
_LOST = 40  # articles that a cut text may lack


@dataclass(slots=True)
class _Open:
    """A node that is still open; ``last`` is the last label of each level directly inside it."""

    level: Level
    label: str
    eid: str
    start: int
    mark_end: int
    line_end: int
    heading: str | None = None
    last: dict[str, str] = field(default_factory=dict)


def parse_structure(text: str, tables: Sequence[Table] = ()) -> list[Node]:
    """Nodes in order of position; children lie inside their parents, siblings do not overlap.

    ``text`` is NFC. An article's eid does not name its chapter, because articles are counted through
    the whole act: ``art_5__cl_2``. Attached regulations and appendices are containers of their own.
    Numbers in the rows of ``tables`` are no parts.
    """
    return _Parser(with_real_d(text), tables).run()


def parse_piece(text: str, tables: Sequence[Table] = ()) -> list[Node]:
    """Nodes of new wording for a part of another act: its first number may be any ("Điều 15a.", "c)")."""
    return _Parser(with_real_d(text), tables, piece=True).run()


class _Parser:
    def __init__(self, text: str, tables: Sequence[Table], piece: bool = False) -> None:
        self._text = text
        self._piece = piece
        self._tables = [*sorted(table.start for table in tables), len(text)]
        self._marks = list(Marks(text, _without_parts(find_quotations(text), tables)))
        self._stack: list[_Open] = []
        self._done: list[Node] = []
        self._eids: set[str] = set()
        self._repeats: dict[str, int] = {}  # how often each eid was asked for again
        self._root: dict[str, str] = {}  # last labels outside any node
        self._closed = False  # behind the signature, until a new container opens
        # Plans and directives have no articles: their parts are "I.", "1.", "a)".
        self._plain = not any(mark.level == "article" for mark in self._marks)
        self._counts = {"attachment": 0, "appendix": 0}

    def run(self) -> list[Node]:
        for at, mark in enumerate(self._marks):
            if mark.level == "close":
                self._end_body(mark.start)
            elif mark.level in {"attachment", "appendix"}:
                self._container(mark, at)
            elif not self._closed:
                self._part(mark)
            elif self._starts_over(mark, at):
                self._container(self._untitled(mark), at)
                self._part(mark)
        self._close_to(0, len(self._text))
        return sorted(self._done, key=lambda node: (node.start, -node.end, _RANK[node.level]))

    # containers

    def _starts_over(self, mark: Mark, at: int) -> bool:
        """Whether numbering begins again behind the signature although no title was recognised."""
        if mark.level == "article":
            return mark.label == "1" and not mark.inline and not self._of_form(mark)
        return mark.level in {"part", "chapter"} and self._opens_anew(at)

    def _of_form(self, mark: Mark) -> bool:
        """Whether the article is one of a form in an appendix: of a decision that others will sign."""
        return bool(self._counts["appendix"]) and bool(
            _ENACTS.search(self._text[max(0, mark.start - _ABOVE) : mark.start])
        )

    def _untitled(self, mark: Mark) -> Mark:
        """Mark of an attachment without a known kind of title: the lines in capitals above its first part."""
        start = line_end = mark.start
        while start > 0:
            above = self._text.rfind("\n", 0, start - 1) + 1
            line = self._text[above : start - 1].strip()
            if not (line.isupper() or line.startswith("(")) or _SIGNING.match(line):
                break
            start, line_end = above, start - 1
        return Mark("attachment", "", start, start, line_end)

    def _opens_anew(self, at: int) -> bool:
        return any(m.level == "article" and m.label == "1" for m in self._marks[at + 1 : at + 4])

    def _end_body(self, at: int) -> None:
        container = self._stack[0] if self._stack and _RANK[self._stack[0].level] == 0 else None
        if self._last("article") is None and not (self._plain and self._stack):
            return
        self._close_to(1 if container else 0, at)
        self._closed = True

    def _container(self, mark: Mark, at: int) -> None:
        level: Level = "attachment" if mark.level == "attachment" else "appendix"
        if level == "appendix" and not mark.label and self._is_cover(mark, at):
            return
        inside = self._stack[0] if self._stack and self._stack[0].level == "attachment" else None
        if not self._closed and self._last("article") is None and level == "attachment" and not self._stack:
            return  # the act's own title: nothing has been enacted yet
        if level == "attachment" and not self._closed and (not mark.closed or self._in_sentence(mark.start)):
            return
        if level == "attachment" and not mark.closed and not self._opens_anew(at):
            return
        self._counts[level] += 1
        parent = inside if level == "appendix" and inside is not None else None
        self._close_to(1 if parent else 0, mark.start)
        label = mark.label or str(self._counts[level])
        base = eid_part(level, label)
        eid = f"{parent.eid}__{base}" if parent else base
        opened = _Open(level, label, self._unique(eid), mark.start, mark.end, mark.line_end)
        opened.heading = self._heading(opened)
        self._stack.append(opened)
        self._closed = False

    def _is_cover(self, mark: Mark, at: int) -> bool:
        """Whether only a title stands between "PHỤ LỤC" and the first of several numbered appendices."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or following.level != "appendix" or not following.label:
            return False
        return following.start - mark.end < _COVER and follows(None, following.label)

    def _in_sentence(self, start: int) -> bool:
        before = self._text[max(0, start - 60) : start]
        return bool(_HANGING.search(before))

    # parts of the text

    def _last(self, level: str) -> str | None:
        """Last label of a level in the current container."""
        return self._scope_of_container().get(level)

    def _scope_of_container(self) -> dict[str, str]:
        return self._stack[self._base() - 1].last if self._base() else self._root

    def _base(self) -> int:
        return sum(1 for item in self._stack if _RANK[item.level] == 0)

    def _parent_for(self, rank: int) -> int:
        """Stack size that remains when a part of this rank opens."""
        size = len(self._stack)
        while size > self._base() and _RANK[self._stack[size - 1].level] >= rank:
            size -= 1
        return size

    def _part(self, mark: Mark) -> None:
        level: Level = mark.level  # type: ignore[assignment]
        size = self._parent_for(_RANK[level])
        counts = self._scope_of_container() if level == "article" else self._last_in(size)
        before = counts.get(level)
        if before is None and self._piece and (not size or level == "article"):
            before = preceding(level, mark.label)
        label = self._label(mark, before)
        if label is None or not self._fits(mark, label, before, size):
            return
        self._close_to(size, mark.start)
        counts[level] = label
        opened = _Open(
            level,
            label,
            self._unique(self._eid(level, label)),
            mark.start,
            mark.end - (len(mark.label) - len(label)),
            mark.line_end,
        )
        opened.heading = self._heading(opened)
        self._stack.append(opened)

    def _last_in(self, size: int) -> dict[str, str]:
        return self._stack[size - 1].last if size else self._root

    def _label(self, mark: Mark, before: str | None) -> str | None:
        """The label; a Roman number glued to its heading ("Chương IVIỆC") is cut to the one expected."""
        after = self._text[mark.end : mark.end + 1]
        if mark.level == "chapter" and after.isalpha() and roman_value(mark.label):
            for cut in range(len(mark.label), 0, -1):
                if follows(before, mark.label[:cut]):
                    return mark.label[:cut]
        return mark.label

    def _fits(self, mark: Mark, label: str, before: str | None, size: int) -> bool:
        if mark.level == "article":
            return self._article_fits(mark, label, before)
        if mark.level in _GROUPS:
            if mark.bare and not self._plain:
                return False
            most = 1 if mark.level != "chapter" else _FORWARD
            return follows(before, label, most) and not self._hanging(mark.start)
        if not self._plain and not any(item.level == "article" for item in self._stack[:size]):
            return False
        if mark.level == "clause":
            if mark.inline:
                first = label == "1" and before is None and self._same_line(size, mark)
                return (first and self._capital(mark)) or (
                    mark.closed and before is not None and follows(before, label) and self._capital(mark)
                )
            return follows(before, label, _FORWARD) or self._first_lost(mark, label, before, size)
        if mark.inline:
            first = label == "a" and before is None and self._same_line(size, mark) and self._capital(mark)
            return (first and not self._cited(mark)) or (
                mark.closed and label != before and point_follows(before, label)
            )
        return point_follows(before, label, _FORWARD) or self._first_lost(mark, label, before, size)

    def _first_lost(self, mark: Mark, label: str, before: str | None, size: int) -> bool:
        """Whether the number of the first part was lost: "2." behind points that hang on the article, "b)"
        behind text that ends as points do."""
        if before is not None or not size:
            return False
        if mark.level == "clause":
            return label == "2" and "point" in self._stack[size - 1].last
        ended = self._text[self._stack[size - 1].line_end : mark.start].rstrip()[-1:]
        return label == "b" and ended in {";", "."}

    def _article_fits(self, mark: Mark, label: str, before: str | None) -> bool:
        text = self._text
        if mark.inline:
            word = text[max(0, mark.start - 14) : mark.start].split()
            shouted = bool(word) and len(word[-1]) > 1 and word[-1].isupper()
            return (mark.closed or shouted) and follows(before, label) and self._capital(mark)
        if mark.tail.strip():
            if follows(before, label):
                return not self._hanging(mark.start, _HANGING_WORD)
            return before is not None and follows(before, label, _LOST) and not self._hanging(mark.start)
        rest = text[mark.end : mark.line_end]
        if _ACT_WORD.match(rest) or self._hanging(mark.start):
            return False
        return follows(before, label) and (not rest.strip() or rest.strip()[:1].isupper())

    def _same_line(self, size: int, mark: Mark) -> bool:
        """Whether the mark stands in the line that opened the part around it: a glued text."""
        return size > 0 and mark.start < self._stack[size - 1].line_end

    def _cited(self, mark: Mark) -> bool:
        """ "tại điểm a)" is a reference."""
        return bool(_CITED.search(self._text[max(0, mark.start - 12) : mark.start]))

    def _capital(self, mark: Mark) -> bool:
        rest = self._text[mark.end : mark.end + 6].lstrip()
        return rest[:1].isupper() or rest[:1] in {"“", '"'}

    def _hanging(self, start: int, signs: re.Pattern[str] = _HANGING) -> bool:
        """Whether the line before breaks off in a sentence, so that this line goes on with it."""
        return bool(signs.search(self._text[max(0, start - 60) : start]))

    # closing

    def _close_to(self, size: int, end: int) -> None:
        while len(self._stack) > size:
            item = self._stack.pop()
            stop = item.start + len(self._text[item.start : end].rstrip())
            parent = self._stack[-1].eid if self._stack else None
            self._done.append(Node(item.eid, item.level, item.label, item.heading, item.start, stop, parent))

    def _eid(self, level: Level, label: str) -> str:
        """Articles hang on their container, groups on their group, clauses and points on their parent."""
        parents = self._stack[: self._base()] if level == "article" else self._stack
        parent = parents[-1].eid if parents else ""
        own = eid_part(level, label)
        return f"{parent}__{own}" if parent else own

    def _unique(self, eid: str) -> str:
        found, number = eid, self._repeats.get(eid, 1)
        while found in self._eids:
            number += 1
            found = f"{eid}-{number}"
        self._repeats[eid] = number
        self._eids.add(found)
        return found

    def _heading(self, item: _Open) -> str | None:
        """Heading of a group or an article; clauses and points have none."""
        if item.level in {"clause", "point"}:
            return None
        if item.level == "article":
            rest = self._text[item.mark_end : item.line_end].lstrip(" .:;-–\t\xa0").strip()
            return article_heading(rest)
        stop = self._tables[min(bisect_right(self._tables, item.start), len(self._tables) - 1)]
        if item.level == "attachment":
            if item.line_end == item.start:
                return None
            return attachment_heading(self._text, item.start, item.line_end, stop)
        return group_heading(self._text, item.mark_end, item.line_end, stop)


def _without_parts(quotations: Sequence[Span], tables: Sequence[Table]) -> list[Span]:
    """Where no part of the act begins: quoted wording and tables, as spans in order that do not overlap."""
    if not tables:
        return list(quotations)
    apart: list[Span] = []
    for span in sorted([*quotations, *(Span(table.start, table.end) for table in tables)]):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart
