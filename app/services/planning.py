"""From changes of the registry to the texts that have to be checked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ChangeRow, EventRow, ExpressionRow, FindingRow, RecheckRow
from app.services.arising import SWEEP
from app.services.derivations import derive
from app.services.reach import First, reached
from app.services.rules import rule_book
from legal_corpus.effect.rules import warning_time

_BATCH = 400
_NAMING = frozenset({"act", "claim", "name", "text"})
_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.time()
_ENTRY = "enters_into_force"
DAY = "day"  # a day that was looked at: no cause of anything


def changes_wait(session: Session) -> bool:
    """Whether a change was written whose reach nobody has determined yet."""
    return bool(session.scalar(select(exists().where(~ChangeRow.planned))))


def plan_changes(sessions: SessionFactory) -> int:
    """Let every text that the new changes can touch wait for its check; returns how many texts wait.

    Nobody else is kept from writing for long: titles are read a few hundred acts at a time, and what the
    changes reach is only looked up. A text that comes in meanwhile is a change of its own. A run that is
    interrupted begins again.
    """
    with transaction(sessions) as session:
        changed = _unplanned(session)
    derive(sessions, {act for _id, act, kind in changed if act is not None and kind in _NAMING})
    with transaction(sessions) as session:
        texts = _reach_of(session, changed)
    with transaction(sessions, writes=True) as session:
        _wait_for_check(session, texts)
        for at in range(0, len(changed), _BATCH):
            ids = [number for number, _act, _kind in changed[at : at + _BATCH]]
            session.execute(update(ChangeRow).where(ChangeRow.id.in_(ids)).values(planned=True))
        return waiting(session)


def plan_days(sessions: SessionFactory, on: dt.date, now: dt.datetime) -> None:
    """Let the texts wait that the days since the last one looked at have touched, once a day.

    What takes effect, ends or comes near on a day is noted like a change written on it, so that findings
    tell who caused them. Where no day was looked at yet, the days count from the last check.
    """
    with transaction(sessions) as session:
        last = _last_day(session, on)
        if last is not None and last >= on:
            return
        dated = _dated(session, last, on) if last else []
    with transaction(sessions, writes=True) as session:
        if (_last_day(session, on) or last) != last:
            return  # somebody else was quicker
        session.add(ChangeRow(at=now, act_id=None, kind=DAY, effective_from=on, planned=True))
        noted = [ChangeRow(at=now, planned=True, **said) for said in dated]
        session.add_all(noted)
        session.flush()
        _wait_for_check(session, _reach_of(session, [(row.id, row.act_id, "time") for row in noted]))


def _last_day(session: Session, on: dt.date) -> dt.date | None:
    """The last day that was looked at, else that of the newest check; ``None`` before any."""
    looked = session.scalar(select(func.max(ChangeRow.effective_from)).where(ChangeRow.kind == DAY))
    return looked or session.scalar(select(func.max(FindingRow.as_of)).where(FindingRow.as_of <= on))


def _unplanned(session: Session) -> list[tuple[int, int | None, str]]:
    query = select(ChangeRow.id, ChangeRow.act_id, ChangeRow.kind).where(~ChangeRow.planned)
    return [(number, act, kind) for number, act, kind in session.execute(query.order_by(ChangeRow.id))]


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
        select(ChangeRow.id, ChangeRow.act_id, ChangeRow.kind).where(
            ChangeRow.at >= moment, ChangeRow.kind.not_in((SWEEP, DAY))
        )
    ).all()
    timely = [(0, said["act_id"], "time") for said in _dated(session, since - _DAY, on + _DAY)]
    return _reach_of(session, [*((number, act, kind) for number, act, kind in rows), *timely])


def _dated(session: Session, since: dt.date, on: dt.date) -> list[dict[str, Any]]:
    """What begins, is over or comes near after the first day and up to the second one, as changes."""
    found: list[dict[str, Any]] = []
    # A coming end is told some time before (check REF110), so that day alters findings too.
    for near in (dt.timedelta(), warning_time(rule_book(session), on)):
        first, last = since + _DAY + near, on + near
        began = EventRow.effective_from.between(first, last)
        over = EventRow.effective_until.between(
            first - _DAY, last
        )  # the last day of a term, or the one after
        events = select(
            EventRow.target_id.label("act_id"),
            EventRow.predicate.label("kind"),
            EventRow.by_id,
            EventRow.by_label,
            EventRow.effective_from,
        )
        query = events.where(or_(began, over)).order_by(EventRow.id)
        found.extend(dict(row) for row in session.execute(query).mappings())
        entered = select(ActRow.id, ActRow.effective_from).where(
            or_(ActRow.effective_from.between(first, last), ActRow.issued.between(first, last))
        )
        known = {said["act_id"] for said in found}
        found.extend(
            {"act_id": act, "kind": _ENTRY, "by_id": None, "by_label": None, "effective_from": day}
            for act, day in session.execute(entered.order_by(ActRow.id))
            if act not in known
        )
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
    """A text that waits already keeps its place. One that is being judged at this very moment is waited for:
    whoever judges it cannot know of these changes."""
    rows = [{"expression_id": text, "change_id": change} for text, change in sorted(texts.items())]
    if rows:
        postgresql = session.get_bind().dialect.name == "postgresql"
        insert = insert_postgresql if postgresql else insert_sqlite
        session.execute(insert(RecheckRow.__table__).on_conflict_do_nothing(), rows)  # type: ignore[arg-type]
