"""Old Word files and RTF of a batch, converted together: starting LibreOffice is what takes the time."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.detect import is_encrypted_office, kind_of
from indexer.readers.office import LibreOffice
from indexer.readers.registry import check_file

_TOGETHER = 16  # files of one start; one that hangs costs the others no more than half of the time limit
_LARGEST = 20 << 20  # bytes of a file that shares the time, memory and disk of the others
_MARKS = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


def convert(paths: Sequence[Path], into: Path, limits: Limits) -> list[Path | None]:
    """Old Word files and RTF among ``paths`` as .docx in the folder ``into``, with one start of LibreOffice.

    ``None`` for other files, and for those that have to be read alone because they failed or the time
    or memory of the whole was not enough.
    """
    wanted: dict[Path, str] = {}
    for path in paths:
        with suppress(InputRefusedError, OSError):
            check_file(path, limits)
            kind = kind_of(path)
            if kind in ("doc", "rtf") and not is_encrypted_office(path):
                wanted[path] = f".{kind}"
    try:
        made = LibreOffice().several(list(wanted.items()), into, limits) if wanted else []
    except OSError:  # no room for copies
        made = [None] * len(wanted)
    shutil.rmtree(into / "profile", ignore_errors=True)
    found = dict(zip(wanted, made, strict=True))
    return [found.get(path) for path in paths]


class Leashed(Protocol):
    """What converts in a child process, e.g. :class:`indexer.readers.leash.LeashedReader`."""

    def convert(self, paths: Sequence[Path], into: Path) -> dict[Path, Path]:
        """See :meth:`indexer.readers.leash.LeashedReader.convert`."""


class OldFiles:
    """Converts in groups when the first of a group is wanted. Safe for threads.

    ``paths`` are all files of the batch in the order they are wanted; the ``folder`` is emptied by its owner.
    """

    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        self._groups: dict[Path, _Group] = {}
        old = [path for path in paths if _may_be_old(path)]
        for at in range(0, len(old), _TOGETHER):
            members = old[at : at + _TOGETHER]
            if len(members) > 1:  # one alone is converted where it is read
                self._groups |= dict.fromkeys(members, _Group(members, folder / str(at)))

    @contextmanager
    def made(self, path: Path, leashed: Leashed) -> Iterator[Path | None]:
        """The .docx of a file while the block lasts; ``None`` when it is to be read as it is."""
        group = self._groups.get(path)
        made = group.made(path, leashed) if group else None
        try:
            yield made
        finally:
            if made is not None:
                made.unlink(missing_ok=True)


class _Group:
    def __init__(self, paths: Sequence[Path], folder: Path) -> None:
        self._paths, self._folder = paths, folder
        self._lock = threading.Lock()
        self._stamps: dict[Path, tuple[int, int] | None] = {}
        self._found: dict[Path, Path] | None = None

    def made(self, path: Path, leashed: Leashed) -> Path | None:
        with self._lock:
            if self._found is None:
                self._stamps = {member: _stamp(member) for member in self._paths}
                self._folder.mkdir()
                self._found = leashed.convert(self._paths, self._folder)
        # A file that has changed since is no longer what was converted.
        return self._found.get(path) if self._stamps[path] == _stamp(path) else None


def _may_be_old(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(5).startswith(_MARKS) and path.stat().st_size <= _LARGEST
    return False


def _stamp(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None
