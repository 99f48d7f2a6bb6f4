"""Lines of text as Akoma Ntoso blocks: paragraphs, tables, and instructions with what they quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from indexer.structure.akn_inline import Inline, qualified
from indexer.structure.quoted import Instruction
from legal_corpus.model.table import Cell, Table

_LINE = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")
Item = Table | Instruction


class Blocks:
    """Writes pieces of one text into elements, so that the text of the elements is that of the piece.

    ``structure`` writes quoted text of an act with its parts: element, start, end, prefix of eIds.
    """

    def __init__(
        self,
        text: str,
        inline: Inline,
        tables: Sequence[Table],
        instructions: Sequence[Instruction],
        structure: Callable[[etree._Element, int, int, str], None],
    ) -> None:
        self._text, self._inline, self._structure = text, inline, structure
        self._tables = sorted(tables, key=lambda table: table.start)
        self._table_starts = [table.start for table in self._tables]
        whole = [found for found in instructions if not self._cuts_a_table(found)]
        self._items: list[Item] = sorted([*self._tables, *whole], key=lambda item: item.start)
        self._starts = [item.start for item in self._items]
        self._count = {"table": 0, "mod": 0}

    def paragraphs(self, parent: etree._Element, start: int, end: int) -> None:
        """``text[start:end]``: a ``p`` for each line, a ``table``, or a ``p`` with a ``mod``.

        Blank lines stay with what is before them.
        """
        if start >= end:
            etree.SubElement(parent, qualified("p"))
            return
        at = start
        for item in self._within(start, end):
            if item.start < at and not (isinstance(item, Instruction) and item.quotes[0].start >= at):
                continue  # it is inside the one before
            if at < item.start:
                self._lines(parent, at, item.start)
            stop = self._after(item, end)
            if isinstance(item, Table):
                self._table(parent, item, stop)
            else:
                self._instruction(parent, item, max(item.start, at), stop)
            at = stop
        if at < end:
            self._lines(parent, at, end)

    def tables_in(self, start: int, end: int) -> list[Table]:
        """The tables that lie wholly in the piece."""
        first = bisect_left(self._table_starts, start)
        last = bisect_left(self._table_starts, end)
        return [table for table in self._tables[first:last] if table.end <= end]

    def inline(self, element: etree._Element, start: int, end: int) -> None:
        """``text[start:end]`` as mixed content of the element."""
        self._inline.write(element, start, end)

    def _within(self, start: int, end: int) -> Iterator[Item]:
        """Items whose table or whose quotations lie in the piece."""
        at = max(bisect_left(self._starts, start) - 1, 0)
        while at < len(self._items) and self._items[at].start < end:
            item = self._items[at]
            first, last = (
                (item.start, item.end)
                if isinstance(item, Table)
                else (item.quotes[0].start, item.quotes[-1].end)
            )
            if start <= first and last <= end:
                yield item
            at += 1

    def _after(self, item: Item, end: int) -> int:
        """Where the line ends in which the item ends, with the blank lines below."""
        newline = self._text.find("\n", min(item.end, end), end)
        stop = end if newline < 0 else newline + 1
        if isinstance(item, Table) and self._text[item.end : stop].strip():
            return item.end
        following = bisect_left(self._starts, item.end)
        if following < len(self._starts):
            stop = min(stop, self._starts[following])
        while stop < end and self._text[stop].isspace():
            stop += 1
        return stop

    def _cuts_a_table(self, found: Instruction) -> bool:
        """Whether a table stands in the instruction that is not wholly in one piece of quoted text."""
        for table in self._touching(found.start, found.end):
            if not any(q.block and q.start < table.start and table.end <= q.end for q in found.quotes):
                return True
        return False

    def _touching(self, start: int, end: int) -> Iterator[Table]:
        at = max(bisect_left(self._table_starts, start) - 1, 0)
        while at < len(self._tables) and self._table_starts[at] < end:
            if self._tables[at].end > start:
                yield self._tables[at]
            at += 1

    def _lines(self, parent: etree._Element, start: int, end: int) -> None:
        at = start
        lead = start
        while lead < end and self._text[lead].isspace():
            lead += 1
        for line in _LINE.finditer(self._text, lead, end):
            self.inline(etree.SubElement(parent, qualified("p")), at, line.end())
            at = line.end()
        if at < end:
            self.inline(etree.SubElement(parent, qualified("p")), at, end)

    def _table(self, parent: etree._Element, table: Table, end: int) -> None:
        """Rows and cells; what parts two cells in the text stands behind the first of them."""
        element = etree.SubElement(parent, qualified("table"), eId=self._eid("table"))
        at, last = table.start, None
        for row in table.rows:
            line = etree.SubElement(element, qualified("tr"))
            for cell in row:
                if last is not None and at < cell.start:
                    self._separator(last, at, cell.start)
                last = self._cell(line, cell)
                at = cell.end
        if last is not None:
            self._inline.plain(last, at, end)

    def _cell(self, row: etree._Element, cell: Cell) -> etree._Element:
        """A ``p`` for each paragraph; gives the last one."""
        element = etree.SubElement(row, qualified("th" if cell.heading else "td"))
        for name, reach in (("colspan", cell.columns), ("rowspan", cell.rows)):
            if reach > 1:
                element.set(name, str(reach))
        for start, end in cell.paragraphs():
            paragraph = etree.SubElement(element, qualified("p"))
            self.inline(paragraph, start, end)
        return paragraph

    def _separator(self, paragraph: etree._Element, start: int, end: int) -> None:
        if self._text[start:end].isspace():
            self._inline.plain(paragraph, start, end)
        else:
            sign = etree.SubElement(paragraph, qualified("inline"), name="separator")
            self._inline.plain(sign, start, end)

    def _instruction(self, parent: etree._Element, found: Instruction, start: int, end: int) -> None:
        """A ``mod`` with its quotations; the marks stay in the text and are named in attributes too."""
        paragraph = etree.SubElement(parent, qualified("p"))
        eid = self._eid("mod")
        mod = etree.SubElement(paragraph, qualified("mod"), eId=eid)
        at = start
        for number, quote in enumerate(found.quotes, 1):
            first, last = quote.inside(self._text)
            self.inline(mod, at, first)
            name = "quotedStructure" if quote.block else "quotedText"
            own = f"{eid}__{'qstr' if quote.block else 'qtext'}_{number}"
            element = etree.SubElement(mod, qualified(name), eId=own, startQuote=self._text[quote.start])
            if last < quote.end:
                element.set("endQuote", self._text[last])
            if quote.block:
                self._structure(element, first, last, f"{own}__")
            else:
                self.inline(element, first, last)
            at = last
        stop = min(max(found.end, at), end)
        self.inline(mod, at, stop)
        self.inline(paragraph, stop, end)

    def _eid(self, name: str) -> str:
        self._count[name] += 1
        return f"{name}_{self._count[name]}"
