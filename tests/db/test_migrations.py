"""The chain of migrations, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

import app.db.models
from app.bootstrap import prepare_store
from app.db.base import Base, make_engine
from app.db.migrate import is_current, upgrade
from app.errors import ConfigurationError


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


def _downgrade(engine: Engine) -> None:
    with as_file(files("migrations")) as folder, engine.begin() as connection:
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
