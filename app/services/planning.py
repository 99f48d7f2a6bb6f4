"""From changes of the registry to the texts that have to be checked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import exists, func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.db.models import ActRow, ChangeRow, EventRow, ExpressionRow, RecheckRow
from app.services.derivations import derive
from app.services.reach import First, reached

_BATCH = 400
_NAMING = frozenset({"act", "claim", "name", "text"})
# A status with a coming end is told this long before (check REF110), so that day alters findings too.
_TOLD_BEFORE = dt.timedelta(days=120)
_MIDNIGHT = dt.time()


def changes_wait(session: Session) -> bool:
    """Whether a change was written whose reach nobody has determined yet."""
    return bool(session.scalar(select(exists().where(~ChangeRow.planned))))


def plan_changes(session: Session) -> int:
    """Let every text that the new changes can touch wait for its check, in the caller's transaction.

    Returns how many texts wait. What was planned stays planned when the work is interrupted.
    """
    rows = session.execute(
        select(ChangeRow.id, ChangeRow.act_id, ChangeRow.kind)
        .where(~ChangeRow.planned)
        .order_by(ChangeRow.id)
    ).all()
    if rows:
        changed = [(number, act, kind) for number, act, kind in rows]
        derive(session, {act for _id, act, kind in changed if act is not None and kind in _NAMING})
        _wait_for_check(session, _reach_of(session, changed))
        last = rows[-1][0]
        session.execute(
            update(ChangeRow).where(~ChangeRow.planned, ChangeRow.id <= last).values(planned=True)
        )
    return waiting(session)


def waiting(session: Session) -> int:
    """How many texts wait for their check."""
    return session.scalar(select(func.count()).select_from(RecheckRow)) or 0


def wait_all(session: Session, change_id: int) -> None:
    """Every current text waits for its check."""
    _wait_for_check(session, _everything(session, change_id))


def reached_since(session: Session, since: dt.date, on: dt.date) -> First:
    """Texts that a change written since the day can have touched, or an effect that came near or began
    between that day and ``on``."""
    moment = dt.datetime.combine(since, _MIDNIGHT) - dt.timedelta(hours=7)  # that day begins in Vietnam
    rows = session.execute(
        select(ChangeRow.id, ChangeRow.act_id, ChangeRow.kind).where(ChangeRow.at >= moment)
    ).all()
    timely = [(0, act, "time") for act in _timely(session, since, on)]
    return _reach_of(session, [*((number, act, kind) for number, act, kind in rows), *timely])


def _timely(session: Session, since: dt.date, on: dt.date) -> set[int]:
    """Acts of which something begins, ends or is about to between the two days."""
    found: set[int] = set()
    for first, last in ((since, on + dt.timedelta(days=1)), (since + _TOLD_BEFORE, on + _TOLD_BEFORE)):
        events = select(EventRow.target_id).where(
            or_(EventRow.effective_from.between(first, last), EventRow.effective_until.between(first, last))
        )
        acts = select(ActRow.id).where(
            or_(ActRow.effective_from.between(first, last), ActRow.issued.between(first, last))
        )
        found.update(session.scalars(events))
        found.update(session.scalars(acts))
    return found


def _reach_of(session: Session, changes: Sequence[tuple[int, int | None, str]]) -> First:
    whole = [number for number, act, _kind in changes if act is None]
    if whole:
        return dict(_everything(session, min(whole)))
    changed: First = {}
    for number, act, _kind in changes:
        if act is not None:
            changed[act] = min(number, changed.get(act, number))
    renamed = {act for _number, act, kind in changes if act is not None and kind in _NAMING}
    return reached(session, changed, renamed)


def _everything(session: Session, change_id: int) -> Mapping[int, int]:
    ids: Iterable[int] = session.scalars(select(ExpressionRow.id).where(ExpressionRow.current))
    return dict.fromkeys(ids, change_id)


def _wait_for_check(session: Session, texts: Mapping[int, int]) -> None:
    known = set(session.scalars(select(RecheckRow.expression_id)))
    rows = [
        {"expression_id": text, "change_id": change}
        for text, change in sorted(texts.items())
        if text not in known
    ]
    if rows:
        session.execute(insert(RecheckRow), rows)
