"""What changed in the registry, whom it concerns, and which findings arose from it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.models.corpus import ExpressionRow
from app.db.models.registry import ActRow
from app.db.models.review import FindingRow, UserRow


class ChangeRow(Base):
    """One thing that became different about an act (``act_id`` ``None``: about everything).

    ``kind`` is a predicate of an event, or ``act`` (the act itself is new), ``claim``, ``name``, ``text``,
    ``vocabulary``, ``rules``. ``by_*`` and ``effective_from`` are those of the event. ``planned``: the texts
    that it can touch are in ``recheck`` (or were checked since).
    """

    __tablename__ = "registry_change"
    __table_args__ = (Index("ix_registry_change_act", "act_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(30))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    by_label: Mapped[str | None] = mapped_column(String(300))
    effective_from: Mapped[dt.date | None]
    planned: Mapped[bool] = mapped_column(default=False, index=True)


class RecheckRow(Base):
    """A text that waits to be checked again, with the first change that asked for it."""

    __tablename__ = "recheck"

    expression_id: Mapped[int] = mapped_column(
        ForeignKey("expression.id", ondelete="CASCADE"), primary_key=True
    )
    change_id: Mapped[int] = mapped_column(ForeignKey("registry_change.id", ondelete="CASCADE"), index=True)

    expression: Mapped[ExpressionRow] = relationship()


class DerivationRow(Base):
    """An act that details or guides another one, as its title says ("quy định chi tiết Luật Đất đai").

    ``parent_id`` is ``None`` while the registry does not know the parent; the keys then find it.
    """

    __tablename__ = "act_derivation"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    number_key: Mapped[str | None] = mapped_column(String(160), index=True)
    name_key: Mapped[str | None] = mapped_column(String(500), index=True)


class ArisenRow(Base):
    """Why a finding arose: the act that caused it and from when that counts.

    ``changed_id`` is the act that became different, ``by_id`` the act that did it. ``agency`` proposed the
    act that the finding is on, ``sector`` is that agency's field; ``None`` means that nobody states it.
    """

    __tablename__ = "arisen_finding"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    changed_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    by_label: Mapped[str | None] = mapped_column(String(300))
    effective_from: Mapped[dt.date | None]
    agency: Mapped[str | None] = mapped_column(String(300), index=True)
    sector: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    seen_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    finding: Mapped[FindingRow] = relationship()
    changed: Mapped[ActRow | None] = relationship(foreign_keys=[changed_id])
    by: Mapped[ActRow | None] = relationship(foreign_keys=[by_id])
    seen_by: Mapped[UserRow | None] = relationship()
