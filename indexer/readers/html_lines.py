"""The lines of an HTML element, walked by libxslt: a page has ten thousands of elements.

The stylesheet writes the text with a sign where a line ends and marks around tables, rows and cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from indexer.readers.base import UNPRINTABLE
from indexer.readers.layout import table_lines
from indexer.readers.tables import CellLines
from legal_corpus.text.normalize import to_nfc

_END, _MARK = "\u2028", "\u2029"
_TABLE, _ROW, _CELL, _CLOSED = f"{_MARK}T", f"{_MARK}R", f"{_MARK}C", f"{_MARK}E"
_PLAIN_CELL = f"{_CELL}false{_MARK}{_MARK}"
_SKIPPED = ("script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "object", "button",
            "select", "input", "textarea", "img", "footer", "aside")  # fmt: skip
_BLOCKS = ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section",
           "article", "main", "header", "blockquote", "pre", "center", "form", "fieldset", "body", "html",
           "hr", "tr", "td", "th", "caption", "figure", "figcaption", "address", "details")  # fmt: skip
_LONGEST_REACH = 4  # digits of a colspan
_RARE_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("  +")
_STYLE = "translate(., 'ABDEHIKLNOPSTVY \t\n\r', 'abdehiklnopstvy')"
_TELLING = " or ".join(f"contains(., '{part}')" for part in ("isplay", "isibility", "ISPLAY", "ISIBILITY"))
_HIDDEN = etree.XPath(
    # Elements and not attributes with "/..": their parents would be sorted, in quadratic time.
    f".//*[@style[contains(., 'is') or contains(., 'IS')][{_TELLING}]"
    f"[contains({_STYLE}, 'display:none') or contains({_STYLE}, 'visibility:hidden')]]"
)
_SECTIONS = {"table", "thead", "tbody", "tfoot", "form"}
_IN_TABLE = {"td": {"tr"}, "th": {"tr"}} | dict.fromkeys(("tr", "thead", "tbody", "tfoot", "form"), _SECTIONS)


def _stylesheet() -> etree.XSLT:
    """What a table holds beside its cells (its caption, words that no cell holds) stands before it, as
    browsers show it."""
    parts = "thead | tbody | tfoot | form"
    rules = f"""
      <xsl:template match="{" | ".join(_SKIPPED)}"/>
      <xsl:template match="br"><xsl:text>{_END}</xsl:text></xsl:template>
      <xsl:template match="{" | ".join(_BLOCKS)}">
        <xsl:text>{_END}</xsl:text><xsl:apply-templates/><xsl:text>{_END}</xsl:text>
      </xsl:template>
      <xsl:template match="table">
        <xsl:text>{_END}</xsl:text><xsl:apply-templates mode="beside"/>
        <xsl:text>{_END}{_TABLE}{_END}</xsl:text>
        <xsl:apply-templates select="tr | {parts}" mode="table"/>
        <xsl:text>{_END}{_CLOSED}{_END}</xsl:text>
      </xsl:template>
      <xsl:template match="{parts}" mode="table">
        <xsl:apply-templates select="tr | {parts}" mode="table"/>
      </xsl:template>
      <xsl:template match="tr" mode="table">
        <xsl:text>{_END}{_ROW}{_END}</xsl:text><xsl:apply-templates select="td | th" mode="table"/>
      </xsl:template>
      <xsl:template match="td | th" mode="table">
        <xsl:text>{_END}{_CELL}</xsl:text>
        <xsl:value-of select="boolean(self::th or ../parent::thead)"/>
        <xsl:text>{_MARK}</xsl:text><xsl:value-of select="translate(@colspan, '{_END}{_MARK}', '')"/>
        <xsl:text>{_MARK}</xsl:text><xsl:value-of select="translate(@rowspan, '{_END}{_MARK}', '')"/>
        <xsl:text>{_END}</xsl:text><xsl:apply-templates/>
      </xsl:template>
      <xsl:template match="tr/td | tr/th | colgroup" mode="beside"/>
      <xsl:template match="tr | {parts}" mode="beside"><xsl:apply-templates mode="beside"/></xsl:template>
      <xsl:template match="*" mode="beside" priority="-1"><xsl:apply-templates select="."/></xsl:template>"""
    return etree.XSLT(
        etree.XML(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            f'<xsl:output method="text"/>{rules}</xsl:stylesheet>'
        )
    )


_TO_TEXT = _stylesheet()


def lines_of(element: Any, text: str) -> list[str]:
    """Lines of what an element shows, :class:`indexer.readers.tables.TableRow` for a row of data.

    ``text`` is all that the element holds. Raises :class:`lxml.etree.XSLTError` for a tree too deep.
    """
    if _END in text or _MARK in text:
        _take_out_signs(element)
    hidden: Any = _HIDDEN(element)
    for one in hidden:
        if not _is_of_table(one):
            one.tag = "script"
    found = str(_TO_TEXT(element))
    if _MARK not in found:
        return [piece for piece in _cleaned(found) if piece]
    return list(_lines(map(to_nfc, _cleaned(found))))


def _is_of_table(element: Any) -> bool:
    """Rows and cells are read whatever their style says."""
    while (within := _IN_TABLE.get(element.tag)) is not None:
        element = element.getparent()
        if element is None or element.tag not in within:
            return False
        if element.tag == "table":
            return True
    return False


def _take_out_signs(element: Any) -> None:
    """Both are white space; nothing of a page's own may be taken for a mark."""
    signs = str.maketrans({_END: " ", _MARK: " "})
    for one in element.iter():
        one.text, one.tail = (part and part.translate(signs) for part in (one.text, one.tail))


def _cleaned(text: str) -> list[str]:
    """The pieces between the ends of lines, runs of space one blank, without what cannot be printed."""
    for blank in "\n\r\t\u00a0":
        text = text.replace(blank, " ")
    if not text.replace(_END, "").replace(_MARK, "").isprintable():
        text = UNPRINTABLE.sub("", _RARE_SPACE.sub(" ", text))
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return [piece.strip(" ") for piece in text.split(_END)]


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    for piece in pieces:
        if piece == _TABLE:
            yield from table_lines(_rows(pieces))
        elif piece:
            yield piece


def _rows(pieces: Iterator[str]) -> list[list[CellLines]]:
    """Rows of the table whose opening mark was taken, up to its closing one."""
    rows: list[list[CellLines]] = []
    for piece in pieces:
        if not piece:
            continue
        if piece[0] != _MARK:
            rows[-1][-1].append(piece)
        elif piece == _PLAIN_CELL:
            rows[-1].append(CellLines())
        elif piece == _ROW:
            rows.append([])
        elif piece == _TABLE:
            rows[-1][-1].extend(table_lines(_rows(pieces)))
        elif piece == _CLOSED:
            break
        else:
            heading, columns, down = piece.removeprefix(_CELL).split(_MARK)
            rows[-1].append(CellLines((), _reach(columns), _reach(down), heading == "true"))
    return rows


def _reach(said: str) -> int:
    """Columns or rows that a cell says it reaches over."""
    return int(said) if said.isdecimal() and len(said) < _LONGEST_REACH else 1
