"""Files into the corpus: read, parse, cite, resolve, effects, index; a bad file never stops the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.db.base import SessionFactory, transaction
from app.db.blobs import sha256_of
from app.db.models import CitationRow, ExpressionRow, IngestItemRow
from app.errors import RasoatError
from app.jobs.progress import NullProgress, Progress
from app.services.ingest_batch import BatchStore, FileOutcome, uid_of_bytes
from app.services.ingest_queue import IngestQueue, NewFile, on_disk
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analysed, Analyser
from app.services.staging import WaitingRoom, base_name
from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leashed_archive import LeashedArchives, may_be_archive

_BATCH = 25
_BATCH_TIME = timedelta(seconds=5)  # slow files (scans) are stored and shown as they come
_FAULT = "Việc nạp dừng vì lỗi của máy chủ; hãy báo quản trị viên, khi đã sửa xong thì bấm “Nạp tiếp”."
_LOST = "Tệp không còn trong phòng chờ; hãy nạp lại tệp gốc."


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """Outcomes of one run, in order, and what its texts brought. ``job`` is the number of its report;
    ``left`` is how many files still wait because somebody paused or cancelled the run."""

    job: int
    files: tuple[FileOutcome, ...]
    citations: int
    resolved: int
    relinked: int
    left: int = 0

    def count(self, outcome: str) -> int:
        """How many files ended so."""
        return sum(1 for file in self.files if file.outcome == outcome)


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files themselves and all files below folders, sorted; hidden ones and links to folders left
    out. A path that does not exist is kept, so that it is reported."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            found.extend(
                sorted(
                    p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
                )
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _chunks(items: Iterator[Analysed], now: Callable[[], datetime]) -> Iterator[list[Analysed]]:
    """Batches of at most ``_BATCH`` files or what came within ``_BATCH_TIME``."""
    chunk: list[Analysed] = []
    began = now()
    for item in items:
        chunk.append(item)
        if len(chunk) >= _BATCH or now() - began > _BATCH_TIME:
            yield chunk
            chunk, began = [], now()
    if chunk:
        yield chunk


class IngestService:
    """Use case: bring files into the corpus. Each file goes in whole or not at all."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        store: BatchStore,
        queue: IngestQueue,
        room: WaitingRoom,
        analyser: Analyser,
        now: Callable[[], datetime],
    ) -> None:
        self._sessions, self._store, self._queue, self._room = sessions, store, queue, room
        self._analyser, self._now = analyser, now
        self._stopping = threading.Event()

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        return self._analyser.limits

    def ingest(
        self, actor: Actor, paths: Sequence[Path], *, jobs: int = 1, progress: Progress | None = None
    ) -> IngestSummary:
        """Bring in files and folders now. ``jobs`` processes read and analyse; one writes."""
        require(actor, Permission.INGEST)
        files = files_under(paths)
        title = ", ".join(path.name or str(path) for path in paths[:3]) + (", …" if len(paths) > 3 else "")
        # Absolute, because whoever completes the job after a crash may stand elsewhere.
        listed = [NewFile(path.absolute(), str(path)) for path in files]
        job = self._queue.add(actor, title, listed, started=True)
        try:
            return self.work(actor, job, jobs=jobs, progress=progress)
        except BaseException:
            with suppress(Exception):  # the store itself may be the fault; the job is then found abandoned
                self._queue.let_go(job)
            raise

    def stop(self) -> None:
        """Leave a job that is under way at the end of its batch: the process is to end. From any thread."""
        self._stopping.set()

    def step(
        self,
        actors: Callable[[int | None], Actor],
        *,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> IngestSummary | None:
        """Do one job that waits, or one whose process died; ``None`` when there is none.

        ``actors`` gives the person with that number, on whose behalf the job runs.
        """
        claimed = None if self._stopping.is_set() else self._queue.claim()
        if claimed is None:
            return None
        try:
            return self.work(actors(claimed.created_by), claimed.job, jobs=jobs, progress=progress)
        except RasoatError as error:
            self._queue.let_go(claimed.job, str(error))
            return self._summary(claimed.job, set(), 0, 0)
        except Exception:
            with suppress(Exception):  # the store itself may be the fault; the log has both
                self._queue.let_go(claimed.job, _FAULT)
            raise

    def work(
        self, actor: Actor, job: int, *, jobs: int = 1, progress: Progress | None = None
    ) -> IngestSummary:
        """Do what is left of a job that this process holds, until it is done, paused or cancelled."""
        bar = progress or NullProgress()
        act_ids: set[int] = set()
        relinked = 0
        with self._queue.at_work(job):
            self._open_archives(job)
            waiting = self._queue.waiting(job)
            bar.start(len(waiting), "Nạp văn bản")
            try:
                fresh = self._not_yet_in(job, waiting, bar)
                names = {path: base_name(item.name) for path, item in fresh.items()}
                with closing(self._analyser.analyse_many(list(fresh), jobs)) as analysed:
                    for chunk in _chunks(analysed, self._now):
                        items = [fresh[item.path] for item in chunk]
                        result = self._store.store(
                            actor, chunk, names, str(job), self._queue.reporter(job, items)
                        )
                        act_ids.update(act_id for act_id in result.act_ids if act_id is not None)
                        relinked += result.relinked
                        bar.advance(len(chunk))
                        if self._stopping.is_set() or not self._queue.still_wanted(job):
                            break
            finally:
                bar.finish()
        left = self._queue.finish(actor, job)
        return self._summary(job, act_ids, relinked, left)

    def _summary(self, job: int, act_ids: set[int], relinked: int, left: int) -> IngestSummary:
        citations, resolved = self._citation_counts(act_ids)
        return IngestSummary(job, self._queue.outcomes(job), citations, resolved, relinked, left)

    def _open_archives(self, job: int) -> None:
        """Put the files of each waiting archive in its place, and say of lost files that they are lost."""
        with LeashedArchives(self._analyser.limits) as archives:
            for item in self._queue.waiting(job):
                path = on_disk(item.path)
                archive = may_be_archive(path)
                if archive and (self._stopping.is_set() or not self._queue.still_wanted(job)):
                    return
                try:
                    if item.staged and not path.is_file():
                        raise InputRefusedError("not_found", _LOST)
                    found = self._room.opened(archives, path, item.name) if archive else None
                except InputRefusedError as error:
                    self._queue.report(job, [(item, FileOutcome(item.path, "refused", str(error)))])
                except OSError:
                    continue  # said by the reader
                else:
                    if found is not None:
                        self._queue.unpacked(item, found)

    def _not_yet_in(
        self, job: int, waiting: Sequence[IngestItemRow], bar: Progress
    ) -> dict[Path, IngestItemRow]:
        """Files whose bytes are not in the corpus, by path; the others are reported as unchanged."""
        fresh: dict[Path, IngestItemRow] = {}
        known: list[tuple[IngestItemRow, FileOutcome]] = []
        for item in waiting:
            path = on_disk(item.path)
            try:
                too_large = path.stat().st_size > self._analyser.limits.max_bytes
                sha256 = None if too_large or not path.is_file() else sha256_of(path)
            except OSError:
                sha256 = None
            uid = self._known(sha256) if sha256 else None
            if uid:
                known.append((item, FileOutcome(item.path, "unchanged", uid=uid)))
                bar.advance()
            else:
                fresh[path] = item
        self._queue.report(job, known)
        return fresh

    def _known(self, sha256: str) -> str | None:
        with transaction(self._sessions) as session:
            return uid_of_bytes(session, sha256)

    def _citation_counts(self, act_ids: set[int]) -> tuple[int, int]:
        """Citations of acts (papers apart) in the texts of this run, and how many mean one act."""
        total = resolved = 0
        ids = sorted(act_ids)
        with transaction(self._sessions) as session:
            for at in range(0, len(ids), 400):
                query = (
                    select(CitationRow.outcome, func.count())
                    .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
                    .where(ExpressionRow.current, ExpressionRow.act_id.in_(ids[at : at + 400]))
                    .where(CitationRow.kind == "act")
                    .group_by(CitationRow.outcome)
                )
                for outcome, count in session.execute(query):
                    total += count
                    resolved += count if outcome == "resolved" else 0
        return total, resolved
