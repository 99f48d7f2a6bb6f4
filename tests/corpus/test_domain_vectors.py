"""Outcomes that the law prescribes for marked situations: expiry of detailing acts, grounds of issue,
announced continuation, individual repealing decisions, citations with a wrong year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest

from legal_corpus.effect.rules import core_rules, implementing_act_reading
from legal_corpus.effect.status import ending_numbers, status_at
from legal_corpus.model.citation import Citation
from legal_corpus.registry.memory import MemoryRegistry, load_registry_lines
from legal_corpus.registry.resolve import CitingAct, Resolution, resolve

TODAY = date(2026, 11, 21)


def _registry(*rows: Mapping[str, object]) -> MemoryRegistry:
    return load_registry_lines(json.dumps(row, ensure_ascii=False) for row in rows)


def _cite(type_: str, number: str, issued: date | None = None) -> Citation:
    return Citation(0, 1, f"{type_} {number}", "act", type_, number, None, None, issued, None, "refers")


def _resolve(registry: MemoryRegistry, citation: Citation) -> Resolution:
    return resolve(citation, CitingAct(), registry)


@pytest.mark.parametrize(
    ("ended", "continued", "outcome", "read"),
    [
        (date(2020, 6, 1), False, "expires", True),
        (date(2025, 5, 15), False, "stays_under_review", True),
        (date(2025, 8, 1), False, "expires_unless_continued", False),
        (date(2025, 8, 1), True, "stands", False),
    ],
)
def test_detailing_act_when_its_parent_ended(ended: date, continued: bool, outcome: str, read: bool) -> None:
    reading = implementing_act_reading(ended, continued=continued, rules=core_rules())
    assert reading.outcome == outcome
    assert reading.rule is not None
    assert reading.rule.was_read is read


def test_conditions_of_a_ground_are_those_of_the_day_of_signing() -> None:
    new = core_rules().at("legal_basis_conditions", date(2026, 10, 1))
    assert new is not None
    assert "Điều 62" in new.shown_source
    # The text of that time was not found, so nothing is claimed for it.
    assert core_rules().at("legal_basis_conditions", date(2020, 1, 1)) is None


def test_decree_24_of_2016_goes_on_by_announcement() -> None:
    registry = _registry(
        {
            "type": "Nghị định",
            "number": "24/2016/NĐ-CP",
            "issuer": "chinh-phu",
            "issued": "2016-04-05",
            "events": [
                {"predicate": "expires", "scope": "whole", "from": "2026-01-01", "source": "van_ban"},
                {
                    "predicate": "continues",
                    "scope": "whole",
                    "from": "2026-01-01",
                    "by": {"type": "Nghị quyết", "number": "13/NQ-CP", "issued": "2026-01-16"},
                    "source": "van_ban",
                    "note": "cho đến khi có văn bản thay thế, bãi bỏ",
                },
            ],
        }
    )
    (decree,) = registry.acts()
    reading = status_at(decree, registry.events_on(decree.uid), TODAY, registry=registry)
    assert reading.status == "in_force"
    assert any("13/NQ-CP" in reason.note for reason in reading.because)


def test_individual_decision_without_year_ends_a_normative_one() -> None:
    registry = _registry(
        {
            "type": "Quyết định",
            "number": "33/2022/QĐ-UBND",
            "issuer": "ubnd:lai-chau",
            "issued": "2022-09-01",
            "events": [
                {
                    "predicate": "repeals",
                    "scope": "whole",
                    "from": "2026-04-24",
                    "by": {"type": "Quyết định", "number": "1628/QĐ-UBND", "issued": "2026-04-24"},
                    "source": "van_ban",
                }
            ],
        }
    )
    (decision,) = registry.acts()
    reading = status_at(decision, registry.events_on(decision.uid), TODAY, registry=registry)
    assert (reading.status, reading.since) == ("expired", date(2026, 4, 24))
    assert ending_numbers(reading, registry) == ("1628/QĐ-UBND",)


def test_decree_number_with_a_year_that_denies_its_date() -> None:
    decree = {"type": "Nghị định", "number": "187/2025/NĐ-CP", "issuer": "chinh-phu", "issued": "2025-07-01"}
    found = _resolve(_registry(decree), _cite("Nghị định", "187/2020/NĐ-CP", date(2025, 7, 1)))
    assert (found.outcome, found.act) == ("mismatch", None)
    assert [act.number for act in found.near] == ["187/2025/NĐ-CP"]


def test_resolution_number_of_two_provinces_is_ambiguous() -> None:
    rows = [
        {"type": "Nghị quyết", "number": "01/2026/NQ-HĐND", "issuer": issuer, "issued": "2026-01-15"}
        for issuer in ("hdnd:dong-nai-2025", "hdnd:hue")
    ]
    found = _resolve(_registry(*rows), _cite("Nghị quyết", "01/2026/NQ-HĐND"))
    assert (found.outcome, len(found.candidates)) == ("ambiguous", 2)


def test_old_directive_never_abolished_is_still_in_force() -> None:
    registry = _registry(
        {
            "type": "Chỉ thị",
            "number": "05/2012/CT-UBND",
            "issuer": "ubnd:lai-chau",
            "issued": "2012-05-04",
            "events": [
                {
                    "predicate": "enters_into_force",
                    "scope": "whole",
                    "from": "2012-05-14",
                    "source": "van_ban",
                }
            ],
        }
    )
    (directive,) = registry.acts()
    assert (
        status_at(directive, registry.events_on(directive.uid), TODAY, registry=registry).status == "in_force"
    )
