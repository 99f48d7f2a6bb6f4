"""Markdown: the words without the signs that only say how they look."""

from __future__ import annotations

import re
from pathlib import Path

from indexer.readers.base import Limits, ReadDocument, document
from indexer.readers.encodings import decode

_RULED = re.compile(r"^[\s|:=*_-]{3,}$")  # a rule, the line under a heading, the line under a table's head
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_BEFORE = re.compile(r"^\s{0,3}(?:>\s?)*(?:#{1,6}\s+)?")
_BEHIND = re.compile(r"\s+#+\s*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])")


class MarkdownReader:
    """Reads ``.md``; the name decides, because any plain text could be Markdown."""

    media_type = "text/markdown"

    def read(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        """Lines without marks of headings, emphasis and links; a row of a table is one line.

        Raises :class:`InputRefusedError` "encoding" or "empty".
        """
        lines = decode(path.read_bytes())[0].splitlines()
        return document([_plain(line) for line in lines], self.media_type, None, ())


def _plain(line: str) -> str:
    if _RULED.match(line) or _FENCE.match(line):
        return ""
    text = _BEHIND.sub("", _BEFORE.sub("", line))
    if text.startswith("|"):
        text = " | ".join(cell.strip() for cell in text.strip().strip("|").split("|") if cell.strip())
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", _LINK.sub(r"\1", text)))
    return _ESCAPED.sub(r"\1", text)
