"""The text of an act as blocks of segments: headings, clauses, citations, the marked place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.services.views import CitedLink
from legal_corpus.model.provision import Node

_HEADINGS = {"part", "chapter", "section", "subsection", "appendix", "attachment"}
_CONTENTS = _HEADINGS | {"article"}
_HEAD_WIDTH = 200
_ARTICLE = re.compile(r"\s*Điều\s+\w{1,8}[.:]?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters; ``link`` when it is a citation, ``marked`` when a finding points here."""

    text: str
    link: CitedLink | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text. ``kind`` is a heading level, ``article``, ``clause``, ``point``,
    ``head``, ``basis`` or ``line``; ``run`` is an article whose text goes on after its number, which is
    then the ``lead``; ``eids`` are the provisions that begin here, outermost first."""

    kind: str
    eids: tuple[str, ...]
    segments: tuple[Segment, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the table of contents; ``depth`` is 0 for the outermost, ``heading`` a chapter or alike."""

    eid: str
    text: str
    depth: int
    heading: bool = False


def blocks(
    text: str, nodes: Sequence[Node], links: Sequence[CitedLink], mark: tuple[int, int] | None = None
) -> Iterator[Block]:
    """The text line by line; blank lines are dropped, no character of the others is lost."""
    order = sorted(nodes, key=lambda node: (node.start, -node.end))
    cites = sorted(links, key=lambda link: (link.start, -link.end))
    heading_until = _heading_ends(order)
    at_node = at_link = position = 0
    heading: tuple[str, int] = ("", 0)
    body = _body_start(text, order)
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        beginning: list[Node] = []
        while at_node < len(order) and order[at_node].start <= end:
            beginning.append(order[at_node])
            at_node += 1
        while at_link < len(cites) and cites[at_link].end <= start:
            at_link += 1
        if beginning and beginning[0].level in _HEADINGS:
            heading = (beginning[0].level, heading_until[beginning[0].eid])
        if not line.strip():
            continue
        kind = beginning[0].level if beginning else _plain_kind(line, end <= body)
        lead = ""
        if beginning and text[start : beginning[0].start].strip():
            kind = "line"
        elif kind == "article" and (beginning[0].heading is None or len(line) > _HEAD_WIDTH):
            printed = _ARTICLE.match(line)
            kind, lead = "run", printed[0] if printed else ""
        if not beginning and start < heading[1]:
            kind = heading[0]
        yield Block(
            kind=kind,
            eids=tuple(node.eid for node in beginning),
            segments=tuple(_segments(text, start + len(lead), end, cites, at_link, mark)),
            lead=lead,
        )


def contents(nodes: Sequence[Node]) -> list[ContentsLine]:
    """Chapters and articles for the table of contents."""
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for node in sorted(nodes, key=lambda node: (node.start, -node.end)):
        depth[node.eid] = depth.get(node.parent, -1) + 1
        if node.level in _CONTENTS:
            title = f"{_printed(node)}{'. ' + node.heading if node.heading else ''}"
            shown = min(depth[node.eid], 4)
            lines.append(ContentsLine(node.eid, title, shown, node.level in _HEADINGS))
    return lines


def _printed(node: Node) -> str:
    words = {
        "part": "Phần",
        "chapter": "Chương",
        "section": "Mục",
        "subsection": "Tiểu mục",
        "article": "Điều",
        "appendix": "Phụ lục",
        "attachment": "Kèm theo",
    }
    return f"{words[node.level]} {node.label}".strip()


def _plain_kind(line: str, before_body: bool) -> str:
    if line.lstrip().startswith("Căn cứ"):
        return "basis"
    return "head" if before_body and len(line) < _HEAD_WIDTH else "line"


def _body_start(text: str, order: Sequence[Node]) -> int:
    """Where the printed heads (state name, issuer, number, title) end: at the first basis or provision."""
    basis = text.find("\nCăn cứ")
    first = order[0].start if order else 0
    return min(basis, first) if basis >= 0 else first


def _heading_ends(order: Sequence[Node]) -> dict[str, int]:
    """Where the printed heading of a chapter ends: at its first child, or after its heading text."""
    ends: dict[str, int] = {}
    for index, node in enumerate(order):
        if node.level in _HEADINGS:
            following = order[index + 1].start if index + 1 < len(order) else node.end
            length = len(node.label) + len(node.heading or "") + 40
            ends[node.eid] = min(following, node.end, node.start + length)
    return ends


def _segments(
    text: str, start: int, end: int, cites: Sequence[CitedLink], first: int, mark: tuple[int, int] | None
) -> Iterator[Segment]:
    """Cut [start, end) at citations and at the marked span; overlapping citations keep the first."""
    position = start
    index = first
    while position < end:
        while index < len(cites) and cites[index].end <= position:
            index += 1
        link = cites[index] if index < len(cites) and cites[index].start < end else None
        if link and link.start <= position:
            stop = min(link.end, end)
            yield from _marked(text, position, stop, link, mark)
        else:
            stop = link.start if link else end
            yield from _marked(text, position, stop, None, mark)
        position = stop


def _marked(
    text: str, start: int, end: int, link: CitedLink | None, mark: tuple[int, int] | None
) -> Iterator[Segment]:
    if mark is None or mark[1] <= start or mark[0] >= end:
        yield Segment(text[start:end], link)
        return
    inner = max(start, mark[0]), min(end, mark[1])
    for left, right, marked in ((start, inner[0], False), (*inner, True), (inner[1], end, False)):
        if left < right:
            yield Segment(text[left:right], link, marked)
