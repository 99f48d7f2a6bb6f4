"""Headings of parts: beside the number or in the lines below it."""

from __future__ import annotations

import re

_REACH = 600  # characters
_MOST_LINES = 6
_NEXT_PART = re.compile(
    r"(?:Điều|Mục|MỤC|Chương|CHƯƠNG|Phần|PHẦN|Tiểu mục|TIỂU MỤC)\s+[\dIVXtT]|[\dIVX]+\.\s|[A-ZĐ]\.\s"
)
_FIRST_CLAUSE = re.compile(r"(?<!\s)\s+1\.\s+[^\W\d_]")
_LONGEST_ARTICLE_NAME = 250


def clean(value: str) -> str | None:
    """Heading with single blanks and without edge punctuation, ``None`` when nothing is left."""
    return " ".join(value.split()).strip(" .:-–|") or None


def article_heading(rest: str) -> str | None:
    """What follows "Điều 5." when it is a name and not already the rule: short, no full stop."""
    cut = _FIRST_CLAUSE.search(rest)
    value = rest[: cut.start()] if cut else rest
    if not value or len(value) > _LONGEST_ARTICLE_NAME or value.rstrip().endswith((".", ";", ":")):
        return None
    return clean(value)


def group_heading(text: str, mark_end: int, line_end: int, stop: int) -> str | None:
    """Heading of a chapter and the like: the rest of the line, else the lines in capitals below, up to
    ``stop``."""
    same = text[mark_end:line_end].lstrip(" .:;-–\t\xa0").strip()
    if same and not same.startswith("("):
        return clean(same)
    lines: list[str] = []
    for value in _below(text, line_end, stop):
        if not (value.isupper() or (not lines and value[:1].isupper())):
            break
        lines.append(value)
        if not value.isupper():
            break
    return clean(" ".join(lines))


def attachment_heading(text: str, start: int, line_end: int, stop: int) -> str | None:
    """Full title of an attached document: kind and subject, up to "(Ban hành kèm theo …)" or ``stop``."""
    lines = [text[start:line_end]]
    if "(" not in lines[0]:
        lines.extend(_below(text, line_end, stop))
    return clean(" ".join(lines).partition("(")[0])


def _below(text: str, line_end: int, stop: int) -> list[str]:
    """Non-blank lines below a line, up to the next part, a bracket, a paragraph or ``stop``."""
    lines: list[str] = []
    for line in text[line_end + 1 : min(line_end + 1 + _REACH, stop)].split("\n")[:_MOST_LINES]:
        value = line.strip()
        if not value or value.startswith("(") or _NEXT_PART.match(value) or value.endswith((".", ";")):
            break
        lines.append(value)
    return lines
