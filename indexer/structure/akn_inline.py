"""Akoma Ntoso inside a line: citations and header fields, names of elements and works."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from legal_corpus.model.act import Header
from legal_corpus.model.citation import Citation
from legal_corpus.text.normalize import slug

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADER_ELEMENTS = {"number": "docNumber", "type": "docType", "title": "docTitle", "issued": "docDate"}


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element over ``text[start:end]``."""

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()


def qualified(name: str) -> str:
    """The element's name in the Akoma Ntoso namespace."""
    return f"{{{NAMESPACE}}}{name}"


def work_uri(type_: str | None, number: str | None, name: str | None, day: str | None) -> str:
    """IRI of a work by the naming convention: ``/akn/vn/nghi-dinh/2025-04-01/79-2025-nd-cp``.

    ``day`` is a date or a year, ISO; the parts that the text does not give are left out.
    """
    parts = ["/akn/vn", slug(type_ or "van-ban"), day or "", slug(number or name or "")]
    return "/".join(part for part in parts if part)


def citation_marks(citations: Iterable[Citation]) -> list[Mark]:
    """A ``ref`` for every citation of an act; papers of the procedure are no works to link to."""
    marks = []
    for cited in citations:
        if cited.kind != "act":
            continue
        day = cited.issued.isoformat() if cited.issued else str(cited.year) if cited.year else None
        href = work_uri(cited.type, cited.number, cited.name, day)
        marks.append(Mark(cited.start, cited.end, "ref", (("href", href),)))
    return marks


def header_marks(header: Header) -> list[Mark]:
    """Number, kind, date and title where the header was read."""
    marks = []
    for name, element in _HEADER_ELEMENTS.items():
        found = getattr(header, name)
        if found is None or found.start is None or found.end is None or found.start >= found.end:
            continue
        attributes = (("date", found.value),) if element == "docDate" else ()
        marks.append(Mark(found.start, found.end, element, attributes))
    return marks


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order; of two that overlap, the one that begins first and is longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


class Inline:
    """Writes pieces of one text into elements as mixed content, with the marks inside them."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._starts = [mark.start for mark in marks]

    def write(self, element: etree._Element, start: int, end: int) -> None:
        """``text[start:end]`` behind what the element holds already."""
        at = start
        for mark in self._within(start, end):
            left, right = max(mark.start, at), min(mark.end, end)
            if left >= right:
                continue
            self.plain(element, at, left)
            inner = etree.SubElement(element, qualified(mark.element), dict(mark.attributes))
            inner.text = xml_text(self._text[left:right])
            at = right
        self.plain(element, at, end)

    def plain(self, element: etree._Element, start: int, end: int) -> None:
        """The same without marks."""
        text = xml_text(self._text[start:end])
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    def _within(self, start: int, end: int) -> Iterator[Mark]:
        at = bisect_left(self._starts, start)
        if at and self._marks[at - 1].end > start:
            at -= 1
        while at < len(self._marks) and self._marks[at].start < end:
            yield self._marks[at]
            at += 1


def xml_text(text: str) -> str:
    """XML has no place for control characters: each becomes U+FFFD, so that offsets hold."""
    return _NOT_XML.sub("\ufffd", text)
