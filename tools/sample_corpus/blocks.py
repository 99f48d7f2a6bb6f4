"""An authored act as a flat list of blocks that every writer renders in its own format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal[
    "type",
    "title",
    "enacting_body",
    "basis",
    "enact",
    "heading",
    "article",
    "para",
    "center",
    "note",
    "table",
    "break",
]
_HEADING = re.compile(r"^(Chương|Mục|Phần) ([IVXLC]+|\d+)\b")
_ARTICLE = re.compile(r"^Điều \d+[a-zđ]?\.")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table when ``rows`` is filled (first row is the head)."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SampleAct:
    """An act ready to be written: header cells, blocks between header and signature, what follows.

    ``number_cells`` holds the number line cut as the file shall show it; one part is the normal case.
    ``nfd`` and ``eth`` are the two encoding noises of the plain text files.
    """

    file: str
    left: tuple[str, ...]
    number_cells: tuple[str, ...]
    place_date: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    issued: date
    subject: str
    attached: tuple[Block, ...] = ()
    nfd: bool = False
    eth: bool = False
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def number_line(self) -> str:
        """The number line as one string."""
        return "".join(self.number_cells)


def body_blocks(text: str) -> list[Block]:
    """Blocks of a body written line by line.

    ``| a | b |`` lines make a table, ``---`` a page break, ``# `` a centred bold line, ``~ `` a centred
    italic line; Chương, Mục and Điều are told by their words.
    """
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for raw in text.strip().splitlines():
        line = raw.strip()
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        if line:
            blocks.append(_line(line))
    if rows:
        blocks.append(Block("table", rows=tuple(rows)))
    return blocks


def _line(line: str) -> Block:
    if line == "---":
        return Block("break")
    if line.startswith("# "):
        return Block("center", line[2:])
    if line.startswith("~ "):
        return Block("note", line[2:])
    if _HEADING.match(line):
        return Block("heading", line)
    return Block("article" if _ARTICLE.match(line) else "para", line)
