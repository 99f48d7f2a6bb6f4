"""Lists of provisions and phrases under a head, and several acts in one clause."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects

HEAD = """QUYẾT ĐỊNH
Về nuôi cá lồng
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
"""
A, B, C = "11/2029/QĐ-UBND", "12/2029/QĐ-UBND", "13/2029/QĐ-UBND"
Effect = tuple[str, str | None, str, tuple[str, ...]]


def brief(body: str) -> set[Effect]:
    text = HEAD + body
    citations = extract_citations(text)
    numbers = {c.start: c.number for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    return {(e.predicate, numbers[e.target], e.scope, e.provisions) for e in found}


def test_phrases_and_provisions_of_the_amended_act() -> None:
    body = f"""Điều 1. Thay thế, bãi bỏ một số khoản, cụm từ của Quyết định số {A}
1. Thay thế các cụm từ như sau:
a) Cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 1 Điều 3;
b) Cụm từ “Chi cục” bằng cụm từ “Sở” tại Điều 8.
2. Bãi bỏ một số khoản, cụm từ như sau:
a) Khoản 2 Điều 15;
b) Cụm từ “và công chức” tại khoản 1 Điều 2.
"""
    assert brief(body) >= {("amends", A, "part", ("3/1", "8", "2/1")), ("repeals", A, "part", ("15/2",))}


def test_members_that_name_their_own_acts() -> None:
    body = f"""Điều 5. Hiệu lực
1. Bãi bỏ các quy định sau đây:
a) Khoản 9 Điều 2, Điều 3 Quyết định số {A} được sửa đổi, bổ sung tại Điều 4 Quyết định số {B};
b) Quyết định số {C}.
"""
    assert brief(body) == {("repeals", A, "part", ("2/9", "3")), ("repeals", C, "whole", ())}


def test_a_member_without_an_act_is_left_alone_where_the_head_names_another() -> None:
    body = f"""Điều 5. Hiệu lực
1. Quyết định này thay thế Quyết định số {A} và bãi bỏ các quy định sau:
a) Điều 4 Quyết định số {B};
b) Điều 6.
"""
    assert brief(body) == {("replaces", A, "whole", ()), ("repeals", B, "part", ("4",))}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # "quy trình" and "được sửa đổi bởi" tell of the objects, not of somebody else's task
        (
            f"Bãi bỏ Quy trình nội bộ ban hành kèm theo Quyết định số {A}; bãi bỏ Quyết định số {B}.",
            {("repeals", A, "whole", ()), ("repeals", B, "whole", ())},
        ),
        (
            f"Quyết định này thay thế Quyết định số {A} được sửa đổi bởi Quyết định số {B}; bãi bỏ "
            f"Quyết định số {C}.",
            {("replaces", A, "whole", ()), ("repeals", C, "whole", ())},
        ),
        (
            f"Bãi bỏ thủ tục hành chính có số thứ tự 8 tại Quyết định số {A} của tỉnh và thủ tục hành chính "
            f"có số thứ tự 01 tại Quyết định số {B}.",
            {("repeals", A, "part", ()), ("repeals", B, "part", ())},
        ),
        (
            "Quyết định này có hiệu lực từ ngày 01/11/2031, các thủ tục hành chính về chứng thực đã công bố "
            f"tại Quyết định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            {("repeals", A, "part", ())},
        ),
        (f"Giao Sở Y tế trình Ủy ban nhân dân tỉnh bãi bỏ Quyết định số {A}.", set()),
        (
            f"Bãi bỏ Mục A, Phần II ban hành kèm theo Quyết định số {A}.",
            {("repeals", A, "part", ("Phần II/Mục A",))},
        ),
    ],
)
def test_one_clause(body: str, expected: set[Effect]) -> None:
    assert brief(f"Điều 2. {body}\n") == expected


@pytest.mark.parametrize(
    "head", ["", "STT | Số, ký hiệu | Trích yếu\n", "TT | Tên loại | Số, ký hiệu, ngày | Trích yếu\n"]
)
def test_members_in_the_rows_of_a_table(head: str) -> None:
    kind = "Quyết định | " if "Tên loại" in head else ""
    body = f"""Điều 1. Bãi bỏ toàn bộ các văn bản sau đây:
{head}1 | {kind}Quyết định số {A} ngày 05 tháng 3 năm 2029 | Quy định việc nuôi cá lồng
2 | {kind}Quyết định số {B} | Sửa đổi, bổ sung Điều 3 Quyết định số {C}
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày ký.
"""
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "whole", ())}


def test_an_act_in_a_late_cell_of_a_table_is_not_listed() -> None:
    body = f"""Điều 1. Bãi bỏ các quyết định sau đây:
1 | Thủ tục cấp giấy phép nuôi cá lồng trên sông, hồ chứa | Quyết định số {A}
"""
    assert brief(body) == set()


def test_a_bare_colon_announces_acts_and_parts() -> None:
    body = f"""Điều 9. Thi hành
2. Quyết định này bãi bỏ:
a) Quyết định số {A} quy định về đăng ký bè cá;
b) Bãi bỏ khoản 2 Điều 4 Quyết định số {B} về mặt nước.
"""
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "part", ("4/2",))}


def test_further_members_behind_what_a_title_details() -> None:
    body = """Điều 9. Các Thông tư sau đây hết hiệu lực:
a) Thông tư số 5/2028/TT-BNN hướng dẫn một số điều của Luật Thủy sản về bè nuôi; \
Thông tư số 6/2029/TT-BNN sửa đổi một số điều của Thông tư số 5/2028/TT-BNN;
b) Thông tư số 7/2029/TT-BNN sửa đổi một số điều của Quyết định số 8/2025/QĐ-BNN; Thông tư số 9/2026/TT-BNN.
"""
    numbers = {number for _predicate, number, _scope, _parts in brief(body)}
    assert numbers == {"5/2028/TT-BNN", "6/2029/TT-BNN", "7/2029/TT-BNN"}


def test_what_a_circular_implements_is_not_ended_with_it() -> None:
    body = """Điều 9. Bãi bỏ Điều 3 Thông tư số 5/2028/TT-BNN hướng dẫn thi hành Luật Thủy sản và \
Nghị định số 26/2027/NĐ-CP về lồng bè.
"""
    assert brief(body) == {("repeals", "5/2028/TT-BNN", "part", ("3",))}


def test_parts_told_by_what_they_are_about_are_replaced_not_amended() -> None:
    body = f"""Điều 9. Quyết định này thay thế nội dung hỗ trợ giống quy định tại Điều 5 Quyết định số {A}.
"""
    assert brief(body) == {("replaces", A, "part", ("5",))}


def test_a_numbered_row_of_an_attached_table_is_amended() -> None:
    body = f"""Điều 1. Sửa đổi, bổ sung Số TT 6 của Biểu mức thu ban hành kèm theo Quyết định số {A}
"""
    assert brief(body) == {("amends", A, "part", ())}


def test_rows_of_one_appendix_parted_by_semicolons() -> None:
    body = f"""Điều 3. Quyết định này thay thế Danh mục có số thứ tự 02, mục A; số thứ tự 01, 04 mục B tại \
Quyết định số {A}.
"""
    assert brief(body) == {("replaces", A, "part", ("Mục A", "Mục B"))}


def test_the_act_named_again_with_another_part() -> None:
    body = f"""Điều 3. Bãi bỏ Điều 2 Quyết định số {A} về bè cá và Phụ lục II Mẫu đơn ban hành kèm \
Quyết định số {A}.
"""
    assert brief(body) == {("repeals", A, "part", ("2", "Phụ lục II"))}


@pytest.mark.parametrize(
    "head",
    [
        "Các Quyết định dưới đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành:",
        "Từ ngày 01 tháng 3 năm 2031, các Quyết định của Ủy ban nhân dân tỉnh sau đây hết hiệu lực thi hành:",
        "Các quy định trước đây trái với Quyết định này và các quy định sau đây hết hiệu lực:",
        "Kể từ ngày Quyết định này có hiệu lực, các Quyết định và các điều khoản sau đây hết hiệu lực:",
    ],
)
def test_how_a_list_of_acts_and_parts_is_announced(head: str) -> None:
    body = f"""Điều 9. Thi hành
2. {head}
a) Quyết định số {A} quy định về bè cá;
b) Khoản 2 Điều 4 Quyết định số {B} về mặt nước.
"""
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "part", ("4/2",))}


def test_what_ends_at() -> None:
    body = f"""Điều 9. Thi hành
2. Bãi bỏ quy định tại:
a) Chương II Quyết định số {A} về bè cá.
"""
    assert brief(body) == {("repeals", A, "part", ("Chương II",))}


def test_the_title_of_the_act_before_does_not_make_the_next_one_a_part() -> None:
    body = f"""Điều 9. Bãi bỏ Quyết định số {A} ban hành Quy định về bè cá và Quyết định số {B} về mặt nước.
"""
    assert brief(body) == {("repeals", A, "whole", ()), ("repeals", B, "whole", ())}


def test_amending_acts_listed_behind_a_colon() -> None:
    body = f"""Điều 9. Quyết định này thay thế Quyết định số {A} và các \
Quyết định sửa đổi, bổ sung: số {B}, số {C}.
"""
    assert brief(body) == {("replaces", number, "whole", ()) for number in (A, B, C)}


def test_cases_that_are_spared_do_not_hide_what_is_replaced() -> None:
    body = f"""Điều 9. Quyết định này có hiệu lực từ ngày 01/3/2031, trừ trường hợp quy định tại \
khoản 2 Điều này và thay thế Quyết định số {A}.
"""
    assert brief(body) == {("replaces", A, "whole", ())}


def test_what_ends_though_a_part_of_it_goes_on_until_replaced() -> None:
    body = f"""Điều 9. Quyết định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực; Điều 3 \
Quyết định số {A} tiếp tục có hiệu lực cho đến khi được bãi bỏ, thay thế bằng văn bản khác.
"""
    assert ("repeals", A, "whole", ()) in brief(body)


def test_clauses_above_a_quoted_article_are_read() -> None:
    text = """2. Kể từ ngày Thông tư này có hiệu lực, Quyết định số 7/2025/QĐ-BNN hết hiệu lực thi hành.
3. Thông tư này bổ sung gạch đầu dòng thứ hai vào điểm a khoản 1 Điều 5 Thông tư số 8/2026/TT-BNN như sau:
“Điều 1. Phạm vi”.
"""
    citations = extract_citations(text)
    found = extract_effects(text, citations, extract_provisions(text, citations))
    assert [(e.predicate, e.provisions) for e in found] == [("repeals", ()), ("supplements", ("5/1/a",))]


def test_a_matter_ruled_by_another_act_ends_behind_a_semicolon() -> None:
    body = f"""Điều 9. Quyết định này thay thế Quyết định số {A} về bè cá; các quy định về giống, mùa vụ tại \
Quyết định số {B} về mặt nước.
"""
    assert brief(body) == {("replaces", A, "whole", ()), ("replaces", B, "part", ())}


def test_one_of_the_numbered_things_that_an_act_enacted() -> None:
    body = f"""Điều 9. Định mức số 12 “Thả giống” ban hành theo Quyết định số {A} hết hiệu lực.
"""
    assert brief(body) == {("repeals", A, "part", ())}
