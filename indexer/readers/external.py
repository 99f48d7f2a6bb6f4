"""Other programs on a leash: found on this machine or not, run with limits of time and memory.

They run in the process group of the reading child, so that nothing outlives it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import InputRefusedError

try:
    import resource
except ImportError:  # not on Windows: only the time limit holds there
    resource = None  # type: ignore[assignment]

_DEBIAN = "sudo apt-get install"


@dataclass(frozen=True, slots=True)
class Program:
    """A program by what people call it, its possible paths or commands, and its Debian packages."""

    name: str
    commands: tuple[str, ...]
    packages: str

    def path(self) -> str | None:
        """Where it is on this machine; ``None`` when it is not installed."""
        return next((found for found in map(shutil.which, self.commands) if found), None)

    def missing(self, what: str) -> InputRefusedError:
        """The refusal of a file that cannot be read without it: ``what`` begins the sentence."""
        return InputRefusedError(
            "needs_tool", f"{what} cần {self.name}; hãy cài bằng lệnh: {_DEBIAN} {self.packages}."
        )


# The binary itself: the shell script in front of it would leave its children behind when it is ended.
LIBREOFFICE = Program(
    "LibreOffice",
    (
        "/usr/lib/libreoffice/program/soffice.bin",
        "/usr/lib64/libreoffice/program/soffice.bin",
        "/opt/libreoffice/program/soffice.bin",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "soffice",
    ),
    "libreoffice-writer-nogui",
)
TESSERACT = Program("Tesseract", ("tesseract",), "tesseract-ocr tesseract-ocr-vie")
CATDOC = Program("catdoc", ("catdoc",), "catdoc")
ANTIWORD = Program("antiword", ("antiword",), "antiword")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program left: exit code, standard output; ``late`` when it was ended for its time."""

    code: int
    output: bytes
    late: bool = False


def run(
    command: Sequence[str | Path],
    timeout_s: float,
    memory_mb: int,
    feed: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Runs a program to its end, or ends it after ``timeout_s`` seconds of wall clock.

    It may take ``memory_mb`` MB of address space, inherits no settings but the search path and the home
    given, and gets ``feed`` on standard input. Never raises for what the program does.
    """

    def limit() -> None:
        if resource is not None:
            most = memory_mb * 1024 * 1024
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(
                resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
            )

    try:
        done = subprocess.run(
            [str(part) for part in command],
            input=feed if feed is not None else b"",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(environment or {})},
            preexec_fn=limit if resource is not None else None,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(-1, b"", late=True)
    except OSError:
        return Outcome(-1, b"")
    return Outcome(done.returncode, done.stdout)
