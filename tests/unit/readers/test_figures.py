"""Readings of steps that say nothing or one figure."""

from __future__ import annotations

from itertools import product

import pytest

from indexer.readers.figures import likelihood, readings, shares
from indexer.readers.ink import Step


def step(**chances: float) -> Step:
    """``step(n=0.2, f4=0.5, f1=0.3)``: nothing 0.2, four 0.5, one 0.3."""
    return (chances.get("n", 0.0), *(chances.get(f"f{figure}", 0.0) for figure in range(10)))


UNSURE = [step(n=0.5, f1=0.3, f7=0.2), step(n=0.6, f1=0.4), step(n=0.1, f7=0.9)]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([step(f1=1), step(f1=1)], "1"),
        ([step(f1=1), step(n=1), step(f1=1)], "11"),
        ([step(n=1), step(f4=1), step(f2=1), step(n=1)], "42"),
        ([step(n=1)], ""),
        ([], ""),
    ],
)
def test_a_figure_counts_anew_only_behind_nothing(steps: list[Step], said: str) -> None:
    assert readings(steps, 6) == {said: 1.0}
    assert likelihood(steps, said) == 1.0
    assert likelihood(steps, said + "3") == 0.0


def test_both_ways_of_counting_agree_with_every_path_counted_out() -> None:
    counted: dict[str, float] = {}
    for path in product(range(11), repeat=len(UNSURE)):
        chance = 1.0
        for at, sign in enumerate(path):
            chance *= UNSURE[at][sign]
        said = [sign for at, sign in enumerate(path) if sign and (at == 0 or path[at - 1] != sign)]
        text = "".join(str(sign - 1) for sign in said)
        counted[text] = counted.get(text, 0.0) + chance
    found = readings(UNSURE, 6)
    for text, chance in counted.items():
        assert likelihood(UNSURE, text) == pytest.approx(chance)
        assert found.get(text, 0.0) == pytest.approx(chance)


def test_no_reading_is_longer_than_asked() -> None:
    steps = [step(f1=1), step(f2=1), step(f3=1)]
    assert max(map(len, readings(steps, 2)), default=0) <= 2


def test_shares_sum_up_to_one() -> None:
    assert shares({"1": 0.1, "7": 0.3}) == {"1": pytest.approx(0.25), "7": pytest.approx(0.75)}
    assert shares({"1": 0.0}) == {}
