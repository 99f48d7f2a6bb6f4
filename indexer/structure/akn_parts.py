"""Numbered parts of an act as Akoma Ntoso hierarchy, each with number, heading and text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from indexer.structure.akn_blocks import Blocks
from indexer.structure.akn_inline import Inline, qualified
from indexer.structure.parser import parse_piece
from indexer.structure.quoted import Instruction
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Table
from legal_corpus.text.normalize import with_real_d

CONTAINERS = {"attachment", "appendix"}
_AFTER_LABEL = re.compile(r"[ \t]*[.:)/\-–]*[ \t]*")
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Part:
    """A node with the parts inside it."""

    node: Node
    children: list[Part] = field(default_factory=list)


def tree(nodes: Sequence[Node]) -> list[Part]:
    """The outermost parts, in order."""
    parts = {node.eid: Part(node) for node in nodes}
    roots: list[Part] = []
    for node in nodes:
        holder = parts.get(node.parent) if node.parent else None
        (holder.children if holder else roots).append(parts[node.eid])
    return roots


def end_of(parts: Sequence[Part]) -> int:
    """Where the last of the parts ends."""
    return parts[-1].node.end if parts else 0


class Parts:
    """Writes parts of one text; ``blocks`` writes what is no part."""

    def __init__(
        self, text: str, inline: Inline, tables: Sequence[Table], instructions: Sequence[Instruction]
    ) -> None:
        self._text = text
        self._real = with_real_d(text)
        self.blocks = Blocks(text, inline, tables, instructions, self._quoted)

    def write(self, parent: etree._Element, parts: Sequence[Part], start: int, end: int) -> int:
        """Parts and the unnumbered text between them, up to ``end``."""
        at = start
        for number, part in enumerate(parts):
            if at < part.node.start:
                self._between(parent, at, part.node, number)
            at = self._part(parent, part, _following(self._text, part.node.end, end))
        return at

    def _between(self, parent: etree._Element, start: int, following: Node, number: int) -> None:
        eid = f"{following.eid}__before_{number}"
        between = etree.SubElement(parent, qualified("hcontainer"), {"eId": eid, "name": "unnumbered"})
        self.blocks.paragraphs(etree.SubElement(between, qualified("content")), start, following.start)

    def _part(self, parent: etree._Element, part: Part, end: int) -> int:
        node = part.node
        element = etree.SubElement(parent, qualified(node.level), eId=node.eid)
        own = part.children[0].node.start if part.children else node.end
        at = self._number(element, node, own)
        at = self._heading(element, node, at, own)
        if not part.children:
            self.blocks.paragraphs(etree.SubElement(element, qualified("content")), at, end)
            return end
        first = part.children[0].node.start
        if at < first:
            self.blocks.paragraphs(etree.SubElement(element, qualified("intro")), at, first)
        at = self.write(element, part.children, first, end)
        if at < end:
            self.blocks.paragraphs(etree.SubElement(element, qualified("wrapUp")), at, end)
        return end

    def _number(self, element: etree._Element, node: Node, own: int) -> int:
        """``num`` with the printed mark ("Điều 5. ", "a) "); ``own`` is where the first part inside begins.
        Gives where the text after the mark begins."""
        found = self._real.find(node.label, node.start, own) if node.label else -1
        if found < 0 or "\n" in self._text[node.start : found].strip():
            return node.start
        stop = _AFTER_LABEL.match(self._text, found + len(node.label), own)
        at = stop.end() if stop else found + len(node.label)
        self.blocks.inline(etree.SubElement(element, qualified("num")), node.start, at)
        return at

    def _heading(self, element: etree._Element, node: Node, at: int, own: int) -> int:
        """``heading`` where the heading is printed right behind the number, before any part inside."""
        wanted = _BLANK.sub("", node.heading or "")
        if not wanted:
            return at
        read, stop = "", at
        while len(read) < len(wanted) and stop < own:
            if not self._text[stop].isspace():
                read += self._text[stop]
            stop += 1
        if read != wanted:
            return at
        while stop < own and self._text[stop].isspace():
            stop += 1
        self.blocks.inline(etree.SubElement(element, qualified("heading")), at, stop)
        return stop

    def _quoted(self, element: etree._Element, start: int, end: int, prefix: str) -> None:
        """Quoted text of an act, with parts where it has numbers."""
        tables = [_moved(table, -start) for table in self.blocks.tables_in(start, end)]
        nodes = parse_piece(self._text[start:end], tables)
        if not nodes or any(node.level in CONTAINERS for node in nodes):
            self.blocks.paragraphs(element, start, end)
            return
        parts = tree([
            replace(
                node,
                eid=prefix + node.eid,
                parent=prefix + node.parent if node.parent else None,
                start=node.start + start,
                end=node.end + start,
            )
            for node in nodes
        ])  # fmt: skip
        first = parts[0].node.start
        if start < first:
            self.blocks.paragraphs(element, start, first)
        at = self.write(element, parts, first, end)
        if at < end:
            self.blocks.paragraphs(element, at, end)


def _moved(table: Table, by: int) -> Table:
    rows = tuple(tuple(cell.moved(by) for cell in row) for row in table.rows)
    return Table(table.start + by, table.end + by, rows)


def _following(text: str, end: int, stop: int) -> int:
    """A part's end with the blanks behind it, which no other element would hold."""
    while end < stop and text[end].isspace():
        end += 1
    return end
