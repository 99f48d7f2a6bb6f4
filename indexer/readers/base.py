"""What every reader of files takes and gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from indexer.errors import InputRefusedError
from indexer.readers.encodings import mended
from indexer.readers.legacy_fonts import capitals_put_back
from indexer.readers.tables import TableRow, placed_tables
from legal_corpus.model.table import Table
from legal_corpus.text.normalize import to_nfc

SURE = 0.8  # confidence from which a recognised word counts as read right
_MEGABYTE = 1024 * 1024
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place in the text that was recognised from a picture and may be wrong.

    ``confidence`` is in [0, 1], the recogniser's own; ``text[start:end]`` is one word as read, ``others``
    are what it may be as well, likeliest first.
    """

    start: int
    end: int
    confidence: float
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The text of one file: NFC, one block (paragraph, table row) a line.

    ``media_type`` is the IANA type of the content, not of the file name; ``pages`` is ``None`` where
    the format has none; ``warnings`` are Vietnamese sentences for the person who gave the file.
    ``recognised`` are the pages (from 0) that were read from a picture: when the first is one of them, no
    number or date of the header is certain; ``doubts`` are the words below :data:`SURE`, in order.
    ``tables`` are the data tables of formats that have them, in order.
    """

    text: str
    media_type: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    recognised: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()

    def plain(self) -> dict[str, Any]:
        """For JSON; :meth:`of_plain` undoes it."""
        return {
            "text": self.text,
            "media_type": self.media_type,
            "pages": self.pages,
            "warnings": self.warnings,
            "doubts": [(doubt.start, doubt.end, doubt.confidence, doubt.others) for doubt in self.doubts],
            "recognised": self.recognised,
            "tables": [table.plain() for table in self.tables],
        }

    @classmethod
    def of_plain(cls, said: Mapping[str, Any]) -> ReadDocument:
        """From what :meth:`plain` gave, also where JSON has made lists of tuples."""
        return cls(
            said["text"],
            said["media_type"],
            said["pages"],
            tuple(said["warnings"]),
            tuple(Doubt(start, end, sure, tuple(others)) for start, end, sure, others in said["doubts"]),
            tuple(said["recognised"]),
            tuple(map(Table.of_plain, said["tables"])),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, time in seconds of wall clock, memory in MB.

    ``timeout_s`` counts from the last sign of life: a scan gives one a page, which may take
    ``page_timeout_s``. ``max_pixels`` is the size of one picture.
    """

    max_bytes: int = 200 * _MEGABYTE
    max_pages: int = 3000
    max_unpacked_bytes: int = 512 * _MEGABYTE
    max_ratio: int = 200
    timeout_s: float = 120
    memory_mb: int = 2048
    max_scanned_pages: int = 300
    page_timeout_s: float = 60
    max_pixels: int = 60_000_000


class Reader(Protocol):
    """Reads one format. ``media_type`` is what it reads; the file has been recognised before."""

    media_type: str

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """The document, or :class:`indexer.errors.InputRefusedError`."""


def clean_line(text: str) -> str:
    """One line in NFC: runs of blanks become one, characters that cannot be printed go."""
    return _clean(to_nfc(text))


def _clean(text: str) -> str:
    if text.isprintable():  # then its only blank is the common one
        return (_BLANKS.sub(" ", text) if "  " in text else text).strip()
    return _BLANKS.sub(" ", UNPRINTABLE.sub("", text)).strip()


def document(lines: list[str], media_type: str, pages: int | None, warnings: tuple[str, ...]) -> ReadDocument:
    """A document of the non-empty lines, in NFC, letters of legacy fonts in Unicode.

    Raises :class:`InputRefusedError` "empty" when nothing is left.
    """
    cleaned = _cleaned(mended("\n".join(lines))[0])
    kept = [line for line in cleaned if line]
    if not kept:
        raise InputRefusedError("empty", "Tệp không có chữ nào; hãy kiểm tra lại tệp đã chọn.")
    tables = placed_tables(lines, cleaned) if TableRow in set(map(type, lines)) else ()
    return ReadDocument("\n".join(kept) + "\n", media_type, pages, warnings, tables=tables)


def _cleaned(text: str) -> list[str]:
    """Each line of the text as :func:`clean_line` gives it, lost capitals put back."""
    lines = list(map(to_nfc, text.split("\n")))  # mostly there is nothing to do, and else in few lines
    if "  " in text or not "".join(lines).isprintable():
        lines = list(map(_clean, lines))
    return capitals_put_back(map(str.strip, lines))


def megabytes(size: int) -> str:
    """Size for a message: ``"200 MB"``."""
    return f"{max(1, round(size / _MEGABYTE))} MB"
