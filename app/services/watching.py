"""A folder that is watched: what people put there goes into the corpus by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import IngestItemRow
from app.services.ingest import files_under
from app.services.ingest_batch import storable
from app.services.ingest_queue import IngestQueue, NewFile, stamp_of
from app.services.permissions import SYSTEM

REST = dt.timedelta(seconds=4)
_BATCH = 400
_MOST_FILES = 5000


class FolderWatch:
    """Looks at one folder again and again; safe for network drives, which tell nobody of changes.

    A file is taken when it has been the same for ``REST``: a copy still under way grows. Files stay where
    they are; one that is changed later is taken again.
    """

    def __init__(
        self, *, sessions: SessionFactory, queue: IngestQueue, folder: Path, now: Callable[[], dt.datetime]
    ) -> None:
        self._sessions, self._queue, self._folder, self._now = sessions, queue, folder, now
        self._seen: dict[Path, tuple[str, dt.datetime]] = {}

    def look(self) -> int | None:
        """Queue what is new and at rest. Gives the number of the job, ``None`` when there is nothing."""
        if not self._folder.is_dir():
            return None
        now, found = self._now(), {}
        for path in files_under([self._folder]):
            # A link could lead to any file of the server.
            stamp = None if path.is_symlink() else stamp_of(path)
            if stamp:
                before = self._seen.get(path)
                found[path] = before if before and before[0] == stamp else (stamp, now)
        self._seen = found
        at_rest = [path for path, (_stamp, since) in found.items() if now - since >= REST]
        if not self._fresh(at_rest, found):
            return None
        # Once more as a writer: a server and a worker may both look at the folder.
        with transaction(self._sessions, writes=True) as session:
            fresh = self._fresh(at_rest, found, session)[:_MOST_FILES]
            if not fresh:
                return None
            files = [NewFile(path, str(path.relative_to(self._folder))) for path in fresh]
            return self._queue.add(SYSTEM, f"Thư mục theo dõi: {self._folder.name}", files, within=session)

    def _fresh(
        self,
        paths: list[Path],
        found: dict[Path, tuple[str, dt.datetime]],
        session: Session | None = None,
    ) -> list[Path]:
        """Those that have not been in a job as they are now."""
        if session is None:
            with transaction(self._sessions) as own:
                return self._fresh(paths, found, own)
        listed = _listed(session, paths)
        return [path for path in paths if found[path][0] not in listed.get(storable(str(path)), ())]


def _listed(session: Session, paths: list[Path]) -> dict[str, set[str | None]]:
    """Stamps under which each path has been in a job."""
    found: dict[str, set[str | None]] = {}
    for at in range(0, len(paths), _BATCH):
        names = [storable(str(path)) for path in paths[at : at + _BATCH]]
        query = select(IngestItemRow.path, IngestItemRow.stamp).where(IngestItemRow.path.in_(names))
        for path, stamp in session.execute(query):
            found.setdefault(path, set()).add(stamp)
    return found
