"""A province's register: columns guessed and corrected, rows taken or rejected with what to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.importers.base import ImportOptions, RejectedRow
from indexer.importers.columns import FIELDS, MappingError, corrected, field_named
from indexer.importers.register import as_of, layouts_of, read_register
from legal_corpus.registry.rows import ActRow

HEAD = ["STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành", "Ghi chú"]
AG = "UBND tỉnh An Giang"


def sheet_of(book: Workbook) -> Worksheet:
    """The first sheet of a new workbook."""
    assert isinstance(book.active, Worksheet)
    return book.active


def sheet(folder: Path, *rows: list[object], head: list[str] | None = None) -> Path:
    book = Workbook()
    table: list[list[object]] = [list(head or HEAD), *rows]
    for row in table:
        sheet_of(book).append(row)
    path = folder / "so.xlsx"
    book.save(path)
    return path


def taken(path: Path, options: ImportOptions | None = None) -> list[ActRow]:
    return [row for row in read_register(path, options or ImportOptions()) if isinstance(row, ActRow)]


def reasons(path: Path, options: ImportOptions | None = None) -> list[tuple[int, str]]:
    rows = read_register(path, options or ImportOptions())
    return [(row.row, row.reason) for row in rows if isinstance(row, RejectedRow)]


def claim(row: ActRow, field: str) -> str | None:
    return next((c.value for c in row.act.claims if c.field == field), None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Số ký hiệu", "number"),
        ("SỐ HIỆU VĂN BẢN", "number"),
        ("Số, ký hiệu; ngày, tháng, năm ban hành văn bản", "number_issued"),
        ("Ngày, tháng, năm ban hành", "issued"),
        ("Trích yếu nội dung", "title"),
        ("Tên văn bản", "name"),
        ("Cơ quan ban hành", "issuer"),
        ("Cơ quan chủ trì tham mưu", "drafting_agency"),
        ("Loại văn bản", "type"),
        ("Ngày có hiệu lực", "effective_from"),
        ("Ngày hết hiệu lực", "effective_to"),
        ("Thời điểm hết hiệu lực của văn bản", "effective_to"),
        ("Tình trạng hiệu lực", "status"),
        ("Lý do hết hiệu lực", "end_reason"),
        ("Văn bản thay thế", "ended_by"),
        ("Kiến nghị (thay thế, bãi bỏ)", "proposal"),
        ("Lĩnh vực", "field_of_law"),
        ("Ghi chú", "note"),
        ("STT", ""),
        ("Cột lạ", ""),
    ],
)
def test_headers_are_understood(tmp_path: Path, header: str, field: str) -> None:
    # Two sure columns make the row a header whatever stands in the third.
    others = ["Số hiệu", "Người ký"] if field in {"name", "issued"} else ["Tên văn bản", "Người ký"]
    (layout,) = layouts_of(sheet(tmp_path, ["x", "y", "z"], head=[header, *others]), ImportOptions())
    assert layout.columns[0].field == field


def test_titles_merged_cells_and_two_rows_of_headers_are_seen_through(tmp_path: Path) -> None:
    book = Workbook()
    page = sheet_of(book)
    page.append(["DANH MỤC VĂN BẢN (tính đến ngày 31/12/2024)"])
    page.merge_cells("A1:E1")
    page.append([])
    page.append(["TT", "Số hiệu", "Ngày", None, "Cơ quan ban hành"])
    page.append([None, None, "ban hành", "có hiệu lực", None])
    page.merge_cells("C3:D3")
    page.append(["(1)", "(2)", "(3)", "(4)", "(5)"])
    page.append(["I. LĨNH VỰC GIÁ"])
    page.append([1, "7/2021/QĐ-UBND", "02/3/2021", dt.date(2021, 3, 15), AG])
    page.append(["Tổng cộng: 1 văn bản", 1])
    path = tmp_path / "so.xlsx"
    book.save(path)
    (layout,) = layouts_of(path, ImportOptions())
    assert [c.field for c in layout.columns] == ["", "number", "issued", "effective_from", "issuer"]
    assert layout.columns[1].samples[0] == "7/2021/QĐ-UBND"
    (row,) = taken(path)
    assert (row.act.issued, row.act.effective_from) == (dt.date(2021, 3, 2), dt.date(2021, 3, 15))
    assert reasons(path) == []
    assert as_of(layout.above) == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("number", "issued", "expected"),
    [
        ("12/2020/QĐ-UBND", "03/4/2020", dt.date(2020, 4, 3)),
        ("Số 12/2020/QĐ-UBND ngày 3/4/2020", None, dt.date(2020, 4, 3)),
        ("12/2020/QĐ-UBND\n03-4-2020", None, dt.date(2020, 4, 3)),
        ("Quyết định số 12/2020/QĐ-UBND", "ngày 3 tháng 4 năm 2020", dt.date(2020, 4, 3)),
        ("12/2020/QÐ-UBND", dt.date(2020, 4, 3), dt.date(2020, 4, 3)),
        ("12 /2020 /QĐ-UBND", 43924, dt.date(2020, 4, 3)),
        ("12/2020/QĐ-UBND", "2020-04-03 00:00:00", dt.date(2020, 4, 3)),
        ("12/2020/QĐ-UBND", None, None),
    ],
)
def test_number_and_day_in_the_forms_people_write(
    tmp_path: Path, number: str, issued: object, expected: dt.date | None
) -> None:
    (row,) = taken(sheet(tmp_path, [1, number, issued, "Về phí", AG, None]))
    assert (row.act.type, row.act.number, row.act.issued) == ("Quyết định", "12/2020/QĐ-UBND", expected)
    assert row.act.issuer == "ubnd:an-giang"


def test_a_full_name_in_one_cell_gives_everything(tmp_path: Path) -> None:
    name = (
        "Nghị quyết số 8/2024/NQ-HĐND ngày 26/6/2024 của Hội đồng nhân dân tỉnh Kiên Giang quy định mức chi"
    )
    (row,) = taken(sheet(tmp_path, [1, name], head=["STT", "Tên văn bản", "Ghi chú", "Lĩnh vực"]))
    act = row.act
    assert (act.type, act.number, act.title) == ("Nghị quyết", "8/2024/NQ-HĐND", "quy định mức chi")
    assert (act.issuer, act.issued) == ("hdnd:kien-giang", dt.date(2024, 6, 26))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([1, None, "02/3/2021", "Về phí", AG], "thiếu số, ký hiệu"),
        ([1, 14, "02/3/2021", "Về phí", AG], "không có số, ký hiệu đầy đủ"),
        ([1, "14/2021/QĐ-UBND", "31/02/2021", "Về phí", AG], "không phải ngày"),
        ([1, "14/2021/QĐ-UBND", "năm 2021", "Về phí", AG], "không phải ngày"),
        ([1, "14/2021/QĐ-UBND", "02/3/2021", "Về phí", None], "thiếu cơ quan ban hành"),
        ([1, "14/2021/QĐ-UBND", "02/3/2021", "Về phí", "UBND tỉnh"], "không xác định được cơ quan"),
        ([1, "14/2021/QĐ-UBND, 15/2021/QĐ-UBND", "02/3/2021", "Về phí", AG], "nhiều số, ký hiệu"),
    ],
)
def test_a_row_that_cannot_be_an_act_says_what_to_do(tmp_path: Path, row: list[object], reason: str) -> None:
    path = sheet(tmp_path, row, [2, "1/2021/QĐ-UBND", "02/3/2021", "Về giá", AG])
    ((number, said),) = reasons(path)
    assert number == 2 and reason in said
    assert len(taken(path)) == 1


@pytest.mark.parametrize("given", ["UBND tỉnh An Giang", "tỉnh An Giang", "An Giang"])
def test_the_given_issuer_stands_in_for_its_council_too(tmp_path: Path, given: str) -> None:
    path = sheet(
        tmp_path,
        [1, "14/2021/QĐ-UBND", "02/3/2021", "Về phí", None],
        [2, "3/2021/NQ-HĐND", "02/3/2021", "Về giá", "HĐND tỉnh"],
        [3, "3/2026/NQ-HĐND", "02/3/2026", "Về giá", None],
    )
    rows = taken(path, ImportOptions(issuer=given))
    assert [row.act.issuer for row in rows] == ["ubnd:an-giang", "hdnd:an-giang", "hdnd:an-giang-2025"]


def test_a_central_number_needs_no_issuer(tmp_path: Path) -> None:
    (row,) = taken(sheet(tmp_path, [1, "901/2021/NĐ-CP", "02/3/2021", "Về phí", None]))
    assert row.act.issuer == "chinh-phu"


def test_what_a_remark_says_becomes_events_with_its_words(tmp_path: Path) -> None:
    head = ["Số hiệu", "Ngày ban hành", "Cơ quan ban hành", "Tình trạng", "Ngày hết hiệu lực", "Ghi chú"]
    remark = "Bị thay thế bởi Quyết định số 5/2023/QĐ-UBND ngày 01/6/2023"
    path = sheet(
        tmp_path, ["1/2020/QĐ-UBND", "03/4/2020", AG, "Hết hiệu lực", "15/6/2023", remark], head=head
    )
    (row,) = taken(path)
    events = {(e.predicate, e.scope, e.effective_from, ref.number if ref else None) for e, ref in row.events}
    ended = dt.date(2023, 6, 15)
    assert events == {("expires", "whole", ended, None), ("replaces", "whole", ended, "5/2023/QĐ-UBND")}
    proof = next(e.evidence for e, ref in row.events if ref)
    assert proof is not None and proof.quote == remark and "so.xlsx" in proof.what and "dòng 2" in proof.what


@pytest.mark.parametrize(
    ("remark", "predicate", "scope"),
    [
        ("Được sửa đổi, bổ sung bởi QĐ số 5/2023/QĐ-UBND", "amends", "part"),
        ("bãi bỏ bởi Quyết định số 5/2023/QĐ-UBND", "repeals", "whole"),
        ("bãi bỏ một phần bởi Quyết định số 5/2023/QĐ-UBND", "repeals", "part"),
        ("Đính chính tại Quyết định số 5/2023/QĐ-UBND", "corrects", "part"),
    ],
)
def test_verbs_of_remarks(tmp_path: Path, remark: str, predicate: str, scope: str) -> None:
    (row,) = taken(sheet(tmp_path, [1, "1/2020/QĐ-UBND", "03/4/2020", "Về phí", AG, remark]))
    assert [(e.predicate, e.scope) for e, ref in row.events if ref] == [(predicate, scope)]


def test_a_remark_that_only_mentions_an_act_makes_no_event(tmp_path: Path) -> None:
    (row,) = taken(sheet(tmp_path, [1, "1/2020/QĐ-UBND", "03/4/2020", "Về phí", AG, "Xem 5/2023/QĐ-UBND"]))
    assert row.events == ()
    assert claim(row, "note") == "Xem 5/2023/QĐ-UBND"


def test_a_day_of_effect_in_words_is_kept_as_words(tmp_path: Path) -> None:
    head = ["Số hiệu", "Ngày ban hành", "Cơ quan ban hành", "Ngày có hiệu lực"]
    path = sheet(
        tmp_path,
        ["1/2020/QĐ-UBND", "03/4/2020", AG, "sau 10 ngày kể từ ngày ký"],
        ["2/2020/QĐ-UBND", "03/4/2020", AG, "kể từ ngày ký"],
        head=head,
    )
    words, signing = taken(path)
    assert words.act.effective_from is None
    assert "sau 10 ngày" in (claim(words, "note") or "")
    assert signing.act.effective_from == dt.date(2020, 4, 3)


def test_a_wrong_guess_is_corrected_by_header_or_letter(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["1/2020/QĐ-UBND", "Về phí", AG], head=["Số hiệu", "Diễn giải", "Nơi ban hành"])
    by_name = taken(path, ImportOptions(columns={"diễn giải": "Trích yếu"}))
    by_letter = taken(path, ImportOptions(columns={"B": "title"}))
    assert by_name[0].act.title == by_letter[0].act.title == "Về phí"
    ignored = taken(path, ImportOptions(columns={"B": "title", "Nơi ban hành": "bỏ"}, issuer="An Giang"))
    assert claim(ignored[0], "issuer") == "ubnd:an-giang"


def test_the_saved_mapping_of_the_shape_is_used_and_a_choice_beats_it(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["1/2020/QĐ-UBND", "Về phí", AG], head=["Số hiệu", "Diễn giải", "Cơ quan"])
    (layout,) = layouts_of(path, ImportOptions())
    kept = {layout.signature: {"Diễn giải": "title"}}
    saved = ImportOptions(saved=kept.get)
    assert taken(path, saved)[0].act.title == "Về phí"
    chosen = ImportOptions(saved=kept.get, columns={"Diễn giải": "note"})
    assert claim(taken(path, chosen)[0], "note") == "Về phí"


def test_a_correction_of_nothing_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["1/2020/QĐ-UBND", "Về phí", AG], head=["Số hiệu", "Diễn giải", "Cơ quan"])
    with pytest.raises(MappingError, match=r"không có cột “Cột xa”.*Diễn giải"):
        taken(path, ImportOptions(columns={"Cột xa": "title"}))
    with pytest.raises(MappingError, match="Không có trường “gì đó”"):
        taken(path, ImportOptions(columns={"Diễn giải": "gì đó"}))


def test_a_sheet_without_header_is_reported_and_the_others_are_taken(tmp_path: Path) -> None:
    path = sheet(tmp_path, [1, "1/2020/QĐ-UBND", "03/4/2020", "Về phí", AG])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.create_sheet("Hướng dẫn").append(["Cách ghi sổ"])
    book.save(path)
    assert len(taken(path)) == 1
    ((number, reason),) = reasons(path)
    assert number == 0 and "dòng tiêu đề" in reason


def test_fields_are_named_in_both_ways() -> None:
    assert [field_named(label) for label in FIELDS.values()] == list(FIELDS)
    assert field_named("bỏ qua") == ""


def test_one_field_is_held_by_one_column(tmp_path: Path) -> None:
    path = sheet(tmp_path, ["1/2020/QĐ-UBND", "a", "b"], head=["Số hiệu", "Trích yếu", "Diễn giải"])
    (layout,) = layouts_of(path, ImportOptions())
    fields = [c.field for c in corrected(layout, {"Diễn giải": "title"}).columns]
    assert fields == ["number", "", "title"]
