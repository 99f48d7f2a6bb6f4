"""The waiting room: uploaded files and files out of archives, until they are in the corpus."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import IngestItemRow, IngestJobRow
from app.services.ingest_batch import FileOutcome
from app.services.ingest_queue import NewFile, on_disk
from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leashed_archive import LeashedArchives

BETWEEN = " » "  # stands between the name of an archive and the name of a file in it
_EMPTY = "Gói nén không có tệp nào; hãy kiểm tra lại gói."
_EVERY = dt.timedelta(hours=1)
_NAMED = "%Y%m%d-%H%M%S"


class WaitingRoom:
    """Folders of files that are ours, each named by when it was made.

    ``keep`` is for how long files stay that nobody waits for: refused and cancelled ones can be tried again
    until then, and an upload that broke off is cleared away.
    """

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        folder: Path,
        limits: Limits,
        keep: dt.timedelta,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._sessions, self._folder, self._limits = sessions, folder, limits
        self._keep, self._now = keep, now
        self._tidied: dt.datetime | None = None

    @contextmanager
    def new_folder(self) -> Iterator[Path]:
        """A folder of its own for the files of one upload or archive; gone again when the block fails."""
        self._folder.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{self._now():{_NAMED}}-", dir=self._folder))
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def opened(self, archives: LeashedArchives, path: Path, name: str) -> list[NewFile | FileOutcome] | None:
        """The files of the archive at ``path``, called ``name``; ``None`` when it is none.

        Raises :class:`InputRefusedError` when nothing of it can be used.
        """
        if path.stat().st_size > self._limits.max_bytes:
            return None
        with self.new_folder() as folder:
            members = archives.members(path, folder)
            if members is None:
                folder.rmdir()
                return None
            if not members:
                raise InputRefusedError("empty", _EMPTY)
            files: list[NewFile | FileOutcome] = []
            for member in members:
                full = f"{name}{BETWEEN}{member.name}"
                if member.path:
                    files.append(NewFile(member.path, full, staged=True))
                else:
                    files.append(FileOutcome(full, "refused", str(member.refusal)))
            return files

    def tidy(self) -> int:
        """Clear away what has stayed too long; looks once an hour. Gives how many folders went."""
        now = self._now()
        if self._tidied and now - self._tidied < _EVERY:
            return 0
        self._tidied = now
        if not self._folder.is_dir():
            return 0
        old = [folder for folder in self._folder.iterdir() if now - _made(folder, now) > self._keep]
        with transaction(self._sessions) as session:
            gone = [folder for folder in old if not self._needed(session, folder, now)]
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)
        return len(gone)

    def _needed(self, session: Session, folder: Path, now: dt.datetime) -> bool:
        inside = IngestItemRow.path.startswith(f"{folder}/", autoescape=True)
        of = select(IngestItemRow.id).where(inside, IngestItemRow.outcome.is_(None)).join(IngestItemRow.job)
        if session.scalar(of.where(IngestJobRow.state.in_(("queued", "running", "paused"))).limit(1)):
            return True
        last = session.scalar(select(func.max(IngestItemRow.at)).where(inside))
        return last is not None and now - last <= self._keep


def base_name(name: str) -> str:
    """The file's own name, without the folders and archives it came in."""
    return on_disk(name.rpartition(BETWEEN)[2]).name or name


def _made(folder: Path, now: dt.datetime) -> dt.datetime:
    try:
        return dt.datetime.strptime(folder.name.rpartition("-")[0][:15], _NAMED)  # noqa: DTZ007  # UTC, naive
    except ValueError:
        return now  # not ours
