from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.analysis import (
    MAX_UNITS,
    fold_chars,
    index_terms,
    lower_chars,
    query_units,
    spellings,
)


def terms(text: str) -> list[str]:
    return [term for term, _ in index_terms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An toàn ở y tế, in ấn to", "an toan o y te in an to"),
        ("Điều 05 khoản 1", "dieu 5 khoan 1"),
        ("Ðất đai (đ)", "dat dai d"),
        ("QĐ-UBND", "qd ubnd"),
        ("năm 2000, số 0", "nam 2000 so 0"),
        ("15/2021/QĐ-UBND", "15/2021/qd-ubnd 15 2021 qd ubnd"),
        ("07/8/2017", "7/8/2017 7 8 2017"),
        ("059/2025/NQ-HĐND.", "59/2025/nq-hdnd 59 2025 nq hdnd"),
        ("1.500.000 đồng", "1 500 0 dong"),
        ("... – ! _", ""),
    ],
)
def test_index_terms(text: str, expected: str) -> None:
    assert terms(text) == expected.split()


def test_decomposed_text_has_the_same_terms() -> None:
    text = "Nghị định về thuế ở Thừa Thiên Huế"
    assert terms(unicodedata.normalize("NFD", text)) == terms(text) == fold_chars(text).split()


def test_number_and_its_first_part_share_a_position() -> None:
    assert list(index_terms("số 5/2020/TT nay")) == [
        ("so", 0),
        ("5/2020/tt", 1),
        ("5", 1),
        ("2020", 2),
        ("tt", 3),
        ("nay", 4),
    ]


@given(st.text())
def test_folding_and_lowering_keep_offsets(text: str) -> None:
    assert len(fold_chars(text)) == len(lower_chars(text)) == len(text)


def test_every_vietnamese_letter_folds_to_ascii() -> None:
    vowels = "aăâeêioôơuưy"
    letters = {unicodedata.normalize("NFC", v + t) for v in vowels for t in "\u0300\u0301\u0303\u0309\u0323"}
    for letter in letters | set(vowels) | {"đ"}:
        assert fold_chars(letter).isascii()
        assert fold_chars(letter.upper()) == fold_chars(letter)


def test_query_units() -> None:
    word, number, phrase = query_units('Đất 015/2021/QĐ-UBND "thu hoi Đất" đất')
    assert [(w.folded, w.marked) for w in word.words] == [("dat", "đất")]
    assert number.whole == "15/2021/qd-ubnd"
    assert [w.folded for w in number.words] == ["15", "2021", "qd", "ubnd"]
    assert [(w.folded, w.marked) for w in phrase.words] == [("thu", None), ("hoi", None), ("dat", "đất")]
    assert (word.marked, phrase.marked) == (True, True)


def test_curly_quotes_make_phrases_and_an_open_quote_does_not() -> None:
    assert [len(unit.words) for unit in query_units("“thu hồi” đất")] == [2, 1]
    assert [len(unit.words) for unit in query_units('"thu hồi đất')] == [1, 1, 1]


def test_pasted_pages_are_cut() -> None:
    assert len(query_units(" ".join(map(str, range(1, 500))))) == MAX_UNITS


@given(st.text())
def test_any_text_is_a_query(text: str) -> None:
    for unit in query_units(text):
        assert unit.words
        assert all(word.folded for word in unit.words)


@pytest.mark.parametrize(
    ("one", "other"), [("hoà", "hòa"), ("uỷ", "ủy"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("đất", "đất")]
)
def test_spellings_cover_both_tone_rules(one: str, other: str) -> None:
    assert {one, other} <= set(spellings(one))
    assert set(spellings(one)) == set(spellings(other))


def test_spellings_keep_other_marks() -> None:
    assert spellings("đai") == ("đai",)
    assert "hoá" not in spellings("hoà")
