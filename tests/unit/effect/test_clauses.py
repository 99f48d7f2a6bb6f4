"""Effect clauses: one invented sentence a form, and what must not count as an effect."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import effective_date, extract_effects, own_term
from legal_corpus.model.citation import EffectClause

HEAD = """QUYẾT ĐỊNH
Về hỗ trợ chăn nuôi
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
Điều 1. Phạm vi
Quyết định này quy định mức hỗ trợ.
Điều 2. Hiệu lực
"""


def effects(body: str, head: str = HEAD) -> list[EffectClause]:
    text = head + body
    citations = extract_citations(text)
    return extract_effects(text, citations, extract_provisions(text, citations))


def brief(body: str, head: str = HEAD) -> set[tuple[str, str | None, str, tuple[str, ...]]]:
    citations = {c.start: c for c in extract_citations(head + body)}
    return {(e.predicate, citations[e.target].number, e.scope, e.provisions) for e in effects(body, head)}


A, B, C = "11/2029/QĐ-UBND", "12/2029/QĐ-UBND", "13/2029/QĐ-UBND"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Quyết định này thay thế Quyết định số {A}.", {("replaces", A, "whole", ())}),
        (f"Bãi bỏ toàn bộ Quyết định số {A} của tỉnh.", {("repeals", A, "whole", ())}),
        (f"Hủy bỏ Quyết định số {A}.", {("repeals", A, "whole", ())}),
        (f"Bãi bỏ khoản 3 Điều 4, Điều 7 Quyết định số {A}.", {("repeals", A, "part", ("4/3", "7"))}),
        (f"Bãi bỏ một phần Quyết định số {A}.", {("repeals", A, "part", ())}),
        (
            f"Chấm dứt hiệu lực của Quyết định số {A} kể từ ngày Quyết định này có hiệu lực.",
            {("repeals", A, "whole", ())},
        ),
        (
            f"Quyết định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            {("repeals", A, "whole", ())},
        ),
        (f"Điều 5 Quyết định số {A} không còn hiệu lực.", {("repeals", A, "part", ("5",))}),
        (f"Quyết định số {A} bị bãi bỏ.", {("repeals", A, "whole", ())}),
        (f"Tạm ngưng hiệu lực thi hành Quyết định số {A}.", {("suspends", A, "whole", ())}),
        (f"Ngưng hiệu lực khoản 2 Điều 5 Quyết định số {A}.", {("suspends", A, "part", ("5/2",))}),
        (f"Đình chỉ việc thi hành Quyết định số {A}.", {("suspends", A, "whole", ())}),
        (f"Đính chính Điều 3 Quyết định số {A} như sau:", {("corrects", A, "part", ("3",))}),
        (f"Quyết định số {A} tiếp tục có hiệu lực đến hết ngày 31/12/2032.", {("continues", A, "whole", ())}),
        (
            f"Kéo dài thời gian thực hiện Quyết định số {A} đến hết ngày 31/12/2032.",
            {("extends", A, "whole", ())},
        ),
        (f"Sửa đổi khoản 1 Điều 4 Quyết định số {A} như sau:", {("amends", A, "part", ("4/1",))}),
        (f"Bổ sung Điều 6a vào sau Điều 6 Quyết định số {A} như sau:", {("supplements", A, "part", ("6a",))}),
        (
            f"Bãi bỏ cụm từ “cấp huyện” tại khoản 1 Điều 4 Quyết định số {A}.",
            {("amends", A, "part", ("4/1",))},
        ),
    ],
)
def test_forms(body: str, expected: set[tuple[str, str, str, tuple[str, ...]]]) -> None:
    assert brief(body) == expected


def test_two_predicates_in_one_sentence() -> None:
    body = (
        f"Quyết định này có hiệu lực từ ngày 01/02/2031, thay thế Quyết định số {A} "
        f"và bãi bỏ Điều 3 Quyết định số {B}."
    )
    assert brief(body) == {("replaces", A, "whole", ()), ("repeals", B, "part", ("3",))}


def test_list_of_acts_under_a_head() -> None:
    body = (
        f"2. Các Quyết định sau đây hết hiệu lực kể từ ngày 01/07/2031:\na) Quyết định số {A} quy "
        f"định về giá;\n"
        f"b) Quyết định số {B} sửa đổi, bổ sung Quyết định số {A}.\n3. Quyết định số {C} quy định "
        f"về phí được áp dụng."
    )
    found = effects(body)
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "whole", ())}
    assert {e.effective_from for e in found} == {date(2031, 7, 1)}


def test_list_glued_into_one_line() -> None:
    body = (
        f"Điều 3. Bãi bỏ toàn bộ các quyết định 1. Quyết định số {A} về giá. "
        f"2. Quyết định số {B} về phí. Điều 4. Thi hành"
    )
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "whole", ())}


def test_list_in_an_attached_appendix() -> None:
    body = (
        "Bãi bỏ các văn bản quy phạm pháp luật tại Danh mục kèm theo Quyết định này.\nNơi "
        "nhận:\n- Như Điều 2;\n"
        f"DANH MỤC VĂN BẢN BÃI BỎ\n1. Quyết định số {A} quy định về giá\n2. Quyết định số {B} quy định về phí"
    )
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "whole", ())}


def test_objects_are_told_from_titles() -> None:
    body = (
        f"Bãi bỏ Quyết định số {A} sửa đổi Quyết định số {B} và Quyết định số 14/2029/QĐ-UBND; "
        f"Quyết định số {C}."
    )
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", C, "whole", ())}


def test_exception_is_kept() -> None:
    (found,) = effects(f"Bãi bỏ Quyết định số {A}, trừ Điều 5.")
    assert (found.scope, found.provisions, found.exceptions) == ("part", (), ("5",))


def test_dates_of_suspension_and_term() -> None:
    (found,) = effects(f"Tạm ngưng hiệu lực Quyết định số {A} từ ngày 01/03/2031 đến hết ngày 30/06/2031.")
    assert found.effective_until == date(2031, 6, 30)
    (found,) = effects(f"Từ ngày 01/03/2031, bãi bỏ Quyết định số {A}.")
    assert found.effective_from == date(2031, 3, 1)


def test_date_equal_to_own_date_is_not_repeated() -> None:
    body = (
        "1. Quyết định này có hiệu lực từ ngày 01/03/2031.\n"
        f"2. Quyết định số {A} hết hiệu lực từ ngày 01/03/2031."
    )
    assert [e.effective_from for e in effects(body)] == [None]


def test_evidence_is_the_sentence() -> None:
    text = HEAD + f"Các cơ quan thi hành. Bãi bỏ Quyết định số {A}. Hết."
    citations = extract_citations(text)
    (found,) = extract_effects(text, citations, extract_provisions(text, citations))
    assert text[found.start : found.end] == f"Bãi bỏ Quyết định số {A}."


@pytest.mark.parametrize(
    "body",
    [
        f"Áp dụng Quyết định số {A} đã được sửa đổi, bổ sung bởi Quyết định số {B}.",
        f"Trường hợp Quyết định số {A} bị bãi bỏ thì áp dụng văn bản mới.",
        f"Giao Sở Tài chính trình bãi bỏ Quyết định số {A}.",
        f"Quyết định số {A} bãi bỏ Quyết định số {B}.",
        f"Bổ sung số lượng máy móc đã quy định tại khoản 1 Điều 4 Quyết định số {A}.",
        f"Từ ngày Quyết định số {A} hết hiệu lực, các dự án tiếp tục thực hiện.",
        f"Thực hiện Quyết định số {A} về việc bãi bỏ Quyết định số {B}.",
        f"“Bãi bỏ Quyết định số {A}.”",
        # a power over kinds of acts, told where a law lists them
        f"1. Bãi bỏ một phần hoặc toàn bộ văn bản quy phạm pháp luật quy định tại các khoản 3, 4 và 5 Điều 4 "
        f"của Nghị định số {A} trái với luật.",
        f"Đình chỉ việc thi hành toàn bộ văn bản được quy định tại khoản 5 Điều 4 Nghị định số {A}.",
    ],
)
def test_narratives_are_no_effects(body: str) -> None:
    assert effects(body) == []


def test_grounds_and_title_are_no_effects() -> None:
    head = (
        f"QUYẾT ĐỊNH\nBãi bỏ Quyết định số {A}\nCăn cứ Nghị định số 12/2031/NĐ-CP sửa đổi, bổ sung "
        "Nghị định số 10/2030/NĐ-CP;\nQUYẾT ĐỊNH:\n"
    )
    assert effects("Điều 1. Giao các cơ quan thi hành.", head) == []


AMENDING = f"""QUYẾT ĐỊNH
Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số {A}
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
Điều 1. Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số {A} của tỉnh
1. Sửa đổi khoản 2 Điều 6 như sau:
“2. Bãi bỏ khoản 9 Điều 9 Nghị định số 12/2031/NĐ-CP.”
2. Sửa đổi, bổ sung một số khoản của Điều 8 như sau:
a) Sửa đổi khoản 1 như sau:
“1. Theo quy định.”
b) Bãi bỏ khoản 4.
3. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 12.
Điều 2. Bãi bỏ Điều 20 của Quy định ban hành kèm theo Quyết định số {A}.
"""


def test_amending_act_gives_one_effect_a_predicate() -> None:
    assert brief("", AMENDING) == {
        ("amends", A, "part", ("6/2", "8/1", "12")),
        ("repeals", A, "part", ("8/4", "20")),
    }


@pytest.mark.parametrize(
    ("body", "expected", "note"),
    [
        ("Quyết định này có hiệu lực kể từ ngày 15 tháng 3 năm 2031.", date(2031, 3, 15), "ngày ghi"),
        (
            "Quyết định này có hiệu lực thi hành từ ngày … 15 tháng…… 3 năm 2031",
            date(2031, 3, 15),
            "ngày ghi",
        ),
        ("Quyết định có hiệu lực kể từ ngày ký.", date(2031, 1, 20), "theo ngày ký"),
        ("Quyết định này có hiệu lực sau 10 ngày, kể từ ngày ký ban hành.", date(2031, 1, 30), "tính"),
        (
            "Quy chế này áp dụng trong năm 2031 và có hiệu lực kể từ ngày 01/02/2031.",
            date(2031, 2, 1),
            "ngày ghi",
        ),
        ("Kể từ ngày 01/02/2031.", date(2031, 2, 1), "ngày ghi"),
    ],
)
def test_effective_date(body: str, expected: date, note: str) -> None:
    text = HEAD + body
    found = effective_date(text, date(2031, 1, 20))
    assert found is not None
    assert found[0] == expected
    assert found[3].startswith(note)
    assert 0 < found[1] < found[2] <= len(text)


@pytest.mark.parametrize(
    "body",
    [
        "Nghị định số 12/2031/NĐ-CP có hiệu lực từ ngày 15/3/2031.",
        "“Quyết định này có hiệu lực từ ngày 15/3/2031.”",
        "Quyết định này có hiệu lực kể từ ngày công bố.",
        "Thi hành nghiêm túc.",
    ],
)
def test_no_effective_date(body: str) -> None:
    head = HEAD.replace("Hiệu lực", "Thi hành")
    assert effective_date(head + body, date(2031, 1, 20)) is None


def test_signing_date_has_to_be_known() -> None:
    assert effective_date(HEAD + "Quyết định này có hiệu lực kể từ ngày ký.", None) is None


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("Quyết định này có hiệu lực từ ngày 01/03/2031 đến hết ngày 28/02/2033.", date(2033, 2, 28)),
        ("Quyết định này được thực hiện đến ngày 31 tháng 12 năm 2032.", date(2032, 12, 31)),
        ("Quyết định này hết hiệu lực kể từ ngày 01/01/2033.", date(2032, 12, 31)),
        ("Thời hạn ủy quyền: Từ ngày Quyết định này có hiệu lực đến hết ngày 30/6/2032.", date(2032, 6, 30)),
    ],
)
def test_own_term(body: str, last: date) -> None:
    text = HEAD + body
    found = own_term(text)
    assert found is not None
    assert found[0] == last
    assert "đến" in text[found[1] : found[2]] or "hết hiệu lực" in text[found[1] : found[2]]


@pytest.mark.parametrize(
    "body",
    [
        "Quyết định này có hiệu lực từ ngày 01/03/2031.",
        "Hồ sơ đã nộp được giải quyết từ ngày Quyết định này có hiệu lực đến hết ngày 30/6/2032.",
        "Nghị quyết số 12/2030/NQ-HĐND có hiệu lực đến hết ngày 30/6/2032.",
    ],
)
def test_no_own_term(body: str) -> None:
    assert own_term(HEAD + body) is None


def test_the_day_of_a_part_named_behind_is_not_that_of_the_whole() -> None:
    body = (
        f"Quyết định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành; riêng Điều 7 của "
        f"Quyết định số {A} hết hiệu lực kể từ ngày 01 tháng 3 năm 2031.\n"
    )
    told = {(item.scope, item.provisions, item.effective_from) for item in effects(body)}
    assert told == {("whole", (), None), ("part", ("7",), date(2031, 3, 1))}
