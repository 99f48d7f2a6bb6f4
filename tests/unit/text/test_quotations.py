"""Quoted wording: closed, nested, and left open."""

from __future__ import annotations

from legal_corpus.text.outline import build_outline
from legal_corpus.text.quotations import find_quotations


def quotes(text: str) -> list[str]:
    return [span.of(text) for span in find_quotations(text)]


def test_block_over_several_lines() -> None:
    text = "1. Sửa đổi Điều 3 như sau:\n“Điều 3. Mức thu\n1. Mức cũ.\n2. Mức mới.”.\n2. Bãi bỏ Điều 4."
    assert quotes(text) == ["“Điều 3. Mức thu\n1. Mức cũ.\n2. Mức mới.”"]


def test_inner_quotation_belongs_to_the_outer_one() -> None:
    text = "như sau: “4. Bổ sung cụm từ “hộ nghèo” vào cuối câu.” Hết."
    assert quotes(text) == ["“4. Bổ sung cụm từ “hộ nghèo” vào cuối câu.”"]


def test_open_quotation_ends_before_the_next_instruction() -> None:
    text = (
        "1. Sửa đổi Điều 3 như sau:\n“Điều 3. Mức thu\n1. Mức mới.\n"
        "2. Sửa đổi khoản 1 Điều 5 như sau:\n“1. Mức khác.”"
    )
    assert quotes(text) == ["“Điều 3. Mức thu\n1. Mức mới.", "“1. Mức khác.”"]


def test_open_quotation_without_instruction_ends_with_its_line() -> None:
    assert quotes("theo Đề án “Phát triển rừng\nĐoạn sau không liên quan.") == ["“Phát triển rừng"]


def test_wrong_way_round_marks_are_told_by_their_neighbours() -> None:
    assert quotes("thay cụm từ “cấp huyện“ bằng cụm từ ”cấp xã” tại Điều 2") == ["“cấp huyện“", "”cấp xã”"]


def test_place_inside_a_quotation_is_its_own() -> None:
    text = (
        "Điều 1. Sửa đổi\n2. Sửa đổi Điều 9 như sau:\n"
        "“Điều 9. Mức thu\n1. Theo quy định.”\n3. Bãi bỏ Điều 10."
    )
    outline = build_outline(text, find_quotations(text))
    assert outline.place(text.index("Theo quy định")).article == "9"
    assert outline.place(text.index("Bãi bỏ")).clause == "3"
    assert outline.place(text.index("Bãi bỏ")).article == "1"
