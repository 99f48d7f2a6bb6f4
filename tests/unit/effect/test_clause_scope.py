"""Whole or part, which acts are meant at all, and whose term ends: invented sentences, one a form."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects, own_term

HEAD = """NGHỊ ĐỊNH
Về giống cây ăn quả
Căn cứ Luật số 15/2030/QH16;
NGHỊ ĐỊNH:
Điều 1. Phạm vi
Nghị định này quy định mức hỗ trợ giống.
Điều 2. Hiệu lực
"""
A, B, C = "21/2029/NĐ-CP", "22/2029/NĐ-CP", "23/2029/NĐ-CP"
LAW, RESOLUTION = "41/2028/QH16", "42/2028/QH16"
Read = set[tuple[str, str | None, str, tuple[str, ...], tuple[str, ...]]]


def read(body: str) -> Read:
    """(predicate, number, scope, provisions, exceptions) of every effect of the body."""
    text = HEAD + body
    citations = extract_citations(text)
    by_start = {c.start: c for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    return {(e.predicate, by_start[e.target].number, e.scope, e.provisions, e.exceptions) for e in found}


def whole(predicate: str, *numbers: str) -> Read:
    return {(predicate, number, "whole", (), ()) for number in numbers}


def part(predicate: str, number: str, *provisions: str) -> Read:
    return {(predicate, number, "part", provisions, ())}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Bãi bỏ các quy định về vườn ươm tại Nghị định số {A}.", part("repeals", A)),
        (f"Quy định về vườn ươm tại Nghị định số {A} hết hiệu lực.", part("repeals", A)),
        (f"Nghị định này thay thế quy định về vườn ươm của Nghị định số {A}.", part("replaces", A)),
        (
            f"Bãi bỏ các quy định về vườn ươm tại Quy chế ban hành kèm theo Nghị định số {A}.",
            part("repeals", A),
        ),
        (
            f"Bãi bỏ các điều, khoản, điểm của Nghị định số {A}, bao gồm: khoản 1 Điều 3; Điều 6.",
            part("repeals", A, "3/1", "6"),
        ),
        (
            f"Các điều, khoản, điểm của Nghị định số {A} hết hiệu lực, bao gồm:\n"
            "a) Khoản 1 Điều 3;\nb) Điều 6.",
            part("repeals", A, "3/1", "6"),
        ),
        (f"Thay thế Bảng định mức ban hành kèm theo Nghị định số {A}.", part("replaces", A)),
        (f"Thay thế Biểu phí kiểm dịch ban hành kèm theo Nghị định số {A}.", part("replaces", A)),
        (f"Bãi bỏ Phụ lục ban hành kèm theo Nghị định số {A}.", part("repeals", A)),
        (f"Bãi bỏ Mẫu số 02 ban hành kèm theo Nghị định số {A}.", part("repeals", A, "Mẫu số 02")),
        (f"Các quy định của Nghị định số {A} trái với Nghị định này hết hiệu lực.", part("repeals", A)),
        (f"Bãi bỏ quy định mức chi tại Nghị định số {A}.", part("repeals", A)),
        (f"Bãi bỏ nội dung về giống ban hành kèm theo Nghị định số {A}.", part("repeals", A)),
        (f"Nghị định số {A} hết hiệu lực đối với các quy định về vườn ươm.", part("repeals", A)),
        (f"Bãi bỏ Nghị định số {A} đối với phần vườn ươm.", part("repeals", A)),
        (f"Bãi bỏ một số nội dung của các nghị định sau đây:\n1. Nghị định số {A}.", part("repeals", A)),
        # What an act enacts as its only content is all of it.
        (f"Bãi bỏ Quy định về vườn ươm ban hành kèm theo Nghị định số {A}.", whole("repeals", A)),
    ],
)
def test_contents_and_attachments_are_a_part(body: str, expected: Read) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    "head",
    [
        "Bãi bỏ toàn bộ các nghị định sau đây:",
        "Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành:",
    ],
)
def test_an_unmarked_head_reaches_over_its_numbered_items(head: str) -> None:
    listed = f"{head}\n1. Nghị định số {A} về vườn ươm;\n2. Nghị định số {B} về phân bón.\n"
    assert read(listed) == whole("repeals", A, B)
    after = "Điều 3. Trách nhiệm\n1. Nghị định số 24/2029/NĐ-CP được phổ biến đến các xã.\n"
    assert read(listed + after) == whole("repeals", A, B)


def test_an_unmarked_head_takes_no_items_that_go_on_counting() -> None:
    body = f"1. Nghị định này có hiệu lực từ ngày ký.\nBãi bỏ các nghị định sau đây:\n2. Nghị định số {A}.\n"
    assert read(body) == set()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"Nghị định này thay thế Nghị định số {A} hướng dẫn một số điều của Luật Vườn ươm số {LAW} "
            f"và Nghị quyết số {RESOLUTION}.",
            whole("replaces", A),
        ),
        (
            f"Bãi bỏ Nghị định số {A} quy định chi tiết một số điều của Luật Vườn ươm số {LAW} "
            f"và Nghị định số {B}.",
            whole("repeals", A, B),
        ),
        (
            f"Bãi bỏ các nghị định sau đây:\n1. Nghị định số {A} sửa đổi một số điều của Nghị định số {B} "
            f"về vườn ươm; Nghị định số {C} về phân bón.",
            whole("repeals", A),
        ),
    ],
)
def test_acts_of_a_title_are_not_objects(body: str, expected: Read) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Nghị định số {A} hết hiệu lực, trừ khoản 4 Điều này.", whole("repeals", A)),
        (
            f"Nghị định số {A} hết hiệu lực, trừ trường hợp quy định tại điểm a và điểm b khoản 4 Điều này.",
            whole("repeals", A),
        ),
        (f"Trừ trường hợp nêu tại khoản 4 Điều này, Nghị định số {A} hết hiệu lực.", whole("repeals", A)),
        (
            f"Nghị định số {A} hết hiệu lực, trừ khoản 4 Điều 5.",
            {("repeals", A, "part", (), ("5/4",))},
        ),
        (
            f"Bãi bỏ Nghị định số {A}, trừ các nội dung sau:\na) Khoản 3 Điều 1;\nb) Điều 4.",
            {("repeals", A, "part", (), ("1/3", "4"))},
        ),
        (
            f"Nghị định số {A} hết hiệu lực, trừ các trường hợp sau:\na) Trường hợp tại khoản 1 Điều này.",
            whole("repeals", A),
        ),
    ],
)
def test_exceptions(body: str, expected: Read) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"Bãi bỏ Điều 3 và sửa đổi khoản 1 Điều 4 của Nghị định số {A} như sau:",
            part("repeals", A, "3") | part("amends", A, "4/1"),
        ),
        (
            f"Đình chỉ việc thi hành Điều 3 và bãi bỏ Điều 4 Nghị định số {A}.",
            part("suspends", A, "3") | part("repeals", A, "4"),
        ),
        (f"Đình chỉ thi hành một phần Nghị định số {A}.", part("suspends", A)),
        (
            f"Bãi bỏ điểm a, điểm b khoản 2 và các khoản 3, 4 Điều 6; Điều 8; từ Điều 10 đến Điều 12 "
            f"Nghị định số {A}.",
            part("repeals", A, "6/2/a", "6/2/b", "6/3", "6/4", "8", "10", "11", "12"),
        ),
        (
            f"Bỏ cụm từ “cấp huyện” tại điểm a khoản 2 Điều 3 của Nghị định số {A}.",
            part("amends", A, "3/2/a"),
        ),
        (
            f"Bỏ cụm từ “lệ phí” tại Điều 9 của Nghị định số {A} đã được sửa đổi, bổ sung một số điều theo "
            f"Nghị định số {B}, Điều 28 của Nghị định số {C}.",
            part("amends", A, "9") | part("amends", C, "28"),
        ),
        (
            f"Bãi bỏ các nội dung quy định về tỷ giá khi tính thuế tại:\na) Điều 8 của Nghị định số {A};\n"
            f"b) Khoản 1 Điều 6 Nghị định số {B}.",
            part("repeals", A, "8") | part("repeals", B, "6/1"),
        ),
        (f"Giao Bộ Tư pháp tham mưu bãi bỏ Nghị định số {A}.", set()),
    ],
)
def test_two_verbs_and_parts_of_one_act(body: str, expected: Read) -> None:
    assert read(body) == expected


@pytest.mark.parametrize(
    ("body", "since", "until"),
    [
        (
            f"Ngưng hiệu lực Nghị định số {A} từ ngày 01 tháng 7 năm 2031 đến hết ngày 31 tháng 12 năm 2031.",
            date(2031, 7, 1),
            date(2031, 12, 31),
        ),
        (f"Kéo dài thời gian thực hiện Nghị định số {A} đến hết năm 2032.", None, date(2032, 12, 31)),
        (f"Nghị định số {A} tiếp tục có hiệu lực đến hết ngày 30/6/2032.", None, date(2032, 6, 30)),
        (f"Nghị định số {A} bị đình chỉ thi hành từ ngày 01/7/2031.", date(2031, 7, 1), None),
    ],
)
def test_first_and_last_day_of_a_clause(body: str, since: date | None, until: date | None) -> None:
    text = HEAD + body
    citations = extract_citations(text)
    (found,) = extract_effects(text, citations, extract_provisions(text, citations))
    assert (found.effective_from, found.effective_until) == (since, until)


def test_a_suspension_in_a_title_is_none() -> None:
    title = f"Nghị định số {A} về việc ngưng hiệu lực thi hành khoản 2 Điều 5 Nghị định số {B}"
    assert read(f"{title} hết hiệu lực từ ngày Nghị định này có hiệu lực.") == whole("repeals", A)
    assert read(f"Nghị định số {A} ngưng hiệu lực từ ngày 01/7/2031.") == whole("suspends", A)


@pytest.mark.parametrize("amenders", [f"số {B}", f"số {B} và khoản 1 Điều 2 Nghị định số {C}"])
def test_an_earlier_amender_is_not_amended(amenders: str) -> None:
    history = f"đã được sửa đổi, bổ sung tại khoản 6 Điều 11 Nghị định {amenders}"
    assert read(f"Sửa đổi khoản 2 Điều 5 Nghị định số {A} {history} như sau:") == part("amends", A, "5/2")
    under = (
        f"Điều 2. Sửa đổi một số điều của Nghị định số {A}\n1. Sửa đổi khoản 2 Điều 5 ({history}) như sau:"
    )
    assert read(under) == part("amends", A, "5/2")


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("Quy định về vườn ươm tại khoản 2 Điều 2 Nghị định này hết hiệu lực từ ngày 01/01/2033.", None),
        ("Chính sách tại Điều 1 của Nghị định này được thực hiện đến hết ngày 31/12/2033.", None),
        ("Điều 3. Nghị định này có hiệu lực từ ngày ký đến hết ngày 31/12/2032.", date(2032, 12, 31)),
        ("1. Nghị định này hết hiệu lực kể từ ngày 01/01/2033.", date(2032, 12, 31)),
    ],
)
def test_the_end_of_a_provision_is_not_the_term_of_the_act(sentence: str, last: date | None) -> None:
    found = own_term(HEAD + sentence)
    assert (found and found[0]) == last


def test_what_goes_on_of_an_act_that_ends_is_an_exception() -> None:
    text = (
        f"{HEAD}Điều 1. Nghị định số {A} hết hiệu lực, trừ Điều 5 tiếp tục có hiệu lực đến ngày 31/12/2032."
    )
    citations = extract_citations(text)
    (found,) = extract_effects(text, citations, extract_provisions(text, citations))
    assert (found.predicate, found.scope, found.exceptions) == ("repeals", "part", ("5",))


@pytest.mark.parametrize("told", ["đều bãi bỏ", "đều bị bãi bỏ", "đều hết hiệu lực", "đều hủy bỏ"])
def test_an_act_ends_behind_all_that_contradicts_the_new_one(told: str) -> None:
    before = f"Từ ngày Nghị định này có hiệu lực, các quy định trước đây trái với Nghị định này {told}"
    assert read(f"{before}; Nghị định số {A} hết hiệu lực.") == whole("repeals", A)
    assert read(f"{before}.") == set()
