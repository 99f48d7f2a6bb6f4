"""A unit of work leaves everything or nothing, in the store and in the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, make_engine, make_session_factory, transaction
from app.db.migrate import upgrade
from app.db.models import ActRow, EventRow
from app.services.indexing import IndexingService
from app.services.registry_store import new_row
from app.services.work import stored_and_indexed
from indexer.search.protocol import IndexedAct, SearchIndex, SearchQuery
from indexer.search.whoosh_index import WhooshIndex
from legal_corpus.model.act import Act

FERRY = Act(
    uid="nghi-dinh/7-2025-nd-cp/chinh-phu/2025-01-09",
    type="Nghị định",
    number="07/2025/NĐ-CP",
    title="Quy định về bến thủy nội địa",
)
INDEXED = IndexedAct(FERRY.uid, FERRY.type, FERRY.number, FERRY.title)


class _CrashError(Exception):
    """What goes wrong in the middle."""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def sessions(engine: Engine) -> SessionFactory:
    return make_session_factory(engine)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshIndex]:
    made = WhooshIndex(tmp_path / "index")
    yield made
    made.close()


def _stored(sessions: SessionFactory) -> int:
    with transaction(sessions) as session:
        return session.scalar(select(func.count()).select_from(ActRow)) or 0


def _found(index: SearchIndex) -> list[str]:
    return [hit.uid for hit in index.search(SearchQuery("bến thủy")).hits]


def test_a_transaction_commits_once_at_the_end(sessions: SessionFactory) -> None:
    with transaction(sessions) as session:
        session.add(new_row(FERRY))
    assert _stored(sessions) == 1


@pytest.mark.parametrize("writes", [False, True])
def test_an_error_rolls_back_what_was_already_flushed(sessions: SessionFactory, writes: bool) -> None:
    with pytest.raises(_CrashError), transaction(sessions, writes=writes) as session:
        session.add(new_row(FERRY))
        session.flush()
        assert session.scalar(select(func.count()).select_from(ActRow)) == 1
        raise _CrashError
    assert _stored(sessions) == 0


def test_one_identity_is_stored_once(sessions: SessionFactory) -> None:
    with transaction(sessions) as session:
        session.add(new_row(FERRY))
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add(new_row(FERRY))
    assert _stored(sessions) == 1


def test_an_event_cannot_stand_on_an_act_that_does_not_exist(sessions: SessionFactory) -> None:
    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add(EventRow(target_id=999, predicate="repeals", scope="whole", source="van_ban"))
        session.flush()


def test_row_and_index_entry_appear_together(sessions: SessionFactory, index: WhooshIndex) -> None:
    with stored_and_indexed(sessions, index) as (session, unit):
        session.add(new_row(FERRY))
        unit.put(INDEXED)
        assert _found(index) == []
    assert (_stored(sessions), _found(index)) == (1, [FERRY.uid])
    assert index.verify([FERRY.uid]).clean


def test_an_error_in_the_block_leaves_neither(sessions: SessionFactory, index: WhooshIndex) -> None:
    with pytest.raises(_CrashError), stored_and_indexed(sessions, index) as (session, unit):
        session.add(new_row(FERRY))
        session.flush()
        unit.put(INDEXED)
        raise _CrashError
    assert (_stored(sessions), _found(index)) == (0, [])
    assert index.verify([]).clean


def test_rows_that_the_database_refuses_never_reach_the_index(
    sessions: SessionFactory, index: WhooshIndex
) -> None:
    with pytest.raises(IntegrityError), stored_and_indexed(sessions, index) as (session, unit):
        session.add_all([new_row(FERRY), new_row(FERRY)])
        unit.put(INDEXED)
    assert (_stored(sessions), _found(index)) == (0, [])
    with stored_and_indexed(sessions, index) as (session, unit):  # the write lock was given back
        session.add(new_row(FERRY))
        unit.put(INDEXED)
    assert _stored(sessions) == 1


def test_a_crash_between_the_two_commits_is_put_right(
    sessions: SessionFactory, index: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_session: Session) -> None:
        raise _CrashError

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", crash)
        with pytest.raises(_CrashError), stored_and_indexed(sessions, index) as (session, unit):
            session.add(new_row(FERRY))
            unit.put(INDEXED)
    assert (_stored(sessions), _found(index)) == (0, [FERRY.uid])  # ahead, never behind

    found = IndexingService(sessions=sessions, index=index).repair()
    assert found is not None
    assert FERRY.uid in found.surplus | found.doubtful
    assert _found(index) == []
    assert index.verify([]).clean
