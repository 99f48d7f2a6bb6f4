"""The bulk way to near numbers gives what comparing every pair gives."""

from __future__ import annotations

import random

from app.services.reach import near_among
from legal_corpus.registry.near import is_near


def test_near_numbers_among_many_are_those_of_every_pair() -> None:
    chance = random.Random(7)
    symbols = ("NĐ-CP", "QĐ-UBND", "QĐ-UBNDT", "NQ-HĐND", "NĐCP")

    def number() -> str:
        year = chance.choice(["2019/", "2020/", "2009/", ""])
        return f"{chance.choice([1, 2, 12, 21, 112, 121, 1212])}/{year}{chance.choice(symbols)}"

    cited, numbers = {number() for _ in range(60)}, {number(): change for change in range(60)}
    expected: dict[str, int] = {}
    for key in cited:
        changes = [change for other, change in numbers.items() if is_near(key, other)]
        if changes:
            expected[key] = min(changes)
    assert len(expected) > 20
    assert near_among(cited, numbers) == expected
