"""Text whose paragraphs were broken into short lines, as saved pages and some PDF files have it."""

from __future__ import annotations

import re
from functools import lru_cache

_SHORT = 130  # characters; no line of wrapped text is longer than a printed page is wide
_LEAST_LINES = 20
_BREAK = re.compile(r"(?<=[^\s|])[ \t]?(\n)(?=[^\s|])")
_CLOSED = re.compile(r"[.;:!?/”\"|)*_-]$")
_MARK = re.compile(
    r"[ \t#*]*(?:(?:Điều|Chương|Mục|Phần|PHỤ LỤC|Phụ lục|Nơi nhận|TM\.|KT\.|Căn cứ)(?![\wÀ-ỹ])"
    r"|\d{1,3}[.)]|[a-zđ]\)|[-–+•“])"
)


@lru_cache(maxsize=2)
def unwrapped(text: str) -> str:
    """The text with line breaks inside paragraphs turned into blanks; offsets stay what they are.

    Unchanged unless the text is wrapped throughout: short lines only, many of which go on in small letters.
    """
    if text.count("\n") < _LEAST_LINES - 1:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _LEAST_LINES or sum([len(line) > _SHORT for line in lines]) > len(lines) // 50:
        return text
    breaks = [match.start(1) for match in _BREAK.finditer(text)]
    going_on = sum(text[at + 1].islower() for at in breaks)
    if going_on * 3 < len(breaks) or going_on * 5 < len(lines):
        return text
    joined = list(text)
    for at in breaks:
        begin = text.rfind("\n", 0, at) + 1
        if not _CLOSED.search(text[begin:at].rstrip()) and not _MARK.match(text, at + 1):
            joined[at] = " "
    return "".join(joined)
