"""Which quotation marks hold what an instruction changes."""

from __future__ import annotations

import pytest

from indexer.structure.quoted import instructions


def told(text: str) -> list[tuple[str, bool]]:
    return [(text[q.start : q.end], q.block) for found in instructions(text) for q in found.quotes]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("3. Sửa đổi khoản 2 như sau:\n“2. Mức chi mới.”.", [("“2. Mức chi mới.”", True)]),
        ("Bổ sung Điều 4a như sau: “Điều 4a. Đò\nĐò có phao.”.", [("“Điều 4a. Đò\nĐò có phao.”", True)]),
        ("Đoạn hai được sửa đổi như sau:\n“Đò phải có phao”.", [("“Đò phải có phao”", True)]),
        ("Bỏ cụm từ “huyện,” tại Điều 3.", [("“huyện,”", False)]),
        ("a) Cụm từ “đò” được thay bằng cụm từ “phà”;", [("“đò”", False), ("“phà”", False)]),
        ("Thay từ “a” bằng từ “b” và từ “c” bằng “d”.", [(f"“{word}”", False) for word in "abcd"]),
    ],
)
def test_what_an_instruction_quotes(text: str, quoted: list[tuple[str, bool]]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "Danh hiệu “Đơn vị xuất sắc” được tặng hằng năm.",
        "Sở Xây dựng (sau đây gọi là “Sở”) chịu trách nhiệm.",
        "Đánh dấu “X” vào ô “Cấp lại” nếu cần sửa đổi, bổ sung.",
        "Chuyển từ “tiền kiểm” sang “hậu kiểm”.",
        "Nguyên tắc:\n“Một cửa”.",
        "",
    ],
)
def test_other_quotation_marks_are_the_acts_own(text: str) -> None:
    assert told(text) == []


def test_an_instruction_runs_from_its_first_word_to_its_closing_sign() -> None:
    text = "Điều 1. Sửa đổi\n1. Sửa đổi khoản 2 như sau:\n“2. Một.”;\n2. Bỏ từ “hai” tại Điều 9. Hết."
    first, second = instructions(text)
    assert text[first.start : first.end] == "1. Sửa đổi khoản 2 như sau:\n“2. Một.”;"
    assert text[second.start : second.end] == "2. Bỏ từ “hai” tại Điều 9."


def test_quotations_one_below_the_other_belong_to_one_instruction() -> None:
    text = "Bổ sung các khoản như sau:\n“7. Bảy.”\n“8. Tám.”\nĐiều 2. Khác"
    (found,) = instructions(text)
    assert [text[q.start : q.end] for q in found.quotes] == ["“7. Bảy.”", "“8. Tám.”"]


def test_a_forgotten_closing_mark_leaves_the_wording_whole() -> None:
    text = "Sửa đổi khoản 1 như sau:\n“1. Mức chi mới.\nĐiều 2. Sửa đổi Điều 5 như sau:\n“Điều 5. Khác”."
    first = instructions(text)[0].quotes[0]
    start, end = first.inside(text)
    assert text[start:end].startswith("1. Mức chi mới.") and first.end == end
