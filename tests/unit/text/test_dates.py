"""Dates as acts print them."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.text.dates import find_dates, match_date, parse_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ngày 18 tháng 11 năm 2025", date(2025, 11, 18)),
        ("Hà Nội, ngày 02 tháng 3 năm 2024", date(2024, 3, 2)),
        ("ngày ngày 5 tháng 6 năm 2020", date(2020, 6, 5)),
        ("24/6/2019", date(2019, 6, 24)),
        ("ngày 21 /05/2010", date(2010, 5, 21)),
        ("14-02-2018", date(2018, 2, 14)),
        ("ngày 7.8.2001", date(2001, 8, 7)),
        ("NGÀY 14 THÁNG 7 NĂM 2022", date(2022, 7, 14)),
        ("ngày 1\ntháng 2\nnăm 2023", date(2023, 2, 1)),
        ("ngày 1 tháng 2 năm 202 3", date(2023, 2, 1)),
        ("ngày 09tháng12năm2021", date(2021, 12, 9)),
        ("ngày 5 thánG 6 Năm 2020", date(2020, 6, 5)),
    ],
)
def test_reads_the_printed_forms(printed: str, expected: date) -> None:
    assert parse_date(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "ngày 31 tháng 02 năm 2020",
        "ngày 27 năm 12 năm 2019",
        "tháng 5 năm 2016",
        "12/13/2020",
        "5/2020",
        "1/1/0001",
        "",
    ],
)
def test_never_guesses(printed: str) -> None:
    assert parse_date(printed) is None


def test_positions_cover_the_word_ngay() -> None:
    text = "Từ ngày 1/1/2020 đến ngày 31 tháng 12 năm 2025."
    assert [text[start:end] for start, end, _ in find_dates(text)] == [
        "ngày 1/1/2020",
        "ngày 31 tháng 12 năm 2025",
    ]


def test_impossible_date_is_reported_without_value() -> None:
    assert [found for _s, _e, found in find_dates("ngày 30/02/2021")] == [None]


def test_a_document_number_is_not_a_date() -> None:
    assert list(find_dates("số 12/2020/NĐ-CP và 1/2/2020/QH14")) == []


def test_match_date_is_anchored() -> None:
    text = "ban hành ngày 3/4/2022"
    assert match_date(text, 9) == (len(text), date(2022, 4, 3))
    assert match_date(text, 0) is None
