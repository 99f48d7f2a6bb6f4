"""What every importer of registry rows hands on."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from indexer.errors import InputRefusedError
from indexer.importers.own_words import OwnText
from legal_corpus.model.act import Header
from legal_corpus.registry.rows import ActRow


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken. ``row`` counts from 1, 0 means the whole of ``where`` (a file of a
    folder, a sheet of a workbook); ``reason`` is Vietnamese."""

    row: int
    reason: str
    where: str = ""

    @property
    def place(self) -> str:
        """ "trang tính “NQ”, dòng 12" in the reader's words."""
        return ", ".join(part for part in (self.where, f"dòng {self.row}" if self.row else "") if part)


Row = ActRow | OwnText | RejectedRow


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A file read for an importer: NFC text and header, or why it was refused."""

    path: Path
    text: str = ""
    header: Header | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says beside the file. ``issuer`` names the issuer of rows that give none;
    ``columns`` maps headers of a register to fields; ``saved`` finds the mapping that was kept for a
    header signature; ``read_pages`` reads files on a leash.
    """

    issuer: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    saved: Callable[[str], Mapping[str, str] | None] = lambda _signature: None
    read_pages: Callable[[Sequence[Path]], Iterator[ReadPage]] | None = None


NO_OPTIONS = ImportOptions()
_GZIP = b"\x1f\x8b"
# A registry of all 160,000 acts of the country is under 200 MB as JSON lines.
MAX_TEXT = 1 << 30


@contextmanager
def open_lines(path: Path) -> Iterator[TextIO]:
    """The file as UTF-8 lines, unpacked when it is gzip by content.

    Raises :class:`InputRefusedError` when it is missing or no regular file (a pipe could be waited for
    without end).
    """
    try:
        if path.exists() and not path.is_file():
            raise InputRefusedError("unsupported", "Sổ văn bản phải là một tệp; hãy chọn đúng tệp.")
        raw = path.open("rb")
    except OSError as error:
        raise InputRefusedError(
            "not_found", "Không mở được tệp sổ văn bản; hãy kiểm tra đường dẫn và quyền đọc."
        ) from error
    with raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape")


def bounded(lines: TextIO) -> Iterator[str]:
    """The lines, up to :data:`MAX_TEXT` characters in all.

    Raises :class:`InputRefusedError` "zip_bomb" past the limit, "encoding" and "damaged" where the
    content cannot be read.
    """
    seen = count = 0
    try:
        while line := lines.readline(1 << 22):
            seen, count = seen + len(line), count + 1
            if seen > MAX_TEXT:
                raise InputRefusedError(
                    "zip_bomb", "Tệp sổ văn bản bung ra quá lớn; hãy chia nhỏ rồi nạp lại."
                )
            if not line.isascii():
                line.encode()  # a byte that is no UTF-8 came through as a lone surrogate
            yield line
    except UnicodeEncodeError as error:
        raise InputRefusedError(
            "encoding", f"Sổ văn bản không phải UTF-8 (dòng {count}); hãy lưu lại dạng UTF-8."
        ) from error
    except (OSError, EOFError) as error:
        raise InputRefusedError("damaged", "Tệp nén bị hỏng hoặc cụt; hãy tải lại.") from error
