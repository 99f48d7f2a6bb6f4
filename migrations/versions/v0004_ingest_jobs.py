"""Ingest jobs and pages to confirm"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_IDENTITY = ("number", "type", "issuer", "issued", "title")
_SURE = 0.5


def upgrade() -> None:
    """Apply the change; outcomes of earlier runs become jobs that are done."""
    op.create_table(
        "ingest_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("worker", sa.String(length=120), nullable=True),
        sa.Column("beat_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_ingest_job_created_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_job")),
    )
    with op.batch_alter_table("ingest_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ingest_job_state"), ["state"], unique=False)
    op.create_table(
        "ingest_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("staged", sa.Boolean(), nullable=False),
        sa.Column("stamp", sa.String(length=60), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("doubtful", sa.JSON(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_ingest_item_act_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["ingest_job.id"], name=op.f("fk_ingest_item_job_id_ingest_job"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_item")),
    )
    with op.batch_alter_table("ingest_item", schema=None) as batch_op:
        batch_op.create_index("ix_ingest_item_job_outcome", ["job_id", "outcome"], unique=False)
        batch_op.create_index(batch_op.f("ix_ingest_item_path"), ["path"], unique=False)
    op.create_table(
        "text_sketch",
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_text_sketch_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expression_id", "hash", name=op.f("pk_text_sketch")),
    )
    with op.batch_alter_table("text_sketch", schema=None) as batch_op:
        batch_op.create_index("ix_text_sketch_hash", ["hash"], unique=False)
    with op.batch_alter_table("expression", schema=None) as batch_op:
        batch_op.add_column(sa.Column("signatures", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("confirmed", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("doubtful", sa.String(length=120), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_expression_doubtful"), ["doubtful"], unique=False)
    _find_doubts()
    _move_outcomes()
    with op.batch_alter_table("ingest_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ingest_outcome_run"))
    op.drop_table("ingest_outcome")


def _find_doubts() -> None:
    """Texts in use whose header was read with doubt wait for a person, as those that come in from now on."""
    table = sa.table(
        "expression",
        sa.column("id", sa.Integer()),
        sa.column("header", sa.JSON()),
        sa.column("current", sa.Boolean()),
        sa.column("doubtful", sa.String()),
    )
    connection = op.get_bind()
    found = []
    for number, header in connection.execute(sa.select(table.c.id, table.c.header).where(table.c.current)):
        names = [name for name in _IDENTITY if (header.get(name) or {}).get("confidence", 0) < _SURE]
        # A text without any header was not read by this product.
        if names and header:
            found.append({"number": number, "names": " ".join(names)})
    if found:
        changed = sa.update(table).where(table.c.id == sa.bindparam("number"))
        connection.execute(changed.values(doubtful=sa.bindparam("names")), found)


def _move_outcomes() -> None:
    op.execute(
        "INSERT INTO ingest_job (title, state, created_at, started_at, finished_at) "
        "SELECT run, 'done', MIN(at), MIN(at), MAX(at) FROM ingest_outcome GROUP BY run"
    )
    op.execute(
        "INSERT INTO ingest_item "
        "(job_id, position, name, path, staged, outcome, reason, doubtful, act_id, at) "
        "SELECT j.id, o.id, o.path, o.path, false, o.outcome, o.reason, '[]', o.act_id, o.at "
        "FROM ingest_outcome o JOIN ingest_job j ON j.title = o.run"
    )


def downgrade() -> None:
    """Take it back; jobs become outcomes again."""
    op.create_table(
        "ingest_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.String(length=40), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_ingest_outcome_act_id_act"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_outcome")),
    )
    with op.batch_alter_table("ingest_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ingest_outcome_run"), ["run"], unique=False)
    op.execute(
        "INSERT INTO ingest_outcome (run, path, outcome, reason, act_id, at) "
        "SELECT CAST(job_id AS VARCHAR(40)), path, outcome, reason, act_id, at FROM ingest_item "
        "WHERE outcome IS NOT NULL AND at IS NOT NULL"
    )
    # Not copied: SQLite would delete what refers to the rows of a table that is dropped for its copy.
    with op.batch_alter_table("expression", schema=None, recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_expression_doubtful"))
        batch_op.drop_column("doubtful")
        batch_op.drop_column("confirmed")
        batch_op.drop_column("signatures")
    with op.batch_alter_table("text_sketch", schema=None) as batch_op:
        batch_op.drop_index("ix_text_sketch_hash")
    op.drop_table("text_sketch")
    with op.batch_alter_table("ingest_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ingest_item_path"))
        batch_op.drop_index("ix_ingest_item_job_outcome")
    op.drop_table("ingest_item")
    with op.batch_alter_table("ingest_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ingest_job_state"))
    op.drop_table("ingest_job")
