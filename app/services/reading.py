"""Reading and analysing files, in this process or several; pure, nothing is stored."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.config import Settings
from app.db.blobs import sha256_of
from indexer.errors import InputRefusedError
from indexer.pipeline import ParsedAct, analyse_file
from indexer.readers.base import Limits
from indexer.readers.leash import LeashedReader


@dataclass(frozen=True, slots=True)
class Analysed:
    """A file and what it says, or why it was refused (``parsed`` is ``None``)."""

    path: Path
    sha256: str
    size: int
    parsed: ParsedAct | None
    refusal: str | None = None


def limits_of(settings: Settings) -> Limits:
    """The reading limits of this installation."""
    return Limits(
        max_bytes=settings.max_file_mb * 1024 * 1024,
        max_pages=settings.max_pages,
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
    )


_reader: LeashedReader | None = None


def _begin(limits: Limits) -> None:
    global _reader
    _reader = LeashedReader(limits)


def _analyse(path: Path) -> Analysed:
    if _reader is None:
        raise RuntimeError("worker was not begun")
    return analyse_one(path, _reader)


def analyse_one(path: Path, reader: LeashedReader) -> Analysed:
    """One file through the pipeline. Never raises on a bad file."""
    try:
        parsed = analyse_file(path, reader)
        return Analysed(path, sha256_of(path), path.stat().st_size, parsed)
    except InputRefusedError as error:
        return Analysed(path, "", 0, None, str(error))
    except OSError:
        return Analysed(path, "", 0, None, "Không đọc được tệp; hãy kiểm tra đường dẫn và quyền đọc.")


class Analyser:
    """Analyses files in order, on a leash."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def analyse(self, path: Path) -> ParsedAct:
        """One file. Raises :class:`InputRefusedError`."""
        with LeashedReader(self.limits) as reader:
            return analyse_file(path, reader)

    def analyse_many(self, paths: Sequence[Path], jobs: int = 1) -> Iterator[Analysed]:
        """Each file's result, in the order of ``paths``; with ``jobs`` > 1 on that many processes."""
        if jobs <= 1 or len(paths) < 2:
            with LeashedReader(self.limits) as reader:
                for path in paths:
                    yield analyse_one(path, reader)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(
            min(jobs, len(paths)), context, initializer=_begin, initargs=(self.limits,)
        ) as pool:
            yield from pool.map(_analyse, paths, chunksize=4)
