"""Sheets of an .xlsx workbook as plain values, with merged cells filled, and safe to open.

openpyxl reads values while streaming but not which cells are merged; those are read from the sheet's XML.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from indexer.errors import InputRefusedError
from indexer.zip_guard import bomb, check_declared

_MOST_PARTS = 5_000
_MOST_UNPACKED = 300 << 20
_MOST_RATIO = 200
_CHUNK = 1 << 20
_MOST_MERGED = 20_000
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]{0,100}?\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
_LONGEST_MARK = 200
Rows = Iterator[tuple[int, tuple[object, ...]]]
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    etree.XMLSyntaxError,
    ParseError,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
)


def sheet_rows(path: Path) -> Iterator[tuple[str, Rows]]:
    """Each visible sheet's title and its rows ``(number, values)``, hidden rows included.

    Raises :class:`InputRefusedError` on a broken, encrypted or exploding workbook and on XML that
    declares entities.
    """
    try:
        _check(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about formats and extensions that no value depends on
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise _damaged() from error
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                try:
                    merged = _merged(path, sheet)
                except _BROKEN as error:
                    raise _damaged() from error
                yield sheet.title, _rows(sheet, merged)
    finally:
        book.close()


def _rows(sheet: Any, merged: list[tuple[int, int, int, int]]) -> Rows:
    sheet.reset_dimensions()  # what the file says of its size is not to be believed
    fills = _Fills(merged)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, fills.filled(number, values)
    except _BROKEN as error:
        raise _damaged() from error


class _Fills:
    """Gives every cell of a merged range the value of its first cell, row by row."""

    def __init__(self, merged: list[tuple[int, int, int, int]]) -> None:
        self._waiting = sorted(merged, key=lambda box: -box[1])
        self._open: list[tuple[tuple[int, int, int, int], object]] = []

    def filled(self, number: int, values: tuple[object, ...]) -> tuple[object, ...]:
        """The row with merged cells filled."""
        self._open = [item for item in self._open if item[0][3] >= number]
        while self._waiting and self._waiting[-1][1] <= number:
            box = self._waiting.pop()
            left, top = box[0], box[1]
            if top == number and box[3] >= number and left <= len(values):
                self._open.append((box, values[left - 1]))
        if not self._open:
            return values
        cells = list(values)
        for (left, _top, right, _bottom), value in self._open:
            cells.extend([None] * (min(right, 100) - len(cells)))
            for column in range(left - 1, min(right, len(cells))):
                if cells[column] is None:
                    cells[column] = value
        return tuple(cells)


def _merged(path: Path, sheet: Any) -> list[tuple[int, int, int, int]]:
    """Merged ranges of the sheet as (left, top, right, bottom), at most :data:`_MOST_MERGED`.

    They stand behind all cells; finding them by their mark is a hundred times faster than parsing what
    stands before, which openpyxl does anyway.
    """
    found: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(path) as package, package.open(sheet._worksheet_path) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            rest += chunk
            end = 0
            for match in _MERGED.finditer(rest):
                end = match.end()
                left, top, right, bottom = range_boundaries(match[1].decode("ascii"))
                if left and top and right and bottom and len(found) < _MOST_MERGED:
                    found.append((left, top, right, bottom))
            rest = rest[max(end, len(rest) - _LONGEST_MARK) :]
    return found


def _check(path: Path) -> None:
    """Sizes as declared and as they are, and no document type declaration in any XML part."""
    unpacked = 0
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        check_declared(parts, most_parts=_MOST_PARTS, most_bytes=_MOST_UNPACKED, most_ratio=_MOST_RATIO)
        if "[Content_Types].xml" not in package.namelist():
            raise InputRefusedError("unsupported", "Tệp nén này không phải Excel; hãy chọn tệp .xlsx.")
        for part in parts:
            with package.open(part) as stream:
                unpacked += _scan(stream, part.filename)
            if unpacked > _MOST_UNPACKED:
                raise bomb(f"hơn {_MOST_UNPACKED >> 20} MB")


def _scan(stream: IO[bytes], name: str) -> int:
    xml = name.lower().endswith((".xml", ".rels", ".vml"))
    size, before = 0, b""
    while chunk := stream.read(_CHUNK):
        if xml:
            if size == 0 and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
                raise _declares()
            if b"<!DOCTYPE" in before + chunk or b"<!ENTITY" in before + chunk:
                raise _declares()
            before = chunk[-16:]
        size += len(chunk)
        if size > _MOST_UNPACKED:
            raise bomb(f"hơn {_MOST_UNPACKED >> 20} MB")
    return size


def _damaged() -> InputRefusedError:
    return InputRefusedError("damaged", "Tệp Excel bị hỏng hoặc cụt; hãy mở bằng Excel rồi lưu lại.")


def _declares() -> InputRefusedError:
    return InputRefusedError(
        "damaged", "Tệp Excel khai báo thực thể XML không hợp lệ nên không mở; hãy lưu lại bằng Excel."
    )
