"""Where numbers and clause ends are looked for."""

from __future__ import annotations

import pytest

from legal_corpus.citations.cues import last_separator
from legal_corpus.citations.grammar import symboled_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("theo 92/2017/NĐ-CP và 1628/QĐ-UBND", ["92", "1628"]),
        ("Số : 65/ 2025/TT-NHNN", ["65"]),  # the year behind the blank begins no number
        ("văn bản 18-NQ/TW, 75-CP", ["18", "75"]),
        ("số 95/2024 NĐ-CP", ["95"]),
        ("ngày 12/5/2020, tỷ lệ 3/4, trang 5-7", []),
    ],
)
def test_numbers_with_a_symbol_are_found_where_they_begin(text: str, numbers: list[str]) -> None:
    starts = symboled_numbers(text)
    assert starts == sorted(starts)
    assert [text[at : at + len(number)] for at, number in zip(starts, numbers, strict=True)] == numbers


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Điều 1. Bãi bỏ; sửa đổi ", " sửa đổi "),
        ("Thay thế. Bãi bỏ Quyết định ", " Bãi bỏ Quyết định "),
        ("như sau: a) Bãi bỏ ", " a) Bãi bỏ "),
        ("áp dụng 1.5 lần ", None),
        ("", None),
    ],
)
def test_the_last_clause_end_counts(words: str, rest: str | None) -> None:
    found = last_separator(words)
    assert (words[found.end() :] if found else None) == rest
