"""Acts of units that are gone: where they apply and until when, as proposals of dated rules."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.rules import core_rules
from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, StatusReading

TODAY = date(2026, 11, 21)


def read(act: Act, on: date = TODAY, *more: EffectEvent) -> StatusReading:
    entered = EffectEvent("x", "enters_into_force", "whole", act.effective_from, "van_ban")
    return status_at(act, (entered, *more), on, rules=core_rules())


def local(issuer: str, name: str, issued: date = date(2022, 5, 4)) -> Act:
    start = date.fromordinal(issued.toordinal() + 10)
    return Act("x", "Quyết định", "12/2022/QĐ-UBND", None, issuer, name, issued, start)


def test_an_act_of_a_merged_province_applies_in_its_old_land() -> None:
    reading = read(local("ubnd:kien-giang", "Ủy ban nhân dân tỉnh Kiên Giang"))
    assert (reading.status, reading.scope) == (
        "in_force",
        "chỉ áp dụng trên địa bàn tỉnh Kiên Giang (cũ)",
    )
    assert any("chưa đối chiếu nguyên văn" in note for note in reading.notes)


def test_the_old_unit_of_the_same_name_is_not_the_new_one() -> None:
    old = read(local("ubnd:an-giang", "Ủy ban nhân dân tỉnh An Giang"))
    new = read(local("ubnd:an-giang-2025", "Ủy ban nhân dân tỉnh An Giang", date(2025, 8, 1)))
    assert old.scope == "chỉ áp dụng trên địa bàn tỉnh An Giang (cũ)"
    assert new.scope is None


@pytest.mark.parametrize(
    ("issuer", "on"),
    [
        ("ubnd:kien-giang", date(2025, 6, 30)),
        ("ubnd:nghe-an", TODAY),
        ("chinh-phu", TODAY),
    ],
)
def test_no_scope_before_the_merger_nor_for_others(issuer: str, on: date) -> None:
    assert read(local(issuer, "x"), on).scope is None


def test_a_district_act_goes_on_in_the_former_district_until_the_end_of_february_2027() -> None:
    act = Act(
        "x",
        "Nghị quyết",
        "5/2023/NQ-HĐND",
        issuer="hdnd:huyen-ea-kar@dak-lak",
        issuer_name="Hội đồng nhân dân huyện Ea Kar",
        issued=date(2023, 7, 1),
        effective_from=date(2023, 7, 8),
    )
    reading = read(act)
    assert (reading.status, reading.until) == ("in_force", date(2027, 3, 1))
    assert reading.scope == "chỉ áp dụng trên địa bàn huyện Ea Kar (cũ)"
    assert reading.because[-1].rule == "district_acts"
    assert any(note.startswith("Đề xuất, cần người rà soát xác nhận") for note in reading.notes)
    assert read(act, date(2027, 2, 28)).status == "in_force"
    assert read(act, date(2025, 6, 30)).until is None


def test_a_rule_alone_proves_no_district_act_in_force() -> None:
    act = Act(
        "x", "Quyết định", "3/2020/QĐ-UBND", issuer="ubnd:huyen-ea-kar@dak-lak", issued=date(2020, 1, 1)
    )
    assert status_at(act, (), TODAY, rules=core_rules()).status == "unknown"


def test_an_ended_act_has_no_scope() -> None:
    end = EffectEvent("x", "repeals", "whole", date(2026, 1, 1), "van_ban", by_label="Quyết định 1/QĐ-UBND")
    reading = read(local("ubnd:kien-giang", "x"), TODAY, end)
    assert (reading.status, reading.scope) == ("expired", None)
