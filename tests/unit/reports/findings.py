"""Findings and checked files for the tests of renderers."""

from __future__ import annotations

from datetime import date

from app.reports.checked import CheckedFile
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.finding import CitedAct, Finding, Severity
from legal_corpus.model.text import Evidence

ON = date(2026, 11, 21)


def finding(
    text: str, quote: str, code: str = "REF101", severity: Severity = "error", *, nth: int = 1
) -> Finding:
    """A finding on the ``nth`` place where ``text`` has ``quote``."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    act = CitedAct(
        uid="x",
        type="Luật",
        number="24/2018/QH14",
        issuer="Quốc hội",
        issued=date(2018, 6, 12),
        title="An ninh mạng",
        status="expired",
        expired_from=date(2026, 7, 1),
        ended_by=("116/2025/QH15",),
    )
    return Finding(
        code=code,
        severity=severity,
        message=f"“{quote}” đã hết hiệu lực.",
        start=start,
        end=start + len(quote),
        text=quote,
        act=act,
        provision=None,
        legal_source="khoản 2 Điều 39 Nghị định 79/2025/NĐ-CP",
        evidence=(Evidence(what="câu trích dẫn", quote=f"Căn cứ {quote};"),),
        suggestion="Xem xét căn cứ Luật 116/2025/QH15.",
        fingerprint=f"{code}-{start}",
    )


def checked(file: str, text: str, *findings: Finding, media_type: str = "text/plain") -> CheckedFile:
    """A checked file with the citations that are in its text."""
    return CheckedFile(file, text, media_type, extract_citations(text), findings)
