"""Ingest jobs as people see them: hand files in, follow, pause, cancel, go on, try again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from app.db.base import SessionFactory, transaction
from app.db.batches import batches
from app.db.models import ActRow, ExpressionRow, IngestItemRow, IngestJobRow
from app.errors import ConflictError, NotFoundError, UsageError
from app.jobs.runner import Runner
from app.services.audit import record_audit
from app.services.ingest_queue import UNPACKED, IngestQueue, NewFile
from app.services.permissions import Actor, Permission, require
from app.services.staging import WaitingRoom

PER_PAGE = 50
_NO_JOB = "Không có đợt nạp này; có thể nó đã được dọn đi."
_MAY: dict[str, tuple[str, ...]] = {
    "pause": ("queued", "running"),
    "cancel": ("queued", "running", "paused"),
    "resume": ("paused",),
    "retry": ("done", "cancelled"),
}
_AFTER = {"pause": "paused", "cancel": "cancelled", "resume": "queued", "retry": "queued"}


@dataclass(frozen=True, slots=True)
class JobView:
    """One job: counts by outcome ("" waits), pages read, and seconds that the rest will take (``None``
    when that cannot be told)."""

    id: int
    title: str
    state: str
    who: str | None
    created_at: dt.datetime
    finished_at: dt.datetime | None
    total: int
    counts: dict[str, int]
    pages: int
    doubtful: int
    seconds_left: float | None

    @property
    def done(self) -> int:
        """Files that something has happened to."""
        return self.total - self.counts.get("", 0)

    @property
    def percent(self) -> int:
        """Share of files done, 0 to 100."""
        return 100 * self.done // self.total if self.total else 100

    @property
    def lively(self) -> bool:
        """Whether the page is worth looking at again soon."""
        return self.state in ("queued", "running")

    def may(self, wish: str) -> bool:
        """Whether ``pause``, ``cancel``, ``resume`` or ``retry`` makes sense now."""
        if wish == "retry" and not (self.counts.get("refused") or self.counts.get("cancelled")):
            return False
        return self.state in _MAY[wish]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One file of a job. ``confirm`` is the number of the text that a person still has to look at."""

    name: str
    outcome: str | None
    reason: str | None
    doubtful: tuple[str, ...]
    pages: int | None
    uid: str | None
    label: str | None
    confirm: int | None = None


class IngestJobs:
    """Use cases around the queue."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        queue: IngestQueue,
        runner: Runner,
        room: WaitingRoom,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._sessions, self._queue, self._runner = sessions, queue, runner
        self._room, self._now = room, now

    def staging_folder(self) -> AbstractContextManager[Path]:
        """A folder of its own for the files of one upload; gone again when the block fails."""
        return self._room.new_folder()

    def submit(self, actor: Actor, title: str, files: Iterable[NewFile]) -> int:
        """Queue the files and tell the runner. Raises :class:`UsageError` when there are none."""
        require(actor, Permission.INGEST)
        listed = list(files)
        if not listed:
            raise UsageError("Chưa chọn tệp nào; hãy chọn ít nhất một tệp.")
        job = self._queue.add(actor, title, listed)
        self._runner.wake()
        return job

    def change(self, actor: Actor, job: int, wish: str) -> None:
        """``pause``, ``cancel``, ``resume`` or ``retry`` (what was refused or cancelled) a job.

        Raises :class:`ConflictError` when the job's state does not allow it.
        """
        require(actor, Permission.INGEST)
        with transaction(self._sessions, writes=True) as session:
            row = session.get(IngestJobRow, job, with_for_update=True)
            if row is None:
                raise NotFoundError(_NO_JOB)
            if wish not in _MAY or row.state not in _MAY[wish]:
                raise ConflictError("Đợt nạp đã chuyển sang trạng thái khác; hãy tải lại trang.")
            if wish == "cancel":
                self._set(session, job, [None], "cancelled")
                row.finished_at = self._now()
            elif wish == "retry":
                self._set(session, job, ["refused", "cancelled"], None)
                row.finished_at = row.started_at = None
            row.state = _AFTER[wish]
            if wish in ("resume", "retry"):  # whose account may be closed, or who may no longer do this
                row.created_by_id = actor.user_id
            record_audit(session, actor, self._now(), f"ingest.{wish}", str(job))
        if _AFTER[wish] == "queued":
            self._runner.wake()

    def abandoned(self, actor: Actor) -> list[int]:
        """Jobs that stopped half-way because their process died."""
        require(actor, Permission.INGEST)
        return self._queue.abandoned()

    def overview(self, actor: Actor, page: int = 1) -> tuple[list[JobView], int]:
        """Jobs of one page, newest first, and how many there are."""
        require(actor, Permission.INGEST)
        with transaction(self._sessions) as session:
            total = session.scalar(select(func.count()).select_from(IngestJobRow)) or 0
            query = (
                select(IngestJobRow)
                .options(joinedload(IngestJobRow.created_by))
                .order_by(IngestJobRow.id.desc())
                .limit(PER_PAGE)
                .offset((page - 1) * PER_PAGE)
            )
            rows = list(session.scalars(query))
            return [self._view(session, row) for row in rows], total

    def get(self, actor: Actor, job: int) -> JobView:
        """One job. Raises :class:`NotFoundError`."""
        require(actor, Permission.INGEST)
        with transaction(self._sessions) as session:
            row = session.get(IngestJobRow, job, options=[joinedload(IngestJobRow.created_by)])
            if row is None:
                raise NotFoundError(_NO_JOB)
            return self._view(session, row)

    def items(
        self, actor: Actor, job: int, outcome: str | None = None, page: int | None = None
    ) -> tuple[list[ItemView], int]:
        """Files of the job in order, of one outcome ("waiting" too) when given; all of them without
        ``page``. The second value is how many there are."""
        require(actor, Permission.INGEST)
        seen = or_(IngestItemRow.outcome.is_(None), IngestItemRow.outcome != UNPACKED)
        query = select(IngestItemRow).where(IngestItemRow.job_id == job, seen)
        if outcome == "waiting":
            query = query.where(IngestItemRow.outcome.is_(None))
        elif outcome:
            query = query.where(IngestItemRow.outcome == outcome)
        with transaction(self._sessions) as session:
            total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            query = query.options(joinedload(IngestItemRow.act))
            query = query.order_by(IngestItemRow.position, IngestItemRow.id)
            if page is not None:
                query = query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
            rows = session.scalars(query).all()
            doubted = _to_confirm(session, {row.act_id for row in rows if row.act_id and row.doubtful})
            return [_item(row, doubted.get(row.act_id or 0)) for row in rows], total

    @staticmethod
    def _set(session: Session, job: int, outcomes: list[str | None], to: str | None) -> None:
        named = IngestItemRow.outcome.in_([o for o in outcomes if o])
        found = or_(named, IngestItemRow.outcome.is_(None)) if None in outcomes else named
        where = update(IngestItemRow).where(IngestItemRow.job_id == job, found)
        session.execute(where.values(outcome=to, reason=None, doubtful=[]))

    def _view(self, session: Session, row: IngestJobRow) -> JobView:
        query = (
            select(IngestItemRow.outcome, func.count(), func.sum(IngestItemRow.pages))
            .where(IngestItemRow.job_id == row.id)
            .group_by(IngestItemRow.outcome)
        )
        counts: dict[str, int] = {}
        pages = 0
        for outcome, count, read in session.execute(query):
            if outcome != UNPACKED:
                counts[outcome or ""] = count
                pages += read or 0
        doubts = select(IngestItemRow.doubtful).where(
            IngestItemRow.job_id == row.id, IngestItemRow.outcome.in_(("new", "changed"))
        )
        doubtful = sum(1 for fields in session.scalars(doubts) if fields)
        total = sum(counts.values())
        waiting = counts.get("", 0)
        left = None
        if row.state == "running" and row.started_at and row.beat_at:
            since = IngestItemRow.at >= row.started_at
            recent = select(func.count()).where(IngestItemRow.job_id == row.id, since)
            done = session.scalar(recent) or 0
            spent = (row.beat_at - row.started_at).total_seconds()
            left = spent / done * waiting if done and spent > 0 else None
        who = row.created_by.display_name if row.created_by else None
        return JobView(
            row.id, row.title, row.state, who, row.created_at, row.finished_at,
            total, counts, pages, doubtful, left,
        )  # fmt: skip


def _to_confirm(session: Session, act_ids: set[int]) -> dict[int, int]:
    """The text of each act that waits for a person, by the id of the act."""
    found: dict[int, int] = {}
    for batch in batches(act_ids):
        query = select(ExpressionRow.act_id, ExpressionRow.id).where(
            ExpressionRow.act_id.in_(batch), ExpressionRow.current, ExpressionRow.doubtful != ""
        )
        found.update((act_id, number) for act_id, number in session.execute(query))
    return found


def _item(row: IngestItemRow, confirm: int | None) -> ItemView:
    act: ActRow | None = row.act
    return ItemView(
        row.name,
        row.outcome,
        row.reason,
        tuple(row.doubtful),
        row.pages,
        act.uid if act else None,
        act.label if act else None,
        confirm,
    )
