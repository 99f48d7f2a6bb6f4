"""Findings about the document itself: its own facts, its numbered parts, where they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext
from legal_corpus.checks.report import act_shown, fingerprint, sentence_evidence
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.finding import CitedAct, Finding, Severity
from legal_corpus.model.text import Evidence, Span
from legal_corpus.registry.issuers import Level
from legal_corpus.registry.ranks import core_ranks, has_normative_number, level_of
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key
from legal_corpus.text.outline import outline_of


def own_act(context: CheckContext) -> Act:
    """The document as an act: header first, registry where the header is silent. ``uid`` may be empty."""
    return context.once(_own_act)


def _own_act(context: CheckContext) -> Act:
    header, known = context.header, context.act
    return Act(
        uid=context.citing.uid or "",
        type=header.value("type") or (known.type if known else "Văn bản"),
        number=header.value("number") or (known.number if known else None),
        title=header.value("title") or (known.title if known else None),
        issuer=context.citing.issuer,
        issuer_name=header.value("issuer") or (known.issuer_name if known else None),
        issued=context.signed,
        effective_from=context.effective_from,
    )


def is_normative(context: CheckContext) -> bool:
    """True for a normative act by its form: a kind that can be one, and a year in its number."""
    own = own_act(context)
    return bool(core_ranks().is_normative_kind(own.type)) and has_normative_number(own.number) is True


def own_level(context: CheckContext) -> Level | None:
    """Level of the body that issued the document."""
    return level_of(context.citing.issuer, context.book)


def own_articles(context: CheckContext) -> dict[str, frozenset[str]]:
    """Numbers of the articles by their container: "" is the body, others are appendices.

    An attached regulation starts again at Điều 1 and is a container of its own ("+1", "+2").
    """
    found: dict[str, set[str]] = {}
    outline = outline_of(context.text)
    container, attached = "", 0
    for mark in outline.marks:
        if mark.level != "article" or outline.quotation(mark.start) is not None:
            continue
        if mark.label == "1" and "1" in found.get(container, ()):
            attached += 1
        container = mark.place.appendix + (f"+{attached}" if attached else "")
        found.setdefault(container, set()).add(mark.label)
    return {name: frozenset(labels) for name, labels in found.items()}


def own_identity(context: CheckContext) -> str:
    """The document in fingerprints: its number, else its title; it outlives a corrected date."""
    own = own_act(context)
    return number_key(own.number) if own.number else fold_key(own.title or own.type)


def number_place(context: CheckContext) -> Span:
    """Where the document's number is printed; the beginning of the text where it is not known."""
    printed = context.header.number
    return Span(printed.start or 0, printed.end or 0) if printed else Span(0, 0)


def own_finding(
    context: CheckContext,
    check: Check,
    *,
    severity: Severity,
    message: str,
    key: str = "",
    place: Span | None = None,
    legal_source: str | None = None,
    evidence: Iterable[Evidence] = (),
    suggestion: str | None = None,
    reading: StatusReading | None = None,
) -> Finding:
    """A finding about the document; ``key`` tells two of one check apart; without ``place`` it stands at the
    document's number."""
    at = place or number_place(context)
    source = legal_source or check.legal_source
    quoted = [sentence_evidence(context, place)] if place is not None else []
    return Finding(
        code=check.code,
        severity=severity,
        message=message,
        start=at.start,
        end=at.end,
        text=at.of(context.text),
        act=shown_own(context, reading),
        provision=None,
        legal_source=source,
        evidence=(*quoted, *evidence, Evidence(what="căn cứ pháp lý", source=source)),
        suggestion=suggestion,
        fingerprint=fingerprint(check.code, own_identity(context), key),
    )


def shown_own(context: CheckContext, reading: StatusReading | None = None) -> CitedAct:
    """The document for people; its status only where the registry knows it."""
    if reading is None and context.act is not None:
        reading = context.status(context.act, context.on)
    return act_shown(context, own_act(context), reading)
