"""Engine, sessions and column types shared by SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import ConfigurationError

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all models; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, list[Any]: JSON}


_BAD_ADDRESS = (
    "RASOAT_DATABASE_URL không đúng; hãy viết như postgresql://máy_chủ/tên_kho (kèm tên và mật "
    "khẩu nếu cần) hoặc sqlite:////thư/mục/kho.db."
)


def make_folder(folder: Path) -> None:
    """Make the folder with its parents. Raises :class:`ConfigurationError` when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"Không tạo được thư mục dữ liệu {folder}; hãy kiểm tra đường dẫn và quyền ghi, hoặc chọn "
            "thư mục khác (--home, RASOAT_HOME)."
        ) from error


def make_engine(url: str) -> Engine:
    """Engine for ``sqlite:///…`` (WAL, foreign keys, 15 s busy wait) or ``postgresql+psycopg://…``.

    A plain ``postgresql://`` URL is read as psycopg 3. Raises :class:`ConfigurationError` on an address
    that cannot be used; the sentence does not repeat it, because it may hold a password.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError(_BAD_ADDRESS) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigurationError(_BAD_ADDRESS)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        make_folder(Path(str(parsed.database)).parent)
    try:
        engine = create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (ArgumentError, ImportError) as error:
        raise ConfigurationError(_BAD_ADDRESS) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_pragmas)
        event.listen(engine, "begin", _sqlite_begin)
    return engine


def _sqlite_begin(connection: Connection) -> None:
    """Begin ourselves: the driver begins too late for savepoints, and a reader that turns writer in
    mid-transaction fails without waiting when somebody else has written."""
    writes = connection.get_execution_options().get("rasoat_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _sqlite_pragmas(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "synchronous=NORMAL",
        "case_sensitive_like=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


SessionFactory = sessionmaker[Session]


def make_session_factory(engine: Engine) -> SessionFactory:
    """Sessions whose objects stay readable after commit."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_writing(session: Session) -> None:
    """Start the session's transaction as a writer; must come before its first statement.

    On SQLite the write lock is taken at once (waiting for other writers); elsewhere nothing differs.
    """
    session.connection(execution_options={"rasoat_writes": True})


@contextmanager
def transaction(factory: SessionFactory, *, writes: bool = False) -> Iterator[Session]:
    """One unit of work: commits once at the end, rolls everything back on any error.

    Say ``writes=True`` when the work reads before it writes.
    """
    with factory() as session, session.begin():
        if writes:
            begin_writing(session)
        yield session
