"""Archives taken apart on a leash: a list of parts can be made so long that it eats the memory."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from indexer.errors import InputRefusedError, RefusalCode
from indexer.readers.archive import Member, unpacked
from indexer.readers.base import Limits
from indexer.readers.detect import kind_of
from indexer.readers.leash import Leash, child_of
from indexer.readers.serving import serve

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# A package of an office program is a ZIP too; its parts are no files of anybody's.
_PACKAGES = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}


def may_be_archive(path: Path) -> bool:
    """Whether a closer look is worth it, from the first bytes."""
    try:
        with path.open("rb") as stream:
            return stream.read(4) in _MARKS
    except OSError:
        return False


class LeashedArchives(Leash):
    """:func:`indexer.readers.archive.unpacked` in a child process; use as a context manager."""

    child = child_of("indexer.readers.leashed_archive")
    doing = "Mở gói nén"
    lost = "Gói nén làm bộ đọc dừng đột ngột nên có thể bị hỏng; hãy nén lại các tệp gốc."

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


def _opened(path: Path, into: Path, limits: Limits) -> object:
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


def _answer(line: bytes, limits: Limits) -> bytes:
    path, into = json.loads(line)
    return json.dumps(_opened(Path(path), Path(into), limits)).encode("ascii")


def main() -> None:
    """Serves until the parent closes its end."""
    serve(_answer)
