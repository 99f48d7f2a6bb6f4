"""Making findings: the cited act as shown, the proof, the fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.effect.rules import UNREAD_NOTE
from legal_corpus.effect.status import ending_numbers
from legal_corpus.effect.wording import status_sentence, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import Reason, StatusReading
from legal_corpus.model.finding import CitedAct, Finding, Severity
from legal_corpus.model.text import Evidence, Span
from legal_corpus.registry.sources import sources
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key


def fingerprint(code: str, identity: str, sentence: str) -> str:
    """Hash of code, cited identity and folded citing sentence: 16 hex digits, without offsets."""
    plain = "\x1f".join((code, identity, fold_key(sentence)))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def identity_of(cited: Cited) -> str:
    """What is cited, resolved or not, as one comparable string."""
    citation = cited.citation
    if cited.act is not None:
        return cited.act.uid
    return (
        number_key(citation.number) if citation.number else fold_key(f"{citation.type} {citation.name or ''}")
    )


def cited_finding(
    context: CheckContext,
    cited: Cited,
    *,
    code: str,
    severity: Severity,
    message: str,
    legal_source: str,
    evidence: Iterable[Evidence] = (),
    suggestion: str | None = None,
    provision: str | None = None,
) -> Finding:
    """A finding at a citation; the citing sentence and both readings lead the evidence."""
    sentence = cited.sentence.of(context.text)
    identity = identity_of(cited) + (f"#{provision}" if provision else "")
    return Finding(
        code=code,
        severity=severity,
        message=message,
        start=cited.citation.start,
        end=cited.citation.end,
        text=cited.citation.text,
        act=shown_act(context, cited),
        provision=provision,
        legal_source=legal_source,
        evidence=(
            sentence_evidence(context, cited.sentence),
            *readings(cited),
            *evidence,
            Evidence(what="căn cứ pháp lý", source=legal_source),
        ),
        suggestion=suggestion,
        fingerprint=fingerprint(code, identity, sentence),
    )


def shown_act(context: CheckContext, cited: Cited) -> CitedAct:
    """The cited act for people: from the registry when resolved, else as cited."""
    act, now, citation = cited.act, cited.now, cited.citation
    if act is None or now is None:
        return CitedAct(
            None,
            citation.type,
            citation.number,
            citation.issuer,
            citation.issued,
            citation.name,
            "unknown",
            None,
        )
    return act_shown(context, act, now)


def act_shown(context: CheckContext, act: Act, reading: StatusReading | None) -> CitedAct:
    """An act for people with its status as read; unknown where nothing was read."""
    return CitedAct(
        uid=act.uid or None,
        type=act.type,
        number=act.number,
        issuer=act.issuer_name or act.issuer,
        issued=act.issued,
        title=act.title,
        status=reading.status if reading else "unknown",
        expired_from=reading.since if reading and reading.status == "expired" else None,
        ended_by=ending_numbers(reading, context.registry) if reading else (),
    )


def sentence_evidence(context: CheckContext, sentence: Span) -> Evidence:
    """The citing sentence as proof."""
    return Evidence(
        what="câu trích dẫn", quote=sentence.of(context.text), start=sentence.start, end=sentence.end
    )


def readings(cited: Cited) -> list[Evidence]:
    """Both readings: the status on the day of signing and on the day of review."""
    found = []
    label = cited.act.label if cited.act else None
    if cited.at_signing is not None:
        what = f"hiệu lực ngày ký ({vn_date(cited.at_signing.on)}): {status_sentence(cited.at_signing)}"
        found.append(Evidence(what=what, act=label))
    if cited.now is not None:
        what = f"hiệu lực ngày rà soát ({vn_date(cited.now.on)}): {status_sentence(cited.now)}"
        found.append(Evidence(what=what, act=label))
        found.extend(Evidence(what=f"nguồn mâu thuẫn: {text}", act=label) for text in cited.now.conflicts)
    return found


def reason_evidence(reasons: Iterable[Reason]) -> list[Evidence]:
    """Each reason with the words or the fact that prove it, and where they come from."""
    found = []
    for reason in reasons:
        proof, event = reason.event.evidence, reason.event
        known = sources().get(event.source)
        origin = known.name if known else event.source or None
        if proof is None:
            found.append(Evidence(what=reason.note, act=event.by_label, source=origin))
            continue
        what = reason.note if proof.quote else f"{reason.note}: {proof.what}"
        found.append(
            Evidence(
                what, proof.quote, proof.act or event.by_label, origin or proof.source, proof.start, proof.end
            )
        )
    return found


def ending_reasons(reading: StatusReading) -> list[Reason]:
    """Reasons that ended the act wholly by the day of the reading."""
    ends = ("replaces", "repeals", "expires")
    return [
        reason
        for reason in reading.because
        if reason.event.predicate in ends
        and reason.event.scope == "whole"
        and not reason.event.exceptions
        and (reason.event.effective_from is None or reason.event.effective_from <= reading.on)
    ]


def rule_source(context: CheckContext, rule_id: str, what: str, on: date) -> str:
    """The legal source of a dated rule on the day; ``what`` names it where no text of that time is known."""
    rule = context.rules.at(rule_id, on)
    return rule.shown_source if rule else f"{what} vào ngày {vn_date(on)} ({UNREAD_NOTE})"


def act_label(act: Act) -> str:
    """ "Nghị định 79/2025/NĐ-CP (ngày 01/04/2025)"."""
    return f"{act.label} (ngày {vn_date(act.issued)})" if act.issued else act.label
