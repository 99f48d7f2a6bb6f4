"""Saved web pages: the act's own text, without the site around it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, document
from indexer.readers.encodings import UTF8_MARK, decode
from indexer.readers.html_lines import lines_of

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
# Where the sites of acts keep the text: vbpl.vn (new and old site), thuvienphapluat.vn.
_CONTAINERS: tuple[tuple[bytes, Callable[[Any], Any]], ...] = tuple(
    (name.encode("ascii"), etree.XPath(path))
    for name, path in (
        ("preview-content", "//*[@class[contains(concat(' ', ., ' '), ' preview-content ')]]"),
        ("panel-toan-van", "//*[@id[contains(., 'panel-toan-van')]]"),
        ("toanvancontent", "//*[@id[. = 'toanvancontent']]"),
        ("divContentDoc", "//*[@id[. = 'divContentDoc']]"),
    )
)
_TAG = re.compile(rb"<style\b.*?</style>|<script\b.*?</script>|<[^>]*>", re.I | re.S)
_LEAST = 200  # characters; a container with less is a shell whose text was loaded later


class HtmlReader:
    """Reads .html/.htm, and the HTML that some sites hand out as .doc."""

    media_type = "text/html"

    def read(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        """Block elements as lines, table rows as lines.

        Raises :class:`InputRefusedError` "encoding", "damaged" or "empty".
        """
        data = _utf8(path.read_bytes())
        parser = lxml_html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
        )
        try:
            lines = lines_of(*_container(lxml_html.document_fromstring(data, parser=parser), data))
        except (etree.ParserError, etree.XMLSyntaxError, etree.XSLTError, ValueError) as error:
            raise InputRefusedError(
                "damaged", "Trang HTML bị hỏng hoặc trống; hãy lưu lại trang từ trình duyệt."
            ) from error
        return document(lines, self.media_type, None, ())


def _utf8(raw: bytes) -> bytes:
    """UTF-8 where the bytes are that; else what the page declares; else what its words tell."""
    declared = _CHARSET.search(raw[:8192])
    if declared is not None and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(UnicodeDecodeError):
            raw.decode("utf-8")
            return raw.removeprefix(UTF8_MARK)
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return raw.decode(declared[1].decode("ascii")).encode("utf-8")
    text, encoding = decode(raw, partial(_TAG.sub, b" ", raw))
    return raw.removeprefix(UTF8_MARK) if encoding == "UTF-8" else text.encode("utf-8")


def _container(root: Any, data: bytes) -> tuple[Any, str]:
    """The element that holds the act, and its text."""
    for name, elements in _CONTAINERS:
        if name in data:
            found = max(
                ((e.text_content(), e) for e in elements(root)), key=lambda e: len(e[0]), default=None
            )
            if found is not None and len(found[0].strip()) >= _LEAST:
                return found[1], found[0]
    body = root.find("body")
    body = root if body is None else body
    return body, body.text_content()
