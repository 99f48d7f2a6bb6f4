"""Amendments stated by titles, headings and operative lines ("Sửa đổi, bổ sung …")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.core_registry.clauses import ARTICLE, allowed, mentions, provisions
from tools.core_registry.identity import Key

_VERB = re.compile(
    r"^(?:Điều\s+\d+[a-z]?\.?\s*|\d+\.\s*|[a-zđ]\)\s*|-\s*)?"
    r"(?P<verb>Sửa đổi,?\s*(?:và\s+)?bổ sung|Sửa đổi|Bổ sung|Thay thế)\b(?P<rest>.*)$"
)
_LAW_NAMES = re.compile(
    r"(?:của|vào|tại)\s+(?P<names>(?:Bộ luật|Luật)\s+(?!này|số)[^:“”;.()]{2,400}?)\s*"
    r"(?:như sau|đã được sửa đổi|được sửa đổi|:|$)"
)

LawByName = Callable[[str], Key | None]


@dataclass(frozen=True, slots=True)
class Amendment:
    """An act of which parts are amended; ``sure`` is false when a law was found by its name."""

    target: Key
    predicate: str
    provisions: tuple[str, ...]
    sure: bool


def law_names(text: str) -> list[str]:
    """Names in "Luật A, Luật B và Bộ luật C", each without its type word."""
    parts = re.split(r"(?:,|;|\bvà)\s+(?=(?:Bộ luật|Luật|luật)\s+)", text)
    return [re.sub(r"^(?:Bộ luật|Luật|luật)\s+", "", p).strip(" ,;.") for p in parts if p.strip()]


def _targets(rest: str, by_type: str, find: LawByName) -> Iterator[tuple[Key, int, bool]]:
    found = mentions(rest)
    if found:
        first = found[0]
        if allowed(by_type, first.type, first.number):
            yield Key.of(first.type, first.number, first.issued), first.start, True
        return
    names = _LAW_NAMES.search(rest)
    if names and by_type in {"Luật", "Bộ luật"}:
        for name in law_names(names["names"]):
            key = find(name)
            if key:
                yield key, names.start(), False


def amendments_of_line(line: str, by_type: str, find: LawByName) -> Iterator[Amendment]:
    """Amendments that one operative line or heading states."""
    verb = _VERB.match(line)
    if not verb:
        return
    rest = verb["rest"]
    predicate = "supplements" if verb["verb"].startswith("Bổ sung") else "amends"
    for target, place, sure in _targets(rest, by_type, find):
        before = rest[:place]
        if re.search(r"“", before) and "cụm từ" not in before and "từ" not in before:
            continue
        yield Amendment(target, predicate, provisions(before), sure)


def amendments_of_title(title: str, by_type: str, find: LawByName) -> Iterator[Amendment]:
    """Amendments that the title of an amending act states."""
    if not re.match(r"(?:Về việc\s+|Về\s+)?(?:sửa đổi|bổ sung)", title, re.IGNORECASE):
        return
    found = mentions(title)
    for index, item in enumerate(found):
        gap = title[found[index - 1].end : item.start] if index else ""
        if index and not re.search(r"(?:,|;|\bvà)\s*(?:các\s+)?$", gap):
            continue
        if allowed(by_type, item.type, item.number):
            yield Amendment(Key.of(item.type, item.number, item.issued), "amends", (), True)
    if not found and by_type in {"Luật", "Bộ luật"}:
        names = re.search(r"của\s+((?:Bộ luật|Luật|luật)\s+.+)$", title)
        for name in law_names(names[1]) if names else []:
            key = find(name)
            if key:
                yield Amendment(key, "amends", (), False)


def unquoted(body: str) -> Iterator[tuple[str | None, str]]:
    """Lines of an amending act that are its own words, not the words it puts into another act.

    Each comes with the number of the article that holds it, ``None`` before the first article.
    """
    quoted = False
    article: str | None = None
    for raw in body.split("\n"):
        line = " ".join(raw.split())
        inside = quoted
        if line.count("“") != line.count("”"):
            quoted = line.rfind("“") > line.rfind("”")
        if line and not inside and not line.startswith("“"):
            head = ARTICLE.match(line)
            article = head[1] if head else article
            yield article, line
