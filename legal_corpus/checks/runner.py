"""Running the checks over one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from legal_corpus.checks.base import Check, CheckContext, Cited, Document, Knowledge
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.checks.ground_line import named_inside
from legal_corpus.checks.sentence import in_site_notice, sentence_at
from legal_corpus.model.citation import Citation
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.model.text import Span
from legal_corpus.registry.resolve import CitingAct, Resolution, resolve_all

_REFERENCES = "REF"
SEVERITY_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def check_text(document: Document, knowledge: Knowledge) -> list[Finding]:
    """Every finding about one document."""
    return run_checks(make_context(document, knowledge))


def make_context(document: Document, knowledge: Knowledge) -> CheckContext:
    """The document with its citations resolved and read on the day of signing and on that of the review."""
    text, header, registry, book = document.text, document.header, knowledge.registry, knowledge.book
    act = registry.get(document.uid) if document.uid else None
    signed = header.date("issued") or (act.issued if act else None)
    printed = header.value("issuer")
    known = book.at(printed, signed) if printed else None
    issuer = known.code if known else act.issuer if act else None
    citing = CitingAct(issuer, signed or document.read_on, document.uid)
    own = [item for item in document.citations if not in_site_notice(text, item.start, item.end)]
    own.sort(key=lambda item: item.start)
    clauses = [sentence_at(text, item.start, item.end) for item in own]
    inside = named_inside(text, own, clauses)
    meant = resolve_all(own, citing, registry, book, text)
    empty = CheckContext(
        text=text,
        header=header,
        act=act,
        citing=citing,
        cited=(),
        provisions=tuple(document.provisions),
        effects=tuple(document.effects),
        registry=registry,
        rules=knowledge.rules,
        on=knowledge.on,
        signed=signed,
        effective_from=header.date("effective_from") or (act.effective_from if act else None),
        own_term=document.own_term,
        book=book,
        structures=knowledge.structures,
        shared=knowledge.statuses,
    )
    uids = sorted({resolution.act.uid for resolution in meant if resolution.act})
    empty.remember_events(registry.events_on_many(uids))
    return replace(empty, cited=tuple(map(partial(_read, empty), own, meant, clauses, inside)))


def _read(
    context: CheckContext, citation: Citation, resolution: Resolution, clause: Span, named_inside: bool
) -> Cited:
    """The citation with its readings; only a resolved one is read."""
    act = resolution.act
    if act is None or resolution.outcome != "resolved":
        return Cited(citation, resolution, clause, named_inside=named_inside)
    now = context.status(act, context.on)
    return Cited(citation, resolution, clause, act, now, named_inside, context.status_at_signing)


def run_checks(context: CheckContext, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """Findings by place and severity; of the checks on references (REF) one cited act in one sentence gives
    one finding, the other families each answer a question of their own."""
    ordered = list(checks)
    rank = {check.code: position for position, check in enumerate(ordered)}
    kept: dict[tuple[str, str, Span], Finding] = {}
    for check in ordered:
        for finding in check.run(context):
            key = (*_subject(finding), sentence_at(context.text, finding.start, finding.end))
            known = kept.get(key)
            if known is None or _weight(finding, rank) < _weight(known, rank):
                kept[key] = finding
    ranked = sorted(kept.values(), key=lambda item: (item.start, SEVERITY_ORDER[item.severity], item.code))
    return _numbered(ranked)


def _subject(finding: Finding) -> tuple[str, str]:
    act = finding.act
    question = _REFERENCES if finding.code.startswith(_REFERENCES) else f"{finding.code} {finding.provision}"
    if act is None:
        return question, finding.code
    return question, act.uid or f"{act.type} {act.number or act.title or finding.text}"


def _weight(finding: Finding, rank: dict[str, int]) -> tuple[int, int]:
    return (rank[finding.code], finding.start)


def _numbered(findings: Sequence[Finding]) -> list[Finding]:
    """Equal fingerprints (a sentence printed twice) get a count, so that each stays its own."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        same = finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}")
        result.append(same)
    return result
