"""Alembic environment: one chain of revisions for SQLite and PostgreSQL.

Run through :mod:`app.db.migrate`, which hands over an open connection; there is no alembic.ini.
"""

from __future__ import annotations

from alembic import context

import app.db.models  # noqa: F401  fills the metadata
from app.db.base import Base


def run() -> None:
    """Run the revisions on the connection that the caller put into the configuration."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
