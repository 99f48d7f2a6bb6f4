"""Findings, verdicts, proposals, users, audit."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.models.corpus import ExpressionRow
from app.db.models.registry import ActRow


class UserRow(Base):
    """A person who signs in. ``role`` is viewer, drafter, reviewer, lead or admin."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]


class FindingRow(Base):
    """A finding on an act of the corpus, kept across sweeps by fingerprint.

    ``state``: open, confirmed, dismissed, gone (the last sweep no longer found it). ``evidence`` is a
    list of Evidence as dicts; ``cited`` the CitedAct as dict (ISO dates).
    """

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("act_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id", ondelete="CASCADE"))
    cited_act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    code: Mapped[str] = mapped_column(String(20), index=True)
    severity: Mapped[str] = mapped_column(String(10), index=True)
    message: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    provision: Mapped[str | None] = mapped_column(Text)
    cited: Mapped[dict[str, Any] | None]
    legal_source: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[Any]]
    suggestion: Mapped[str | None] = mapped_column(Text)
    as_of: Mapped[dt.date]
    state: Mapped[str] = mapped_column(String(12), default="open", index=True)
    first_seen: Mapped[dt.datetime]
    last_seen: Mapped[dt.datetime]

    act: Mapped[ActRow] = relationship(foreign_keys=[act_id])
    cited_act: Mapped[ActRow | None] = relationship(foreign_keys=[cited_act_id])
    expression: Mapped[ExpressionRow] = relationship()
    verdicts: Mapped[list[VerdictRow]] = relationship(
        back_populates="finding", cascade="all, delete-orphan", order_by="VerdictRow.at"
    )


class VerdictRow(Base):
    """A person's decision on a finding: confirmed, dismissed or reopened, always with a reason."""

    __tablename__ = "verdict"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]

    finding: Mapped[FindingRow] = relationship(back_populates="verdicts")
    user: Mapped[UserRow] = relationship()


class ProposalRow(Base):
    """A proposal to handle an act (NĐ 79/2025 Điều 38). ``handling`` is a key of the form table in
    legal_rules.yaml; ``state``: draft, submitted, approved, returned.
    """

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    handling: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    drafting_agency: Mapped[str | None] = mapped_column(String(300))
    deadline: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[dt.datetime]
    submitted_at: Mapped[dt.datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[dt.datetime | None]
    decision_note: Mapped[str | None] = mapped_column(Text)

    act: Mapped[ActRow] = relationship()
    created_by: Mapped[UserRow] = relationship(foreign_keys=[created_by_id])
    decided_by: Mapped[UserRow | None] = relationship(foreign_keys=[decided_by_id])
    findings: Mapped[list[FindingRow]] = relationship(secondary="proposal_finding", order_by=FindingRow.start)


class ProposalFindingRow(Base):
    """Which confirmed findings a proposal rests on."""

    __tablename__ = "proposal_finding"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)


class AuditRow(Base):
    """Who did what and when; rows are only ever added."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(60), index=True)
    object: Mapped[str] = mapped_column(String(420))
    detail: Mapped[dict[str, Any]]

    user: Mapped[UserRow | None] = relationship()
