from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.status import status_at
from legal_corpus.effect.title_term import title_term
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Quy định chuẩn nghèo giai đoạn 2021-2025", 2025),
        ("Về hỗ trợ nhà ở giai đoạn 2021 – 2025 trên địa bàn tỉnh", 2025),
        ("Quyết định số 5/2022/QĐ-UBND về hỗ trợ giai đoạn từ năm 2022 đến năm 2026", 2026),
        ("Thực hiện Chương trình giai đoạn 2021-2030, giai đoạn I: từ năm 2021 đến năm 2025", 2025),
        ("Định mức phân bổ thời kỳ ổn định ngân sách 2022-2025", 2025),
    ],
)
def test_the_period_of_a_name(title: str, year: int) -> None:
    term = title_term(title)
    assert term is not None
    assert term.last_day == date(year, 12, 31)
    assert title[term.start : term.end] == term.words


@pytest.mark.parametrize(
    "title",
    [
        "Sửa đổi Quyết định số 5/2022/QĐ-UBND về hỗ trợ giai đoạn 2021-2025",
        "Bãi bỏ quy định về hỗ trợ giai đoạn 2016-2020",
        "Hướng dẫn thực hiện Quyết định số 5/2022/QĐ-UBND về hỗ trợ giai đoạn 2021-2025",
        "Chiến lược phát triển giai đoạn 2021-2030, tầm nhìn đến năm 2045",
        "Hỗ trợ giai đoạn 2021-2025 và những năm tiếp theo",
        "Trợ cấp người tham gia kháng chiến giai đoạn 1965-1975",
        "Đánh giá an toàn trong giai đoạn quyết định chủ trương đầu tư",
        "",
    ],
)
def test_names_that_set_no_period_of_their_own(title: str) -> None:
    assert title_term(title) is None


def test_a_name_alone_ends_nothing_but_is_told() -> None:
    act = Act("x", "Nghị quyết", "3/2021/NQ-HĐND", "Về hỗ trợ giai đoạn 2021-2025", issued=date(2021, 12, 1))
    entered = EffectEvent("x", "enters_into_force", "whole", date(2022, 1, 1), "van_ban")
    during, after = (status_at(act, (entered,), day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert (during.status, during.notes) == ("in_force", ())
    assert after.status == "in_force"
    assert after.notes[0].startswith("Hết thời hạn theo tên gọi")
    assert "cần xác nhận" in after.notes[0]
