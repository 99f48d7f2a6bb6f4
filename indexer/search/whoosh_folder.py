"""The index folder on disk: which generation is current, who may write, what is pending.

::

    <folder>/current.json    {"format": 1, "generation": "gen-3"}; replaced in one rename
    <folder>/pending.json    uids published while the database commit is not known to have happened
    <folder>/write.lock      held by the one writer of all processes (released when a process dies)
    <folder>/gen-3/          a Whoosh index
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from indexer.search.protocol import IndexDamagedError, IndexLockedError, SearchIndexError
from indexer.search.whoosh_schema import FORMAT

DAMAGED = "Chỉ mục tìm kiếm bị hỏng hoặc thuộc phiên bản khác; hãy dựng lại chỉ mục từ kho văn bản."
LOCKED = "Chỉ mục tìm kiếm đang được một tiến trình khác ghi; hãy chờ việc đó xong rồi thử lại."


@contextmanager
def damage_reported(*, writing: bool = False) -> Iterator[None]:
    """Turn what Whoosh raises on spoiled files into :class:`IndexDamagedError`.

    Spoiled bytes were seen to raise nearly every class, down to bare ``Exception`` and ``ImportError``
    (pickles); so only calls of the library belong into the block. While ``writing`` an ``OSError`` is
    passed on: a full disk is not a damaged index.
    """
    try:
        yield
    except SearchIndexError:
        raise
    except Exception as error:
        if writing and isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            raise
        raise IndexDamagedError(DAMAGED) from error


class IndexFolder:
    """File operations of one index folder. Nothing is created before the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def lock(self, timeout_s: float) -> Iterator[None]:
        """The write lock, waited for at most ``timeout_s`` seconds. Raises :class:`IndexLockedError`."""
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.path / "write.lock"))
        if not try_for(lock.acquire, timeout=timeout_s, delay=0.05):
            raise IndexLockedError(LOCKED)
        try:
            yield
        finally:
            lock.release()

    def current(self) -> Path | None:
        """Folder of the current generation, ``None`` before the first write.

        Raises :class:`IndexDamagedError` when it is unreadable, gone, or of another format.
        """
        try:
            state = json.loads((self.path / "current.json").read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise IndexDamagedError(DAMAGED) from error
        if not isinstance(state, dict) or state.get("format") != FORMAT:
            raise IndexDamagedError(DAMAGED)
        folder = self.path / str(state.get("generation"))
        if folder.parent != self.path or not folder.is_dir():
            raise IndexDamagedError(DAMAGED)
        return folder

    def new_generation(self) -> Path:
        """A fresh, empty generation folder (call it under the lock)."""
        taken = [int(p.name[4:]) for p in self.path.glob("gen-*") if p.name[4:].isdigit()]
        folder = self.path / f"gen-{max(taken, default=0) + 1}"
        folder.mkdir()
        return folder

    def swap(self, generation: Path) -> None:
        """Make the generation current and remove the others (under the lock)."""
        self._replace("current.json", {"format": FORMAT, "generation": generation.name})
        for other in self.path.glob("gen-*"):
            if other != generation:  # searches under way keep their open files
                shutil.rmtree(other, ignore_errors=True)

    def pending(self) -> frozenset[str]:
        """Uids whose entry may be ahead of the database. Raises :class:`IndexDamagedError`."""
        try:
            uids = json.loads((self.path / "pending.json").read_text("utf-8"))
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError) as error:
            raise IndexDamagedError(DAMAGED) from error
        return frozenset(map(str, uids))

    def set_pending(self, uids: Iterable[str]) -> None:
        """Write the note anew; no uids remove it (under the lock)."""
        listed = sorted(uids)
        if listed:
            self._replace("pending.json", listed)
        else:
            (self.path / "pending.json").unlink(missing_ok=True)

    def _replace(self, name: str, content: object) -> None:
        draft = self.path / f"{name}.new"
        draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        draft.replace(self.path / name)
