"""Rows of a register as people keep it: an Excel workbook or a delimited text file.

Values only: formulas are never evaluated, macros never run. Whatever a cell holds comes out as text, a date
or nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.importers.workbook import sheet_rows
from legal_corpus.text.dates import is_plausible
from legal_corpus.text.normalize import to_nfc

Cell = str | dt.date | None
MOST_ROWS = 200_000  # the whole country has about 160,000 acts
MOST_COLUMNS = 100
_MOST_BLANK = 2_000  # a sheet with this many blank rows in a row has ended
_MOST_BYTES = 200 << 20
_LONGEST_CELL = 20_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # programs and pictures have them, no table has
_CONTROL_BYTE = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")  # UTF-16 is full of zeros
_HEAD = 1 << 16  # characters or bytes
_NO_REGISTER = "Tệp không phải sổ Excel hay CSV; hãy mở sổ bằng Excel, lưu dạng .xlsx rồi chọn tệp đó."
_EMPTY = "Sổ không có dòng nào; hãy mở sổ bằng Excel, lưu dạng .xlsx rồi chọn tệp đó."
_DELIMITERS = ";,\t|"
_LOOK_AT = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``number`` is what the program that shows the file calls it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the whole of a text file (``name`` ""). ``rows`` can be read once."""

    name: str
    rows: Iterator[TableRow]


def tables_of(path: Path) -> Iterator[Table]:
    """The tables of the file, one at a time; blank rows are left out. The rows of one can be read until
    the next is asked for.

    Raises :class:`InputRefusedError` when the file cannot be read, is no table, or has more than
    :data:`MOST_ROWS` rows.
    """
    try:
        if not path.is_file():
            raise InputRefusedError("not_found", "Không có tệp này; hãy kiểm tra đường dẫn.")
        size = path.stat().st_size
        if not size:
            raise InputRefusedError("empty", _EMPTY)
        if size > _MOST_BYTES:
            raise InputRefusedError("too_large", "Sổ lớn hơn 200 MB; hãy chia thành nhiều tệp.")
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise InputRefusedError("not_found", "Không mở được sổ; hãy kiểm tra quyền đọc.") from error
    if head.startswith(b"PK"):
        for name, rows in sheet_rows(path):
            yield Table(name, _kept(rows))
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputRefusedError(
            "unsupported", "Tệp Excel dạng cũ (.xls) hoặc có mật khẩu; hãy mở bằng Excel, lưu lại dạng .xlsx."
        )
    else:
        yield Table("", _kept(_text_rows(path)))


def _kept(rows: Iterator[tuple[int, tuple[object, ...]]]) -> Iterator[TableRow]:
    taken = blank = 0
    for number, values in rows:
        cells = tuple(map(_cell, islice(values, MOST_COLUMNS)))
        if not any(cell is not None for cell in cells):
            blank += 1
            if blank > _MOST_BLANK:
                return
            continue
        blank, taken = 0, taken + 1
        if taken > MOST_ROWS:
            raise InputRefusedError(
                "too_large", f"Sổ có hơn {MOST_ROWS:,} dòng; hãy chia thành nhiều tệp.".replace(",", ".")
            )
        yield TableRow(number, cells)


def _cell(value: object) -> Cell:
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return day if is_plausible(day) else f"{day.day:02}/{day.month:02}/{day.year:04}"
    if value is None or isinstance(value, bool | dt.time | dt.timedelta):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Excel keeps every number as a float
    text = " ".join(to_nfc(str(value)[:_LONGEST_CELL]).replace("\x00", " ").split())
    return text or None


def _text_rows(path: Path) -> Iterator[tuple[int, tuple[object, ...]]]:
    text = _decoded(path.read_bytes())
    delimiter = _delimiter(text)
    csv.field_size_limit(1 << 22)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield reader.line_num, tuple(row)
    except csv.Error as error:
        raise InputRefusedError(
            "damaged", f"Dòng {reader.line_num} của tệp CSV bị hỏng; hãy mở và lưu lại tệp."
        ) from error


def _decoded(raw: bytes) -> str:
    """The text by its byte order mark, else UTF-8, else UTF-16 by its zero bytes, else Windows-1258."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif raw[:2000].count(0) > len(raw[:2000]) // 5:
        encodings = ["utf-16-le" if raw[1:2000:2].count(0) >= raw[0:2000:2].count(0) else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text, 0, _HEAD):
            raise InputRefusedError("unsupported", _NO_REGISTER)
        if not text or text.isspace():
            raise InputRefusedError("empty", _EMPTY)
        return to_nfc(text)
    if _CONTROL_BYTE.search(raw, 0, _HEAD):
        raise InputRefusedError("unsupported", _NO_REGISTER)
    raise InputRefusedError("encoding", "Không nhận ra bảng mã của tệp CSV; hãy lưu lại dạng UTF-8.")


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most equal rows."""
    sample = text[: 1 << 16]
    best, score = ",", 0.0
    for sign in _DELIMITERS:
        widths = [len(row) for row in islice(csv.reader(io.StringIO(sample), delimiter=sign), _LOOK_AT)]
        wide = [width for width in widths if width > 1]
        if wide:
            common = max(set(wide), key=wide.count)
            found = wide.count(common) / len(widths) + common / 1000
            if found > score:
                best, score = sign, found
    return best
