"""The registry contract over SQL: every test of tests/contract/test_registry.py, on both databases.

The suite's tests are taken in by name and its ``registry`` fixture is replaced, so that a test added to the
contract is run here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pytest
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.base import make_engine, make_session_factory, transaction
from app.db.migrate import upgrade
from app.db.models import ActRow, AliasRow
from app.services.registry_events import event_row
from app.services.registry_store import new_row
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.names import name_keys
from legal_corpus.registry.protocol import Registry
from tests.contract.test_registry import *  # noqa: F403
from tests.contract.test_registry import ACTS, EVENTS, NAMES


def _store(
    session: Session,
    acts: Iterable[Act],
    events: Iterable[EffectEvent],
    names: Mapping[str, Iterable[str]],
) -> None:
    rows: dict[str, ActRow] = {}
    for act in acts:
        row = new_row(act)
        for name in names.get(act.uid, ()):
            keys = name_keys(Act("", act.type, act.number, name))
            row.aliases.extend(AliasRow(name=name, name_key=key) for key in keys)
        session.add(row)
        rows[act.uid] = row
    session.flush()
    for event in events:
        by = rows[event.by].id if event.by else None
        session.add(event_row(event, rows[event.target], by, event.by_label))


@pytest.fixture  # type: ignore[no-redef]  # takes the place of the contract's own
def registry(database_url: str) -> Iterator[Registry]:
    engine = make_engine(database_url)
    upgrade(engine)
    sessions = make_session_factory(engine)
    with transaction(sessions) as session:
        _store(session, ACTS, EVENTS, NAMES)
    with transaction(sessions, writes=True) as session:
        yield SqlRegistry(session)
    engine.dispose()


def test_answers_are_kept_until_told_to_forget(registry: SqlRegistry) -> None:
    key = "nghi-dinh/1-2030-nd-cp/chinh-phu/2030-01-02"
    assert registry.get(key) is None
    session = registry._session
    session.add(new_row(Act(uid=key, type="Nghị định", number="1/2030/NĐ-CP")))
    session.flush()
    assert registry.get(key) is None
    registry.forget()
    found = registry.get(key)
    assert found is not None
    assert found.number == "1/2030/NĐ-CP"
