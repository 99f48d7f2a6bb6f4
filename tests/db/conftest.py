"""A store that is up to date, on SQLite and on PostgreSQL, and the services over it on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import Services, build_services
from app.config import Settings, load_settings
from app.db.base import make_engine
from app.db.migrate import upgrade
from tests.clocks import Clock

TODAY = date(2026, 11, 21)
MORNING = datetime(2026, 11, 21, 2, 0)  # noqa: DTZ001  # moments are kept in UTC without zone


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at nine in the morning of :data:`TODAY` in Vietnam."""
    return Clock(MORNING)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of an empty store whose schema is the newest."""
    engine = make_engine(database_url)
    upgrade(engine)
    engine.dispose()
    return replace(load_settings({}, home=tmp_path / "home"), database_url=database_url)


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """The services over an empty store, on :data:`TODAY`."""
    made = build_services(settings, today=lambda: TODAY)
    yield made
    made.close()
