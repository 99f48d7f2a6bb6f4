"""Quoted text of an act: “…” spans, above all replacement text that runs over many lines.

What stands inside such a span is the wording of another act; instructions never start there. Closing
marks are often forgotten, so a span that does not close is cut before the next amending instruction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal_corpus.model.text import Span

_MARK = re.compile('[“”"]')
_INSTRUCTION = re.compile(
    r"[ \t]*(?:\d{1,3}[a-zđ]?\.|[a-zđ]{1,2}\)|Điều[ \t]+\d+[a-zđ]?[.:]?|[-+])[ \t]*"
    r"(?:(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Hủy bỏ|Huỷ bỏ|Bỏ|Đính chính)\b[^\n]{0,80}"
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Pp]hụ lục|[Cc]hương|[Mm]ục|[Mm]ẫu|cụm từ|một số|tên)\b"
    r"|(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Pp]hụ lục)\b[^\n]{0,80}(?:được|bị)[ \t](?:sửa đổi|bổ sung|bãi bỏ|thay thế))"
    r"|[ \t]*Nơi nhận"
)
_OPEN_BEFORE = " \t\n(:[-,;“"
_CLOSE_AFTER = " \t\n.,;:)]”"


def _opens(text: str, at: int) -> bool:
    """Whether the mark at ``at`` opens, judged by its neighbours (acts mix up “ and ”)."""
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    if before in _OPEN_BEFORE and after not in _CLOSE_AFTER:
        return True
    if before not in _OPEN_BEFORE and after in _CLOSE_AFTER:
        return False
    return text[at] == "“" if text[at] != '"' else before in _OPEN_BEFORE


def _lines_from(text: str, start: int, end: int) -> Iterator[int]:
    """Starts of the lines after the one that holds ``start``, up to ``end``."""
    at = text.find("\n", start, end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, end)


def _bound(text: str, start: int, limit: int) -> int:
    """Where an unclosed quotation ends: before the next instruction, else at the end of its line."""
    for line in _lines_from(text, start, limit):
        if _INSTRUCTION.match(text, line):
            return line - 1
    end = text.find("\n", start, limit)
    return limit if end < 0 else end


def find_quotations(text: str) -> list[Span]:
    """Outermost quotations in order, quote marks included; linear in the length of the text.

    A mark that opens a new line while a quotation is still open means that the earlier one was never
    closed; nested quotations on one line belong to the outer one.
    """
    spans: list[Span] = []
    depth, start = 0, -1
    for mark in _MARK.finditer(text):
        at = mark.start()
        if _opens(text, at):
            line_start = text.rfind("\n", 0, at) + 1
            block = not text[line_start:at].strip(" \t")
            if depth and block:
                spans.append(Span(start, _bound(text, start, at)))
                depth = 0
            if not depth:
                start = at
            depth += 1
        elif depth:
            # A closing mark at the end of a line closes the whole block, whatever was left open inside.
            depth = (
                0 if text[at + 1 : at + 3].strip(" .;,") in {"", "\n"} and _ends_line(text, at) else depth - 1
            )
            if not depth:
                spans.append(Span(start, at + 1))
    if depth:
        spans.append(Span(start, _bound(text, start, len(text))))
    return spans


def _ends_line(text: str, at: int) -> bool:
    end = text.find("\n", at)
    return not text[at + 1 : end if end >= 0 else len(text)].strip(" .;,:\t")
