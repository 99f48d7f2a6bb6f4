"""Reading on a leash: a child process with a time and a memory limit.

A hostile file can make a parser loop, eat the machine or crash it; then only the child is lost. The
child is kept for the next file, because starting Python costs more than reading most files. It speaks
JSON lines, so a taken-over child can send nothing but text.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, ClassVar, Self

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument
from indexer.readers.progress import SIGN_OF_LIFE
from indexer.readers.registry import DEFAULT_LIMITS, check_file

_ROOT = str(Path(__file__).resolve().parents[2])
# A native library that gets no memory aborts; the kernel's own memory guard kills.
_NO_MEMORY = {-signal.SIGABRT, -signal.SIGKILL, -signal.SIGTRAP, -signal.SIGILL}


def child_of(module: str) -> str:
    """Python code of a child that runs the ``main`` of a module, which calls
    :func:`indexer.readers.serving.serve`; ``argv``: import root, limits as JSON."""
    return f"import sys; sys.path.insert(0, sys.argv[1]); from {module} import main; main()"


class Leash:
    """One child process that answers a line with a line; use as a context manager. Safe for threads.

    A child that answers too late, or dies, is gone; the next request starts another.
    """

    child: ClassVar[str]  # see child_of
    doing = "Đọc"  # what the child does, for the sentence about a loss
    lost = "Tệp làm bộ đọc dừng đột ngột nên có thể bị hỏng; hãy mở bằng chương trình gốc và lưu lại."

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child if there is none, without waiting until it can answer."""
        with self._lock:
            self._child = self._child or self._start()

    def ask(self, request: bytes) -> bytes:
        """The child's line for a line without its end.

        Raises :class:`InputRefusedError` "timeout", "memory" or "damaged" when the child is lost.
        """
        with self._lock:
            return self._ask(request)

    def close(self) -> None:
        """Ends the child; the next :meth:`read` would start another."""
        child, self._child = self._child, None
        if child is not None:
            _kill(child)
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def _ask(self, request: bytes) -> bytes:
        child = self._child = self._child or self._start()
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            _kill(child)

        to, back = _pipe(child.stdin), _pipe(child.stdout)
        line = b""
        try:
            line = self._within_time(stop, lambda: _send(to, back, request))
            while line.startswith(SIGN_OF_LIFE):
                self.heard(line)
                line = self._within_time(stop, back.readline)
        except OSError:
            line = b""
        if line.endswith(b"\n"):
            return line
        code = child.wait()
        self.close()
        raise self._loss(overdue.is_set(), code)

    def heard(self, sign: bytes) -> None:
        """A sign of life came; the time limit begins anew."""

    def _within_time(self, stop: Callable[[], None], get: Callable[[], bytes]) -> bytes:
        timer = threading.Timer(self.limits.timeout_s, stop)
        timer.daemon = True
        timer.start()
        try:
            return get()
        finally:
            timer.cancel()

    def _loss(self, overdue: bool, code: int) -> InputRefusedError:
        if overdue:
            return InputRefusedError(
                "timeout",
                f"{self.doing} quá {self.limits.timeout_s:g} giây mà chưa xong; "
                "hãy tách nhỏ tệp hoặc nâng giới hạn.",
            )
        if code in _NO_MEMORY:
            return InputRefusedError(
                "memory",
                f"{self.doing} tệp cần hơn {self.limits.memory_mb} MB bộ nhớ; "
                "hãy tách nhỏ tệp hoặc nâng giới hạn.",
            )
        return InputRefusedError("damaged", self.lost)

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", self.child, _ROOT, json.dumps(_plain(self.limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


class LeashedReader(Leash):
    """Reads files in one child process.

    >>> with LeashedReader() as reader:  # doctest: +SKIP
    ...     reader.read(Path("act.docx")).text

    ``on_page(done, pages)`` is called after each page of a scan, in the thread that reads.
    """

    child = child_of("indexer.readers.worker")

    def __init__(
        self, limits: Limits = DEFAULT_LIMITS, on_page: Callable[[int, int], None] | None = None
    ) -> None:
        super().__init__(limits)
        self.on_page = on_page

    def read(self, path: Path, made: Path | None = None) -> ReadDocument:
        """Same result as :func:`indexer.readers.registry.read_file`.

        Raises :class:`InputRefusedError`, besides its other codes with "timeout" and "memory".
        """
        check_file(path, self.limits)
        request = {"read": str(path.resolve()), "made": str(made) if made else None}
        reply: dict[str, Any] = json.loads(self.ask(json.dumps(request).encode("ascii")))
        if "code" in reply:
            raise InputRefusedError(reply["code"], reply["message"])
        return ReadDocument.of_plain(reply)

    def convert(self, paths: Sequence[Path], into: Path) -> dict[Path, Path]:
        """Old Word files and RTF as .docx files in the folder ``into``, to be given to :meth:`read`.

        Files that are missing in the result are read alone; the whole takes no longer than one file may.
        """
        request = {"convert": [str(path.resolve()) for path in paths], "into": str(into.resolve())}
        try:
            names = json.loads(self.ask(json.dumps(request).encode("ascii")))
        except InputRefusedError:
            return {}
        # The child may have been taken over: it names a file of the folder, never a path.
        return {
            path: into / "out" / Path(name).name for path, name in zip(paths, names, strict=False) if name
        }

    def heard(self, sign: bytes) -> None:
        """Tells ``on_page``."""
        done, pages = map(int, sign.removeprefix(SIGN_OF_LIFE).split())
        if self.on_page is not None:
            self.on_page(done, pages)


def _send(to: IO[bytes], back: IO[bytes], request: bytes) -> bytes:
    to.write(request + b"\n")
    to.flush()
    return back.readline()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and every program it has started, which are in its process group."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _plain(limits: Limits) -> dict[str, float]:
    return {name: getattr(limits, name) for name in Limits.__dataclass_fields__}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # cannot be: both were asked for
        raise OSError("pipe is closed")
    return pipe
