"""Plain words are found where they stand, and copies of a text keep every offset."""

import pytest

from legal_corpus.text.normalize import lowered, with_real_d
from legal_corpus.text.outline import build_outline, line_starts
from legal_corpus.text.places import WordPlaces, places_of
from legal_corpus.text.quotations import find_quotations


def test_places_of_several_words_come_in_order_of_position() -> None:
    assert places_of(("bỏ", "thay"), "thay rồi bãi bỏ, thay nữa") == [0, 13, 17]


def test_occurrences_of_a_word_do_not_overlap() -> None:
    assert places_of(("aa",), "aaaa") == [0, 2]


@pytest.mark.parametrize(("start", "end"), [(0, 60), (4, 33), (5, 34), (20, 30)])
def test_words_looked_for_by_a_letter_are_those_found_as_a_whole(start: int, end: int) -> None:
    words = ("hiệu lực", "thay", "bỏ", "sửa đổi")
    text = "sẽ bỏ, thay và sửa đổi; hết hiệu lực, hiệu lự, bãi bỏ, sửa đổ"
    assert WordPlaces(words).find(text, start, end) == places_of(words, text, start, end)


def test_a_word_that_begins_before_the_range_is_not_in_it() -> None:
    assert WordPlaces(("hiệu lực",)).find("có hiệu lực", 4, 11) == []
    assert WordPlaces(("hiệu lực",)).find("có hiệu lực", 3, 10) == []
    assert WordPlaces(("hiệu lực",)).find("có hiệu lực", 3, 11) == [3]


@pytest.mark.parametrize("text", ["ĐIỀU 1. İstanbul CÓ HIỆU LỰC", "QUYẾT ĐỊNH này", "ß và ﬁ"])
def test_lower_case_keeps_every_offset(text: str) -> None:
    lower = lowered(text)
    assert len(lower) == len(text)
    assert all(small == large.lower() for small, large in zip(lower, text, strict=True) if large.isascii())


def test_a_long_text_is_read_with_latin_letters_at_the_same_offsets() -> None:
    text = "Nghị ðịnh số 15/2020/NÐ-СР của Chính phủ; " * 20
    assert with_real_d(text) == "Nghị định số 15/2020/NĐ-CP của Chính phủ; " * 20


def test_lines_begin_behind_every_break() -> None:
    assert line_starts("a\n\nb") == (0, 2, 3)


def test_segments_inside_a_quotation_are_quoted_and_the_next_is_not() -> None:
    text = "1. Sửa đổi Điều 2 như sau:\n“Điều 2. Phạm vi\n1. Nội dung mới.”\n2. Bãi bỏ Điều 3."
    outline = build_outline(text, find_quotations(text))
    assert [(text[s.body : s.end].strip()[:6], s.quoted) for s in outline.segments if s.level != "text"] == [
        ("Sửa đổ", False),
        ("Phạm v", True),
        ("Nội du", True),
        ("Bãi bỏ", False),
    ]


def test_a_mark_inside_a_long_line_is_found_by_its_last_sign() -> None:
    text = "Điều 1. Phạm vi áp dụng đối với các cơ quan trên địa bàn. 1. Nội dung thứ nhất. 2. Nội dung."
    outline = build_outline(text, ())
    assert [(mark.level, mark.label) for mark in outline.marks] == [
        ("article", "1"),
        ("clause", "1"),
        ("clause", "2"),
    ]
