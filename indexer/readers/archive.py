"""ZIP files: members taken out one by one, within limits, with the names people gave them.

Nothing a ZIP says about itself is trusted: not its names, not its sizes, not how deep it goes.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, megabytes
from indexer.readers.detect import kind_of
from indexer.readers.quality import is_syllable
from legal_corpus.text.normalize import to_nfc

MAX_DEPTH = 2  # a ZIP in a ZIP is opened, one in that is not
MAX_MEMBERS = 10_000
_CHUNK = 1 << 20
_SMALL = 1 << 20  # below this a high compression ratio says nothing
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_RUBBISH = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name as people see it, with "/" also behind an inner ZIP's name.

    ``path`` is where its bytes are now; ``None`` when it was not taken out, for the reason in ``refusal``.
    """

    name: str
    path: Path | None
    refusal: InputRefusedError | None = None


def unpacked(archive: Path, into: Path, limits: Limits) -> Iterator[Member]:
    """Members of a ZIP, each written into the folder ``into`` under a name of our own.

    Members are reported in their order, folders and rubbish of operating systems left out. A member that
    is refused does not stop the others; the limits on members and unpacked bytes count over inner ZIPs
    too. Raises :class:`InputRefusedError` "damaged" or "zip_bomb" when the archive itself cannot be used.
    """
    yield from _Unpacking(into, limits).members(archive, "", 1)


class _Unpacking:
    def __init__(self, into: Path, limits: Limits) -> None:
        self._into, self._limits = into, limits
        self._bytes = self._count = 0

    def members(self, archive: Path, prefix: str, depth: int) -> Iterator[Member]:
        try:
            with zipfile.ZipFile(archive) as opened:
                parts = [part for part in opened.infolist() if not part.is_dir()]
                for part in parts:
                    name = prefix + member_name(part)
                    if _RUBBISH.search(name):
                        continue
                    self._count += 1
                    if self._count > MAX_MEMBERS:
                        raise _bomb(f"hơn {MAX_MEMBERS} tệp")
                    yield from self._member(opened, part, name, depth)
        except zipfile.BadZipFile as error:
            raise _damaged() from error

    def _member(
        self, opened: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, depth: int
    ) -> Iterator[Member]:
        try:
            path = self._taken_out(opened, part, name)
            inner = kind_of(path) == "zip"
        except InputRefusedError as error:
            if error.code == "zip_bomb":
                raise
            yield Member(name, None, error)
            return
        if not inner:
            yield Member(name, path)
            return
        if depth >= MAX_DEPTH:
            yield Member(name, None, _too_deep())
            return
        try:
            yield from self.members(path, f"{name}/", depth + 1)
        except InputRefusedError as error:
            if error.code == "zip_bomb":
                raise
            yield Member(name, None, error)
        finally:
            path.unlink(missing_ok=True)

    def _taken_out(self, opened: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Path:
        limits = self._limits
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise InputRefusedError(
                "encrypted", "Tệp trong gói nén có mật khẩu; hãy bỏ mật khẩu rồi nén lại."
            )
        if stat.S_ISLNK(part.external_attr >> 16):
            raise InputRefusedError(
                "unsupported", "Tệp trong gói nén chỉ là liên kết; hãy nén lại chính tệp gốc."
            )
        if part.file_size > limits.max_bytes:
            raise InputRefusedError(
                "too_large",
                f"Tệp {megabytes(part.file_size)} trong gói nén vượt mức {megabytes(limits.max_bytes)}.",
            )
        # The name on disk is ours: nothing of "../" or of a drive letter can reach the file system.
        mark = hashlib.sha256(f"{self._count}\0{name}".encode("utf-8", "replace")).hexdigest()[:16]
        path = self._into / f"{mark}{PurePosixPath(name).suffix.lower()[:10]}"
        written = 0
        try:
            with opened.open(part) as source, path.open("xb") as target:
                while chunk := source.read(_CHUNK):
                    written += len(chunk)
                    self._bytes += len(chunk)
                    grown = written > _SMALL and written > limits.max_ratio * max(1, part.compress_size)
                    if grown or self._bytes > limits.max_unpacked_bytes:
                        raise _bomb(f"hơn {megabytes(self._bytes)}")
                    target.write(chunk)
        except InputRefusedError:
            path.unlink(missing_ok=True)
            raise
        except _BROKEN as error:
            path.unlink(missing_ok=True)
            raise InputRefusedError(
                "damaged", "Tệp trong gói nén bị hỏng nên không lấy ra được; hãy nén lại tệp gốc."
            ) from error
        return path


def member_name(part: zipfile.ZipInfo) -> str:
    """A member's name as it was given: UTF-8 where the bytes are that, whatever the flag says.

    Old programs write the code of the machine and set no flag; then Python reads code page 437. Parts of
    the path that lead elsewhere ("..", a drive, a leading "/") are left out.
    """
    name = part.filename
    if not part.flag_bits & _UTF8_FLAG:
        with contextlib.suppress(UnicodeEncodeError):
            name = _best(name.encode("cp437"), name)
    pieces = [p for p in to_nfc(name).replace("\\", "/").split("/") if p not in {"", ".", ".."}]
    if pieces and re.fullmatch(r"[A-Za-z]:", pieces[0]):
        pieces = pieces[1:]
    return "/".join(pieces) or "tep"


def _best(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    readings = [to_nfc(raw.decode("cp1258", "replace")), name]
    return max(readings, key=_syllables)


def _syllables(name: str) -> float:
    words = _WORD.findall(name)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _bomb(what: str) -> InputRefusedError:
    return InputRefusedError(
        "zip_bomb", f"Gói nén nở ra quá lớn ({what}) nên dừng mở; hãy chia thành nhiều gói nhỏ."
    )


def _damaged() -> InputRefusedError:
    return InputRefusedError("damaged", "Gói nén bị hỏng hoặc tải về chưa hết; hãy tải lại hoặc nén lại.")


def _too_deep() -> InputRefusedError:
    return InputRefusedError(
        "unsupported", f"Gói nén lồng quá {MAX_DEPTH} lớp; hãy giải nén lớp ngoài rồi thử lại."
    )
