"""The text of an act as blocks of segments: headings, clauses, citations, the marked place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.services.views import CitedLink
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Cell, Table
from legal_corpus.model.text import Span

_HEADINGS = {"part", "chapter", "section", "subsection", "appendix", "attachment"}
_CONTENTS = _HEADINGS | {"article"}
_HEAD_WIDTH = 200
_ARTICLE = re.compile(r"\s*Điều\s+\w{1,8}[.:]?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters; ``link`` when it is a citation, ``marked`` when a finding points here, ``opens``
    when the citation begins with it."""

    text: str
    link: CitedLink | None = None
    marked: bool = False
    opens: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table. ``scope`` is that of a heading ("col", "row"), empty for a cell of data."""

    segments: tuple[Segment, ...]
    columns: int
    rows: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text. ``kind`` is a heading level, ``article``, ``clause``, ``point``,
    ``head``, ``basis``, ``line`` or ``table``; ``run`` is an article whose text goes on after its number,
    which is then the ``lead``; ``eids`` are the provisions that begin here, outermost first.

    ``quote`` is where the quoted text of another act begins that the line is part of; a table has
    ``rows``, the first ``headings`` of which are its head."""

    kind: str
    eids: tuple[str, ...]
    segments: tuple[Segment, ...]
    lead: str = ""
    quote: int | None = None
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    headings: int = 0


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the table of contents; ``depth`` is 0 for the outermost, ``heading`` a chapter or alike."""

    eid: str
    text: str
    depth: int
    heading: bool = False


def blocks(
    text: str,
    nodes: Sequence[Node],
    links: Sequence[CitedLink],
    mark: tuple[int, int] | None = None,
    tables: Sequence[Table] = (),
    quoted: Sequence[Span] = (),
) -> Iterator[Block]:
    """The text line by line, a table as one block; blank lines and the signs between cells are dropped, no
    other character is lost."""
    order = sorted(nodes, key=lambda node: (node.start, -node.end))
    cites = sorted(links, key=lambda link: (link.start, -link.end))
    heading_until = _heading_ends(order)
    at_node = at_link = 0
    heading: tuple[str, int] = ("", 0)
    body = _body_start(text, order)
    for start, end, table in _pieces(text, tables):
        line = text[start:end]
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
        eids = tuple(node.eid for node in beginning)
        quote = _quote_at(quoted, start)
        if table is not None:
            yield _table_block(text, table, eids, quote, cites, at_link, mark)
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
        segments = tuple(_segments(text, start + len(lead), end, cites, at_link, mark))
        yield Block(kind, eids, segments, lead, quote)


def _pieces(text: str, tables: Sequence[Table]) -> Iterator[tuple[int, int, Table | None]]:
    """Lines and tables in order, as start, end and the table."""
    at = 0
    for table in sorted(tables, key=lambda found: found.start):
        if table.start >= at:
            yield from _lines(text, at, table.start)
            yield table.start, table.end, table
            at = table.end
    yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, None]]:
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        yield start, stop, None
        start = stop + 1


def _quote_at(quoted: Sequence[Span], at: int) -> int | None:
    found = bisect_right(quoted, at, key=lambda span: span.start) - 1
    return quoted[found].start if found >= 0 and at < quoted[found].end else None


def _table_block(
    text: str,
    table: Table,
    eids: tuple[str, ...],
    quote: int | None,
    cites: Sequence[CitedLink],
    first: int,
    mark: tuple[int, int] | None,
) -> Block:
    rows: list[tuple[ShownCell, ...]] = []
    headings = 0
    for row in table.rows:
        head = all(cell.heading for cell in row)
        headings += head and headings == len(rows)
        shown = []
        for cell in row:
            while first < len(cites) and cites[first].end <= cell.start:
                first += 1
            segments = tuple(_cell_segments(text, cell, cites, first, mark))
            shown.append(ShownCell(segments, cell.columns, cell.rows, _scope(cell, head)))
        rows.append(tuple(shown))
    return Block("table", eids, (), quote=quote, rows=tuple(rows), headings=headings)


def _cell_segments(
    text: str, cell: Cell, cites: Sequence[CitedLink], first: int, mark: tuple[int, int] | None
) -> Iterator[Segment]:
    """Segments of the cell, its paragraphs parted by the end of a line, which the stylesheet shows."""
    for start, end in cell.paragraphs():
        if start > cell.start:
            yield Segment("\n")
        yield from _segments(text, start, end, cites, first, mark)


def _scope(cell: Cell, in_head: bool) -> str:
    return ("col" if in_head else "row") if cell.heading else ""


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
    opens = link is not None and link.start == start
    if mark is None or mark[1] <= start or mark[0] >= end:
        yield Segment(text[start:end], link, opens=opens)
        return
    inner = max(start, mark[0]), min(end, mark[1])
    for left, right, marked in ((start, inner[0], False), (*inner, True), (inner[1], end, False)):
        if left < right:
            yield Segment(text[left:right], link, marked, opens and left == start)
