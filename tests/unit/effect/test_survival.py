"""Extensions and announced continuations answer the ending they are about, for their time and parts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, StatusReading
from legal_corpus.registry.memory import MemoryRegistry

ACT = Act("a", "Nghị định", "24/2016/NĐ-CP", issued=date(2016, 4, 5), effective_from=date(2016, 6, 1))
PARENT_END = Act("p", "Luật", "89/2025/QH15", issued=date(2025, 6, 25), effective_from=date(2026, 1, 1))
ANNOUNCEMENT = Act("n", "Nghị quyết", "13/NQ-CP", issued=date(2026, 1, 16), effective_from=date(2026, 1, 16))
LATER = Act("l", "Nghị định", "9/2028/NĐ-CP", issued=date(2028, 2, 1), effective_from=date(2028, 5, 1))


def event(predicate: Any, on: str | None = None, until: str | None = None, **more: Any) -> EffectEvent:
    return EffectEvent(
        target="a",
        predicate=predicate,
        scope=more.pop("scope", "whole"),
        effective_from=date.fromisoformat(on) if on else None,
        effective_until=date.fromisoformat(until) if until else None,
        source=more.pop("source", "tra_cuu_2026_11"),
        **more,
    )


ENTERED = event("enters_into_force", "2016-06-01")
PARENT_ENDED = event("expires", "2026-01-01", by="p")
CONTINUED = event("continues", "2026-01-01", by="n")


def read(on: str, *events: EffectEvent, provision: str | None = None) -> StatusReading:
    registry = MemoryRegistry([ACT, PARENT_END, ANNOUNCEMENT, LATER], events)
    stored = registry.events_on("a")
    return status_at(ACT, stored, date.fromisoformat(on), provision=provision, registry=registry)


def test_an_announcement_answers_the_end_of_the_parent() -> None:
    assert read("2025-12-31", ENTERED, PARENT_ENDED, CONTINUED).status == "in_force"
    assert read("2025-12-31", ENTERED, PARENT_ENDED, CONTINUED).until is None
    assert read("2026-11-21", ENTERED, PARENT_ENDED, CONTINUED).status == "in_force"


def test_it_does_not_answer_a_later_end_by_another_act() -> None:
    ended = event("expires", "2028-05-01", by="l")
    assert read("2028-04-30", ENTERED, PARENT_ENDED, CONTINUED, ended).status == "in_force"
    assert read("2028-05-01", ENTERED, PARENT_ENDED, CONTINUED, ended).status == "expired"


def test_it_does_not_answer_a_term_that_ends_later() -> None:
    term = event("expires", "2027-03-01", source="van_ban")
    reading = read("2026-11-21", ENTERED, PARENT_ENDED, CONTINUED, term)
    assert (reading.status, reading.until) == ("in_force", date(2027, 3, 1))
    assert read("2027-03-01", ENTERED, PARENT_ENDED, CONTINUED, term).status == "expired"


def test_after_a_term_it_is_a_contradiction_that_people_see() -> None:
    term = event("expires", "2025-01-01", source="van_ban")
    reading = read("2026-11-21", ENTERED, term, CONTINUED)
    assert reading.status == "expired"
    assert any("không phải là kéo dài thời hạn" in text for text in reading.conflicts)


def test_it_never_answers_a_repeal_or_replacement() -> None:
    for predicate in ("repeals", "replaces"):
        assert (
            read("2026-11-21", ENTERED, event(predicate, "2026-01-01", by="p"), CONTINUED).status == "expired"
        )


def test_it_lasts_for_its_own_period() -> None:
    bounded = event("continues", "2026-01-01", "2026-12-31", by="n")
    reading = read("2026-11-21", ENTERED, PARENT_ENDED, bounded)
    assert (reading.status, reading.until) == ("in_force", date(2027, 1, 1))
    assert read("2027-01-01", ENTERED, PARENT_ENDED, bounded).status == "expired"


def test_between_the_end_and_a_late_announcement_the_act_had_ended() -> None:
    late = event("continues", "2026-03-01", by="n")
    days = ("2025-12-31", "2026-02-28", "2026-03-01")
    found = [read(day, ENTERED, PARENT_ENDED, late).status for day in days]
    assert found == ["in_force", "expired", "in_force"]


@pytest.mark.parametrize(("provision", "status"), [("5", "in_force"), ("5/2", "in_force"), ("6", "expired")])
def test_an_announcement_of_parts_keeps_the_named_parts_only(provision: str, status: str) -> None:
    part = event("continues", "2026-01-01", by="n", scope="part", provisions=("5",))
    assert read("2026-11-21", ENTERED, PARENT_ENDED, part).status == "partly_expired"
    assert read("2026-11-21", ENTERED, PARENT_ENDED, part, provision=provision).status == status


@pytest.mark.parametrize(("provision", "status"), [("5", "expired"), ("6", "in_force")])
def test_an_announcement_with_an_exception_lets_the_exception_go(provision: str, status: str) -> None:
    most = event("continues", "2026-01-01", by="n", exceptions=("5",))
    assert read("2026-11-21", ENTERED, PARENT_ENDED, most).status == "partly_expired"
    assert read("2026-11-21", ENTERED, PARENT_ENDED, most, provision=provision).status == status


def test_a_part_with_its_own_term_is_extended_alone() -> None:
    events = (
        ENTERED,
        event("expires", "2025-01-01", scope="part", provisions=("5", "7")),
        event("extends", "2024-12-01", "2026-12-31", scope="part", provisions=("5",), by_label="X"),
    )
    found = {p: read("2026-06-01", *events, provision=p).status for p in ("5", "5/1", "6", "7")}
    assert found == {"5": "in_force", "5/1": "in_force", "6": "in_force", "7": "expired"}
    assert read("2027-01-01", *events, provision="5").status == "expired"


def test_an_end_before_the_beginning_is_told() -> None:
    reading = read("2020-01-01", ENTERED, event("expires", "2016-05-01", by_label="X"))
    assert reading.status == "expired"
    assert any("trước ngày có hiệu lực 01/06/2016" in text for text in reading.conflicts)


def test_two_ends_on_different_grounds_are_told() -> None:
    ends = (
        event("repeals", "2020-01-01", by_label="Nghị định 1/2019/NĐ-CP"),
        event("replaces", "2022-01-01", by="p"),
    )
    reading = read("2023-01-01", ENTERED, *ends)
    assert (reading.status, reading.since) == ("expired", date(2020, 1, 1))
    assert any("căn cứ khác" in text and "01/01/2022" in text for text in reading.conflicts)
