"""What tests of every room may ask for: real data, a private PostgreSQL, a fresh database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, event

from tests.postgres import PostgresServer, find_programs, start_server

# A loaded machine is no fault of the code: how long an example takes is not judged.
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

CHECKOUT = Path(__file__).parents[1]
_FOLDER = Path(os.environ.get("RASOAT_SHARED") or CHECKOUT.parent / "shared")
SHARED = (_FOLDER if _FOLDER.is_absolute() else CHECKOUT / _FOLDER).resolve()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on real data and on PostgreSQL skip with the reason where these are absent."""
    absent: dict[str, str] = {}
    if not (SHARED / "data").is_dir():
        absent["shared"] = "real acts are absent: set RASOAT_SHARED to the folder that has data/"
    if find_programs() is None:
        absent["postgres"] = "PostgreSQL is absent: install the package postgresql (initdb, postgres)"
    for item in items:
        for marker, reason in absent.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real acts and gold annotations; mark tests that use it with ``shared``."""
    if not (SHARED / "data").is_dir():
        pytest.skip("real acts are absent: set RASOAT_SHARED to the folder that has data/")
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test process alone, stopped and deleted at the end."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is absent: install the package postgresql (initdb, postgres)")
    server = start_server(programs)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Address of an empty database, dropped afterwards; mark tests that use it with ``postgres``."""
    name = postgres_server.create_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rasoat.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session", autouse=True)
def writers_begin_as_writers() -> Iterator[None]:
    """Every SQLite transaction that reads and then writes must have said so at its begin.

    Otherwise it fails at once, without waiting, when somebody else has written in between: a fault that
    shows only under load and that this shows always.
    """
    event.listen(Engine, "before_cursor_execute", _watch)
    yield
    event.remove(Engine, "before_cursor_execute", _watch)


def _watch(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
    if connection.dialect.name != "sqlite":
        return
    word = statement.split(maxsplit=1)[0].upper()
    if word == "BEGIN":
        connection.info["phase"] = "writer" if "IMMEDIATE" in statement.upper() else "begun"
    elif word == "SELECT" and connection.info.get("phase") == "begun":
        connection.info["phase"] = "has read"
    elif word in {"INSERT", "UPDATE", "DELETE"}:
        assert connection.info.get("phase") != "has read", f"begin with writes=True: {statement}"
