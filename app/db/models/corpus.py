"""Texts of the corpus: manifestations, expressions, provisions, citations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.models.registry import ActRow


class BlobRow(Base):
    """An original file, kept by content hash in the originals folder; never altered."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(120))
    file_name: Mapped[str] = mapped_column(String(400))
    stored_at: Mapped[dt.datetime]


class ExpressionRow(Base):
    """The NFC text of an act as read from one file. ``current`` marks the one that is shown.

    ``header`` keeps each header field with span and confidence; ``warnings`` are Vietnamese sentences.
    ``signatures`` are the digital signatures of the file as dicts. ``confirmed`` holds the header fields
    that a person stated (name to value, ISO dates), with who (``by``) and when (``at``). ``doubtful``
    names the fields that nobody has confirmed yet, with blanks between ("number issued").
    ``checked_change`` is the newest registry change that its findings know of, ``None`` before any check.
    """

    __tablename__ = "expression"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    text: Mapped[str] = mapped_column(Text)
    header: Mapped[dict[str, Any]]
    warnings: Mapped[list[str]] = mapped_column(default=list)
    pages: Mapped[int | None]
    current: Mapped[bool] = mapped_column(default=True, index=True)
    read_at: Mapped[dt.datetime]
    signatures: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    confirmed: Mapped[dict[str, Any] | None]
    doubtful: Mapped[str] = mapped_column(String(120), default="", server_default="", index=True)
    checked_change: Mapped[int | None]

    act: Mapped[ActRow] = relationship()
    blob: Mapped[BlobRow] = relationship()
    provisions: Mapped[list[ProvisionRow]] = relationship(
        back_populates="expression", cascade="all, delete-orphan", order_by="ProvisionRow.start"
    )
    citations: Mapped[list[CitationRow]] = relationship(
        back_populates="expression", cascade="all, delete-orphan", order_by="CitationRow.start"
    )
    provision_refs: Mapped[list[ProvisionRefRow]] = relationship(
        cascade="all, delete-orphan", order_by="ProvisionRefRow.start"
    )
    effects: Mapped[list[EffectClauseRow]] = relationship(
        cascade="all, delete-orphan", order_by="EffectClauseRow.start"
    )


class ProvisionRow(Base):
    """A numbered part of an expression (legal_corpus.model.provision.Node)."""

    __tablename__ = "provision"

    id: Mapped[int] = mapped_column(primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id", ondelete="CASCADE"), index=True)
    eid: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(60))
    heading: Mapped[str | None] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    parent: Mapped[str | None] = mapped_column(String(200))

    expression: Mapped[ExpressionRow] = relationship(back_populates="provisions")


class CitationRow(Base):
    """A mention of another instrument and what it resolved to.

    ``outcome`` is resolved / ambiguous / unknown / mismatch / paper; ``candidates`` holds the uids of
    all acts that fit, ``reason`` the Vietnamese sentence.
    """

    __tablename__ = "citation"

    id: Mapped[int] = mapped_column(primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10))
    type: Mapped[str] = mapped_column(String(80))
    number: Mapped[str | None] = mapped_column(String(160))
    number_key: Mapped[str | None] = mapped_column(String(160), index=True)
    name: Mapped[str | None] = mapped_column(Text)
    name_key: Mapped[str | None] = mapped_column(String(500), index=True)
    year: Mapped[int | None]
    issued: Mapped[dt.date | None]
    issuer: Mapped[str | None] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[float]
    outcome: Mapped[str] = mapped_column(String(20), index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    candidates: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str | None] = mapped_column(Text)

    expression: Mapped[ExpressionRow] = relationship(back_populates="citations")
    act: Mapped[ActRow | None] = relationship()


class ProvisionRefRow(Base):
    """A pinpoint; ``target_start`` is the start of its citation, ``of_self`` true for this document."""

    __tablename__ = "provision_ref"

    id: Mapped[int] = mapped_column(primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    refs: Mapped[list[str]]
    of_self: Mapped[bool]
    target_start: Mapped[int | None]


class EffectClauseRow(Base):
    """What an expression says it does to another act (legal_corpus.model.citation.EffectClause).

    Kept as said, whether or not the target is known yet; linking turns it into an event on the target.
    """

    __tablename__ = "effect_clause"

    id: Mapped[int] = mapped_column(primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id", ondelete="CASCADE"), index=True)
    predicate: Mapped[str] = mapped_column(String(20))
    target_start: Mapped[int]
    scope: Mapped[str] = mapped_column(String(10))
    provisions: Mapped[list[str]] = mapped_column(default=list)
    exceptions: Mapped[list[str]] = mapped_column(default=list)
    effective_from: Mapped[dt.date | None]
    effective_until: Mapped[dt.date | None]
    start: Mapped[int]
    end: Mapped[int]
