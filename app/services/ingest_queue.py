"""The queue of ingest jobs: what waits, who works on it, what became of each file."""

from __future__ import annotations

import os
import socket
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, IngestItemRow, IngestJobRow
from app.services.audit import record_audit
from app.services.ingest_batch import BatchResult, FileOutcome, storable
from app.services.permissions import Actor

# Reading and analysing one file may take two deadlines; a worker that is silent for longer is gone.
SILENT_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to bring in; ``staged`` files are copies of ours, deleted when they are in."""

    path: Path
    name: str
    staged: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that this process now holds, and for whom it runs."""

    job: int
    created_by: int | None


class IngestQueue:
    """Jobs in the database, so that a job outlives the process that works on it."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions, self._now = sessions, now
        # Host and process tell at once that a worker of this machine is dead.
        self._worker = f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def add(self, actor: Actor, title: str, files: Sequence[NewFile], *, started: bool = False) -> int:
        """A new job for the files; with ``started`` this process holds it at once. Gives its number."""
        now = self._now()
        job = IngestJobRow(
            title=storable(title)[:400] or "—",
            state="running" if started else "queued",
            created_by_id=actor.user_id,
            created_at=now,
            started_at=now if started else None,
            worker=self._worker if started else None,
            beat_at=now if started else None,
        )
        job.items = [
            IngestItemRow(
                position=at,
                name=storable(file.name),
                path=storable(str(file.path)),
                staged=file.staged,
                stamp=stamp_of(file.path),
            )
            for at, file in enumerate(files)
        ]
        with transaction(self._sessions) as session:
            session.add(job)
            session.flush()
            record_audit(session, actor, now, "ingest.job", str(job.id), files=len(files))
            return job.id

    def claim(self) -> Claimed | None:
        """Take the oldest job that waits or whose worker is gone."""
        now = self._now()
        with transaction(self._sessions, writes=True) as session:
            query = (
                select(IngestJobRow)
                .where(IngestJobRow.state.in_(("queued", "running")))
                .order_by(IngestJobRow.id)
                .with_for_update(skip_locked=True)
            )
            for job in session.scalars(query):
                if job.state == "queued" or self._abandoned(job, now):
                    job.state, job.worker, job.beat_at = "running", self._worker, now
                    job.started_at = job.started_at or now
                    return Claimed(job.id, job.created_by_id)
        return None

    def waiting(self, job: int) -> list[IngestItemRow]:
        """Files of the job that nothing has happened to yet, in order."""
        query = select(IngestItemRow).where(IngestItemRow.job_id == job, IngestItemRow.outcome.is_(None))
        with transaction(self._sessions) as session:
            return list(session.scalars(query.order_by(IngestItemRow.position)))

    def reporter(self, job: int, items: Sequence[IngestItemRow]) -> Callable[[Session, BatchResult], None]:
        """Writes the outcomes of the items down, in the transaction that stores their texts."""

        def report(session: Session, result: BatchResult) -> None:
            for item, outcome, act_id in zip(items, result.outcomes, result.act_ids, strict=True):
                _write(session, item.id, outcome, act_id or _act_id(session, outcome.uid), self._now())
            self._beat(session, job)

        return report

    def report_unchanged(self, job: int, known: Sequence[tuple[IngestItemRow, str]]) -> None:
        """These files' bytes are in already, as the act with that uid."""
        with transaction(self._sessions, writes=True) as session:
            for item, uid in known:
                outcome = FileOutcome(item.path, "unchanged", uid=uid)
                _write(session, item.id, outcome, _act_id(session, uid), self._now())
            self._beat(session, job)

    def still_wanted(self, job: int) -> bool:
        """Whether this process still holds the job and nobody paused or cancelled it."""
        with transaction(self._sessions) as session:
            row = session.get_one(IngestJobRow, job)
            return row.state == "running" and row.worker == self._worker

    def finish(self, actor: Actor, job: int) -> int:
        """Close the job if nothing waits any more. Gives how many files still wait."""
        with transaction(self._sessions, writes=True) as session:
            row = session.get_one(IngestJobRow, job)
            counts = _counts(session, job)
            left = counts.pop("", 0)
            if row.worker == self._worker:
                row.worker = None
                if not left and row.state == "running":
                    row.state, row.finished_at = "done", self._now()
                    record_audit(session, actor, self._now(), "ingest.run", str(job), **counts)
            gone = session.scalars(
                select(IngestItemRow.path).where(
                    IngestItemRow.job_id == job,
                    IngestItemRow.staged,
                    IngestItemRow.outcome.in_(("new", "changed", "unchanged")),
                )
            ).all()
        for path in gone:  # refused ones stay, to be tried again
            with suppress(OSError):
                Path(path).unlink()
        return left

    def outcomes(self, job: int) -> tuple[FileOutcome, ...]:
        """What became of each file so far, in order."""
        query = (
            select(IngestItemRow, ActRow.uid)
            .outerjoin(ActRow, ActRow.id == IngestItemRow.act_id)
            .where(IngestItemRow.job_id == job, IngestItemRow.outcome.is_not(None))
            .order_by(IngestItemRow.position)
        )
        with transaction(self._sessions) as session:
            return tuple(
                FileOutcome(row.name, row.outcome or "", row.reason, uid, tuple(row.doubtful), row.pages)
                for row, uid in session.execute(query)
            )

    def abandoned(self) -> list[int]:
        """Jobs that stopped half-way because their process died."""
        now = self._now()
        with transaction(self._sessions) as session:
            rows = session.scalars(select(IngestJobRow).where(IngestJobRow.state == "running"))
            return [row.id for row in rows if self._abandoned(row, now)]

    def _beat(self, session: Session, job: int) -> None:
        mine = and_(IngestJobRow.id == job, IngestJobRow.worker == self._worker)
        session.execute(update(IngestJobRow).where(mine).values(beat_at=self._now()))

    def _abandoned(self, job: IngestJobRow, now: datetime) -> bool:
        if job.worker == self._worker:
            return False
        if job.worker is None or job.beat_at is None or now - job.beat_at > SILENT_AFTER:
            return True
        host, process, _token = job.worker.rsplit(":", 2)
        return host == self._worker.rsplit(":", 2)[0] and not _alive(int(process))


def stamp_of(path: Path) -> str | None:
    """Size and time of a file, to tell whether it is still the one that was listed."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size}:{found.st_mtime_ns}"


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _act_id(session: Session, uid: str | None) -> int | None:
    return session.scalar(select(ActRow.id).where(ActRow.uid == uid)) if uid else None


def _write(session: Session, item: int, outcome: FileOutcome, act_id: int | None, at: datetime) -> None:
    session.execute(
        update(IngestItemRow)
        .where(IngestItemRow.id == item)
        .values(
            outcome=outcome.outcome,
            reason=outcome.reason,
            doubtful=list(outcome.doubtful),
            pages=outcome.pages,
            act_id=act_id,
            at=at,
        )
    )


def _counts(session: Session, job: int) -> Counter[str]:
    query = select(IngestItemRow.outcome, func.count()).where(IngestItemRow.job_id == job)
    return Counter(
        {outcome or "": count for outcome, count in session.execute(query.group_by(IngestItemRow.outcome))}
    )
