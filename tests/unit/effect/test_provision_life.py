"""One provision over time: inserted, amended, repealed, written anew, suspended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from legal_corpus.effect.status import NO_TEXT, status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, StatusReading

ACT = Act("a", "Nghị định", "10/2019/NĐ-CP", issued=date(2019, 2, 1), effective_from=date(2019, 4, 1))
ARTICLES = frozenset({"1", "5", "5/1", "5/2", "5/2/a", "5/2/đ", "8"})


def event(predicate: Any, on: str | None, *provisions: str, **more: Any) -> EffectEvent:
    return EffectEvent(
        target="a",
        predicate=predicate,
        scope="part" if provisions else "whole",
        effective_from=date.fromisoformat(on) if on else None,
        source="van_ban",
        provisions=provisions,
        by_label=more.pop("by_label", None if predicate == "enters_into_force" else "Nghị định 7/2020/NĐ-CP"),
        **more,
    )


ENTERED = event("enters_into_force", "2019-04-01")


def read(
    on: str, provision: str, *events: EffectEvent, structure: frozenset[str] | None = None
) -> StatusReading:
    return status_at(
        ACT, (ENTERED, *events), date.fromisoformat(on), provision=provision, structure=structure
    )


def test_an_inserted_article_begins_with_its_insertion() -> None:
    added = event("supplements", "2022-01-01", "15a")
    before, after = read("2021-12-31", "15a", added), read("2022-01-01", "15a", added)
    assert (before.status, before.until) == ("not_yet_in_force", date(2022, 1, 1))
    assert (after.status, after.since) == ("in_force", date(2022, 1, 1))
    assert read("2022-01-01", "15a/2", added).status == "in_force"
    assert read("2022-01-01", "15", added).status == "in_force"


def test_a_repealed_clause_comes_back_when_it_is_inserted_again() -> None:
    events = (event("repeals", "2021-01-01", "5/2"), event("supplements", "2023-01-01", "5/2"))
    found = {day: read(day, "5/2", *events) for day in ("2020-12-31", "2021-01-01", "2023-01-01")}
    assert [item.status for item in found.values()] == ["in_force", "expired", "in_force"]
    assert found["2021-01-01"].until == date(2023, 1, 1)
    assert found["2023-01-01"].since == date(2023, 1, 1)
    assert read("2022-06-01", "5/2/a", *events).status == "expired"
    assert read("2022-06-01", "5", *events).status == "partly_expired"
    assert read("2022-06-01", "5/1", *events).status == "in_force"


def test_an_event_on_an_article_covers_what_lies_in_it() -> None:
    gone = event("repeals", "2021-01-01", "5")
    assert {p: read("2022-01-01", p, gone).status for p in ("5", "5/2", "5/2/a", "51")} == {
        "5": "expired",
        "5/2": "expired",
        "5/2/a": "expired",
        "51": "in_force",
    }


def test_an_article_written_anew_after_one_of_its_clauses_went_cannot_be_told() -> None:
    events = (event("repeals", "2021-01-01", "5/2"), event("amends", "2023-01-01", "5"))
    reading = read("2024-01-01", "5/2", *events)
    assert reading.status == "unknown"
    assert any("cần đối chiếu bản chữ" in note for note in reading.notes)
    assert read("2022-01-01", "5/2", *events).status == "expired"


def test_an_article_repealed_and_written_anew_as_a_whole_is_there() -> None:
    events = (event("repeals", "2021-01-01", "5"), event("replaces", "2023-01-01", "5"))
    assert [read(day, "5/2", *events).status for day in ("2022-01-01", "2024-01-01")] == [
        "expired",
        "partly_expired",
    ]


def test_one_amendment_that_rewrites_an_article_and_drops_a_clause_drops_the_clause() -> None:
    events = (event("amends", "2021-01-01", "5"), event("repeals", "2021-01-01", "5/2"))
    assert read("2022-01-01", "5/2", *events).status == "expired"
    assert read("2022-01-01", "5/1", *events).status == "partly_expired"


def test_several_amendments_change_it_from_the_first_on() -> None:
    events = (event("amends", "2021-01-01", "5/2"), event("amends", "2023-01-01", "5"))
    reading = read("2024-01-01", "5/2", *events)
    assert (reading.status, reading.since) == ("partly_expired", date(2021, 1, 1))


def test_a_suspended_and_resumed_part() -> None:
    events = (event("suspends", "2021-01-01", "5"), event("resumes", "2021-07-01", "5"))
    found = [read(day, "5/2", *events).status for day in ("2020-12-31", "2021-03-01", "2021-07-01")]
    assert found == ["in_force", "suspended", "in_force"]
    assert read("2021-03-01", "8", *events).status == "in_force"


def test_what_ended_is_not_called_suspended() -> None:
    events = (event("repeals", "2020-01-01", "8"), event("suspends", "2021-01-01"))
    assert read("2021-03-01", "8", *events).status == "expired"
    assert read("2021-03-01", "5", *events).status == "suspended"


def test_a_provision_that_the_text_lacks_is_not_called_in_force() -> None:
    reading = read("2024-01-01", "999/9", structure=ARTICLES)
    assert reading.status == "unknown"
    assert any("Văn bản gốc không có khoản 9 Điều 999" in note for note in reading.notes)
    assert read("2024-01-01", "5/2/Đ", structure=ARTICLES).status == "in_force"


def test_without_the_text_the_answer_says_so() -> None:
    assert NO_TEXT in read("2024-01-01", "999/9").notes
    assert NO_TEXT not in read("2024-01-01", "5/2", structure=ARTICLES).notes
    assert NO_TEXT not in read("2024-01-01", "5/2", event("amends", "2021-01-01", "5/2")).notes


@pytest.mark.parametrize("predicate", ["supplements", "amends"])
def test_a_clause_that_an_amendment_brought_in_is_there_from_then_on(predicate: str) -> None:
    added = event(predicate, "2022-01-01", "5/3")
    before = read("2021-01-01", "5/3", added, structure=ARTICLES)
    after = read("2022-01-01", "5/3", added, structure=ARTICLES)
    assert (before.status, before.until) == ("not_yet_in_force", date(2022, 1, 1))
    assert after.status in ("in_force", "partly_expired")


def test_partial_expiry_of_an_act_follows_from_its_parts() -> None:
    gone = event("repeals", "2021-01-01", "5/2/a")
    assert status_at(ACT, (ENTERED, gone), date(2020, 12, 31)).status == "in_force"
    assert status_at(ACT, (ENTERED, gone), date(2021, 1, 1)).status == "partly_expired"
