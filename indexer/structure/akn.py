"""Akoma Ntoso 3.0 (OASIS LegalDocML) of one act.

Every character of the act is in the document once and in order: the text of ``preface``, ``preamble``,
``body``, ``conclusions`` and ``attachments`` put together is the text that was parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from indexer.structure.akn_inline import (
    NAMESPACE,
    Inline,
    apart,
    citation_marks,
    header_marks,
    qualified,
    work_uri,
    xml_text,
)
from indexer.structure.akn_parts import CONTAINERS, Part, Parts, end_of, tree
from indexer.structure.quoted import instructions
from legal_corpus.model.act import Header
from legal_corpus.model.citation import Citation
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Table
from legal_corpus.text.normalize import slug

_UNKNOWN_DAY = "0001-01-01"  # FRBRdate is compulsory; a text without a date says so in the attribute name


def to_akn(
    text: str,
    header: Header,
    nodes: Sequence[Node],
    citations: Sequence[Citation] = (),
    tables: Sequence[Table] = (),
) -> bytes:
    """The act as UTF-8 XML, valid against the OASIS schema.

    ``nodes`` as :func:`indexer.structure.parser.parse_structure` gives them. Tables are ``table``, what an
    instruction quotes is ``quotedStructure`` or ``quotedText`` in a ``mod``; signs between cells and
    quotation marks stay in the text. Characters that XML cannot hold become U+FFFD.
    """
    return _Writer(text, header, nodes, citations, tables).run()


def akn_text(xml: bytes) -> str:
    """The text of a document that :func:`to_akn` wrote."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return "".join(str(piece) for piece in root.itertext())


class _Writer:
    def __init__(
        self,
        text: str,
        header: Header,
        nodes: Sequence[Node],
        citations: Sequence[Citation],
        tables: Sequence[Table],
    ) -> None:
        self._text, self._header = text, header
        inline = Inline(text, apart([*header_marks(header), *citation_marks(citations)]))
        self._parts = Parts(text, inline, tables, instructions(text))
        self._blocks = self._parts.blocks
        self._roots = tree(nodes)
        issued = header.value("issued")
        self._day = issued or _UNKNOWN_DAY
        self._work = work_uri(header.value("type"), header.value("number"), header.value("title"), issued)

    def run(self) -> bytes:
        names: Any = {None: NAMESPACE}  # the stubs know no default namespace
        root = etree.Element(qualified("akomaNtoso"), nsmap=names)
        parts = [part for part in self._roots if part.node.level not in CONTAINERS]
        attached = [part for part in self._roots if part.node.level in CONTAINERS]
        # What stands behind the first container belongs to no body: it stays with the container before it.
        parts = [part for part in parts if not attached or part.node.start < attached[0].node.start]
        enacted = bool(parts)
        kind = slug(self._header.value("type") or "van-ban")
        main = etree.SubElement(root, qualified("act" if enacted else "doc"), name=kind)
        if enacted:
            main.set("contains", "originalVersion")
        self._meta(main, self._work, main=True)
        stop = attached[0].node.start if attached else len(self._text)
        first = parts[0].node.start if parts else stop
        at = self._front(main, first)
        if enacted:
            body = etree.SubElement(main, qualified("body"))
            at = self._parts.write(body, parts, at, end_of(parts))
            if at < stop:
                self._blocks.paragraphs(etree.SubElement(main, qualified("conclusions")), at, stop)
        else:
            self._blocks.paragraphs(etree.SubElement(main, qualified("mainBody")), at, stop)
        if attached:
            self._attachments(main, attached)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    def _front(self, main: etree._Element, first: int) -> int:
        """Preface up to the title, preamble up to the first part. Gives where the body begins."""
        title = self._header.title
        at = 0
        if title is not None and title.end is not None and title.end <= first:
            stop = self._text.find("\n", title.end)
            at = first if stop < 0 or stop >= first else stop + 1
        if at:
            self._blocks.paragraphs(etree.SubElement(main, qualified("preface")), 0, at)
        if at < first and main.tag == qualified("act"):
            self._blocks.paragraphs(etree.SubElement(main, qualified("preamble")), at, first)
            at = first
        return at

    def _meta(self, parent: etree._Element, work: str, main: bool = False) -> None:
        """Who made what and when; the organisations are named once, at the main document."""
        header = self._header
        issuer = header.value("issuer") or "Chưa xác định"
        author = f"#{slug(issuer) or 'issuer'}"
        meta = etree.SubElement(parent, qualified("meta"))
        identification = etree.SubElement(meta, qualified("identification"), source="#rasoat")
        levels = {
            "FRBRWork": (work, self._day, author),
            "FRBRExpression": (f"{work}/vie@{self._day}", self._day, author),
            "FRBRManifestation": (f"{work}/vie@{self._day}.akn", self._day, "#rasoat"),
        }
        for name, (uri, day, by) in levels.items():
            level = etree.SubElement(identification, qualified(name))
            etree.SubElement(level, qualified("FRBRthis"), value=uri)
            etree.SubElement(level, qualified("FRBRuri"), value=uri)
            known = day != _UNKNOWN_DAY
            etree.SubElement(level, qualified("FRBRdate"), date=day, name="issued" if known else "unknown")
            etree.SubElement(level, qualified("FRBRauthor"), href=by)
            if name == "FRBRWork":
                etree.SubElement(level, qualified("FRBRcountry"), value="vn")
                if number := header.value("number"):
                    etree.SubElement(level, qualified("FRBRnumber"), value=xml_text(number))
                if title := header.value("title"):
                    etree.SubElement(level, qualified("FRBRname"), value=xml_text(title))
            elif name == "FRBRExpression":
                etree.SubElement(level, qualified("FRBRlanguage"), language="vie")
        if not main:
            return
        references = etree.SubElement(meta, qualified("references"), source="#rasoat")
        for eid, label in ((author[1:], issuer), ("rasoat", "Rà Soát")):
            href = f"/akn/ontology/organization/vn/{eid}"
            etree.SubElement(
                references,
                qualified("TLCOrganization"),
                {"eId": eid, "href": href, "showAs": xml_text(label)},
            )

    def _attachments(self, main: etree._Element, attached: Sequence[Part]) -> None:
        holder = etree.SubElement(main, qualified("attachments"))
        for number, part in enumerate(attached):
            behind = attached[number + 1].node.start if number + 1 < len(attached) else len(self._text)
            self._attachment(holder, part, behind)

    def _attachment(self, holder: etree._Element, part: Part, end: int) -> None:
        node = part.node
        attachment = etree.SubElement(holder, qualified("attachment"), eId=node.eid)
        doc = etree.SubElement(attachment, qualified("doc"), name=node.level)
        self._meta(doc, f"{self._work}/!{node.eid}")
        inner = [child for child in part.children if child.node.level not in CONTAINERS]
        nested = [child for child in part.children if child.node.level in CONTAINERS]
        stop = nested[0].node.start if nested else end
        first = inner[0].node.start if inner else stop
        if inner and node.start < first:
            self._blocks.paragraphs(etree.SubElement(doc, qualified("preface")), node.start, first)
        body = etree.SubElement(doc, qualified("mainBody"))
        if not inner:
            self._blocks.paragraphs(body, node.start, stop)
        else:
            at = self._parts.write(body, inner, first, end_of(inner))
            if at < stop:
                self._blocks.paragraphs(etree.SubElement(doc, qualified("conclusions")), at, stop)
        if nested:
            deeper = etree.SubElement(doc, qualified("attachments"))
            for number, child in enumerate(nested):
                behind = nested[number + 1].node.start if number + 1 < len(nested) else end
                self._attachment(deeper, child, behind)
