"""Archives taken apart on a leash: a list of parts can be made so long that it eats the memory."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

from indexer.errors import InputRefusedError, RefusalCode
from indexer.readers.archive import Member, unpacked
from indexer.readers.base import Limits
from indexer.readers.detect import kind_of
from indexer.readers.leash import Leash

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# A package of an office program is a ZIP too; its parts are no files of anybody's.
_PACKAGES = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from indexer.readers.leashed_archive import main; main()"
)


def may_be_archive(path: Path) -> bool:
    """Whether a closer look is worth it, from the first bytes."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in _MARKS
    except OSError:
        return False


class LeashedArchives(Leash):
    """:func:`indexer.readers.archive.unpacked` in a child process; use as a context manager."""

    doing = "Mở gói nén"
    lost = "Gói nén làm bộ đọc dừng đột ngột nên có thể bị hỏng; hãy nén lại các tệp gốc."

    def _command(self) -> str:
        return _START

    def members(self, path: Path, into: Path) -> list[Member] | None:
        """What the archive holds, taken out into the folder ``into``; ``None`` when ``path`` is none, such
        as a Word file.

        Raises :class:`InputRefusedError` when the archive as a whole cannot be used.
        """
        request = json.dumps([str(path.resolve()), str(into.resolve())])
        reply: Any = json.loads(self.ask(request.encode("ascii")))
        if isinstance(reply, dict):
            raise InputRefusedError(reply["code"], reply["message"])
        return None if reply is None else [_member(into, *one) for one in reply]


def _member(into: Path, name: str, file: str | None, code: RefusalCode | None, message: str) -> Member:
    # The child may have been taken over: it names a file of the folder, never a path.
    path = into / Path(file).name if file else None
    return Member(name, path, InputRefusedError(code, message) if code else None)


def _is_package(path: Path) -> bool:
    with zipfile.ZipFile(path) as opened:
        return bool(_PACKAGES & set(opened.namelist()))


def _answer(path: Path, into: Path, limits: Limits) -> object:
    try:
        if kind_of(path) != "zip" or _is_package(path):
            return None
        return [
            (
                one.name,
                one.path.name if one.path else None,
                one.refusal.code if one.refusal else None,
                str(one.refusal or ""),
            )
            for one in unpacked(path, into, limits)
        ]
    except InputRefusedError as error:
        return {"code": error.code, "message": str(error)}
    except MemoryError:
        return {"code": "memory", "message": "Gói nén có quá nhiều tệp; hãy chia thành nhiều gói nhỏ."}
    except Exception:  # the library's errors on damaged archives are of every kind
        return {"code": "damaged", "message": LeashedArchives.lost}


def main() -> None:
    """Serves until the parent closes its end. ``argv``: import root, limits as JSON."""
    from indexer.readers.worker import limit_memory

    limits = Limits(**json.loads(sys.argv[2]))
    limit_memory(limits.memory_mb)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        path, into = json.loads(line)
        answers.write(json.dumps(_answer(Path(path), Path(into), limits)).encode("ascii") + b"\n")
        answers.flush()
