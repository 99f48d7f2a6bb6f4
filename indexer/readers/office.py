"""Old Word files (.doc) and RTF: LibreOffice makes a .docx of them, which is read like any other.

Without LibreOffice, or when it fails, a simpler reader gives the bare text with a warning.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from zipfile import is_zipfile

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, document
from indexer.readers.detect import is_encrypted_office
from indexer.readers.docx import DocxReader
from indexer.readers.encodings import mended_lines
from indexer.readers.external import ANTIWORD, CATDOC, LIBREOFFICE, Program, run
from indexer.readers.rtf import rtf_lines, within_file

_FIRST_START = 81  # LibreOffice ends with this after it has made a new profile
_SIMPLE = (
    "Đã đọc bằng bộ đọc đơn giản vì {why}; bảng và số thứ tự tự động có thể thiếu. "
    "Cài LibreOffice để đọc đủ: sudo apt-get install libreoffice-writer-nogui."
)


class Converter(Protocol):
    """Makes a .docx of an old file."""

    def docx(self, path: Path, suffix: str, folder: Path, limits: Limits) -> Path | None:
        """The new file inside ``folder``; ``None`` when the program is missing or left nothing."""


class LibreOffice:
    """Converts headless, with a profile of its own that is thrown away."""

    def docx(self, path: Path, suffix: str, folder: Path, limits: Limits) -> Path | None:
        """Half of the time limit at most, so that a simpler reader gets its turn."""
        return self.several([(path, suffix)], folder, limits)[0]

    def several(self, sources: Sequence[tuple[Path, str]], folder: Path, limits: Limits) -> list[Path | None]:
        """:meth:`docx` of several files with one start, within the time and memory of one."""
        program = LIBREOFFICE.path()
        if program is None:
            return [None] * len(sources)
        copies = []
        for at, (path, suffix) in enumerate(
            sources
        ):  # the name decides the import filter, so content names it
            copies.append(folder / f"source{at}{suffix}")
            if suffix == ".rtf":
                copies[-1].write_bytes(within_file(path.read_bytes()))
            else:
                shutil.copyfile(path, copies[-1])
        command: list[str | Path] = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder / "out", *copies,
        ]  # fmt: skip
        home = {"HOME": str(folder), "TMPDIR": str(folder)}
        for _ in range(2):
            outcome = run(command, limits.timeout_s / 2, limits.memory_mb, environment=home)
            if outcome.code != _FIRST_START:
                break
        for copy in copies:
            copy.unlink()
        # Exit 0 without a file is how LibreOffice tells that it could not open a source; a file that it was
        # ended over is no whole package.
        made = [folder / "out" / f"{copy.stem}.docx" for copy in copies]
        return [path if path.is_file() and is_zipfile(path) else None for path in made]


class Converted:
    """Stands in for a converter that has done its work."""

    def __init__(self, made: Path) -> None:
        self._made = made

    def docx(self, path: Path, suffix: str, folder: Path, limits: Limits) -> Path | None:  # noqa: ARG002
        """The file that was made."""
        return self._made


class NoConverter:
    """Stands in where LibreOffice must not or cannot run."""

    def docx(self, path: Path, suffix: str, folder: Path, limits: Limits) -> Path | None:  # noqa: ARG002
        """Never a file."""
        return None


class OfficeReader:
    """Reads .doc or .rtf through a converter, else with ``_simple``."""

    suffix: str
    media_type: str

    def __init__(self, converter: Converter | None = None) -> None:
        self._converter: Converter = LibreOffice() if converter is None else converter

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """The document as the .docx reader sees it.

        Raises :class:`InputRefusedError` "encrypted", "needs_tool", "damaged" or "empty".
        """
        if is_encrypted_office(path):
            raise InputRefusedError(
                "encrypted", "Tệp Word có mật khẩu; hãy bỏ mật khẩu rồi lưu lại thành .docx."
            )
        with tempfile.TemporaryDirectory(prefix="rasoat-") as name:
            made = self._converter.docx(path, self.suffix, Path(name), limits)
            if made is not None:
                found = DocxReader().read(made, limits)
                return replace(found, media_type=self.media_type)
        return self._simple(path, limits)

    def _simple(self, path: Path, limits: Limits) -> ReadDocument:
        raise NotImplementedError

    def _warning(self) -> tuple[str, ...]:
        why = "LibreOffice không mở được tệp này" if LIBREOFFICE.path() else "máy chưa có LibreOffice"
        return (_SIMPLE.format(why=why),)


class DocReader(OfficeReader):
    """Word 6 to 2003."""

    suffix = ".doc"
    media_type = "application/msword"

    def _simple(self, path: Path, limits: Limits) -> ReadDocument:
        best: list[str] = []
        for program, options in ((CATDOC, ("-w", "-d", "utf-8")), (ANTIWORD, ("-m", "UTF-8", "-w", "0"))):
            lines = _text_of(program, options, path, limits)
            # A reader that silently loses a part of a fast-saved file is found by the other one.
            if sum(map(len, lines)) > 1.2 * sum(map(len, best)):
                best = lines
        if best:
            return document(mended_lines(best), self.media_type, None, self._warning())
        if LIBREOFFICE.path() is None and CATDOC.path() is None and ANTIWORD.path() is None:
            raise LIBREOFFICE.missing("Đọc tệp Word cũ (.doc)")
        raise InputRefusedError(
            "damaged", "Tệp Word cũ (.doc) bị hỏng nên không mở được; hãy mở bằng Word rồi lưu thành .docx."
        )


class RtfReader(OfficeReader):
    """RTF, also under the name .doc."""

    suffix = ".rtf"
    media_type = "application/rtf"

    def _simple(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        return document(rtf_lines(path.read_bytes()), self.media_type, None, self._warning())


def _text_of(program: Program, options: tuple[str, ...], path: Path, limits: Limits) -> list[str]:
    where = program.path()
    if where is None:
        return []
    outcome = run([where, *options, path.resolve()], limits.timeout_s / 4, limits.memory_mb)
    return outcome.output.decode("utf-8", "replace").splitlines() if outcome.code == 0 else []
