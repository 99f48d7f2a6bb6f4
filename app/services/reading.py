"""Reading and analysing files in child processes with a deadline; pure, nothing is stored."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from app.config import Settings
from app.db.blobs import sha256_of
from indexer.errors import InputRefusedError
from indexer.leashed_pipeline import LeashedPipeline
from indexer.pipeline import ParsedAct
from indexer.readers.base import Limits


@dataclass(frozen=True, slots=True)
class Analysed:
    """A file and what it says, or why it was refused (``parsed`` is ``None``)."""

    path: Path
    sha256: str
    size: int
    parsed: ParsedAct | None
    refusal: str | None = None


def limits_of(settings: Settings) -> Limits:
    """The limits of this installation, for reading and for analysing each."""
    return Limits(
        max_bytes=settings.max_file_mb * 1024 * 1024,
        max_pages=settings.max_pages,
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
    )


def analyse_one(path: Path, pipeline: LeashedPipeline) -> Analysed:
    """One file through the pipeline. Never raises on a bad file."""
    try:
        parsed = pipeline.analyse(path)
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
        with LeashedPipeline(self.limits) as pipeline:
            return pipeline.analyse(path)

    def analyse_many(self, paths: Sequence[Path], jobs: int = 1) -> Generator[Analysed]:
        """Each file's result, in the order of ``paths``; with ``jobs`` > 1 that many at a time.

        Closing the generator ends the children and forgets the files that nobody began.
        """
        count = min(jobs, len(paths))
        if count <= 1:
            with LeashedPipeline(self.limits) as pipeline:
                for path in paths:
                    yield analyse_one(path, pipeline)
            return
        idle: SimpleQueue[LeashedPipeline] = SimpleQueue()

        def analyse(path: Path) -> Analysed:
            pipeline = idle.get()
            try:
                return analyse_one(path, pipeline)
            finally:
                idle.put(pipeline)

        with ExitStack() as stack:
            for _ in range(count):
                idle.put(stack.enter_context(LeashedPipeline(self.limits)))
            # The threads only wait: the work is done in the children.
            pool = stack.enter_context(ThreadPoolExecutor(count))
            yield from pool.map(analyse, paths)
