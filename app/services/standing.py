"""What one act, or a part of it, is worth on a day: sources' events, the text held, and dated rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.models import ActRow, DerivationRow, ExpressionRow, ProvisionRow
from app.services.held import IS_CURRENT
from app.services.rules import rule_book
from app.services.vocabulary import province_table
from legal_corpus.effect.derived import continued_by, derived_ends, derived_note
from legal_corpus.effect.status import status_at
from legal_corpus.effect.structure import structure_refs
from legal_corpus.effect.territory import territorial_scope
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.provision import Node

_NUMBERED = ("article", "clause", "point")


def standing(
    session: Session, registry: SqlRegistry, act: Act, on: date, provision: str | None = None
) -> StatusReading:
    """Status on the day with what the rules of derivation propose.

    For a ``provision`` the current text is looked into where it is held.
    """
    events, rules = registry.events_on(act.uid), rule_book(session)
    structure = held_structure(session, act.uid) if provision else None
    reading = status_at(
        act,
        events,
        on,
        provision=provision,
        registry=registry,
        rules=rules,
        structure=structure,
    )
    if reading.status in ("expired", "not_yet_in_force"):
        return reading
    if reading.scope is None and (scope := territorial_scope(act, on, rules, province_table(session))):
        # A unit that this installation added is not among the shipped ones.
        reading = replace(reading, scope=scope.words, notes=(*reading.notes, scope.note))
    return replace(reading, notes=(*reading.notes, *derivation_notes(session, registry, act, on)))


def held_structure(session: Session, uid: str) -> frozenset[str] | None:
    """References of the articles, clauses and points of the act's text; ``None`` without a text."""
    return held_structures(session, [uid])[uid]


def held_structures(session: Session, uids: Sequence[str]) -> dict[str, frozenset[str] | None]:
    """:func:`held_structure` of several acts, a few hundred at most, in one query."""
    parts: dict[str, list[Node]] = {uid: [] for uid in uids}
    query = (
        select(
            ActRow.uid,
            ProvisionRow.eid,
            ProvisionRow.level,
            ProvisionRow.label,
            ProvisionRow.start,
            ProvisionRow.end,
            ProvisionRow.parent,
        )
        .join(ExpressionRow, ExpressionRow.id == ProvisionRow.expression_id)
        .join(ActRow, ActRow.id == ExpressionRow.act_id)
        .where(ActRow.uid.in_(uids), IS_CURRENT, ProvisionRow.level.in_(_NUMBERED))
        .order_by(ProvisionRow.start, ProvisionRow.id)
    )
    for uid, eid, level, label, start, end, parent in session.execute(query):
        parts[uid].append(Node(eid, level, label, None, start, end, parent))  # type: ignore[arg-type]
    return {uid: structure_refs(nodes) for uid, nodes in parts.items()}


def derivation_notes(session: Session, registry: SqlRegistry, act: Act, on: date) -> Sequence[str]:
    """Proposals because an act that this one details has ended, one sentence each."""

    @cache
    def parents(uid: str) -> tuple[str, ...]:
        detailed = (
            select(DerivationRow.parent_id)
            .join(ActRow, ActRow.id == DerivationRow.act_id)
            .where(ActRow.uid == uid, DerivationRow.parent_id.is_not(None))
        )
        above = select(ActRow.uid).where(ActRow.id.in_(detailed)).order_by(ActRow.uid)
        return tuple(session.scalars(above))

    @cache
    def ended(uid: str) -> date | None:
        parent = registry.get(uid)
        if parent is None:
            return None
        reading = status_at(parent, registry.events_on(uid), on, registry=registry)
        return reading.since if reading.status == "expired" else None

    found = derived_ends(
        act.uid,
        parents=parents,
        ended=ended,
        continued=lambda uid, day: continued_by(registry.events_on(uid), day, on),
        rules=rule_book(session),
    )

    def label(uid: str) -> str:
        named = registry.get(uid)
        return named.label if named else uid

    return [derived_note(item, label) for item in found]
