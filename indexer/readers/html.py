"""Saved web pages: the act's own text, without the site around it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, clean_line, document
from indexer.readers.encodings import decode
from indexer.readers.layout import table_lines
from indexer.readers.tables import CellLines

_SKIPPED = {"script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "object", "button",
            "select", "input", "textarea", "img", "footer", "aside"}  # fmt: skip
_BLOCKS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section",
           "article", "main", "header", "blockquote", "pre", "center", "form", "fieldset", "body", "html",
           "hr", "table", "tr", "caption", "figure", "figcaption", "address", "details"}  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
# Where the sites of acts keep the text: vbpl.vn (new and old site), thuvienphapluat.vn.
_CONTAINERS = (
    "//*[contains(concat(' ', @class, ' '), ' preview-content ')]",
    "//*[contains(@id, 'panel-toan-van')]",
    "//*[@id='toanvancontent']",
    "//*[@id='divContentDoc']",
)
_TAG = re.compile(rb"<style\b.*?</style>|<script\b.*?</script>|<[^>]*>", re.I | re.S)
_LONGEST_REACH = 4  # digits of a colspan
_LEAST = 200  # characters; a container with less is a shell whose text was loaded later
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class HtmlReader:
    """Reads .html/.htm, and the HTML that some sites hand out as .doc."""

    media_type = "text/html"

    def read(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        """Block elements as lines, table rows as lines.

        Raises :class:`InputRefusedError` "encoding", "damaged" or "empty".
        """
        raw = path.read_bytes()
        text = _decode(raw)
        parser = lxml_html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
        )
        try:
            root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise InputRefusedError(
                "damaged", "Trang HTML bị hỏng hoặc trống; hãy lưu lại trang từ trình duyệt."
            ) from error
        return document(list(_Lines().of(_container(root))), self.media_type, None, ())


def _decode(raw: bytes) -> str:
    """UTF-8 where the bytes are that; else what the page declares; else what its words tell."""
    declared = _CHARSET.search(raw[:8192])
    if declared is None or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(raw, partial(_TAG.sub, b" ", raw))[0]
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("utf-8-sig")
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        return raw.decode(declared[1].decode("ascii"))
    return decode(raw, partial(_TAG.sub, b" ", raw))[0]


def _container(root: Any) -> Any:
    for path in _CONTAINERS:
        found = max(root.xpath(path), key=lambda e: len(e.text_content()), default=None)
        if found is not None and len(found.text_content().strip()) >= _LEAST:
            return found
    body = root.find("body")
    return root if body is None else body


class _Lines:
    """Collects inline text until a block element or a line break ends the line."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def of(self, element: Any) -> Iterator[str]:
        yield from self._walk(element)
        yield from self._end()

    def inside(self, element: Any) -> Iterator[str]:
        """Lines of what is inside an element, whatever the element is."""
        yield from self._children(element)
        yield from self._end()

    def _end(self) -> Iterator[str]:
        line = clean_line(re.sub(r"\s+", " ", "".join(self._open)))
        self._open.clear()
        if line:
            yield line

    def _walk(self, element: Any) -> Iterator[str]:
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in _SKIPPED or _HIDDEN.search(element.get("style") or ""):
            return
        if name == "table":
            yield from self._end()
            yield from table_lines(list(_rows(element)))
            return
        if name == "br":
            yield from self._end()
            return
        block = name in _BLOCKS
        if block:
            yield from self._end()
        yield from self._children(element)
        if block:
            yield from self._end()

    def _children(self, element: Any) -> Iterator[str]:
        self._open.append(element.text or "")
        for child in element:
            yield from self._walk(child)
            self._open.append(child.tail or "")


def _rows(table: Any, heading: bool = False) -> Iterator[list[CellLines]]:
    for element in table:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in {"thead", "tbody", "tfoot"}:
            yield from _rows(element, name == "thead")
        elif name == "tr":
            cells = [cell for cell in element if isinstance(cell.tag, str) and cell.tag in {"td", "th"}]
            yield [_cell(cell, heading) for cell in cells]


def _cell(cell: Any, heading: bool) -> CellLines:
    return CellLines(
        _Lines().inside(cell),
        _reach(cell.get("colspan")),
        _reach(cell.get("rowspan")),
        heading or cell.tag == "th",
    )


def _reach(said: str | None) -> int:
    """Columns or rows that a cell says it reaches over."""
    return int(said) if said and said.isdecimal() and len(said) < _LONGEST_REACH else 1
