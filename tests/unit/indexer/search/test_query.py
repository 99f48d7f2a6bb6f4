from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.query import DateRange, ParsedQuery, parse_query
from legal_corpus.text.numbers import number_search_key

AUG_7 = DateRange(date(2017, 8, 7), date(2017, 8, 7), "day")
AUG = DateRange(date(2017, 8, 1), date(2017, 8, 31), "month")
Y2017 = DateRange(date(2017, 1, 1), date(2017, 12, 31), "year")
Y2024 = DateRange(date(2024, 1, 1), date(2024, 12, 31), "year")


@pytest.mark.parametrize(
    ("query", "numbers", "types"),
    [
        ("92/2017", ["92/2017"], []),
        ("92/2017/nd-cp", ["92/2017/ND-CP"], []),
        ("092/2017/NÐ-CP", ["92/2017/ND-CP"], []),
        ("92/2017 nđ-cp", ["92/2017/ND-CP"], []),
        ("92 / 2017 / NĐ – CP", ["92/2017/ND-CP"], []),
        ("QĐ 15/2021", ["15/2021"], ["Quyết định"]),
        ("QD15/2021", ["15/2021"], ["Quyết định"]),
        ("quyết định 15/2021/qđ-ubnd", ["15/2021/QD-UBND"], ["Quyết định"]),
        ("Quyet dinh so: 15/2021/QD-UBND", ["15/2021/QD-UBND"], ["Quyết định"]),
        ("TTLT 9/2014", ["9/2014"], ["Thông tư liên tịch"]),
        ("thông tư liên tịch 09/2014/TTLT-BTP-BNV", ["9/2014/TTLT-BTP-BNV"], ["Thông tư liên tịch"]),
        ("số 1628", ["1628"], []),
        ("1628", ["1628"], []),
        ("1628/QĐ-UBND", ["1628/QD-UBND"], []),
        ("NQ 8/2017", ["8/2017"], ["Nghị quyết"]),
        ("số 8/2017", ["8/2017"], []),
        ("13/2017", ["13/2017"], []),
        ("31/2024/QH15", ["31/2024/QH15"], []),
        ("12/98/QĐ-UB", ["12/98/QD-UB"], []),
        ("22-CP", ["22-CP"], []),
        ("15/2021, 16/2021", ["15/2021", "16/2021"], []),
        ("qd 15 2021", ["15/2021"], ["Quyết định"]),
        ("số 15 2021", ["15/2021"], []),
        ("13 2017", ["13/2017"], []),
        ("15-2021-qd-ubnd", ["15/2021/QD-UBND"], []),
        ("15_2021_QĐ-UBND", ["15/2021/QD-UBND"], []),
    ],
)
def test_numbers(query: str, numbers: list[str], types: list[str]) -> None:
    parsed = parse_query(query)
    assert (list(parsed.numbers), list(parsed.types)) == (numbers, types)
    assert (parsed.dates, parsed.text, parsed.ambiguous) == ((), "", False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("07/8/2017", AUG_7),
        ("7-8-2017", AUG_7),
        ("07.08.2017", AUG_7),
        ("2017-08-07", AUG_7),
        ("ngày 7 tháng 8 năm 2017", AUG_7),
        ("NGÀY 07 THÁNG 8 NĂM 2017", AUG_7),
        ("ngay 7 thang 8 nam 2017", AUG_7),
        ("ngày 7/8/2017", AUG_7),
        ("7/8/17", AUG_7),
        ("07.08.17", AUG_7),
        ("07082017", AUG_7),
        ("tháng 8/2017", AUG),
        ("tháng 8 năm 2017", AUG),
        ("thang 08 2017", AUG),
        ("năm 2017", Y2017),
    ],
)
def test_dates(query: str, expected: DateRange) -> None:
    parsed = parse_query(query)
    assert (parsed.dates, parsed.numbers, parsed.text) == ((expected,), (), "")


@pytest.mark.parametrize(
    ("query", "number", "reading"),
    [("8/2017", "8/2017", AUG), ("08/2017", "8/2017", AUG), ("2017", "2017", Y2017)],
)
def test_both_readings(query: str, number: str, reading: DateRange) -> None:
    parsed = parse_query(query)
    assert (parsed.numbers, parsed.dates, parsed.ambiguous) == ((number,), (reading,), True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("đất đai 2024", ParsedQuery(dates=(Y2024,), text="đất đai")),
        ("luật đất đai 2024", ParsedQuery(dates=(Y2024,), types=("Luật",), text="đất đai")),
        ("điều 5 2024", ParsedQuery(dates=(Y2024,), text="điều 5")),
        ("luật 2024", ParsedQuery(dates=(Y2024,), types=("Luật",))),
        ("y tế tháng 8/2017", ParsedQuery(dates=(AUG,), text="y tế")),
        ("bảng giá đất 15/2021/QĐ-UBND", ParsedQuery(numbers=("15/2021/QD-UBND",), text="bảng giá đất")),
        (
            "QĐ số 59/2017/QĐ-UBND ngày 07/8/2017 về phí",
            ParsedQuery(("59/2017/QD-UBND",), (AUG_7,), ("Quyết định",), "về phí"),
        ),
    ],
)
def test_mixtures(query: str, expected: ParsedQuery) -> None:
    parsed = parse_query(query)
    assert (parsed.numbers, parsed.dates, parsed.types, parsed.text) == (
        expected.numbers,
        expected.dates,
        expected.types,
        expected.text,
    )
    assert parsed.full_text == query
    assert not parsed.ambiguous


@pytest.mark.parametrize(
    "query",
    [
        "đất đai",
        "điều 5 khoản 2",
        "nghị định về đất đai",
        "100 tỷ đồng",
        '"số 15/2021/QĐ-UBND" "năm 2017"',
        "31/2/2017",
        "ngày 7/8",
        "quý 3",
        "tt y tế",
    ],
)
def test_plain_words_stay_words(query: str) -> None:
    assert parse_query(query) == ParsedQuery(text=query, full_text=query)


def test_decomposed_input_and_wide_blanks() -> None:
    assert parse_query("  nga\u0300y 7  tha\u0301ng 8 na\u0306m 2017 ").dates == (AUG_7,)


def test_nothing_asked() -> None:
    assert parse_query(" \t ") == ParsedQuery()
    assert parse_query("…?!").text == ""


@given(st.text() | st.text(alphabet='0123456789/-. ngàythámQĐđsốluậ"“”\x00', max_size=60))
def test_never_raises_and_ranges_are_sound(query: str) -> None:
    parsed = parse_query(query)
    assert all(found.first <= found.last for found in parsed.dates)
    assert all(number == number_search_key(number) for number in parsed.numbers)
    assert "\x00" not in parsed.text or "\x00" in query


@given(st.integers(1, 9999), st.integers(1990, 2030), st.sampled_from(["QĐ-UBND", "NĐ-CP", "TT-BTP", "QH14"]))
def test_every_printed_number_is_recognised(number: int, year: int, symbol: str) -> None:
    printed = f"{number:02}/{year}/{symbol}"
    key = number_search_key(printed)
    assert parse_query(printed).numbers == (key,)
    assert parse_query(printed.lower()).numbers == (key,)
    assert all(key.startswith(f"{prefix}/") for prefix in parse_query(f"số {number}/{year}").numbers)


def test_numbers_are_kept_as_they_were_written() -> None:
    assert parse_query("qđ 08/2021/qđ-ubnd").printed == ("08/2021/QĐ-UBND",)


@pytest.mark.parametrize("query", ["32132017", "31/02/17", "giai đoạn 17-18"])
def test_what_is_no_day_stays_words(query: str) -> None:
    parsed = parse_query(query)
    assert (parsed.dates, parsed.numbers) == ((), ())
