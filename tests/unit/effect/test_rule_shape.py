"""Parameters of an edited rule keep the shape of the shipped rule."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

import pytest

from legal_corpus.effect.rule_shape import RuleShapeError, checked_parameters, shape_of
from legal_corpus.effect.rules import LegalRule, core_rules


def _shape(*parameters: dict[str, Any]) -> Any:
    return shape_of([LegalRule("thu", "Thử", "Luật thử", "T", parameters=p) for p in parameters])


SHAPE = _shape(
    {"days": 10, "outcome": "stands", "covers": [], "strict": True, "last": date(2027, 2, 28), "share": 0.5},
    {
        "days": 7,
        "outcome": "expires",
        "covers": ["chi_tiet"],
        "strict": False,
        "last": date(2027, 3, 1),
        "share": 1,
        "rows": [{"key": "a", "name": "A"}],
    },
)
GOOD = {
    "days": 5,
    "outcome": "expires",
    "covers": ["chi_tiet"],
    "strict": True,
    "last": date(2030, 1, 1),
    "share": 0.6,
}


def test_every_shipped_version_fits_the_shape_of_its_rule() -> None:
    versions = defaultdict(list)
    for rule in core_rules().all():
        versions[rule.id].append(rule)
    for rules in versions.values():
        for rule in rules:
            assert checked_parameters(rule.parameters, shape_of(rules)) == dict(rule.parameters)


def test_parameters_that_fit_are_taken_and_optional_ones_may_be_left_out() -> None:
    assert checked_parameters(GOOD, SHAPE) == GOOD
    assert checked_parameters({**GOOD, "rows": [{"key": "b", "name": "B"}]}, SHAPE)["rows"] == [
        {"key": "b", "name": "B"}
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": "mười"}, "số nguyên"),
        ({"days": True}, "số nguyên"),
        ({"days": -1}, "số nguyên"),
        ({"share": float("nan")}, "số từ 0"),
        ({"outcome": "vanishes"}, "không nhận giá trị"),
        ({"covers": ["everything"]}, "không nhận giá trị"),
        ({"strict": "yes"}, "có hoặc không"),
        ({"last": "2027-02-28"}, "phải là ngày"),
        ({"more": 1}, "không có tham số"),
        ({"rows": [{"colour": 1, "key": "a"}]}, "không có mục"),
        ({"rows": [{"name": "A"}]}, "key"),
        ({"rows": "x"}, "dạng như bản kèm theo"),
        ({"rows": ["x"]}, "phải có các mục"),
        ({"rows": {"key": "a", "name": "A"}}, "dạng như bản kèm theo"),
        ({"rows": [{"key": datetime(2026, 1, 1), "name": "A"}]}, "phải là chữ"),  # noqa: DTZ001  # as YAML gives
        ({"rows": [{"key": b"a", "name": "A"}]}, "phải là chữ"),
        ({"days": 99_999_999}, "số nguyên từ 0 đến 36500"),
        ({"last": date(9999, 12, 31)}, "đến năm 2200"),
        ({"last": datetime(2027, 2, 28)}, "phải là ngày"),  # noqa: DTZ001  # as YAML gives
    ],
)
def test_parameters_that_the_program_could_not_read_are_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleShapeError, match=said):
        checked_parameters({**GOOD, **wrong}, SHAPE)


def test_a_parameter_that_every_version_has_may_not_be_missing() -> None:
    with pytest.raises(RuleShapeError, match="Thiếu tham số “days”"):
        checked_parameters({key: value for key, value in GOOD.items() if key != "days"}, SHAPE)


def test_an_outcome_that_the_program_knows_is_taken_though_no_shipped_version_has_it() -> None:
    (rule,) = [r for r in core_rules().all() if r.id == "implementing_act_expiry" and r.period.until is None]
    versions = [r for r in core_rules().all() if r.id == "implementing_act_expiry"]
    changed = {**rule.parameters, "outcome": "unknown"}
    assert checked_parameters(changed, shape_of(versions))["outcome"] == "unknown"
