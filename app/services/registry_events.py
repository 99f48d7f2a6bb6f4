"""Events of registry rows: which are new to the store, and the acts that brought them about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.act_registry import to_act
from app.db.models import ActRow, EventRow
from app.services.vocabulary import issuer_book
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.acting import acting_act
from legal_corpus.registry.rows import ActingRef
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

_BATCH = 400
_EventKey = tuple[str, str, str | None, str | None, str, str | None]
_WHOLE = frozenset({""})
_NUMBER = re.compile(r"\S*\d\S*$")


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event to be stored on the act with this row id once the act that brought it about can be known."""

    target_id: int
    event: EffectEvent
    ref: ActingRef | None

    @property
    def label(self) -> str | None:
        """The acting act as printed."""
        return label_of(self.event, self.ref)


def label_of(event: EffectEvent, ref: ActingRef | None) -> str | None:
    """The acting act of an event as its source prints it."""
    return event.by_label or (ref.label if ref else None)


class KnownEvents:
    """What is stored of one act, to tell which events of a source add something.

    Two events are one when source, predicate, dates and acting act are; a list of parts that is partly
    stored adds only the rest.
    """

    def __init__(self, stored: Iterable[EventRow]) -> None:
        self._parts: dict[_EventKey, set[str]] = defaultdict(set)
        for row in stored:
            if row.expression_id is None:
                start = row.effective_from.isoformat() if row.effective_from else None
                until = row.effective_until.isoformat() if row.effective_until else None
                key = (row.predicate, row.scope, start, until, row.source, _doer(row.by_label))
                self._parts[key] |= set(row.provisions or ()) or _WHOLE

    def missing(self, event: EffectEvent, label: str | None) -> EffectEvent | None:
        """The event with the parts that are new, ``None`` when all of it is known; it is known afterwards."""
        start = event.effective_from.isoformat() if event.effective_from else None
        until = event.effective_until.isoformat() if event.effective_until else None
        known = self._parts[event.predicate, event.scope, start, until, event.source, _doer(label)]
        fresh = (set(event.provisions) or _WHOLE) - known
        if not fresh:
            return None
        known |= fresh
        return replace(event, provisions=tuple(part for part in event.provisions if part in fresh))


def _doer(label: str | None) -> str | None:
    """Key of the acting act: sources print it with and without its kind."""
    if not label:
        return None
    number = _NUMBER.search(label)
    return number_key(number[0]) if number else fold_key(label)


def store_events(session: Session, waiting: Sequence[WaitingEvent]) -> int:
    """Store events, each with its acting act where exactly one fits; returns how many."""
    book, known = issuer_book(session), _acting(session, waiting)
    for at in range(0, len(waiting), _BATCH):
        batch = waiting[at : at + _BATCH]
        ids = {item.target_id for item in batch}
        targets = {row.id: row for row in session.scalars(select(ActRow).where(ActRow.id.in_(ids)))}
        for item in batch:
            target, ref = targets[item.target_id], item.ref
            found = known[number_key(ref.number)] if ref and ref.number else {}
            by = acting_act(ref, target.issuer, found, book) if ref and found else None
            session.add(event_row(item.event, target, found[by] if by else None, item.label))
        session.flush()
    return len(waiting)


def _acting(session: Session, waiting: Iterable[WaitingEvent]) -> dict[str, dict[Act, int]]:
    """Acts with the numbers that waiting events name, with their row ids, by number key."""
    numbers = {item.ref.number for item in waiting if item.ref and item.ref.number}
    keys = sorted({number_key(number) for number in numbers})
    by_key: dict[str, dict[Act, int]] = defaultdict(dict)
    for at in range(0, len(keys), _BATCH):
        for row in session.scalars(select(ActRow).where(ActRow.number_key.in_(keys[at : at + _BATCH]))):
            by_key[row.number_key or ""][to_act(row)] = row.id
    return by_key


def event_row(
    event: EffectEvent, target: ActRow, by_id: int | None, label: str | None, expression_id: int | None = None
) -> EventRow:
    """The event as a row on ``target``."""
    proof = event.evidence
    return EventRow(
        target_id=target.id,
        by_id=by_id,
        by_label=(label or "")[:300] or None,
        predicate=event.predicate,
        scope=event.scope,
        provisions=list(event.provisions),
        exceptions=list(event.exceptions),
        effective_from=event.effective_from,
        effective_until=event.effective_until,
        source=event.source,
        confidence=event.confidence,
        expression_id=expression_id,
        evidence_what=proof.what if proof else None,
        evidence_quote=proof.quote if proof else None,
        evidence_start=proof.start if proof else None,
        evidence_end=proof.end if proof else None,
    )
