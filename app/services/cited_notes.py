"""What is told of a cited act where it is cited: its standing, both readings of a bare name."""

from __future__ import annotations

from collections.abc import Iterator

from app.services.views import CitedLink
from indexer.structure.quoted import instructions
from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.effect.wording import STATUS_WORDS, status_sentence, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.text import Span
from legal_corpus.registry.resolve import other_on

_TOLD = 2


def hover_note(
    label: str, reading: StatusReading, at_signing: StatusReading | None, later: str | None
) -> str:
    """The standing of a cited act in words; ``later`` is the act that the same name means on the day of the
    reading, where that is another one."""
    notes = [f"{label}: {status_sentence(reading)}"]
    if at_signing is not None and at_signing.status != reading.status:
        notes.append(f"Vào ngày ký {vn_date(at_signing.on)}: {STATUS_WORDS[at_signing.status]}")
    if later is not None:
        notes.append(f"Tên này vào ngày {vn_date(reading.on)} là của {later}")
    if reading.scope:
        notes.append(reading.scope[:1].upper() + reading.scope[1:])
    notes.extend(_reasons(reading))
    return ". ".join(notes)


def _reasons(reading: StatusReading) -> Iterator[str]:
    """What made the act what it is: who ended it, else the last that happened to it."""
    ending = [reason for reason in reading.because if reason.event.by in reading.ended_by]
    dated = [reason for reason in reading.because if reason.event.effective_from is not None]
    chosen = (ending or dated or list(reading.because))[-_TOLD:]
    yield from (reason.note for reason in chosen)
    changed = len(set(reading.partly_by) - {reason.event.by for reason in chosen})
    if changed and not ending:
        yield f"Còn {changed} văn bản khác sửa đổi hoặc bãi bỏ một phần"


def named_in_full(act: Act) -> str:
    """The act's label with its title, where the label does not hold it."""
    return f"{act.label}{f' ({act.title})' if act.number and act.title else ''}"


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Where an instruction quotes new text for a part of another act."""
    quotes = (quote for found in instructions(text) for quote in found.quotes)
    return tuple(Span(quote.start, quote.end) for quote in quotes if quote.block)


def links_of(context: CheckContext) -> Iterator[CitedLink]:
    """The citations of a text that is not in the store, as the act page shows those of one that is."""
    for cited in context.cited:
        item, meant = cited.citation, cited.resolution
        if cited.act is None or cited.now is None:
            status = "paper" if item.kind == "paper" else "unresolved"
            note = meant.reason or ""
            yield CitedLink(item.start, item.end, item.role, meant.outcome, None, item.text, status, note)
            continue
        note = hover_note(cited.act.label, cited.now, cited.at_signing, _later(cited, cited.act, context))
        status, uid = cited.now.status, cited.act.uid
        yield CitedLink(item.start, item.end, item.role, meant.outcome, uid, cited.act.label, status, note)


def _later(cited: Cited, act: Act, context: CheckContext) -> str | None:
    other = other_on(cited.citation, act, context.citing, context.registry, context.on, context.book)
    return named_in_full(other) if other is not None else None
