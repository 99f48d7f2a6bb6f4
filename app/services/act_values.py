"""The values an act shows: those of its most trusted source, worked out anew when claims or the order of
trust change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db.act_registry import to_act
from app.db.models import ActRow, ClaimRow, ExpressionRow
from app.db.same_acts import same_acts
from app.services.ingest_store import indexed
from app.services.registry_run import titles_to_index
from app.services.registry_store import refill, stated_of
from indexer.search.protocol import IndexedAct, IndexUnit
from legal_corpus.registry.merge import with_best_values
from legal_corpus.registry.sources import SourceRanking

_BATCH = 400
_SHOWN = ("title", "issuer", "issuer_name", "issued", "effective_from")
_NOTHING: Mapping[int, Iterable[str]] = {}


@dataclass(slots=True)
class ValueChanges:
    """How many values changed, and the ids of the acts they belong to."""

    values: int = 0
    acts: set[int] = field(default_factory=set)


def recompute_values(
    session: Session,
    unit: IndexUnit,
    act_ids: Iterable[int],
    ranking: SourceRanking,
    advance: Callable[[int], None] = lambda _steps: None,
    borrowed: Mapping[int, Iterable[str]] = _NOTHING,
) -> ValueChanges:
    """Give the acts the values of their most trusted sources, in the store and in the search index.

    ``borrowed``: fields by act id whose value counts only as long as a claim states it.
    """
    changes, ids = ValueChanges(), sorted(set(act_ids))
    same = same_acts(session)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = session.scalars(
            select(ActRow).where(ActRow.id.in_(batch)).options(selectinload(ActRow.claims))
        ).all()
        for row in rows:
            former = row.uid
            known = to_act(row, stated_of(session, row, same))
            empty: dict[str, Any] = dict.fromkeys(borrowed.get(row.id, ()))
            best = with_best_values(replace(known, **empty), ranking)
            changed = sum(getattr(best, name) != getattr(row, name) for name in _SHOWN)
            if not changed:
                continue
            refill(session, row, best)
            changes.values += changed
            changes.acts.add(row.id)
            if row.uid != former:
                unit.delete(former)
        advance(len(batch))
    session.flush()
    for entry in index_entries(session, changes.acts):
        unit.put(entry)
    return changes


def contested_acts(session: Session) -> set[int]:
    """Acts of which some field has claims of several sources: an order of trust can change only these."""
    query = (
        select(ClaimRow.act_id)
        .where(ClaimRow.field.in_(_SHOWN))
        .group_by(ClaimRow.act_id, ClaimRow.field)
        .having(func.count(ClaimRow.value.distinct()) > 1)
    )
    return set(session.scalars(query))


def index_entries(session: Session, act_ids: set[int]) -> Iterator[IndexedAct]:
    """What the search index holds of these acts: their text, else their title."""
    ids = sorted(act_ids)
    for start in range(0, len(ids), _BATCH):
        here = ExpressionRow.act_id.in_(ids[start : start + _BATCH])
        query = (
            select(ExpressionRow).where(here, ExpressionRow.current).options(joinedload(ExpressionRow.act))
        )
        yield from map(indexed, session.scalars(query))
    yield from titles_to_index(session, act_ids)
