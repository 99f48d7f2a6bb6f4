"""Where ink stands on a header line, told by the print around it."""

from __future__ import annotations

import pytest

from indexer.readers.ink import Glyph, Step, Strip
from indexer.readers.scan_slots import date_in, number_in

STEP = 4.0  # pixels


def seen(text: str, **unsure: dict[str, float]) -> Strip:
    """A strip with two steps a sign: the sign, then nothing. ``unsure`` says what a sign may be instead,
    by its place in the text as ``at3``."""
    glyphs, steps = [], []
    for at, sign in enumerate(text):
        glyphs.append(Glyph(sign, 2 * at, 2 * at))
        chances = unsure.get(f"at{at}", {sign: 1.0} if sign.isdigit() else {})
        figures = [chances.get(str(figure), 0.0) for figure in range(10)]
        steps += [(1 - sum(figures), *figures), _nothing()]
    return Strip(tuple(glyphs), tuple(steps), STEP)


def _nothing() -> Step:
    return (1.0, *[0.0] * 10)


@pytest.mark.parametrize(
    ("text", "figures", "symbol"),
    [
        ("S: 134 /CT-TTg", "134", "CT-TTg"),
        ("Só:4532/UBND- KSTTHC", "4532", "UBND-KSTTHC"),
        ("S6: 06 /2024/TT-BCT", "06", "2024/TT-BCT"),
        ("Số: 4027 ICT-UBND", "4027", "CT-UBND"),  # the stroke taken for a letter
        ("s 08/QD-UBND", "08", "QD-UBND"),
        ("Số:46/QD-UBNDAn Binh, ngày", "46", "QD-UBND"),
    ],
)
def test_a_number_stands_between_label_and_symbol(text: str, figures: str, symbol: str) -> None:
    found = number_in([(100, seen(text))] * 4)
    assert found is not None
    slot, said = found
    assert (max(slot.weighed, key=lambda one: slot.weighed[one]), said) == (figures, symbol)
    assert 100 < slot.left < slot.right <= 100 + 2 * STEP * len(text)


@pytest.mark.parametrize("text", ["Số: 25", "Căn cứ Nghị định số 15/2020/NĐ-CP", "kèm theo", ""])
def test_no_number_where_label_or_symbol_is_missing(text: str) -> None:
    assert number_in([(0, seen(text))] * 4) is None


def test_a_place_that_most_looks_do_not_find_is_none() -> None:
    good, bad = seen("S: 12/QD-TTg"), seen("12/QD-TTg")
    assert number_in([(0, good), (0, bad), (0, bad), (0, bad)]) is None
    assert number_in([(0, good), (0, good), (0, bad), (0, bad)]) is not None


def test_a_date_has_its_day_and_month_and_the_year_when_it_is_read() -> None:
    found = date_in([(0, seen("Hà Ni, ngày 15tháng 01 năm 2010"))] * 4)
    assert found is not None and found.year == "2010"
    assert found.day.weighed["15"] == pytest.approx(1.0)
    assert found.month.weighed["01"] == pytest.approx(1.0)
    assert found.left < found.day.left < found.day.right < found.month.left < found.month.right


def test_a_day_is_one_of_the_calendar_and_has_two_figures() -> None:
    text = "ngày 42 tháng 9 năm 2010"
    found = date_in([(0, seen(text, at5={"4": 0.7, "1": 0.3}))] * 4)
    assert found is not None
    assert max(found.day.weighed, key=lambda one: found.day.weighed[one]) == "12"
    assert "42" not in found.day.weighed
    faint = seen("ngày 16 tháng 9 năm 2010", at5={"1": 0.1})
    half_seen = date_in([(0, faint)] * 4)
    assert half_seen is not None
    assert max(half_seen.day.weighed, key=lambda one: half_seen.day.weighed[one]) == "16"


def test_a_date_inside_a_sentence_is_not_that_of_the_act() -> None:
    assert date_in([(0, seen("ngày 15 tháng 01 năm 2010 của Chính phủ"))] * 4) is None


def test_a_place_left_blank_says_nothing() -> None:
    number = number_in([(0, seen("Số: ..... /QD-UBND"))] * 4)
    date = date_in([(0, seen("ngày ... tháng 3 năm 2010"))] * 4)
    assert number is not None and number[0].weighed == {"": 1.0}
    assert date is not None and date.day.weighed[""] == 1.0
