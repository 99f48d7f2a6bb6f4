"""The store's registry asks the database once for what is read together."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, event

from app.db.act_registry import SqlRegistry
from app.db.base import make_engine, make_session_factory, transaction
from app.db.migrate import upgrade
from app.services.registry_events import event_row
from app.services.registry_store import new_row
from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent

ENDED = 12


def _counting(engine: Engine) -> list[str]:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    return asked


def test_reading_many_statuses_takes_as_many_questions_as_reading_one(database_url: str) -> None:
    engine = make_engine(database_url)
    upgrade(engine)
    sessions = make_session_factory(engine)
    with transaction(sessions, writes=True) as session:
        for n in range(ENDED):
            old = new_row(Act(f"old/{n}", "Nghị định", f"{n}/2015/NĐ-CP", issued=date(2015, 1, 1)))
            new = new_row(Act(f"new/{n}", "Nghị định", f"{n}/2025/NĐ-CP", effective_from=date(2025, 3, 1)))
            session.add_all([old, new])
            session.flush()
            ending = EffectEvent(f"old/{n}", "replaces", "whole", None, "van_ban", by=f"new/{n}")
            session.add(event_row(ending, old, new.id, new.label))
    asked = _counting(engine)

    def questions(count: int) -> int:
        with transaction(sessions) as session:
            registry = SqlRegistry(session)
            asked.clear()
            events = registry.events_on_many([f"old/{n}" for n in range(count)])
            act = Act("old/0", "Nghị định", "0/2015/NĐ-CP")
            registry.events_on_many([e.by for found in events.values() for e in found if e.by])
            for found in events.values():
                assert status_at(act, found, date(2026, 1, 1), registry=registry).since == date(2025, 3, 1)
            return len(asked)

    assert questions(ENDED) == questions(1)
    engine.dispose()
