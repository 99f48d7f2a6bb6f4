"""Ripple: changes of the registry, texts to check again, findings that arose"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "act_derivation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("number_key", sa.String(length=160), nullable=True),
        sa.Column("name_key", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_act_derivation_act_id_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["act.id"], name=op.f("fk_act_derivation_parent_id_act"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_derivation")),
    )
    with op.batch_alter_table("act_derivation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_derivation_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_derivation_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_derivation_number_key"), ["number_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_derivation_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "registry_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_label", sa.String(length=300), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_registry_change_act_id_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["act.id"], name=op.f("fk_registry_change_by_id_act"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_change")),
    )
    with op.batch_alter_table("registry_change", schema=None) as batch_op:
        batch_op.create_index("ix_registry_change_act", ["act_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registry_change_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_registry_change_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_registry_change_planned"), ["planned"], unique=False)

    op.create_table(
        "recheck",
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["registry_change.id"],
            name=op.f("fk_recheck_change_id_registry_change"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_recheck_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("expression_id", name=op.f("pk_recheck")),
    )
    with op.batch_alter_table("recheck", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recheck_change_id"), ["change_id"], unique=False)

    op.create_table(
        "arisen_finding",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("changed_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_label", sa.String(length=300), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("agency", sa.String(length=300), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["act.id"], name=op.f("fk_arisen_finding_by_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["changed_id"], ["act.id"], name=op.f("fk_arisen_finding_changed_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["finding.id"],
            name=op.f("fk_arisen_finding_finding_id_finding"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"],
            ["user_account.id"],
            name=op.f("fk_arisen_finding_seen_by_id_user_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_arisen_finding")),
    )
    with op.batch_alter_table("arisen_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arisen_finding_agency"), ["agency"], unique=False)
        batch_op.create_index(batch_op.f("ix_arisen_finding_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_arisen_finding_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arisen_finding_changed_id"), ["changed_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arisen_finding_seen_at"), ["seen_at"], unique=False)

    with op.batch_alter_table("expression", schema=None) as batch_op:
        batch_op.add_column(sa.Column("checked_change", sa.Integer(), nullable=True))
    # Texts with findings were checked before changes were counted.
    op.execute("UPDATE expression SET checked_change = 0 WHERE id IN (SELECT expression_id FROM finding)")


def downgrade() -> None:
    """Take it back."""
    # Not copied: SQLite would delete what refers to the rows of a table that is dropped for its copy.
    with op.batch_alter_table("expression", schema=None, recreate="never") as batch_op:
        batch_op.drop_column("checked_change")
    for table in ("arisen_finding", "recheck", "registry_change", "act_derivation"):
        op.drop_table(table)
