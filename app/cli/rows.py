"""Rows of the fixed output formats (CONTRACT.md), as JSON objects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.pipeline import ParsedAct
    from legal_corpus.model.citation import Citation
    from legal_corpus.model.effect import StatusReading
    from legal_corpus.model.finding import Finding
    from legal_corpus.model.table import Cell
    from legal_corpus.model.text import Evidence

HEADER = ("number", "type", "issuer", "issued", "title", "effective_from", "signer")


def header_row(parsed: ParsedAct) -> dict[str, Any]:
    """Header fields; ISO dates; null where the text has none."""
    return {name: parsed.header.value(name) for name in HEADER}  # type: ignore[arg-type]


def node_rows(parsed: ParsedAct) -> Iterator[dict[str, Any]]:
    """Numbered parts in order."""
    for node in parsed.nodes:
        yield {
            "eid": node.eid,
            "level": node.level,
            "label": node.label,
            "heading": node.heading,
            "start": node.start,
            "end": node.end,
        }


def table_rows(parsed: ParsedAct) -> Iterator[dict[str, Any]]:
    """Data tables with their cells; a cell over one column and one row that is no heading says only where
    it stands; ``breaks`` are where its further paragraphs begin."""
    for table in parsed.tables:
        yield {
            "start": table.start,
            "end": table.end,
            "rows": [[_cell_row(cell) for cell in row] for row in table.rows],
        }


def _cell_row(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"start": cell.start, "end": cell.end}
    if cell.columns > 1:
        found["colspan"] = cell.columns
    if cell.rows > 1:
        found["rowspan"] = cell.rows
    if cell.heading:
        found["heading"] = True
    if cell.breaks:
        found["breaks"] = cell.breaks
    return found


def citation_row(citation: Citation) -> dict[str, Any]:
    """A mention of another instrument."""
    return {
        "kind": citation.kind,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "type": citation.type,
        "number": citation.number,
        "name": citation.name,
        "year": citation.year,
        "issued": iso(citation.issued),
        "issuer": citation.issuer,
        "role": citation.role,
        "confidence": round(citation.confidence, 3),
    }


def reference_rows(parsed: ParsedAct) -> Iterator[dict[str, Any]]:
    """Pinpoints and effect clauses."""
    for ref in parsed.provisions:
        yield {
            "kind": "provision",
            "start": ref.start,
            "end": ref.end,
            "text": ref.text,
            "refs": list(ref.refs),
            "target": ref.target,
        }
    for effect in parsed.effects:
        yield {
            "kind": "effect",
            "predicate": effect.predicate,
            "target": effect.target,
            "scope": effect.scope,
            "provisions": list(effect.provisions),
            "from": iso(effect.effective_from),
            "evidence": {"start": effect.start, "end": effect.end},
        }


def finding_row(file: str, finding: Finding) -> dict[str, Any]:
    """One finding."""
    act = finding.act
    return {
        "file": file,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "act": None
        if act is None
        else {
            "type": act.type,
            "number": act.number,
            "issuer": act.issuer,
            "issued": iso(act.issued),
            "title": act.title,
            "status": act.status,
            "expired_from": iso(act.expired_from),
            "ended_by": list(act.ended_by),
        },
        "provision": finding.provision,
        "legal_source": finding.legal_source,
        "evidence": [evidence_row(item) for item in finding.evidence],
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def evidence_row(item: Evidence) -> dict[str, Any]:
    """One piece of proof without empty parts."""
    return {name: value for name, value in asdict(item).items() if value is not None}


def reading_row(reading: StatusReading) -> dict[str, Any]:
    """A status with its reasons."""
    return {
        "on": iso(reading.on),
        "status": reading.status,
        "since": iso(reading.since),
        "until": iso(reading.until),
        "because": [
            {
                "event": reason.event.predicate,
                "by": reason.event.by_label,
                "from": iso(reason.event.effective_from),
                "note": reason.note,
                "rule": reason.rule,
                "evidence": evidence_row(reason.event.evidence) if reason.event.evidence else None,
                "source": reason.event.source,
            }
            for reason in reading.because
        ],
        "conflicts": list(reading.conflicts),
        "scope": reading.scope,
        "notes": list(reading.notes),
    }


def iso(day: Any) -> str | None:
    """ISO form of a date, or ``None``."""
    return day.isoformat() if day else None
