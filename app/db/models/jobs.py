"""Ingest as work: jobs, their files, and what finds texts that are nearly the same."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.models.registry import ActRow
from app.db.models.review import UserRow


class IngestJobRow(Base):
    """A batch of files to bring in.

    ``state``: queued, running, paused, cancelled, done. ``worker`` names the process that works on it
    and ``beat_at`` when it last said so: a running job whose worker fell silent may be taken over.
    """

    __tablename__ = "ingest_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(400))
    state: Mapped[str] = mapped_column(String(12), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    worker: Mapped[str | None] = mapped_column(String(120))
    beat_at: Mapped[dt.datetime | None]

    created_by: Mapped[UserRow | None] = relationship()
    items: Mapped[list[IngestItemRow]] = relationship(
        back_populates="job", cascade="all, delete-orphan", order_by="IngestItemRow.position"
    )


class IngestItemRow(Base):
    """One file of a job: where it lies, and what happened to it.

    ``outcome`` is ``None`` while it waits, then new, changed, unchanged, refused or cancelled. ``staged``
    files were uploaded and are ours to delete. ``stamp`` is size and time of the file when it was listed.
    """

    __tablename__ = "ingest_item"
    __table_args__ = (Index("ix_ingest_item_job_outcome", "job_id", "outcome"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("ingest_job.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text, index=True)
    staged: Mapped[bool] = mapped_column(default=False)
    stamp: Mapped[str | None] = mapped_column(String(60))
    outcome: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    doubtful: Mapped[list[str]] = mapped_column(default=list)
    pages: Mapped[int | None]
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id", ondelete="SET NULL"))
    at: Mapped[dt.datetime | None]

    job: Mapped[IngestJobRow] = relationship(back_populates="items")
    act: Mapped[ActRow | None] = relationship()


class SketchRow(Base):
    """One of the smallest hashes of a text's word groups: texts that share many are nearly the same."""

    __tablename__ = "text_sketch"
    __table_args__ = (Index("ix_text_sketch_hash", "hash"),)

    expression_id: Mapped[int] = mapped_column(
        ForeignKey("expression.id", ondelete="CASCADE"), primary_key=True
    )
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
