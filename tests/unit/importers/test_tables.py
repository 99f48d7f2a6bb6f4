"""Excel and delimited text as rows: what people really keep, and what nobody should open."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.errors import InputRefusedError
from indexer.importers import tables
from indexer.importers.tables import tables_of

TEXT = "Số hiệu;Trích yếu\n1/2019/QĐ-UBND;Về phí bến bãi\n"
SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(book: Workbook) -> Worksheet:
    """The first sheet of a new workbook."""
    assert isinstance(book.active, Worksheet)
    return book.active


def rows_of(path: Path) -> list[tuple[tables.Cell, ...]]:
    return [row.cells for table in tables_of(path) for row in table.rows]


def workbook(folder: Path, rows: list[list[object]]) -> Path:
    book = Workbook()
    for row in rows:
        sheet_of(book).append(row)
    path = folder / "so.xlsx"
    book.save(path)
    return path


def repacked(path: Path, change: dict[str, bytes]) -> Path:
    """The workbook with some parts replaced or added."""
    out = path.with_name("khac.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_delimited_text_of_any_encoding_and_sign(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(TEXT.replace(";", sign).encode(encoding))
    assert rows_of(path) == [("Số hiệu", "Trích yếu"), ("1/2019/QĐ-UBND", "Về phí bến bãi")]


def test_windows_1258_comes_out_composed(tmp_path: Path) -> None:
    # The code page writes marks of their own behind the letter: "ế" is ê and an acute.
    raw = "Trích yê\u0301u;Sô\u0301".encode("cp1258")
    path = tmp_path / "so.csv"
    path.write_bytes(raw)
    assert rows_of(path) == [("Trích yếu", "Số")]


def test_quoted_cells_may_hold_signs_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text('a;b\n"một; hai\nba";"nói ""có"""\n', "utf-8")
    (table,) = tables_of(path)
    (_head, row) = list(table.rows)
    assert row.cells == ("một; hai ba", 'nói "có"')


def test_dates_numbers_and_formulas(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a", "b", "c", "d"], [dt.date(2024, 3, 29), 12.0, "=1+1", True]])
    assert rows_of(path)[1] == (dt.date(2024, 3, 29), "12", None, None)


def test_merged_cells_are_filled_and_hidden_rows_and_sheets_told_apart(tmp_path: Path) -> None:
    book = Workbook()
    sheet = sheet_of(book)
    for row in (["Số", "Cơ quan"], ["1", "Sở A"], ["2", None], ["3", None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    secret = book.create_sheet("ẩn")
    secret.append(["không", "đọc"])
    secret.sheet_state = "hidden"
    path = tmp_path / "so.xlsx"
    book.save(path)
    assert rows_of(path) == [("Số", "Cơ quan"), ("1", "Sở A"), ("2", "Sở A"), ("3",)]


def test_rows_keep_the_number_that_excel_shows(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Số"], [None], [None], ["1"]])
    assert [row.number for table in tables_of(path) for row in table.rows] == [1, 4]


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 10)
    path = tmp_path / "so.csv"
    path.write_text("a;b\n" * 11, "utf-8")
    with pytest.raises(InputRefusedError) as caught:
        rows_of(path)
    assert caught.value.code == "too_large"


def test_a_sheet_that_claims_a_billion_rows_ends_where_its_rows_end(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Số"], ["1"]])
    with zipfile.ZipFile(path) as package:
        xml = package.read(SHEET).replace(
            b"</sheetData>", b'<row r="900000000"><c r="A900000000"/></row></sheetData>'
        )
    assert rows_of(repacked(path, {SHEET: xml})) == [("Số",), ("1",)]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path, [["Số"]]), {"xl/media/a.bin": b"\0" * (80 << 20)})
    with pytest.raises(InputRefusedError) as caught:
        rows_of(path)
    assert caught.value.code == "zip_bomb"


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "[Content_Types].xml", "xl/workbook.xml"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    bomb = b"<?xml version='1.0'?><!-- " + b"x" * 9000 + b" --><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    with pytest.raises(InputRefusedError, match="thực thể XML"):
        rows_of(repacked(workbook(tmp_path, [["Số"]]), {part: bomb}))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 no zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "unsupported"),
        (b"\xff\xfe\x00\xd8", "encoding"),
        (b"", "empty"),
        (b" \r\n \n", "empty"),
        ("\n".encode("utf-16"), "empty"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(60), "unsupported"),
        (b"\x7fELF\x02\x01\x01 so;ngay", "unsupported"),
        (b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\nstream\n\x02\x12\x01", "unsupported"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputRefusedError) as caught:
        rows_of(path)
    assert caught.value.code == code


def test_a_zip_that_is_no_workbook_and_a_cut_workbook_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "a.xlsx"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(InputRefusedError, match="không phải Excel"):
        rows_of(other)
    whole = workbook(tmp_path, [["Số"], ["1"]])
    with zipfile.ZipFile(whole) as package:
        xml = package.read(SHEET)
    with pytest.raises(InputRefusedError, match="bị hỏng"):
        rows_of(repacked(whole, {SHEET: xml[: len(xml) // 2]}))
