"""Numbers and letters in one comparable form."""

from __future__ import annotations

import pytest

from legal_corpus.text.normalize import fold_key, fold_marks, plain_signs, slug, to_nfc, with_real_d
from legal_corpus.text.numbers import clean_number, number_key, number_search_key


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("12 / 2020 / QÐ – UBND", "12/2020/QĐ-UBND"),
        ("08/2021/QĐ-\nUBND", "08/2021/QĐ-UBND"),
        ("18-NQ/TW", "18-NQ/TW"),
    ],
)
def test_clean_number(printed: str, clean: str) -> None:
    assert clean_number(printed) == clean


def test_equal_numbers_share_a_key() -> None:
    assert number_key("059/2025/QĐ-UBND") == number_key("59/2025/qđ-ubnd")
    assert number_key("59/2025/QĐ-UBND") != number_key("590/2025/QĐ-UBND")


def test_search_key_has_no_marks() -> None:
    assert number_search_key("92/2017/NĐ-CP") == number_search_key("92/2017/nd-cp")


def test_folding() -> None:
    assert fold_marks("Nghị Định") == "nghi dinh"
    assert fold_key(" “Đất  đai”; ") == "đất đai"
    assert slug("79/2025/NĐ-CP") == "79-2025-nd-cp"
    assert to_nfc("Nghi\u0323") == "Nghị"


def test_letters_that_look_like_d_are_read_in_place() -> None:
    printed = "QUYẾT ÐỊNH – Ɖiều 3, ðiểm ɖ"
    read = with_real_d(printed)
    assert read == "QUYẾT ĐỊNH – Điều 3, điểm đ"
    assert len(read) == len(printed)
    assert plain_signs(printed + "\u00ad") == "QUYẾT ĐỊNH - Điều 3, điểm đ"
