from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from legal_corpus.effect.rules import (
    BASIS_CONDITIONS,
    IMPLEMENTING_ACTS,
    TERM_WARNING,
    RuleBook,
    core_rules,
    implementing_act_reading,
    parse_rules,
    warning_time,
)
from legal_corpus.registry.vocabulary import VocabularyError


def _rule(**more: Any) -> dict[str, Any]:
    return {"id": "r", "title": "t", "source": "Điều 1 Luật thử", "confidence": "T", **more}


def _regimes() -> RuleBook:
    return parse_rules(
        [
            _rule(id=IMPLEMENTING_ACTS, until="2016-06-30", parameters={"outcome": "stands"}),
            _rule(
                id=IMPLEMENTING_ACTS,
                **{"from": "2016-07-01"},
                until="2025-03-31",
                parameters={"outcome": "expires"},
            ),
            _rule(
                id=IMPLEMENTING_ACTS,
                **{"from": "2025-04-01"},
                until="2025-06-30",
                parameters={"outcome": "stays_under_review"},
            ),
            _rule(
                id=IMPLEMENTING_ACTS,
                **{"from": "2025-07-01"},
                confidence="S",
                parameters={"outcome": "expires_unless_continued"},
            ),
        ]
    )


@pytest.mark.parametrize(
    ("ended", "continued", "outcome", "since"),
    [
        (date(2020, 6, 1), False, "expires", date(2020, 6, 1)),
        (date(2025, 5, 15), False, "stays_under_review", None),
        (date(2025, 8, 1), False, "expires_unless_continued", date(2025, 8, 1)),
        (date(2025, 8, 1), True, "stands", None),
        (date(2014, 1, 1), False, "stands", None),
    ],
)
def test_fate_of_a_detailing_act_depends_on_the_day_its_parent_ended(
    ended: date, continued: bool, outcome: str, since: date | None
) -> None:
    reading = implementing_act_reading(ended, continued=continued, rules=_regimes())
    assert (reading.outcome, reading.since) == (outcome, since)


def test_without_a_rule_nothing_is_claimed() -> None:
    reading = implementing_act_reading(date(2020, 1, 1), continued=False, rules=RuleBook([]))
    assert (reading.outcome, reading.rule) == ("unknown", None)


def test_a_rule_nobody_read_says_so() -> None:
    book = parse_rules([_rule(confidence="S"), _rule(id="x", confidence="X")])
    unread, read = book.at("r", date(2026, 1, 1)), book.at("x", date(2026, 1, 1))
    assert unread is not None
    assert read is not None
    assert unread.shown_source == "Điều 1 Luật thử (chưa đối chiếu nguyên văn)"
    assert read.shown_source == "Điều 1 Luật thử"


@pytest.mark.parametrize(
    "row", [_rule(source=None), _rule(confidence="Z"), _rule(**{"from": "2025-02-01"}, until="2025-01-01")]
)
def test_a_wrong_rule_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(VocabularyError):
        parse_rules([row])


def test_nothing_from_memory_is_shipped_as_law() -> None:
    assert [rule.id for rule in core_rules().all() if rule.confidence == "M"] == []


def test_conditions_of_a_ground_are_claimed_only_for_the_time_whose_text_was_read() -> None:
    assert core_rules().at(BASIS_CONDITIONS, date(2025, 3, 31)) is None
    now = core_rules().at(BASIS_CONDITIONS, date(2025, 4, 1))
    assert now is not None
    assert now.was_read


def test_the_time_of_warning_is_one_rule_and_not_a_constant() -> None:
    today = date(2026, 11, 21)
    assert warning_time(core_rules(), today) == timedelta(days=120)
    edited = parse_rules([_rule(id=TERM_WARNING, parameters={"days": 30})])
    assert warning_time(edited, today) == timedelta(days=30)
    assert warning_time(RuleBook([]), today) == timedelta(0)
