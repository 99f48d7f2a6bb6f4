"""Roles settled by the effects read out of the clauses."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.effect.operative_roles import settled_roles

HEAD = """QUYẾT ĐỊNH
Về bảo vệ bãi nghêu
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
"""


def roles(body: str) -> list[tuple[str | None, str]]:
    text = HEAD + body
    citations = extract_citations(text)
    effects = extract_effects(text, citations, extract_provisions(text, citations))
    return [(c.number, str(c.role)) for c in settled_roles(text, citations, effects)][1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Điều 1. Quyết định này bãi bỏ các Quyết định: a) Quyết định số 4/2027/QĐ-UBND quy định giá "
            "nghêu. b) Quyết định số 6/2027/QĐ-UBND quy định mùa vụ.",
            [("4/2027/QĐ-UBND", "repeals"), ("6/2027/QĐ-UBND", "repeals")],
        ),
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Quy định hỗ trợ người nuôi nghêu khi Nhà nước thu hồi "
            "bãi triều ban hành kèm theo Quyết định số 8/2028/QĐ-UBND\n"
            "1. Sửa đổi khoản 2 Điều 3 như sau: “2. Mức mới.”",
            [("8/2028/QĐ-UBND", "amends")],
        ),
        (
            "Điều 1. Bãi bỏ điểm a khoản 1 Điều 4 Quyết định số 9/2028/QĐ-UBND; thay thế khoản 2 Điều 6 của "
            "quyết định đó.",
            [("9/2028/QĐ-UBND", "repeals")],
        ),
        (
            "Điều 1. Hiệu lực\n2. Quyết định thay thế Quyết định số 9/2028/QĐ-UBND.",
            [("9/2028/QĐ-UBND", "replaces")],
        ),
        (
            "Điều 1. Hiệu lực\n2. Tiêu chí, quy trình rà soát hộ nuôi quy định tại khoản 3 Điều 1 và "
            "khoản 4 Điều 2 Quyết định số 9/2028/QĐ-UBND hết hiệu lực từ ngày 01 tháng 01 năm 2031.",
            [("9/2028/QĐ-UBND", "repeals")],
        ),
        (
            "Điều 1. Hiệu lực\n2. Giấy phép quy định tại Điều 5 Quyết định số 9/2028/QĐ-UBND hết hiệu lực.",
            [("9/2028/QĐ-UBND", "refers")],
        ),
        ("Điều 1. Hồ sơ theo Quyết định số 9/2028/QĐ-UBND.", [("9/2028/QĐ-UBND", "refers")]),
    ],
)
def test_what_a_clause_acts_on_has_its_role(body: str, expected: list[tuple[str, str]]) -> None:
    assert roles(body) == expected


def test_a_rule_that_a_title_names_is_not_amended() -> None:
    body = (
        "Điều 1. Bãi bỏ cụm từ “cấp huyện” tại khoản 1 Điều 2 Quyết định số 3/2029/QĐ-UBND quy định về việc "
        + "cấp giấy xác nhận vùng nuôi, thả giống, thu hoạch và vận chuyển nghêu giống giữa các vùng nuôi đã "
        "được công nhận cho người nuôi theo khoản 6 Điều 28 Nghị định số 14/2029/NĐ-CP của Chính phủ."
    )
    assert roles(body) == [("3/2029/QĐ-UBND", "amends"), ("14/2029/NĐ-CP", "title")]


def test_what_a_case_is_told_by_is_not_amended() -> None:
    text = (
        "NGHỊ ĐỊNH\nCăn cứ Luật Giá số 16/2033/QH17 (sau đây gọi là Luật);\nNGHỊ ĐỊNH:\nĐiều 1. Cách làm\n"
        "1. Sửa đổi, bổ sung văn bản được áp dụng ở các trường hợp quy định tại khoản 4 Điều 8 của Luật.\n"
    )
    citations = extract_citations(text)
    assert extract_effects(text, citations, extract_provisions(text, citations)) == []


@pytest.mark.parametrize(("own", "role"), [("THÔNG TƯ", "replaces"), ("KẾ HOẠCH", "refers")])
def test_the_own_type_may_lack_its_this(own: str, role: str) -> None:
    text = (
        f"{own}\nVề bãi nghêu\nCăn cứ Luật số 15/2030/QH16;\nĐiều 1. Hiệu lực\n"
        "2. Thông tư thay thế Thông tư số 9/2028/TT-BNN.\n"
    )
    citations = extract_citations(text)
    effects = extract_effects(text, citations, extract_provisions(text, citations))
    assert settled_roles(text, citations, effects)[-1].role == role


def test_what_only_a_title_names_is_a_title() -> None:
    body = (
        "Điều 1. Bãi bỏ Quyết định số 8/2028/QĐ-UBND sửa đổi Quyết định số 5/2027/QĐ-UBND về nghêu và "
        "Quyết định số 6/2027/QĐ-UBND."
    )
    assert roles(body) == [
        ("8/2028/QĐ-UBND", "repeals"),
        ("5/2027/QĐ-UBND", "title"),
        ("6/2027/QĐ-UBND", "title"),
    ]


@pytest.mark.parametrize(
    "joint",
    [
        ", Quyết định số 7/2029/QĐ-UBND",
        " và Quyết định số 7/2029/QĐ-UBND sửa đổi Quyết định số 5/2027/QĐ-UBND",
    ],
)
def test_an_act_behind_a_title_that_names_another_object(joint: str) -> None:
    body = (
        "Điều 1. Quyết định này thay thế Quyết định số 5/2027/QĐ-UBND về nghêu, Quyết định số 6/2028/QĐ-UBND "
        f"sửa đổi Quyết định số 5/2027/QĐ-UBND{joint}."
    )
    assert ("7/2029/QĐ-UBND", "replaces") in roles(body)


def test_quoted_wording_amends_nothing() -> None:
    body = """Điều 1. Sửa đổi khoản 2 Điều 3 Quyết định số 8/2028/QĐ-UBND như sau:
“2. Sửa đổi một số điều của Quyết định số 9/2029/QĐ-UBND.”.
"""
    assert roles(body) == [("8/2028/QĐ-UBND", "amends"), ("9/2029/QĐ-UBND", "refers")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Quyết định này thay thế {a} và các nội dung về phí đò tại Điều 2 {b}, {c}.",
            ["replaces", "replaces", "replaces"],
        ),
        ("Bãi bỏ {a} và bảng giá tại tiểu mục 4, mục III Phụ lục V {b}.", ["repeals", "repeals"]),
        ("Bãi bỏ {a} sửa đổi một số điều của {b} và {c}.", ["repeals", "title", "title"]),
        ("Bãi bỏ {a} về kế hoạch thực hiện {b}; {c}.", ["repeals", "title", "repeals"]),
    ],
)
def test_what_was_not_read_is_no_title_by_that(body: str, expected: list[str]) -> None:
    acts = {
        name: f"Quyết định số {number}/2029/QĐ-UBND" for name, number in zip("abc", (5, 6, 7), strict=True)
    }
    assert [role for _number, role in roles(f"Điều 1. {body.format(**acts)}\n")] == expected
