"""Registry: disagreements, source ranking, edited rules"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=True))
    op.create_table(
        "disagreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("used", sa.Text(), nullable=True),
        sa.Column("used_source", sa.String(length=60), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_disagreement_act_id_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["user_account.id"], name=op.f("fk_disagreement_settled_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
        sa.UniqueConstraint("act_id", "kind", "field", "subject", name=op.f("uq_disagreement_act_id")),
    )
    with op.batch_alter_table("disagreement", schema=None) as batch_op:
        for column in ("act_id", "field", "kind", "state"):
            batch_op.create_index(batch_op.f(f"ix_disagreement_{column}"), [column], unique=False)
    op.create_table(
        "legal_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.String(length=1), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("shipped", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_rule")),
        sa.UniqueConstraint("rule_id", "position", name=op.f("uq_legal_rule_rule_id")),
    )
    with op.batch_alter_table("legal_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_rule_rule_id"), ["rule_id"], unique=False)


def downgrade() -> None:
    """Take it back; what people decided about contradictions stays in the audit trail."""
    with op.batch_alter_table("legal_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_rule_rule_id"))
    op.drop_table("legal_rule")
    with op.batch_alter_table("disagreement", schema=None) as batch_op:
        for column in ("state", "kind", "field", "act_id"):
            batch_op.drop_index(batch_op.f(f"ix_disagreement_{column}"))
    op.drop_table("disagreement")
    # Not copied: SQLite would delete what refers to the rows of a table that is dropped for its copy.
    with op.batch_alter_table("source", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("position")
