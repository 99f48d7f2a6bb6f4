"""Schema upgrades through Alembic, from the installed package (no alembic.ini needed)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.errors import ConfigurationError


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to ``revision``; nothing happens when it is there already.

    Others who start at the same time wait. Raises :class:`ConfigurationError` on a store that a newer
    version of the product has made.
    """
    with _scripts() as config, engine.connect() as connection:
        connection.execution_options(rasoat_writes=True)
        with connection.begin():
            _refuse_newer(config, connection)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest revision. Raises as :func:`upgrade` does."""
    with _scripts() as config, engine.connect() as connection:
        _refuse_newer(config, connection)
        head = ScriptDirectory.from_config(config).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head


@contextmanager
def _scripts() -> Iterator[Config]:
    with as_file(files("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def _refuse_newer(config: Config, connection: Connection) -> None:
    stands = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stands is not None and stands not in known:
        raise ConfigurationError(
            "Kho này do phiên bản Rà Soát mới hơn tạo ra; hãy cập nhật chương trình rồi chạy lại."
        )
