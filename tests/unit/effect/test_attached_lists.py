"""Acts of an appendix that an operative clause ends, in the forms such lists are printed in."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects

HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐÔNG LĨNH
Số: 50/2031/QĐ-UBND
QUYẾT ĐỊNH
Bãi bỏ văn bản
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
"""
TAIL = """
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
"""
SIMPLE = "Điều 1. Bãi bỏ các văn bản tại Danh mục kèm theo Quyết định này."

Effect = tuple[str, str | None, str, tuple[str, ...]]


def read(clause: str, attached: str) -> list[Effect]:
    text = HEAD + clause + TAIL + attached
    citations = extract_citations(text)
    by_start = {c.start: c for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    assert all(by_start[e.target].role == e.predicate for e in found)
    return [(e.predicate, by_start[e.target].number, e.scope, e.provisions) for e in found]


def whole(*numbers: str) -> list[Effect]:
    return [("repeals", number, "whole", ()) for number in numbers]


def test_type_and_number_in_columns_of_their_own() -> None:
    attached = """DANH MỤC
Văn bản quy phạm pháp luật bị bãi bỏ
(Kèm theo Quyết định số 50/2031/QĐ-UBND ngày 12 tháng 02 năm 2031)
STT | Tên loại văn bản | Số, ký hiệu; ngày, tháng, năm ban hành | Trích yếu | Lý do
I | LĨNH VỰC Y TẾ
1 | Quyết định | 17/2029/QĐ-UBND ngày 22/6/2029 | Quy chế bảo vệ đập | Có Quyết định số 3/2031/QĐ-UBND
2 | Chỉ thị | 05/2028/CT-UBND | 07/3/2028 | Quản lý chợ |
3 | Nghị quyết | Số 11/2029/NQ-HĐND | Sửa đổi Nghị quyết số 02/2025/NQ-HĐND về phí | Hết đối tượng
"""
    clause = "Điều 1. Bãi bỏ 03 văn bản quy phạm pháp luật (có Danh mục kèm theo)."
    assert read(clause, attached) == whole("17/2029/QĐ-UBND", "05/2028/CT-UBND", "11/2029/NQ-HĐND")
    issued = {c.number: c.issued for c in extract_citations(HEAD + clause + TAIL + attached)}
    assert issued["05/2028/CT-UBND"] == date(2028, 3, 7)


def test_a_date_of_another_year_in_the_next_cell_is_not_the_issue_date() -> None:
    row = "1 | Quyết định số 17/2029/QĐ-UBND | 01/7/2031 | Quy chế"
    assert [c.issued for c in extract_citations(row)] == [None]


def test_sections_tell_whole_from_part() -> None:
    attached = """PHỤ LỤC
DANH MỤC VĂN BẢN BÃI BỎ
STT | Tên văn bản | Nội dung bãi bỏ | Lý do
A. Văn bản bãi bỏ toàn bộ
1 | Quyết định số 17/2029/QĐ-UBND hỗ trợ một phần chi phí | Toàn bộ | Không còn đối tượng
B. Văn bản bãi bỏ một phần
1 | Quyết định số 18/2029/QĐ-UBND về phí | Khoản 2 Điều 5, Điều 7 | Trái Điều 4 Luật Phí và lệ phí
2 | Quyết định số 19/2029/QĐ-UBND về giá | Chương II |
"""
    clause = (
        "Điều 1. Bãi bỏ toàn bộ 01 văn bản, bãi bỏ một phần 02 văn bản quy phạm pháp luật "
        "(theo Phụ lục ban hành kèm theo Quyết định này)."
    )
    assert read(clause, attached) == [
        ("repeals", "17/2029/QĐ-UBND", "whole", ()),
        ("repeals", "18/2029/QĐ-UBND", "part", ("5/2", "7")),
        ("repeals", "19/2029/QĐ-UBND", "part", ("Chương II",)),
    ]
    undivided = attached.replace("A. Văn bản bãi bỏ toàn bộ\n", "").replace(
        "B. Văn bản bãi bỏ một phần\n", ""
    )
    assert read(clause, undivided) == whole("17/2029/QĐ-UBND")  # only its own row says which


def test_labels_tie_each_clause_to_its_appendix() -> None:
    clause = (
        "Điều 1. Tiếp tục áp dụng các văn bản tại Phụ lục I; bãi bỏ toàn bộ các văn bản tại Phụ lục số 02 và "
        "bãi bỏ một phần các văn bản tại Phụ lục III ban hành kèm theo Quyết định này kể từ ngày "
        "01 tháng 7 năm 2031."
    )
    attached = """Phụ lục I
1. Quyết định số 1/2029/QĐ-UBND về phí.
PHỤ LỤC SỐ 2
1. Quyết định số 2/2029/QĐ-UBND về phí.
2. Quyết định số 3/2029/QĐ-UBND sửa đổi, bổ sung một số điều của
Quyết định số 4/2020/QĐ-UBND.
PHỤ LỤC III
1. Khoản 1 Điều 2 Quyết định số 5/2029/QĐ-UBND về phí.
"""
    part: Effect = ("repeals", "5/2029/QĐ-UBND", "part", ("2/1",))
    assert read(clause, attached) == [*whole("2/2029/QĐ-UBND", "3/2029/QĐ-UBND"), part]
    text = HEAD + clause + TAIL + attached
    citations = extract_citations(text)
    days = {e.effective_from for e in extract_effects(text, citations, extract_provisions(text, citations))}
    assert days == {date(2031, 7, 1)}


def test_a_reverse_clause_and_rows_glued_into_one_line() -> None:
    clause = (
        "Điều 1. Các văn bản nêu tại Danh mục ban hành kèm theo Quyết định này hết hiệu lực thi hành "
        "kể từ ngày Quyết định này có hiệu lực."
    )
    attached = """DANH MỤC CÁC VĂN BẢN
1. Quyết định số 1/2029/QĐ-UBND về phí. 2. Quyết định số 2/2029/QĐ-UBND về chợ.
"""
    assert read(clause, attached) == whole("1/2029/QĐ-UBND", "2/2029/QĐ-UBND")


def test_of_two_lists_only_the_one_whose_heading_says_so() -> None:
    attached = """DANH MỤC VĂN BẢN ÁP DỤNG, BÃI BỎ
I. VĂN BẢN TIẾP TỤC ÁP DỤNG
1. Quyết định số 1/2029/QĐ-UBND về phí.
II. VĂN BẢN BÃI BỎ
1. Quyết định số 2/2029/QĐ-UBND về phí.
"""
    assert read(SIMPLE, attached) == whole("2/2029/QĐ-UBND")
    assert read(SIMPLE, attached.replace("II. VĂN BẢN BÃI BỎ\n", "")) == []


@pytest.mark.parametrize(
    ("clause", "heading"),
    [
        # one clause for two lists, and nothing tells them apart
        ("Điều 1. Áp dụng, bãi bỏ các văn bản tại Danh mục kèm theo.", "DANH MỤC VĂN BẢN ÁP DỤNG, BÃI BỎ"),
        (SIMPLE, "DANH MỤC VĂN BẢN TIẾP TỤC ÁP DỤNG"),
        (SIMPLE, "PHỤ LỤC I\nĐơn giá\nPHỤ LỤC II"),
        # what ends is not the acts of the list, or not by this act
        ("Điều 1. Bãi bỏ các thủ tục hành chính tại Phụ lục II kèm theo Quyết định này.", "PHỤ LỤC II"),
        ("Điều 1. Giao Sở Tư pháp bãi bỏ các văn bản tại Phụ lục II.", "PHỤ LỤC II"),
        ("Điều 1. Công bố các văn bản tại Phụ lục II đã hết hiệu lực.", "PHỤ LỤC II"),
        ("Điều 1. Bãi bỏ các mẫu tại Phụ lục II kèm theo Quyết định này.", "PHỤ LỤC II"),
        ("Điều 1. Bãi bỏ các văn bản tại Phụ lục III.", "PHỤ LỤC II"),
    ],
)
def test_no_effect_when_unsure(clause: str, heading: str) -> None:
    assert read(clause, f"{heading}\n1. Quyết định số 1/2029/QĐ-UBND về phí.\n") == []


APPENDIX = """PHỤ LỤC
DANH MỤC QUYẾT ĐỊNH BỊ BÃI BỎ
1. Quyết định số 17/2029/QĐ-UBND ngày 22 tháng 6 năm 2029 về chợ
2. Quyết định số 18/2029/QĐ-UBND về đập
"""


@pytest.mark.parametrize(
    ("clause", "ended"),
    [
        (
            "Điều 1. Quyết định này bãi bỏ:\na) Quyết định số 9/2028/QĐ-UBND;\n"
            "b) Các quyết định nêu tại Phụ lục kèm theo Quyết định này.",
            ("9/2028/QĐ-UBND", "17/2029/QĐ-UBND", "18/2029/QĐ-UBND"),
        ),
        (
            "Điều 1. Các văn bản sau đây hết hiệu lực:\n1. Quyết định số 9/2028/QĐ-UBND;\n"
            "2. Các quyết định tại Phụ lục ban hành kèm theo Quyết định này.",
            ("9/2028/QĐ-UBND", "17/2029/QĐ-UBND", "18/2029/QĐ-UBND"),
        ),
        (
            "Điều 1. Quyết định này bãi bỏ các văn bản sau đây:\na) Quyết định số 9/2028/QĐ-UBND;\n"
            "b) Các quyết định tại Phụ lục kèm theo Quyết định này, trừ Quyết định số 18/2029/QĐ-UBND.",
            ("9/2028/QĐ-UBND", "17/2029/QĐ-UBND"),
        ),
        (
            "Điều 1. Quyết định này bãi bỏ:\na) Quyết định số 9/2028/QĐ-UBND;\n"
            "b) Các quyết định tại Phụ lục kèm theo Quyết định này, trừ quyết định tại số thứ tự 2.",
            ("9/2028/QĐ-UBND",),
        ),
        (
            "Điều 1. Quyết định này bãi bỏ:\na) Quyết định số 9/2028/QĐ-UBND.\n"
            "Điều 2. Sở Y tế rà soát:\na) Các quyết định tại Phụ lục kèm theo Quyết định này.",
            ("9/2028/QĐ-UBND",),
        ),
    ],
)
def test_an_item_of_a_list_that_points_to_an_appendix(clause: str, ended: tuple[str, ...]) -> None:
    assert read(clause, APPENDIX) == whole(*ended)


def test_the_day_of_the_head_is_the_day_of_the_appendix() -> None:
    clause = (
        "Điều 1. Các văn bản sau đây hết hiệu lực kể từ ngày 01 tháng 7 năm 2032:\n"
        "a) Các quyết định tại Phụ lục kèm theo Quyết định này."
    )
    text = HEAD + clause + TAIL + APPENDIX
    citations = extract_citations(text)
    found = extract_effects(text, citations, extract_provisions(text, citations))
    assert [effect.effective_from for effect in found] == [date(2032, 7, 1)] * 2
