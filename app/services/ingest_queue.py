"""The queue of ingest jobs: what waits, who works on it, what became of each file."""

from __future__ import annotations

import logging
import os
import re
import socket
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, IngestItemRow, IngestJobRow
from app.services.audit import record_audit
from app.services.ingest_batch import BatchResult, FileOutcome, storable
from app.services.permissions import Actor

log = logging.getLogger(__name__)
# A worker says every minute that it is at work, however long one file takes; a silent one is gone.
SILENT_AFTER = timedelta(minutes=15)
BEAT_S = 60.0
UNPACKED = "unpacked"  # an archive whose files stand in its place; nobody sees its own row
_TOKENS: set[str] = set()  # of the queues of this process
_NO_TEXT = re.compile(r"\\udc([89a-f][0-9a-f])")


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
        token = uuid.uuid4().hex[:8]
        _TOKENS.add(token)
        self._worker = f"{socket.gethostname()[:60]}:{os.getpid()}:{token}"

    def add(
        self,
        actor: Actor,
        title: str,
        files: Sequence[NewFile],
        *,
        started: bool = False,
        within: Session | None = None,
    ) -> int:
        """A new job for the files; with ``started`` this process holds it at once. Gives its number.

        ``within`` is the caller's transaction, if this is to be part of it.
        """
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
        with nullcontext(within) if within else transaction(self._sessions) as session:
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
                    job.started_at = now  # of this stretch: how long the rest takes is reckoned from it
                    return Claimed(job.id, job.created_by_id)
        return None

    def waiting(self, job: int) -> list[IngestItemRow]:
        """Files of the job that nothing has happened to yet, in order."""
        query = select(IngestItemRow).where(IngestItemRow.job_id == job, IngestItemRow.outcome.is_(None))
        with transaction(self._sessions) as session:
            return list(session.scalars(query.order_by(IngestItemRow.position, IngestItemRow.id)))

    def unpacked(self, archive: IngestItemRow, files: Sequence[NewFile | FileOutcome]) -> None:
        """The files of an archive take its place in the job; those that could not be taken out stand there
        with their reason."""
        rows = [
            IngestItemRow(
                job_id=archive.job_id,
                position=archive.position,
                name=storable(file.name if isinstance(file, NewFile) else file.path),
                path=storable(str(file.path)),
                staged=True,
                outcome=None if isinstance(file, NewFile) else file.outcome,
                reason=None if isinstance(file, NewFile) else file.reason,
                at=None if isinstance(file, NewFile) else self._now(),
            )
            for file in files
        ]
        with transaction(self._sessions, writes=True) as session:
            own = session.get_one(IngestItemRow, archive.id)
            if own.outcome is None:  # not when somebody has cancelled it
                own.outcome, own.at = UNPACKED, self._now()
                session.add_all(rows)

    def reporter(self, job: int, items: Sequence[IngestItemRow]) -> Callable[[Session, BatchResult], None]:
        """Writes the outcomes of the items down, in the transaction that stores their texts."""

        def report(session: Session, result: BatchResult) -> None:
            for item, outcome, act_id in zip(items, result.outcomes, result.act_ids, strict=True):
                _write(session, item.id, outcome, act_id or _act_id(session, outcome.uid), self._now())
            self._beat(session, job)

        return report

    def report(self, job: int, known: Sequence[tuple[IngestItemRow, FileOutcome]]) -> None:
        """What became of files that need not be read, or cannot be."""
        with transaction(self._sessions, writes=True) as session:
            for item, outcome in known:
                _write(session, item.id, outcome, _act_id(session, outcome.uid), self._now())
            self._beat(session, job)

    def still_wanted(self, job: int) -> bool:
        """Whether this process still holds the job and nobody paused or cancelled it."""
        with transaction(self._sessions) as session:
            row = session.get_one(IngestJobRow, job)
            return row.state == "running" and row.worker == self._worker

    def finish(self, actor: Actor, job: int) -> int:
        """Close the job if nothing waits any more. Gives how many files still wait."""
        with transaction(self._sessions, writes=True) as session:
            row = session.get_one(IngestJobRow, job, with_for_update=True)
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
                    IngestItemRow.outcome.in_(("new", "changed", "unchanged", UNPACKED)),
                )
            ).all()
        for path in gone:  # refused ones stay, to be tried again
            with suppress(OSError):
                on_disk(path).unlink()
            with suppress(OSError):  # the last one shuts the door
                on_disk(path).parent.rmdir()
        return left

    def let_go(self, job: int, reason: str | None = None) -> None:
        """Leave the job to the next worker; with a ``reason`` it waits for a person who reads that."""
        with transaction(self._sessions, writes=True) as session:
            row = session.get_one(IngestJobRow, job, with_for_update=True)
            if row.worker != self._worker:
                return
            row.worker = None
            if reason and row.state == "running":
                row.state = "paused"
                left = and_(IngestItemRow.job_id == job, IngestItemRow.outcome.is_(None))
                session.execute(update(IngestItemRow).where(left).values(reason=reason))

    @contextmanager
    def at_work(self, job: int) -> Iterator[None]:
        """Inside, others are told every minute that this process is at work on the job."""
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(BEAT_S):
                try:
                    with transaction(self._sessions, writes=True) as session:
                        self._beat(session, job)
                except Exception:  # a busy store: the next beat is as good
                    log.warning("no sign of life of job %s could be written", job, exc_info=True)

        thread = threading.Thread(target=beat, name="rasoat-beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def outcomes(self, job: int) -> tuple[FileOutcome, ...]:
        """What became of each file so far, in order."""
        query = (
            select(IngestItemRow, ActRow.uid)
            .outerjoin(ActRow, ActRow.id == IngestItemRow.act_id)
            .where(IngestItemRow.job_id == job, IngestItemRow.outcome != UNPACKED)
            .order_by(IngestItemRow.position, IngestItemRow.id)
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
        host, process, token = job.worker.rsplit(":", 2)
        if host != self._worker.rsplit(":", 2)[0]:
            return False
        # In containers every process has the same number: with another token it was an earlier one.
        return token not in _TOKENS if int(process) == os.getpid() else not _alive(int(process))


def on_disk(path: str) -> Path:
    """The path of an item as the disk has it: bytes that are no text were written as ``\\udcXX``."""
    return Path(_NO_TEXT.sub(lambda found: chr(0xDC00 + int(found[1], 16)), path))


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
    """A file that somebody cancelled meanwhile went in all the same; what another worker reported stays."""
    open_ = or_(IngestItemRow.outcome.is_(None), IngestItemRow.outcome == "cancelled")
    session.execute(
        update(IngestItemRow)
        .where(IngestItemRow.id == item, open_)
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
    found = session.execute(query.group_by(IngestItemRow.outcome))
    return Counter({outcome or "": count for outcome, count in found if outcome != UNPACKED})
