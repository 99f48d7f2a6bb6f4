"""Quoted text of an act: “…” spans, above all replacement text that runs over many lines.

What stands inside such a span is the wording of another act; instructions never start there. Closing
marks are often forgotten, so a span that does not close is cut before the next amending instruction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from legal_corpus.model.text import Span
from legal_corpus.text.places import places_of

_MARKS = '“”"'
_VERB = r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Hủy bỏ|Huỷ bỏ|Bỏ|Đính chính)"
_UNIT = r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Pp]hụ lục|[Cc]hương|[Mm]ục|[Mm]ẫu)"
_OBJECT = rf"[^\n“]{{0,80}}(?:{_UNIT}|cụm từ|một số|tên)"
# The next instruction, or an article that can only belong to the amending act itself.
_BOUNDARY = re.compile(
    r"(?:\n[ \t]*|(?<=[.;:,”)\w])[ \t]+)(?:"
    rf"(?:\d{{1,3}}[a-zđ]?\.|[a-zđ]{{1,2}}\)|[-+])[ \t]*(?:{_VERB}\b{_OBJECT}"
    rf"|{_UNIT}\b[^\n“]{{0,80}}(?:được|bị)[ \t](?:sửa đổi|bổ sung|bãi bỏ|thay thế))"
    rf"|Điều[ \t]+(?:1|\d{{1,3}}[.:]?[ \t]*(?:{_VERB}\b|Điều khoản (?:thi hành|chuyển tiếp)|Hiệu "
    rf"lực|Tổ chức thực hiện"
    r"|Trách nhiệm thi hành|Quyết định này|Nghị quyết này|Chánh Văn phòng|Giao\b))"
    r"|Nơi nhận)"
)
_BOUNDARY_AHEAD = re.compile(f"(?={_BOUNDARY.pattern})")
_REST_OF_LINE = re.compile(r"[ .;,:\t\xa0]*(?:\n|\Z)")
_BLANKS = " \t\xa0"
_OPEN_BEFORE = " \t\xa0\n(:[-,;“"
_CLOSE_AFTER = " \t\xa0\n.,;:)]”"


def _opens(text: str, at: int) -> bool:
    """Whether the mark at ``at`` opens, judged by its neighbours (acts mix up “ and ”)."""
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if before in _OPEN_BEFORE and after not in _CLOSE_AFTER:
        return True
    if before not in _OPEN_BEFORE and after in _CLOSE_AFTER:
        return False
    return text[at] == "“" if text[at] != '"' else before in _OPEN_BEFORE


class _Boundaries:
    """Where instructions begin; the text is searched once, and only when a quotation is left open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def after(self, start: int, limit: int) -> int | None:
        """Where an unclosed quotation ends: before the next instruction, or ``None`` if none follows."""
        if self._starts is None:
            self._starts = [found.start() for found in _BOUNDARY_AHEAD.finditer(self._text)]
        for at in range(bisect_left(self._starts, start + 1), len(self._starts)):
            place = self._starts[at]
            if place >= limit:
                break
            if _BOUNDARY.match(self._text, place, limit):
                return place
        return None


def _line_end(text: str, start: int, limit: int) -> int:
    end = text.find("\n", start, limit)
    return limit if end < 0 else end


def _ends_line(text: str, at: int) -> bool:
    return _REST_OF_LINE.match(text, at + 1) is not None


def _is_block(text: str, at: int) -> bool:
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return not at or text[at - 1] == "\n"


def find_quotations(text: str) -> list[Span]:
    """Outermost quotations in order, quote marks included; linear in the length of the text.

    A mark that opens a new line while a quotation is still open means that the earlier one was never
    closed; nested quotations on one line belong to the outer one. Where more marks open than close, an
    open quotation also ends before the next amending instruction.
    """
    marks = [(at, _opens(text, at)) for at in places_of(_MARKS, text)]
    balanced = 2 * sum(opens for _at, opens in marks) <= len(marks)
    return _pair(text, marks, balanced)


def _pair(text: str, marks: Sequence[tuple[int, bool]], balanced: bool) -> list[Span]:
    spans: list[Span] = []
    boundaries = _Boundaries(text)
    depth, start, searched = 0, -1, -1
    for at, opens in marks:
        if depth and not balanced and opens:
            # Search on from where the last search ended, so the whole stays linear.
            bound = boundaries.after(max(start, searched - 120), at)
            searched = at
            if bound is not None and bound > start:
                spans.append(Span(start, bound))
                depth = 0
        if opens:
            if depth and _is_block(text, at):
                spans.append(Span(start, boundaries.after(start, at) or _line_end(text, start, at)))
                depth = 0
            if not depth:
                start, searched = at, at
            depth += 1
        elif depth:
            # A closing mark at the end of a line closes the whole block, whatever was left open inside.
            depth = 0 if _ends_line(text, at) else depth - 1
            if not depth:
                spans.append(Span(start, at + 1))
    if depth:
        spans.append(Span(start, boundaries.after(start, len(text)) or _line_end(text, start, len(text))))
    return spans
