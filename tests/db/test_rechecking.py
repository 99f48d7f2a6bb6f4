"""Checking texts while others write: nothing that changes meanwhile is missed, nothing is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ExpressionRow, FindingRow
from app.services.held import HeldText, held_texts
from app.services.permissions import SYSTEM
from app.services.rechecking import Rechecker
from tests.db.decisions import ON, add_event, fill_corpus

NOW = datetime(2026, 11, 21, 3, 0)  # noqa: DTZ001  # moments are kept in UTC without zone


def _texts(services: Services) -> list[int]:
    with transaction(services.sessions) as session:
        return list(session.scalars(select(ExpressionRow.id).where(ExpressionRow.current)))


def _open(services: Services) -> set[tuple[int, str]]:
    with transaction(services.sessions) as session:
        query = select(FindingRow.act_id, FindingRow.fingerprint).where(FindingRow.state == "open")
        return {(act, mark) for act, mark in session.execute(query)}


def test_what_changes_while_texts_are_checked_is_not_missed(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The decree is repealed when the texts have been read and nothing is written yet."""
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    reads: list[int] = []

    def read_and_be_overtaken(session: Session, ids: Sequence[int]) -> list[HeldText]:
        found = held_texts(session, ids)
        if not reads:
            add_event(services, decree, later, effective_from=date(2026, 10, 1))
        reads.append(len(found))
        return found

    monkeypatch.setattr("app.services.rechecking.held_texts", read_and_be_overtaken)
    checked = Rechecker(services.sessions, lambda: NOW).check(_texts(services), ON, keep=True)
    assert reads == [4, 4]
    assert sum(item.new for item in checked) >= 3
    before = _open(services)
    assert services.ripple.settle(SYSTEM, ON).new == 0
    assert _open(services) == before


def test_two_that_settle_at_once_leave_what_one_would(services: Services, tmp_path: Path) -> None:
    decree, other, later = fill_corpus(services, tmp_path / "in")

    def change_and_settle(target: int) -> int:
        for _ in range(3):
            add_event(services, target, later, effective_from=date(2026, 10, 1))
            services.ripple.settle(SYSTEM, ON)
        return target

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(change_and_settle, [decree, other])) == [decree, other]
    services.ripple.settle(SYSTEM, ON)
    found = _open(services)
    assert services.ripple.left() == 0
    assert services.sweep.sweep(SYSTEM, ON).new == 0
    assert _open(services) == found


def test_more_texts_of_a_batch_ask_the_store_no_more_questions(services: Services, tmp_path: Path) -> None:
    fill_corpus(services, tmp_path / "in")
    ids = _texts(services)
    asked: list[str] = []

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    def questions(texts: list[int]) -> int:
        asked.clear()
        Rechecker(services.sessions, lambda: NOW).check(texts, ON, keep=True)
        return len(asked)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert questions(ids[:1]) == questions(ids[:3]) > 0
    finally:
        event.remove(Engine, "before_cursor_execute", note)
