from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.in_force import effective_date

HEAD = "QUYẾT ĐỊNH:\nĐiều 1. Phạm vi\nQuy định mức thu.\n"
ISSUED = date(2031, 1, 20)
SAID = date(2031, 3, 15)


@pytest.mark.parametrize(
    "body",
    [
        "Quyết định này có hiệu lực và áp dụng từ ngày 15 tháng 3 năm 2031.",
        "Quyết định này này có hiệu lực thực hiện kể từ ngày 15/3/2031.",
        "Quyết định này có hiệu lựcthi hành kể từ ngày15 tháng 3 năm 2031.",
        "Quyết định này có hiệu lực kể từ ngay 15 tháng 3 năm 2031.",
        "Quyết định này có hiệu lực kề từ ngày 15 tháng 3 năm 2031 và thay thế Quyết định số 1/2030/QĐ-UBND.",
        "Quyết định này thay thế Quyết định số 1/2030/QĐ-UBND và có hiệu lực từ ngày 15 tháng 3 năm 2031.",
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa XX thông qua ngày 01 tháng 3 năm 2031, có hiệu "
        "lực từ ngày 15 tháng 3 năm 2031.",
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 15 tháng 3 năm 2031 và có hiệu lực kể "
        "từ ngày thông qua.",
    ],
)
def test_ways_of_saying_from_when(body: str) -> None:
    found = effective_date(HEAD + "Điều 2. " + body, ISSUED)
    assert found is not None
    assert found[0] == SAID


def test_the_acts_own_day_comes_before_rules_about_decisions_of_others() -> None:
    text = HEAD + (
        "Điều 2. Hiệu lực của quyết định\n1. Quyết định có hiệu lực gồm:\n"
        "a) Quyết định của Tòa án có hiệu lực kể từ ngày ban hành.\n"
        "Điều 3. Hiệu lực\nQuyết định này có hiệu lực từ ngày 15 tháng 3 năm 2031.\n"
    )
    found = effective_date(text, ISSUED)
    assert found is not None
    assert found[0] == SAID


def test_a_part_that_begins_earlier_does_not_date_the_act() -> None:
    text = HEAD + (
        "Điều 2. Hiệu lực\n1. Khoản 2 Điều 1 Quyết định này có hiệu lực từ ngày 01 tháng 02 năm 2031.\n"
        "2. Quyết định này có hiệu lực từ ngày 15 tháng 3 năm 2031.\n"
    )
    found = effective_date(text, ISSUED)
    assert found is not None
    assert found[0] == SAID


@pytest.mark.parametrize(
    "body",
    [
        "Khoản 2 Điều 1 Quyết định này có hiệu lực từ ngày 15 tháng 3 năm 2031.",
        "Mức thu quy định tại Quyết định này được áp dụng kể từ ngày 15 tháng 3 năm 2031.",
        "Quyết định của Tòa án có hiệu lực kể từ ngày ban hành.",
        "Quyết định thu hồi được gửi bằng thư và có hiệu lực kể từ ngày ký.",
        "Quyết định này có hiệu lực kể từ ngày     tháng 3 năm 2031.",
        "Quyết định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.",
        "Quyết định này có hiệu lực theo Quyết định số 9/QĐ-BNV ngày 15/3/2031.",
        "Quyết định này thay thế Quyết định số 1/2029/QĐ-UBND đã được ký ban hành và có hiệu lực từ ngày "
        "15/3/2031.",
        "Quyết định này không áp dụng đối với hợp đồng đã ký, có hiệu lực từ ngày 15/3/2031.",
        "Quyết định này chỉ điều chỉnh đối với giấy phép cũ, có hiệu lực từ ngày 15/3/2031.",
        "Quyết định này có hiệu lực kể từ ngày Nghị định số 9/2031/NĐ-CP ngày 15/3/2031 có hiệu lực.",
    ],
)
def test_what_does_not_say_it_is_unknown(body: str) -> None:
    assert effective_date(HEAD + "Điều 2. Thi hành\n" + body, ISSUED) is None
