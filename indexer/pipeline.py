"""One document: read -> parse -> cite -> effects. Pure, given its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from indexer.readers.base import ReadDocument
from indexer.structure.header import parse_header
from indexer.structure.header_doubts import with_doubts
from indexer.structure.parser import parse_structure
from indexer.structure.several import several_acts
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import effective_date, extract_effects, own_term
from legal_corpus.effect.operative_roles import settled_roles
from legal_corpus.effect.part_terms import PartTerm, part_terms
from legal_corpus.model.act import Header
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Table

_PLAIN_TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class ParsedAct:
    """Everything that one text says, each with its place in ``text`` (NFC).

    ``own_effective`` is ``(date, start, end, note)`` of the clause that sets the act's own effective
    date, the note being empty or saying how the date was reckoned; ``own_term`` is ``(last_day, start,
    end)`` of a term it sets itself. ``warnings`` are Vietnamese sentences from reading and parsing.
    """

    text: str
    media_type: str
    pages: int | None
    warnings: tuple[str, ...]
    header: Header
    nodes: tuple[Node, ...]
    citations: tuple[Citation, ...]
    provisions: tuple[ProvisionRef, ...]
    effects: tuple[EffectClause, ...]
    own_effective: tuple[date, int, int, str] | None = None
    own_term: tuple[date, int, int] | None = None
    own_parts: tuple[PartTerm, ...] = ()
    tables: tuple[Table, ...] = ()


class FileReader(Protocol):
    """What :func:`analyse_file` reads with, e.g. :class:`indexer.readers.leash.LeashedReader`."""

    def read(self, path: Path) -> ReadDocument:
        """The document, or :class:`indexer.errors.InputRefusedError`."""


def analyse_text(text: str) -> ParsedAct:
    """What an NFC text says; the same text always gives the same result."""
    return analyse_document(ReadDocument(text, _PLAIN_TEXT))


def analyse_file(path: Path, reader: FileReader) -> ParsedAct:
    """What a file says. Raises :class:`indexer.errors.InputRefusedError` when it cannot be read."""
    return analyse_document(reader.read(path))


def analyse_document(document: ReadDocument) -> ParsedAct:
    """What a document that was read says."""
    text = document.text
    header = with_doubts(parse_header(text), text, document.doubts, 0 in document.recognised)
    citations = extract_citations(text, own_number=header.value("number"))
    provisions = extract_provisions(text, citations)
    effects = extract_effects(text, citations, provisions)
    return ParsedAct(
        text=text,
        media_type=document.media_type,
        pages=document.pages,
        warnings=(*document.warnings, *header.warnings, *several_acts(text, header)),
        header=header,
        nodes=tuple(parse_structure(text, document.tables)),
        citations=tuple(settled_roles(text, citations, effects)),
        provisions=tuple(provisions),
        effects=tuple(effects),
        own_effective=effective_date(text, header.date("issued")),
        own_term=own_term(text, header.date("issued")),
        own_parts=tuple(part_terms(text, provisions, header.date("issued"))),
        tables=document.tables,
    )
