from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.registry.succession import (
    core_provinces,
    parse_provinces,
    predecessors,
    province_of_issuer,
    successor,
    territory,
)
from legal_corpus.registry.vocabulary import VocabularyError


def test_old_and_new_gia_lai_are_two_units() -> None:
    table = core_provinces()
    assert [item.code for item in table.named("tỉnh Gia Lai", date(2025, 6, 30))] == ["gia-lai"]
    assert [item.code for item in table.named("Gia Lai", date(2025, 7, 1))] == ["gia-lai-2025"]
    assert set(predecessors("gia-lai-2025")) == {"gia-lai", "binh-dinh"}
    assert successor("binh-dinh") == "gia-lai-2025"
    assert set(territory("gia-lai-2025")) == {"gia-lai", "binh-dinh"}


def test_unchanged_province_is_its_own_territory() -> None:
    assert (predecessors("lai-chau"), successor("lai-chau"), territory("lai-chau")) == (
        (),
        None,
        ("lai-chau",),
    )


@pytest.mark.parametrize(("on", "count"), [(date(2025, 6, 30), 63), (date(2025, 7, 1), 34)])
def test_number_of_units_on_a_day(on: date, count: int) -> None:
    assert sum(item.period.holds(on) for item in core_provinces().all()) == count


def test_every_unit_that_ended_in_the_merger_has_one_successor() -> None:
    ended = [item for item in core_provinces().all() if item.period.until == date(2025, 6, 30)]
    assert len(ended) == 52
    for item in ended:
        follower = core_provinces().get(successor(item.code) or "")
        assert follower is not None
        assert follower.period.start == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("code", "province"),
    [("ubnd:gia-lai-2025", "gia-lai-2025"), ("ubnd:xa-a@son-la", "son-la"), ("chinh-phu", None)],
)
def test_province_of_issuer(code: str, province: str | None) -> None:
    assert province_of_issuer(code) == province


def test_a_table_with_a_missing_predecessor_is_refused() -> None:
    with pytest.raises(VocabularyError, match="khong-co"):
        parse_provinces([{"code": "a-2025", "name": "A", "kind": "tỉnh", "predecessors": ["khong-co"]}])
