"""Acts as works, what sources claim about them, and the dated events on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base


class ActRow(Base):
    """An act as a work. No status column: status is folded from events.

    ``number_key`` and ``number_search`` are the keys of legal_corpus.text.numbers; ``name_key`` is
    fold_key of the title without its type word. ``national`` acts come from registries; an act of the
    corpus has expressions.
    """

    __tablename__ = "act"
    __table_args__ = (
        Index("ix_act_name", "type_key", "name_key"),
        Index("ix_act_issued_number", "issued", "number_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(400), unique=True)
    type: Mapped[str] = mapped_column(String(80), index=True)
    type_key: Mapped[str] = mapped_column(String(80))
    number: Mapped[str | None] = mapped_column(String(120))
    number_key: Mapped[str | None] = mapped_column(String(120), index=True)
    number_search: Mapped[str | None] = mapped_column(String(120), index=True)
    issuer: Mapped[str | None] = mapped_column(String(120), index=True)
    issuer_name: Mapped[str | None] = mapped_column(Text)
    issued: Mapped[dt.date | None] = mapped_column(index=True)
    effective_from: Mapped[dt.date | None]
    title: Mapped[str | None] = mapped_column(Text)
    name_key: Mapped[str | None] = mapped_column(String(500))

    claims: Mapped[list[ClaimRow]] = relationship(back_populates="act", cascade="all, delete-orphan")
    aliases: Mapped[list[AliasRow]] = relationship(back_populates="act", cascade="all, delete-orphan")
    events: Mapped[list[EventRow]] = relationship(
        back_populates="target", cascade="all, delete-orphan", foreign_keys="EventRow.target_id"
    )

    @property
    def label(self) -> str:
        """Short Vietnamese label, as :attr:`legal_corpus.model.act.Act.label`."""
        return f"{self.type} {self.number}" if self.number else f"{self.type} {self.title or ''}".strip()


class ClaimRow(Base):
    """One value that one source states about one act; nothing is overwritten by another source."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_act_field", "act_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(60), index=True)
    evidence: Mapped[str | None] = mapped_column(Text)

    act: Mapped[ActRow] = relationship(back_populates="claims")


class AliasRow(Base):
    """Another name the act is cited by ("Luật Đất đai"); key as :attr:`ActRow.name_key`."""

    __tablename__ = "act_alias"
    __table_args__ = (UniqueConstraint("act_id", "name_key"), Index("ix_act_alias_name", "name_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(String(500))

    act: Mapped[ActRow] = relationship(back_populates="aliases")


class EventRow(Base):
    """One dated event on an act (legal_corpus.model.effect.EffectEvent).

    ``expression_id`` is the text whose words say so (``None`` for a registry's claim); re-ingest of
    that text replaces its events and no others. ``evidence_*`` is the clause as printed there.
    """

    __tablename__ = "effect_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"), index=True)
    by_label: Mapped[str | None] = mapped_column(String(300))
    predicate: Mapped[str] = mapped_column(String(30))
    scope: Mapped[str] = mapped_column(String(10))
    provisions: Mapped[list[str]] = mapped_column(default=list)
    exceptions: Mapped[list[str]] = mapped_column(default=list)
    effective_from: Mapped[dt.date | None] = mapped_column(index=True)
    effective_until: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(String(60), index=True)
    confidence: Mapped[float] = mapped_column(default=1.0)
    expression_id: Mapped[int | None] = mapped_column(
        ForeignKey("expression.id", ondelete="CASCADE"), index=True
    )
    evidence_what: Mapped[str | None] = mapped_column(Text)
    evidence_quote: Mapped[str | None] = mapped_column(Text)
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]

    target: Mapped[ActRow] = relationship(back_populates="events", foreign_keys=[target_id])
    by: Mapped[ActRow | None] = relationship(foreign_keys=[by_id])


class SourceRow(Base):
    """A source of claims and how far it is trusted: ``best``, ``good`` or ``stub``.

    ``position`` is its place in the order that an administrator set, ``None`` in the shipped order.
    """

    __tablename__ = "source"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    trust: Mapped[str] = mapped_column(String(10))
    as_of: Mapped[dt.date | None]
    position: Mapped[int | None]


class DisagreementRow(Base):
    """A contradiction between sources about one act (legal_corpus.model.disagreement.Disagreement).

    ``values`` is a list of StatedValue as dicts; ``sources`` their codes as "|van_ban|vbpl2026|", to filter
    by. ``state``: open, settled (a person decided, with ``reason``; ``chosen`` is the value, ``None`` where
    nothing was to change) or gone (the sources no longer contradict each other).
    """

    __tablename__ = "disagreement"
    __table_args__ = (UniqueConstraint("act_id", "kind", "field", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(30), index=True)
    field: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(300), default="")
    values: Mapped[list[Any]]
    sources: Mapped[str] = mapped_column(Text)
    used: Mapped[str | None] = mapped_column(Text)
    used_source: Mapped[str | None] = mapped_column(String(60))
    why: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="open", index=True)
    found_at: Mapped[dt.datetime]
    chosen: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[dt.datetime | None]

    act: Mapped[ActRow] = relationship()


class LegalRuleRow(Base):
    """One version of a rule of law as an administrator keeps it (legal_corpus.effect.rules.LegalRule).

    The rows of a ``rule_id`` stand in the place of all shipped versions of that rule. ``shipped`` is a
    digest of those when the rule was first edited: another one now means that the product brings news.
    """

    __tablename__ = "legal_rule"
    __table_args__ = (UniqueConstraint("rule_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[str] = mapped_column(String(80), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    confidence: Mapped[str] = mapped_column(String(1))
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    parameters: Mapped[dict[str, Any]]
    edited: Mapped[bool]
    shipped: Mapped[str] = mapped_column(String(64))


class ProvinceRow(Base):
    """A province-level unit that this installation adds to the shipped table (fields of provinces.yaml).

    Its UBND, HĐND and Chủ tịch UBND follow from it.
    """

    __tablename__ = "province"

    code: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    predecessors: Mapped[list[str]] = mapped_column(default=list)
    source: Mapped[str] = mapped_column(String(200))
