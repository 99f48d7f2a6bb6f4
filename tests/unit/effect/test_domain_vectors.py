"""The vectors of the specification about dates of effect, grounds and terms of checking."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legal_corpus.effect.basis import BasisDates, basis_dates_reading, basis_reading
from legal_corpus.effect.deadlines import is_working_day, self_check_deadline
from legal_corpus.effect.minimum import earliest_effective_date, effect_date_outcome
from legal_corpus.effect.rules import RuleBook, core_rules
from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import Level, core_issuers
from legal_corpus.registry.ranks import core_ranks
from legal_corpus.registry.vocabulary import VocabularyError


@pytest.mark.parametrize(
    ("level", "signed", "effective", "rut_gon", "outcome"),
    [
        ("province", date(2026, 11, 20), date(2026, 11, 30), False, "fine"),
        ("province", date(2026, 11, 20), date(2026, 11, 29), False, "too_early"),
        ("province", date(2026, 11, 20), date(2026, 11, 20), True, "shortened"),
        ("district", date(2019, 5, 1), date(2019, 5, 8), False, "fine"),
        ("district", date(2019, 5, 1), date(2019, 5, 7), False, "too_early"),
        ("central", date(2026, 1, 1), date(2026, 2, 15), False, "fine"),
        ("central", date(2026, 1, 1), date(2026, 2, 14), False, "too_early"),
        ("province", date(2026, 11, 20), date(2026, 11, 19), False, "before_signing"),
        ("province", date(2014, 11, 20), date(2014, 11, 21), False, "unknown"),
    ],
)
def test_the_day_of_effect_against_the_minimum(
    level: Level, signed: date, effective: date, rut_gon: bool, outcome: str
) -> None:
    earliest = earliest_effective_date(
        level, "Quyết định", signed=signed, rules=core_rules(), rut_gon=rut_gon
    )
    assert effect_date_outcome(effective, earliest) == outcome


def test_a_resolution_counts_from_its_adoption_unless_the_law_counted_from_signing() -> None:
    now = earliest_effective_date(
        "province", "Nghị quyết", signed=date(2026, 7, 15), adopted=date(2026, 7, 10), rules=core_rules()
    )
    then = earliest_effective_date(
        "province", "Nghị quyết", signed=date(2018, 7, 15), adopted=date(2018, 7, 10), rules=core_rules()
    )
    assert (now.day, then.day) == (date(2026, 7, 20), date(2018, 7, 25))


@pytest.mark.parametrize(
    ("effective", "allowed", "kinds"),
    [(date(2026, 10, 15), False, ["later_effect"]), (date(2027, 1, 1), True, [])],
)
def test_a_ground_may_come_into_force_with_its_act_but_not_after(
    effective: date, allowed: bool, kinds: list[str]
) -> None:
    days = BasisDates(
        signed=date(2026, 10, 1),
        effective=effective,
        basis_issued=date(2026, 6, 20),
        basis_effective=date(2027, 1, 1),
    )
    reading = basis_dates_reading(days, core_rules())
    assert (reading.allowed, [item.kind for item in reading.problems]) == (allowed, kinds)


@pytest.mark.parametrize(
    ("type_", "number", "issuer", "kinds"),
    [
        ("Luật", "64/2025/QH15", "quoc-hoi", []),
        ("Luật", "21-LCT/HĐNN8", "quoc-hoi", []),
        ("Nghị định", "79/2025/NĐ-CP", "chinh-phu", []),
        ("Thông tư", "26/2025/TT-BTP", "bo-tu-phap", []),
        ("Thông tư", "1/2025/TT-TTCP", "thanh-tra-chinh-phu", []),
        ("Nghị quyết", "5/2026/NQ-HĐND", "hdnd:gia-lai-2025", []),
        ("Quyết định", "7/2026/QĐ-UBND", "ubnd:gia-lai-2025", ["same_issuer"]),
        ("Quyết định", "9/2026/QĐ-CTUBND", "ctubnd:gia-lai-2025", ["not_higher"]),
        ("Quyết định", "439/QĐ-TTg", "thu-tuong-chinh-phu", ["administrative"]),
        ("Nghị quyết", "128/NQ-CP", "chinh-phu", ["administrative"]),
        ("Kế hoạch", "12/KH-UBND", "ubnd:gia-lai-2025", ["administrative"]),
    ],
)
def test_form_and_rank_of_a_ground(type_: str, number: str, issuer: str, kinds: list[str]) -> None:
    act = Act("a", "Quyết định", "20/2026/QĐ-UBND", issuer="ubnd:gia-lai-2025", issued=date(2026, 10, 1))
    basis = Act("b", type_, number, issuer=issuer, issued=date(2025, 8, 1))
    days = BasisDates(date(2026, 10, 1), date(2026, 10, 15), date(2025, 8, 1), date(2025, 9, 1))
    reading = basis_reading(act, basis, days, rules=core_rules(), ranks=core_ranks(), issuers=core_issuers())
    assert [item.kind for item in reading.problems] == kinds
    assert reading.allowed is (not kinds)


def test_no_rule_of_grounds_is_recorded_before_april_2025() -> None:
    days = BasisDates(date(2024, 1, 1), date(2024, 2, 1), date(2023, 1, 1), date(2025, 1, 1))
    assert basis_dates_reading(days, core_rules()).allowed is None


def test_self_check_of_a_decision_signed_on_2_november() -> None:
    usual = self_check_deadline(date(2026, 11, 2), rules=core_rules())
    shortened = self_check_deadline(date(2026, 11, 2), rules=core_rules(), rut_gon=True)
    assert usual is not None
    assert shortened is not None
    assert (usual.day, shortened.day) == (date(2026, 11, 12), date(2026, 11, 9))
    assert "chưa đối chiếu nguyên văn" in usual.note


@pytest.mark.parametrize("printed", ["2026-11-04", "04/11/2026", date(2026, 11, 4)])
def test_a_holiday_that_an_administrator_adds_moves_the_working_days(printed: object) -> None:
    rules = RuleBook(
        replace(
            rule, parameters={**rule.parameters, "holidays": [printed], "worked_weekends": ["07/11/2026"]}
        )
        if rule.id == "working_days"
        else rule
        for rule in core_rules().all()
    )
    assert [is_working_day(date(2026, 11, day), rules) for day in (3, 4, 7, 8)] == [True, False, True, False]
    due = self_check_deadline(date(2026, 11, 2), rules=rules, rut_gon=True)
    assert due is not None
    assert due.day == date(2026, 11, 9)


def test_a_holiday_that_is_no_day_is_refused_in_words() -> None:
    rules = RuleBook(
        replace(rule, parameters={**rule.parameters, "holidays": ["Tết"]})
        if rule.id == "working_days"
        else rule
        for rule in core_rules().all()
    )
    with pytest.raises(VocabularyError, match="không phải ngày"):
        is_working_day(date(2026, 11, 4), rules)
