"""Every change of what is known about acts leaves a row, in the transaction that makes it.

The session notes it, not the service: whoever adds an importer or a page that settles a contradiction cannot
forget to, and a change that is rolled back leaves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from app.db.base import SessionFactory
from app.db.models import (
    ActRow,
    AliasRow,
    ChangeRow,
    ClaimRow,
    EventRow,
    ExpressionRow,
    LegalRuleRow,
    ProvinceRow,
    SourceRow,
)

# Rows that every reading of an act may rest on.
_ABOUT_ALL: dict[type, str] = {ProvinceRow: "vocabulary", LegalRuleRow: "rules"}
_ENDING = frozenset({"replaces", "repeals", "expires", "suspends"})
_NEW = "rasoat_new_acts"
# Where the words of an event stand: its text may be read again from another file, and the event stays.
EVENT_PLACE = ("expression_id", "evidence_start", "evidence_end")
_OF_EVENTS = tuple(c.key for c in EventRow.__table__.columns if c.key not in EVENT_PLACE)
_ABOUT_ACTS = {AliasRow: "name", ClaimRow: "claim", EventRow: "event"}
_Noted = dict[str, Any]


def watch(sessions: SessionFactory, now: Callable[[], dt.datetime]) -> None:
    """Note changes of acts, claims, names, events, texts, vocabularies and rules that the factory's
    sessions write."""

    def after_flush(session: Session, _context: object) -> None:
        _write(session, now(), _noted(session))

    def in_bulk(state: ORMExecuteState) -> None:
        _write(state.session, now(), _noted_in_bulk(state))

    event.listen(sessions, "after_flush", after_flush)
    event.listen(sessions, "do_orm_execute", in_bulk)


def _write(session: Session, at: dt.datetime, rows: Iterable[_Noted]) -> None:
    unique = {tuple(row.values()): row for row in rows}
    if unique:
        session.connection().execute(insert(ChangeRow), [{"at": at, **row} for row in unique.values()])


def _noted(session: Session) -> Iterator[_Noted]:
    fresh: set[int] = session.info.setdefault(_NEW, set())
    for item in session.new:
        if isinstance(item, ActRow):
            fresh.add(item.id)
            yield _row(item.id, "act")
    for item in (*session.new, *session.deleted):
        if isinstance(item, EventRow):
            # A new act is a change as a whole; only who ended or changed it is worth a line of its own.
            if item.target_id not in fresh or item.by_id or item.predicate in _ENDING:
                yield _of_event(item)
        elif isinstance(item, (ClaimRow, AliasRow)) and item.act_id not in fresh:
            yield _row(item.act_id, "claim" if isinstance(item, ClaimRow) else "name")
        elif isinstance(item, ExpressionRow):
            yield _row(item.act_id, "text")
        elif type(item) in _ABOUT_ALL:
            yield _row(None, _ABOUT_ALL[type(item)])
    yield from _altered(session)


def _altered(session: Session) -> Iterator[_Noted]:
    for item in session.dirty:
        if not session.is_modified(item, include_collections=False):
            continue
        if isinstance(item, ActRow):
            yield _row(item.id, "claim")
        elif isinstance(item, EventRow):
            if _changed(item, *_OF_EVENTS):
                yield _of_event(item)
        elif isinstance(item, (ClaimRow, AliasRow)):
            yield _row(item.act_id, "claim" if isinstance(item, ClaimRow) else "name")
        elif isinstance(item, ExpressionRow) and _changed(item, "current", "header", "text", "read_at"):
            yield _row(item.act_id, "text")
        elif type(item) in _ABOUT_ALL:
            yield _row(None, _ABOUT_ALL[type(item)])
        elif isinstance(item, SourceRow) and _changed(item, "position", "trust"):
            yield _row(None, "rules")


def _changed(item: object, *names: str) -> bool:
    return any(inspect(item).attrs[name].history.has_changes() for name in names)


def _noted_in_bulk(state: ORMExecuteState) -> list[_Noted]:
    """Acts whose rows a bulk update or delete is about to reach."""
    mapper = state.bind_mapper
    if not (state.is_update or state.is_delete) or mapper is None or mapper.class_ not in _ABOUT_ACTS:
        return []
    table: Any = mapper.class_
    reached: Any = table.target_id if table is EventRow else table.act_id
    query = select(reached).distinct()
    where = getattr(state.statement, "whereclause", None)
    ids = state.session.connection().execute(query if where is None else query.where(where))
    return [_row(act_id, _ABOUT_ACTS[table]) for (act_id,) in ids.all()]


def _of_event(item: EventRow) -> _Noted:
    return _row(item.target_id, item.predicate, item.by_id, item.by_label, item.effective_from)


def _row(
    act_id: int | None,
    kind: str,
    by_id: int | None = None,
    by_label: str | None = None,
    effective_from: dt.date | None = None,
) -> _Noted:
    return {
        "act_id": act_id,
        "kind": kind,
        "by_id": by_id,
        "by_label": by_label,
        "effective_from": effective_from,
    }
