"""Instructions of an amending act with the wording they quote: new text for parts, and replaced words.

Only what an instruction quotes is told here; names, titles and figures of speech in quotation marks are
the act's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legal_corpus.text.quotations import find_quotations

_MARKS = "“”\"'"
_VERB = re.compile(
    r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Tt]hay thế|Thay|[Bb]ãi bỏ|(?:^|(?<=[\s).]))Bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ"
    r"|[Đđ]ính chính|[Đđ]ược thay|[Đđ]ược sửa)(?!\w)"
)
_INTRODUCES = re.compile(r"(?:như sau|sau đây)\s*:?\s*$|:\s*$")
_PART = re.compile(
    r"\s*(?:(?:Điều|Khoản|Điểm|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|PHỤ LỤC|Phụ lục)\s+\w"
    r"|\d{1,3}[a-zđ]?\.|[a-zđ]{1,2}\d?\))"
)
_OF_WORDS = re.compile(r"(?:[Cc]ụm|[Cc]ác) từ|[Tt]ừ ngữ|(?<![Đđ]ánh )[Dd]ấu\s*$")
_WORDS = re.compile(r"(?:(?:cụm|các|một số) từ|từ ngữ|(?<!đánh )dấu|(?<!\w)từ)(?: sau)?\s*:?\s*$", re.I)
_JOINS = re.compile(r"(?:(?:bằng|thành|và|hoặc|là|sau|trước|sang)|[,;])\s*$")
_CHANGED = re.compile(r"\s*(?:,\s*)?(?:được |bị )?(?:thay|sửa|bổ sung|bãi bỏ|bỏ|thành|bằng)(?!\w)")
_CLOSES = re.compile(r"[ \t]*[.;,:]*")
_SENTENCE_ENDS = re.compile(r"[^\n.;“]{0,300}[.;]?")
_BETWEEN = re.compile(r"[\s.;,]*")
_BEFORE = 400  # characters before a quotation that may hold its instruction
_NEAR = 120  # characters between two replaced words of one instruction
_LONGEST_LINE = 5000  # characters back in which a line begins


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted wording, its marks included; ``block`` where it is text of an act and not some words."""

    start: int
    end: int
    block: bool

    def inside(self, text: str) -> tuple[int, int]:
        """Where the wording itself begins and ends; a closing mark may have been forgotten."""
        closed = self.end - self.start > 1 and text[self.end - 1] in _MARKS
        return self.start + 1, self.end - 1 if closed else self.end


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction to change another act, from its first word to what closes the last quotation."""

    start: int
    end: int
    quotes: tuple[Quoted, ...]


def instructions(text: str) -> list[Instruction]:
    """Instructions that quote, in order; they do not overlap."""
    found: list[tuple[int, int, list[Quoted]]] = []
    for quote, start in _quoted(text):
        closed = (_CLOSES if quote.block else _SENTENCE_ENDS).match(text, quote.end)
        end = closed.end() if closed else quote.end
        last = found[-1] if found else None
        if last is not None and (start < last[1] or _BETWEEN.fullmatch(text, last[1], quote.start)):
            found[-1] = (last[0], end, last[2])
            last[2].append(quote)
        else:
            found.append((start, end, [quote]))
    return [Instruction(start, end, tuple(quotes)) for start, end, quotes in found]


def _quoted(text: str) -> Iterator[tuple[Quoted, int]]:
    """What instructions quote, each with where its instruction begins."""
    before: Quoted | None = None
    for span in find_quotations(text):
        start = line = _line_start(text, span.start)
        opens = not text[line : span.start].strip()
        if opens:
            start, lead = _line_above(text, line)
        elif before is not None and before.start >= line:
            lead = text[max(before.start - _BEFORE, line) : before.start] + text[before.end : span.start]
        else:
            lead = text[line : span.start]
        lead = lead[-_BEFORE:]
        told = _VERB.search(lead) is not None
        inner = text[span.start + 1 : span.end]
        if before is not None and before.block and opens and _BETWEEN.fullmatch(text, before.end, span.start):
            block = _PART.match(inner) is not None
        else:
            block = told and _is_text(lead, inner, opens)
        near = before if before is not None and not before.block and before.start >= line else None
        if not block and ("\n" in inner or not _is_words(text, span.start, span.end, lead, near)):
            continue
        before = Quoted(span.start, span.end, block)
        yield before, start if told else line


def _is_text(lead: str, inner: str, opens: bool) -> bool:
    """Whether an instruction quotes new text for a part of an act."""
    if _PART.match(inner) or "\n" in inner:
        return opens or _INTRODUCES.search(lead) is not None
    return _INTRODUCES.search(lead) is not None and (opens or not _OF_WORDS.search(lead))


def _is_words(text: str, start: int, end: int, lead: str, near: Quoted | None) -> bool:
    """Whether words are quoted because they are replaced, left out or put in."""
    if near is not None and start - near.end < _NEAR:
        return bool(_JOINS.search(lead) or _WORDS.search(lead))
    if not _WORDS.search(lead):
        return False
    return bool(_VERB.search(lead) or _CHANGED.match(text, end))


def _line_start(text: str, at: int) -> int:
    least = max(at - _LONGEST_LINE, 0)
    return max(text.rfind("\n", least, at) + 1, least)


def _line_above(text: str, line: int) -> tuple[int, str]:
    """The line with words before the one that begins at ``line``, and where it begins."""
    end = line
    while end > 0 and text[end - 1].isspace():
        end -= 1
    start = _line_start(text, end)
    return start, text[start:end]
