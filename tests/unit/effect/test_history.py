"""Histories of provisions as a timeline shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from legal_corpus.effect.history import provision_histories
from legal_corpus.model.effect import EffectEvent

ON = date(2024, 6, 1)


def event(predicate: Any, on: str, *provisions: str, **more: Any) -> EffectEvent:
    day = date.fromisoformat(on)
    return EffectEvent(
        "a", predicate, "part", day, "van_ban", provisions=provisions, by_label="Nghị định X", **more
    )


def test_each_provision_has_its_own_line_of_changes() -> None:
    events = (
        event("amends", "2021-01-01", "5", "10/2"),
        event("repeals", "2022-01-01", "5/2"),
        event("supplements", "2023-01-01", "5/2", "15a"),
        event("repeals", "2025-01-01", "10/2"),
    )
    found = {item.ref: item for item in provision_histories(events, ON)}
    assert list(found) == ["5", "5/2", "10/2", "15a"]
    clause = found["5/2"]
    assert clause.name == "khoản 2 Điều 5"
    assert [(line.since.year if line.since else None, line.words) for line in clause.lines] == [
        (2021, "đã sửa đổi, bổ sung"),
        (2022, "hết hiệu lực"),
        (2023, "được bổ sung"),
    ]
    assert clause.words == "có hiệu lực"
    assert found["10/2"].words == "đã sửa đổi, bổ sung"
    assert [line.counted for line in found["10/2"].lines] == [True, False]
    assert "bởi Nghị định X" in clause.lines[0].why


def test_a_suspension_of_a_part_is_in_its_history() -> None:
    events = (event("suspends", "2024-01-01", "7"), event("resumes", "2024-09-01", "7"))
    (item,) = provision_histories(events, ON)
    assert [line.words for line in item.lines] == ["tạm ngưng hiệu lực", "có hiệu lực trở lại"]


def test_spared_provisions_are_named_too() -> None:
    (item,) = provision_histories((event("repeals", "2024-01-01", exceptions=("5",)),), ON)
    assert (item.ref, item.words) == ("5", "có hiệu lực")
