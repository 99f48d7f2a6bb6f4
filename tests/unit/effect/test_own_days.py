from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.own_days import day_from_own, later, passed_on

ISSUED = date(2031, 1, 31)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("kể từ ngày ký.", ISSUED),
        ("kề từ ngày ký ban hành", ISSUED),
        ("kể từ ký ban hành", ISSUED),
        ("từ khi được Quốc hội biểu quyết thông qua", ISSUED),
        ("kể từ ngày Hội đồng nhân dân tỉnh An Bình thông qua", ISSUED),
        ("sau 10 ngày kể từ ngày ký", date(2031, 2, 10)),
        ("sau 10 (mười) ngày, kể từ ngày được Hội đồng nhân dân tỉnh thông qua", date(2031, 2, 10)),
        ("sau bốn mươi lăm ngày kể từ ngày ký ban hành", date(2031, 3, 17)),
        ("sau mười lăm (15) ngày, kể từ ngày ký", date(2031, 2, 15)),
        ("45 ngày kể từ ngày ký ban hành", date(2031, 3, 17)),
        ("sau 6 tháng, kể từ ngày ký ban hành", date(2031, 7, 31)),
        ("sau 01 tháng kể từ ngày ký", date(2031, 2, 28)),
        ("05 năm kể từ ngày ký", ISSUED),  # a term, which begins on that day
        ("12 tháng, kể từ ngày ký ban hành", ISSUED),
        ("thời hạn 02 năm kể từ ngày ký và thay thế", ISSUED),
    ],
)
def test_days_counted_from_the_acts_own(words: str, day: date) -> None:
    found = day_from_own(words, 0, ISSUED)
    assert found is not None
    assert found[0] == day
    assert found[2].startswith("theo" if day == ISSUED else "tính")


@pytest.mark.parametrize(
    "words",
    [
        "sau 10 ngày làm việc kể từ ngày ký",  # needs a calendar of free days
        "sau 45 (ba mươi) ngày kể từ ngày ký",
        "trong 15 ngày kể từ ngày ký",  # a term, or a delay
    ],
)
def test_a_count_that_cannot_be_known(words: str) -> None:
    found = day_from_own(words, 0, ISSUED)
    assert found is not None
    assert found[0] is None


@pytest.mark.parametrize(
    "words",
    [
        "sau 15 ngày, kể từ ngày đăng Công báo",
        "kể từ ngày công bố",
        "kể từ ngày ký kết",
        "kể từ ngày ký Hiệp định",
        "từ ngày Quốc hội thông qua Luật Sông ngòi",
        "kể từ ngày Quốc hội thông qua quy hoạch vùng biển",
        "kể từ ngày Ủy ban nhân dân tỉnh ban hành danh mục tàu cá",
        "kể từ ngày ký biên bản",
    ],
)
def test_days_that_are_not_the_acts_own(words: str) -> None:
    assert day_from_own(words, 0, ISSUED) is None


def test_the_day_of_passing_is_that_of_the_closing_sentence() -> None:
    text = (
        "Điều 3. Nghị quyết này có hiệu lực từ ngày thông qua.\n"
        "Nghị quyết này được Ủy ban Thường vụ Quốc hội khóa XX thông qua tại phiên họp thứ 9 ngày 15 tháng 3 "
        "năm 2031.\n"
    )
    passed = passed_on(text)
    assert passed is not None
    assert passed[0] == date(2031, 3, 15)
    assert text[passed[1] : passed[2]] == "ngày 15 tháng 3 năm 2031"
    found = day_from_own(text, text.index("từ ngày thông"), None)
    assert found is not None
    assert found[0] == date(2031, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "Luật Sông ngòi đã được Quốc hội thông qua ngày 15 tháng 3 năm 2031.",
        "Nghị quyết này sửa đổi Nghị quyết số 5/2028/NQ-HĐND được Hội đồng nhân dân tỉnh thông qua ngày "
        "10/12/2028.",
        "Luật này bãi bỏ Luật Đánh cá đã được Quốc hội thông qua ngày 10/12/2019.",
    ],
)
def test_that_another_act_was_passed_says_nothing(text: str) -> None:
    assert passed_on(text) is None


def test_months_end_where_the_month_ends() -> None:
    assert later(date(2032, 2, 29), 1, "năm") == date(2033, 2, 28)
    assert later(date(2031, 11, 30), 3, "tháng") == date(2032, 2, 29)
