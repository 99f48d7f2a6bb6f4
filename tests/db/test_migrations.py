"""The chain of migrations, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text

import app.db.models
from app.bootstrap import prepare_store
from app.db.base import Base, make_engine
from app.db.migrate import is_current, upgrade
from app.errors import ConfigurationError

SECRET = "-".join(("mat", "khau"))  # put together, so that no address with a password stands here


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@contextmanager
def _writer(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(rasoat_writes=True) as connection, connection.begin():
        yield connection


def _downgrade(engine: Engine) -> None:
    with as_file(files("migrations")) as folder, _writer(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_upgrade_from_nothing_makes_every_table(engine: Engine) -> None:
    assert not is_current(engine)
    upgrade(engine)
    assert is_current(engine)
    assert _tables(engine) == {*Base.metadata.tables, "alembic_version"}
    assert app.db.models.ActRow.__tablename__ in _tables(engine)


def test_upgrade_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    before = _tables(engine)
    upgrade(engine)
    assert (_tables(engine), is_current(engine)) == (before, True)


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_downgrade_takes_everything_away_and_the_way_back_is_open(engine: Engine) -> None:
    upgrade(engine)
    _downgrade(engine)
    assert _tables(engine) == {"alembic_version"}
    upgrade(engine)
    assert is_current(engine)


def test_a_file_store_is_made_on_opening_but_a_server_only_checked(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        prepare_store(engine)
        assert is_current(engine)
        return
    with pytest.raises(ConfigurationError, match="rasoat db upgrade"):
        prepare_store(engine)
    assert _tables(engine) == set()
    upgrade(engine)
    prepare_store(engine)


def test_a_store_of_a_newer_version_is_refused_with_what_to_do(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for touch in (prepare_store, upgrade):
        with pytest.raises(ConfigurationError, match="cập nhật chương trình"):
            touch(engine)


def test_two_first_starts_at_once_make_one_store(tmp_path: Path) -> None:
    engines = [make_engine(f"sqlite:///{tmp_path / 'rasoat.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(prepare_store, engines))
    assert is_current(engines[0])
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        f"{SECRET} không có dạng",
        f"mysql://u:{SECRET}@h/x",
        f"postgresql://u:{SECRET}@h:port/x",
        "sqlite:////proc/none/x.db",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        make_engine(url)
    assert SECRET not in str(refused.value)
