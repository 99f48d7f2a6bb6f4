"""What the store holds of texts, for the checks: many rows are read, so none of them becomes an object that
a session watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import CitationRow, EffectClauseRow, ProvisionRefRow
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef

_CITATION = (
    CitationRow.start,
    CitationRow.end,
    CitationRow.text,
    CitationRow.kind,
    CitationRow.type,
    CitationRow.number,
    CitationRow.name,
    CitationRow.year,
    CitationRow.issued,
    CitationRow.issuer,
    CitationRow.role,
    CitationRow.confidence,
)
_PROVISION = (
    ProvisionRefRow.start,
    ProvisionRefRow.end,
    ProvisionRefRow.text,
    ProvisionRefRow.refs,
    ProvisionRefRow.of_self,
    ProvisionRefRow.target_start,
)
_EFFECT = (
    EffectClauseRow.predicate,
    EffectClauseRow.target_start,
    EffectClauseRow.scope,
    EffectClauseRow.provisions,
    EffectClauseRow.effective_from,
    EffectClauseRow.start,
    EffectClauseRow.end,
    EffectClauseRow.effective_until,
    EffectClauseRow.exceptions,
)


@dataclass(slots=True)
class HeldText:
    """Citations, provision references and effect clauses of one expression, each by place.

    ``candidates``: uids of the acts that citations without a number meant when the text was linked.
    """

    citations: list[Citation] = field(default_factory=list)
    provisions: list[ProvisionRef] = field(default_factory=list)
    effects: list[EffectClause] = field(default_factory=list)
    candidates: set[str] = field(default_factory=set)


def held_texts(session: Session, ids: Sequence[int]) -> dict[int, HeldText]:
    """By expression; in one query a kind. ``ids`` are at most a few hundred."""
    found = {number: HeldText() for number in ids}
    for owner, *said in session.execute(_of(CitationRow, ids, *_CITATION)):
        found[owner].citations.append(Citation(*said))
    for owner, start, end, text, refs, of_self, target in session.execute(
        _of(ProvisionRefRow, ids, *_PROVISION)
    ):
        meant: int | Literal["self"] | None = "self" if of_self else target
        found[owner].provisions.append(ProvisionRef(start, end, text, tuple(refs), meant))
    for owner, *said in session.execute(_of(EffectClauseRow, ids, *_EFFECT)):
        found[owner].effects.append(_effect(*said))
    named = _of(CitationRow, ids, CitationRow.candidates).where(CitationRow.number_key.is_(None))
    for owner, uids in session.execute(named):
        found[owner].candidates.update(uids)
    return found


def _effect(
    predicate: Any,
    target: int,
    scope: Any,
    provisions: list[str],
    effective_from: date | None,
    start: int,
    end: int,
    effective_until: date | None,
    exceptions: list[str],
) -> EffectClause:
    return EffectClause(
        predicate,
        target,
        scope,
        tuple(provisions),
        effective_from,
        start,
        end,
        effective_until,
        tuple(exceptions),
    )


def _of(table: Any, ids: Sequence[int], *columns: Any) -> Any:
    query = select(table.expression_id, *columns).where(table.expression_id.in_(ids))
    return query.order_by(table.expression_id, table.start, table.id)
