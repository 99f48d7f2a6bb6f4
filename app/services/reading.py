"""Reading and analysing files in child processes with a deadline; pure, nothing is stored."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from app.config import Settings
from app.db.blobs import sha256_of
from indexer.errors import InputRefusedError
from indexer.leashed_pipeline import LeashedPipeline
from indexer.pipeline import ParsedAct
from indexer.readers.base import Limits
from indexer.readers.office_batch import OldFiles
from indexer.readers.registry import check_file
from indexer.readers.signatures import LeashedSignatures, Signature, may_be_signed

_AHEAD = 8  # files for each child: one slow file must not stop the others, nor all results fill the memory
_UNEXAMINED = "Không kiểm tra được chữ ký số của tệp; hãy xem chữ ký bằng chương trình đọc PDF."


@dataclass(frozen=True, slots=True)
class Analysed:
    """A file, what it says and who signed it, or why it was refused (``parsed`` is ``None``)."""

    path: Path
    sha256: str
    size: int
    parsed: ParsedAct | None
    refusal: str | None = None
    signatures: tuple[Signature, ...] = ()


def limits_of(settings: Settings) -> Limits:
    """The limits of this installation, for reading and for analysing each."""
    return Limits(
        max_bytes=settings.max_file_mb * 1024 * 1024,
        max_pages=settings.max_pages,
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
    )


@dataclass(frozen=True, slots=True)
class _Tools:
    """What one file goes through."""

    pipeline: LeashedPipeline
    signatures: LeashedSignatures
    old: OldFiles


def _analyse_one(path: Path, tools: _Tools) -> Analysed:
    """One file through the tools. Never raises on a bad file."""
    try:
        check_file(path, tools.pipeline.limits)
        # Taken first: if the file changes while it is read, its original does not have this hash.
        sha256, size = sha256_of(path), path.stat().st_size
        with tools.old.made(path, tools.pipeline) as made:
            parsed = tools.pipeline.analyse(path, made)
        signatures: list[Signature] | None = []
        if may_be_signed(path, parsed.media_type):
            signatures = tools.signatures.read(path)
        if signatures is None:
            parsed = replace(parsed, warnings=(*parsed.warnings, _UNEXAMINED))
        return Analysed(path, sha256, size, parsed, signatures=tuple(signatures or ()))
    except InputRefusedError as error:
        return Analysed(path, "", 0, None, str(error))
    except OSError:
        return Analysed(path, "", 0, None, "Không đọc được tệp; hãy kiểm tra đường dẫn và quyền đọc.")


def _in_order(
    pool: ThreadPoolExecutor, analyse: Callable[[Path], Analysed], paths: Sequence[Path], most: int
) -> Generator[Analysed]:
    """Results in the order of ``paths``; never more than ``most`` of them wait to be taken."""
    waiting: deque[Future[Analysed]] = deque()
    try:
        for path in paths:
            if len(waiting) >= most:
                yield waiting.popleft().result()
            waiting.append(pool.submit(analyse, path))
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


class Analyser:
    """Analyses files in order, on a leash."""

    def __init__(self, limits: Limits, roots: Path | None = None) -> None:
        self.limits, self._roots = limits, roots

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
            with ExitStack() as stack:
                tools = self._tools(stack, _old_files(stack, paths))
                for path in paths:
                    yield _analyse_one(path, tools)
            return
        idle: SimpleQueue[_Tools] = SimpleQueue()

        def analyse(path: Path) -> Analysed:
            tools = idle.get()
            try:
                return _analyse_one(path, tools)
            finally:
                idle.put(tools)

        with ExitStack() as stack:
            old = _old_files(stack, paths)
            for _ in range(count):
                idle.put(self._tools(stack, old))
            # The threads only wait: the work is done in the children.
            pool = stack.enter_context(ThreadPoolExecutor(count))
            yield from _in_order(pool, analyse, paths, count * _AHEAD)

    def _tools(self, stack: ExitStack, old: OldFiles) -> _Tools:
        """Child processes of their own, ended with the stack; none starts before it is needed."""
        pipeline = stack.enter_context(LeashedPipeline(self.limits))
        return _Tools(pipeline, stack.enter_context(LeashedSignatures(self.limits, self._roots)), old)


def _old_files(stack: ExitStack, paths: Sequence[Path]) -> OldFiles:
    folder = stack.enter_context(TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True))
    # Looking into a pipe would wait for whoever writes to it; what is no file is refused where it is read.
    files = [path for path in paths if os.path.isfile(path)]  # noqa: PTH113  the other one may raise
    return OldFiles(files, Path(folder))
