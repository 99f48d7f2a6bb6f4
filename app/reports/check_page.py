"""Findings as one HTML page that needs nothing else: the act's text with its citations as links, and beside
each place what was found there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from app.reports.checked import NOTHING_CITED, SEVERITY_WORDS, CheckedFile
from legal_corpus.checks.catalogue import check_named
from legal_corpus.model.citation import Citation
from legal_corpus.model.finding import Finding

STATUS_WORDS = {
    "in_force": "còn hiệu lực",
    "partly_expired": "hết hiệu lực một phần",
    "expired": "hết hiệu lực",
    "suspended": "tạm ngưng hiệu lực",
    "not_yet_in_force": "chưa có hiệu lực",
    "unknown": "chưa rõ hiệu lực",
}


_BODY = ("Căn cứ", "Điều ", "Chương ", "Phần ", "Theo ", "Thực hiện ")  # the opening of an act ends here
_SHORT = 140


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as the page shows it. ``anchor`` is unique on the page, ``number`` counts within the file."""

    anchor: str
    number: int
    finding: Finding
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain, or a citation with what was found about it."""

    text: str
    cited: bool = False
    anchor: str = ""
    href: str = ""
    severity: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; ``style`` is "head" (all capitals), "opening" (issuer, number, date), "article" or
    empty."""

    number: int
    style: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An act as cited, with the anchors of the places that cite it."""

    anchor: str
    label: str
    places: tuple[str, ...]


def check_page(checked: Sequence[CheckedFile], on: dt.date) -> str:
    """The page for all files, judged on the day ``on``. No script, nothing loaded from elsewhere."""
    files = [_file(item, number) for number, item in enumerate(checked, start=1)]
    return _template().render(
        files=files, on=on, severities=SEVERITY_WORDS, statuses=STATUS_WORDS, nothing_cited=NOTHING_CITED
    )


@cache
def _template() -> Template:
    loader = PackageLoader("app.reports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("check_page.html")


def _file(item: CheckedFile, number: int) -> dict[str, Any]:
    prefix = f"t{number}"
    notes = [
        Note(f"{prefix}-p{count}", count, finding, _title(finding))
        for count, finding in enumerate(sorted(item.findings, key=lambda f: f.start), start=1)
    ]
    named = _named(item.acts, prefix)
    lines = list(_lines(item, notes, named, prefix))
    return {
        "anchor": prefix,
        "name": item.file,
        "lines": lines,
        "named": [entry for entry, _ in named],
        "mentions": len(item.acts),
        "counts": Counter(finding.severity for finding in item.findings),
    }


def _title(finding: Finding) -> str:
    check = check_named(finding.code)
    return check.title if check else finding.code


def _named(acts: Sequence[Citation], prefix: str) -> list[tuple[Named, set[int]]]:
    """Cited acts in order of their first mention, each with the offsets of its mentions."""
    groups: dict[str, list[Citation]] = {}
    for citation in acts:
        groups.setdefault(f"{citation.type} {citation.number or citation.name or citation.text}", []).append(
            citation
        )
    return [
        (
            Named(f"{prefix}-v{count}", label, tuple(f"{prefix}-c{c.start}" for c in mentions)),
            {c.start for c in mentions},
        )
        for count, (label, mentions) in enumerate(groups.items(), start=1)
    ]


def _lines(
    item: CheckedFile, notes: Sequence[Note], named: Sequence[tuple[Named, set[int]]], prefix: str
) -> Iterator[Line]:
    home = {start: entry.anchor for entry, starts in named for start in starts}
    spans = _spans(item, notes)
    offset = at = told = 0
    opening = True
    for number, text in enumerate(item.text.split("\n"), start=1):
        end = offset + len(text)
        mine = []
        while at < len(spans) and spans[at][0] < max(end, offset + 1):
            mine.append(spans[at])
            at += 1
        beside = []
        while told < len(notes) and notes[told].finding.start <= end:
            beside.append(notes[told])
            told += 1
        pieces = tuple(_pieces(item.text, offset, end, mine, home, prefix))
        if text.strip() or beside:
            opening = opening and not text.startswith(_BODY)
            yield Line(number, _style(text, opening), pieces, tuple(beside))
        offset = end + 1


def _spans(item: CheckedFile, notes: Sequence[Note]) -> list[tuple[int, int, tuple[Note, ...]]]:
    """Citations and found places without overlap, in order, each with its notes."""
    found: dict[tuple[int, int], list[Note]] = {(c.start, c.end): [] for c in item.acts}
    for note in notes:
        found.setdefault((note.finding.start, note.finding.end), []).append(note)
    kept: list[tuple[int, int, tuple[Note, ...]]] = []
    for (start, end), told in sorted(found.items(), key=lambda entry: (entry[0][0], -entry[0][1])):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end, tuple(told)))
    return kept


def _pieces(
    text: str,
    start: int,
    end: int,
    spans: Sequence[tuple[int, int, tuple[Note, ...]]],
    home: dict[int, str],
    prefix: str,
) -> Iterator[Piece]:
    at = start
    for left, right, notes in spans:
        if left > at:
            yield Piece(text[at:left])
        target = notes[0].anchor if notes else home.get(left, "")
        severity = notes[0].finding.severity if notes else "none"
        yield Piece(text[left : min(right, end)], True, f"{prefix}-c{left}", target, severity, notes)
        at = right
    if at < end:
        yield Piece(text[at:end])


def _style(text: str, opening: bool) -> str:
    if text.upper() == text and any(char.isalpha() for char in text):
        return "head"
    if opening and len(text) < _SHORT:
        return "opening"
    return "article" if text.startswith("Điều ") else ""
