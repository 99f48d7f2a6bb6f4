"""First schema: registry, corpus, review"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=400), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("type_key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("number_key", sa.String(length=120), nullable=True),
        sa.Column("number_search", sa.String(length=120), nullable=True),
        sa.Column("issuer", sa.String(length=120), nullable=True),
        sa.Column("issuer_name", sa.Text(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("name_key", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sa.UniqueConstraint("uid", name=op.f("uq_act_uid")),
    )
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_issued"), ["issued"], unique=False)
        batch_op.create_index("ix_act_issued_number", ["issued", "number_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_issuer"), ["issuer"], unique=False)
        batch_op.create_index("ix_act_name", ["type_key", "name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_number_key"), ["number_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_number_search"), ["number_search"], unique=False)
        batch_op.create_index(batch_op.f("ix_act_type"), ["type"], unique=False)

    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("file_name", sa.String(length=400), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "province",
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("predecessors", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_province")),
    )
    op.create_table(
        "source",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trust", sa.String(length=10), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_table(
        "act_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_act_alias_act_id_act"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_alias")),
        sa.UniqueConstraint("act_id", "name_key", name=op.f("uq_act_alias_act_id")),
    )
    with op.batch_alter_table("act_alias", schema=None) as batch_op:
        batch_op.create_index("ix_act_alias_name", ["name_key"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object", sa.String(length=420), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_audit_entry_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_claim_act_id_act"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index("ix_claim_act_field", ["act_id", "field"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_source"), ["source"], unique=False)

    op.create_table(
        "expression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_expression_act_id_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_expression_blob_sha256_blob")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expression")),
    )
    with op.batch_alter_table("expression", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expression_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expression_blob_sha256"), ["blob_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_expression_current"), ["current"], unique=False)

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

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("handling", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("drafting_agency", sa.String(length=300), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_proposal_act_id_act")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_proposal_created_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f("fk_proposal_decided_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_state"), ["state"], unique=False)

    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=160), nullable=True),
        sa.Column("number_key", sa.String(length=160), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.String(length=500), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_citation_act_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_citation_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_expression_id"), ["expression_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_number_key"), ["number_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_citation_outcome"), ["outcome"], unique=False)

    op.create_table(
        "effect_clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("predicate", sa.String(length=20), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("provisions", sa.JSON(), nullable=False),
        sa.Column("exceptions", sa.JSON(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_effect_clause_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_clause")),
    )
    with op.batch_alter_table("effect_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effect_clause_expression_id"), ["expression_id"], unique=False)

    op.create_table(
        "effect_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_label", sa.String(length=300), nullable=True),
        sa.Column("predicate", sa.String(length=30), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("provisions", sa.JSON(), nullable=False),
        sa.Column("exceptions", sa.JSON(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=True),
        sa.Column("evidence_what", sa.Text(), nullable=True),
        sa.Column("evidence_quote", sa.Text(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=True),
        sa.Column("evidence_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["act.id"], name=op.f("fk_effect_event_by_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_effect_event_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["act.id"], name=op.f("fk_effect_event_target_id_act"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_event")),
    )
    with op.batch_alter_table("effect_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effect_event_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_event_effective_from"), ["effective_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_event_expression_id"), ["expression_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_event_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_event_target_id"), ["target_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("cited_act_id", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provision", sa.Text(), nullable=True),
        sa.Column("cited", sa.JSON(), nullable=True),
        sa.Column("legal_source", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("first_seen", sa.DateTime(), nullable=False),
        sa.Column("last_seen", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["act.id"], name=op.f("fk_finding_act_id_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cited_act_id"], ["act.id"], name=op.f("fk_finding_cited_act_id_act"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_finding_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("act_id", "fingerprint", name=op.f("uq_finding_act_id")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_act_id"), ["act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_cited_act_id"), ["cited_act_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_fingerprint"), ["fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_severity"), ["severity"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_state"), ["state"], unique=False)

    op.create_table(
        "provision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("eid", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_provision_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
    )
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provision_expression_id"), ["expression_id"], unique=False)

    op.create_table(
        "provision_ref",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expression_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("of_self", sa.Boolean(), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["expression_id"],
            ["expression.id"],
            name=op.f("fk_provision_ref_expression_id_expression"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision_ref")),
    )
    with op.batch_alter_table("provision_ref", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provision_ref_expression_id"), ["expression_id"], unique=False)

    op.create_table(
        "proposal_finding",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_proposal_finding_finding_id_finding")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_finding_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "finding_id", name=op.f("pk_proposal_finding")),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_verdict_finding_id_finding"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_verdict_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdict_finding_id"), ["finding_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verdict_finding_id"))

    op.drop_table("verdict")
    op.drop_table("proposal_finding")
    with op.batch_alter_table("provision_ref", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provision_ref_expression_id"))

    op.drop_table("provision_ref")
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provision_expression_id"))

    op.drop_table("provision")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_state"))
        batch_op.drop_index(batch_op.f("ix_finding_severity"))
        batch_op.drop_index(batch_op.f("ix_finding_fingerprint"))
        batch_op.drop_index(batch_op.f("ix_finding_code"))
        batch_op.drop_index(batch_op.f("ix_finding_cited_act_id"))
        batch_op.drop_index(batch_op.f("ix_finding_act_id"))

    op.drop_table("finding")
    with op.batch_alter_table("effect_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_effect_event_target_id"))
        batch_op.drop_index(batch_op.f("ix_effect_event_source"))
        batch_op.drop_index(batch_op.f("ix_effect_event_expression_id"))
        batch_op.drop_index(batch_op.f("ix_effect_event_effective_from"))
        batch_op.drop_index(batch_op.f("ix_effect_event_by_id"))

    op.drop_table("effect_event")
    with op.batch_alter_table("effect_clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_effect_clause_expression_id"))

    op.drop_table("effect_clause")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_outcome"))
        batch_op.drop_index(batch_op.f("ix_citation_number_key"))
        batch_op.drop_index(batch_op.f("ix_citation_name_key"))
        batch_op.drop_index(batch_op.f("ix_citation_expression_id"))
        batch_op.drop_index(batch_op.f("ix_citation_act_id"))

    op.drop_table("citation")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_state"))
        batch_op.drop_index(batch_op.f("ix_proposal_act_id"))

    op.drop_table("proposal")
    with op.batch_alter_table("ingest_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ingest_outcome_run"))

    op.drop_table("ingest_outcome")
    with op.batch_alter_table("expression", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expression_current"))
        batch_op.drop_index(batch_op.f("ix_expression_blob_sha256"))
        batch_op.drop_index(batch_op.f("ix_expression_act_id"))

    op.drop_table("expression")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_source"))
        batch_op.drop_index("ix_claim_act_field")

    op.drop_table("claim")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("act_alias", schema=None) as batch_op:
        batch_op.drop_index("ix_act_alias_name")

    op.drop_table("act_alias")
    op.drop_table("user_account")
    op.drop_table("source")
    op.drop_table("province")
    op.drop_table("blob")
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_act_type"))
        batch_op.drop_index(batch_op.f("ix_act_number_search"))
        batch_op.drop_index(batch_op.f("ix_act_number_key"))
        batch_op.drop_index("ix_act_name")
        batch_op.drop_index(batch_op.f("ix_act_issuer"))
        batch_op.drop_index("ix_act_issued_number")
        batch_op.drop_index(batch_op.f("ix_act_issued"))

    op.drop_table("act")
