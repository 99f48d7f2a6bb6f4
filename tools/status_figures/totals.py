"""How much a store knows: acts, events, contradictions, and statuses of what its texts cite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.models import ActRow, CitationRow, DisagreementRow, EventRow, ExpressionRow
from app.services.rules import rule_book
from legal_corpus.effect.status import status_at


def totals(session: Session, on: date) -> Iterator[str]:
    """Counts of the whole store on the day."""
    acts = session.scalar(select(func.count()).select_from(ActRow)) or 0
    texts = session.scalar(select(func.count()).select_from(ExpressionRow).where(ExpressionRow.current))
    yield f"acts {acts}, texts {texts}"
    events = _counts(session, EventRow.predicate)
    yield f"events {sum(events.values())}: {dict(events.most_common())}"
    yield f"events by source: {dict(_counts(session, EventRow.source).most_common())}"
    open_ = select(DisagreementRow.kind, func.count()).where(DisagreementRow.state == "open")
    kinds = Counter(dict(session.execute(open_.group_by(DisagreementRow.kind)).tuples().all()))
    yield f"disagreements {sum(kinds.values())}: {dict(kinds.most_common())}"
    yield from _citations(session, on)


def _counts(session: Session, column: object) -> Counter[str]:
    query = select(column, func.count()).group_by(column)  # type: ignore[call-overload]
    return Counter({str(name): int(count) for name, count in session.execute(query)})


def _citations(session: Session, on: date) -> Iterator[str]:
    query = (
        select(CitationRow.outcome, ActRow.uid, func.count())
        .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
        .outerjoin(ActRow, ActRow.id == CitationRow.act_id)
        .where(ExpressionRow.current, CitationRow.kind == "act")
        .group_by(CitationRow.outcome, ActRow.uid)
    )
    registry, rules = SqlRegistry(session), rule_book(session)
    outcomes: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for outcome, uid, count in session.execute(query):
        outcomes[outcome] += count
        act = registry.get(uid) if outcome == "resolved" and uid else None
        if act is not None:
            statuses[status_at(act, registry.events_on(uid), on, registry=registry, rules=rules).status] += (
                count
            )
    cited, known = sum(outcomes.values()), sum(statuses.values()) - statuses["unknown"]
    yield f"citations of acts in all texts {cited}: {dict(outcomes.most_common())}"
    yield f"  with a known status {known} = {known / max(1, cited):.4f}: {dict(statuses.most_common())}"
