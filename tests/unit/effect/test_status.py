from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from legal_corpus.effect.status import amending_numbers, ending_numbers, status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, StatusReading
from legal_corpus.registry.memory import MemoryRegistry

ACT = Act("a", "Nghị định", "10/2019/NĐ-CP", issued=date(2019, 2, 1), effective_from=date(2019, 4, 1))
NEXT = Act("b", "Nghị định", "20/2026/NĐ-CP", issued=date(2026, 2, 1), effective_from=date(2026, 7, 1))
AMENDER = Act("c", "Nghị định", "30/2022/NĐ-CP", issued=date(2022, 1, 5), effective_from=date(2022, 3, 1))


def event(
    predicate: Any, on: str | None = None, *, scope: Any = "whole", until: str | None = None, **more: Any
) -> EffectEvent:
    return EffectEvent(
        target="a",
        predicate=predicate,
        scope=scope,
        effective_from=date.fromisoformat(on) if on else None,
        effective_until=date.fromisoformat(until) if until else None,
        source=more.pop("source", "van_ban"),
        **more,
    )


ENTERED = event("enters_into_force", "2019-04-01")


def read(on: str, *events: EffectEvent, act: Act = ACT, provision: str | None = None) -> StatusReading:
    registry = MemoryRegistry([act, NEXT, AMENDER], events)
    stored: Sequence[EffectEvent] = registry.events_on("a")
    return status_at(act, stored, date.fromisoformat(on), provision=provision, registry=registry)


def test_nothing_known_is_unknown() -> None:
    assert read("2026-01-01").status == "unknown"


def test_a_bare_effective_date_proves_only_the_time_before_it() -> None:
    assert read("2019-03-31").status == "not_yet_in_force"
    assert read("2019-04-01").status == "unknown"


def test_own_words_put_the_act_in_force() -> None:
    reading = read("2020-01-01", ENTERED)
    assert (reading.status, reading.since, reading.until) == ("in_force", date(2019, 4, 1), None)


def test_not_issued_yet() -> None:
    assert read("2018-01-01", ENTERED).status == "not_yet_in_force"


def test_observation_supports_the_days_between_beginning_and_observation() -> None:
    seen = event("observed_in_force", "2025-06-01")
    assert read("2024-01-01", seen).status == "in_force"
    assert read("2026-01-01", seen).status == "in_force"


def test_an_act_seen_before_it_was_issued_is_mixed_up_with_another() -> None:
    assert read("2026-01-01", event("observed_in_force", "2007-08-01")).status == "unknown"
    assert read("2026-01-01", event("observed_in_force", "2019-02-01")).status == "in_force"


def test_a_new_act_seen_later_may_not_have_begun() -> None:
    bare = Act("a", "Thông tư", "1/2025/TT-BTP", issued=date(2025, 1, 2))
    seen = event("observed_in_force", "2025-06-01")
    assert read("2025-01-20", seen, act=bare).status == "unknown"


def test_replacement_counts_from_its_day() -> None:
    end = event("replaces", "2026-07-01", by="b")
    before, after = read("2026-06-30", ENTERED, end), read("2026-07-01", ENTERED, end)
    assert (before.status, before.until, before.ended_by) == ("in_force", date(2026, 7, 1), ())
    assert (after.status, after.since, after.ended_by) == ("expired", date(2026, 7, 1), ("b",))


def test_an_undated_end_waits_for_the_acting_act() -> None:
    end = event("repeals", by="b")
    assert read("2026-06-30", ENTERED, end).status == "in_force"
    ended = read("2026-07-01", ENTERED, end)
    assert (ended.status, ended.since) == ("expired", date(2026, 7, 1))
    assert "ngày có hiệu lực của văn bản tác động" in ended.because[-1].note


def test_an_undated_end_without_known_actor_has_no_date() -> None:
    reading = read("2026-07-01", ENTERED, event("expires"))
    assert (reading.status, reading.since) == ("expired", None)
    assert "nguồn không ghi ngày" in reading.because[-1].note


def test_an_undated_end_by_a_printed_number_cannot_precede_its_year() -> None:
    end = event("replaces", by_label="Nghị định 9/2024/NĐ-CP")
    assert read("2023-12-31", ENTERED, end).status == "in_force"
    ended = read("2024-06-01", ENTERED, end)
    assert ended.status == "expired"
    assert ending_numbers(ended, None) == ("9/2024/NĐ-CP",)


def test_an_undated_end_comes_after_the_last_observation_and_is_a_conflict() -> None:
    events = (ENTERED, event("expires"), event("observed_in_force", "2025-06-01"))
    early, late = read("2025-01-01", *events), read("2026-01-01", *events)
    assert (early.status, late.status) == ("in_force", "expired")
    assert early.conflicts
    assert late.conflicts


def test_a_less_sure_earlier_end_by_another_act_is_left_out_and_said() -> None:
    ends = (
        event("repeals", "2022-01-01", by_label="Nghị định 3/2021/NĐ-CP", confidence=0.6),
        event("replaces", "2024-02-01", by_label="Nghị định 5/2023/NĐ-CP"),
    )
    reading = read("2025-01-01", ENTERED, *ends)
    assert (reading.status, reading.since) == ("expired", date(2024, 2, 1))
    assert len(reading.conflicts) == 1
    assert "01/01/2022" in reading.conflicts[0]
    assert "01/02/2024" in reading.conflicts[0]


def test_contradictions_name_sources_as_people_know_them() -> None:
    seen = event("observed_in_force", "2026-02-01", source="vbpl2026")
    [conflict] = read("2026-08-01", ENTERED, event("replaces", "2026-01-01", by_label="X"), seen).conflicts
    assert "vbpl.vn" in conflict
    assert "vbpl2026" not in conflict


def test_an_observation_after_a_dated_end_is_a_conflict() -> None:
    reading = read(
        "2026-08-01",
        ENTERED,
        event("replaces", "2026-01-01", by="b"),
        event("observed_in_force", "2026-02-01"),
    )
    assert reading.status == "expired"
    assert "01/02/2026" in reading.conflicts[0]


def test_two_days_for_one_ending_are_a_conflict() -> None:
    ends = (
        event("repeals", "2024-01-01", by_label="X"),
        event("repeals", "2024-02-01", by_label="X", confidence=0.5),
    )
    reading = read("2025-01-01", ENTERED, *ends)
    assert (reading.status, reading.since) == ("expired", date(2024, 1, 1))
    assert "01/02/2024" in reading.conflicts[0]


def test_two_beginnings_are_a_conflict_unless_a_later_act_moved_it() -> None:
    other = event("enters_into_force", "2019-06-01", source="vbpl2026", confidence=0.5)
    assert read("2020-01-01", ENTERED, other).conflicts
    moved = event("enters_into_force", "2019-03-01", by="c")
    reading = read("2019-03-15", ENTERED, moved)
    assert (reading.status, reading.since, reading.conflicts) == ("in_force", date(2019, 3, 1), ())


def test_an_acting_act_that_ended_first_changes_nothing() -> None:
    registry = MemoryRegistry(
        [ACT, NEXT],
        [
            ENTERED,
            event("replaces", by="b"),
            EffectEvent(
                "b", "repeals", "whole", date(2026, 5, 1), "van_ban", by_label="Nghị định 25/2026/NĐ-CP"
            ),
        ],
    )
    assert status_at(ACT, registry.events_on("a"), date(2026, 9, 1), registry=registry).status == "in_force"


def test_own_term_ends_after_its_last_day() -> None:
    term = event("expires", until="2027-02-28")
    assert (read("2027-02-28", ENTERED, term).status, read("2027-02-28", ENTERED, term).until) == (
        "in_force",
        date(2027, 3, 1),
    )
    assert read("2027-03-01", ENTERED, term).status == "expired"


def test_extension_moves_the_term() -> None:
    events = (
        ENTERED,
        event("expires", "2025-01-01"),
        event("extends", "2024-12-01", until="2026-12-31", by="c"),
    )
    assert read("2024-11-30", *events).until == date(2027, 1, 1)
    assert read("2025-06-01", *events).status == "in_force"
    assert read("2027-01-01", *events).status == "expired"


def test_announced_continuation_keeps_an_act_alive_until_it_is_repealed() -> None:
    kept = (
        ENTERED,
        event("expires", "2026-01-01"),
        event("continues", "2026-01-01", by_label="Nghị quyết 13/NQ-CP"),
    )
    reading = read("2026-11-21", *kept)
    assert reading.status == "in_force"
    assert any("tiếp tục có hiệu lực bởi Nghị quyết 13/NQ-CP" in reason.note for reason in reading.because)
    assert read("2027-06-01", *kept, event("repeals", "2027-05-01")).status == "expired"


def test_an_individual_decision_without_year_can_repeal() -> None:
    decision = Act(
        "a", "Quyết định", "33/2022/QĐ-UBND", issued=date(2022, 9, 1), effective_from=date(2022, 9, 15)
    )
    end = event("repeals", "2026-04-24", by_label="Quyết định 1628/QĐ-UBND")
    reading = read("2026-11-21", event("enters_into_force", "2022-09-15"), end, act=decision)
    assert (reading.status, reading.since) == ("expired", date(2026, 4, 24))
    assert ending_numbers(reading, None) == ("1628/QĐ-UBND",)


def test_suspension_has_an_interval() -> None:
    events = (ENTERED, event("suspends", "2024-03-01", until="2024-05-31"))
    inside = read("2024-05-31", *events)
    assert (inside.status, inside.since, inside.until) == ("suspended", date(2024, 3, 1), date(2024, 6, 1))
    assert [read(day, *events).status for day in ("2024-02-29", "2024-06-01")] == ["in_force", "in_force"]


def test_a_suspended_part_is_told_with_the_act() -> None:
    paused = event("suspends", "2024-03-01", scope="part", provisions=("Phụ lục V",), until="2024-05-31")
    told = [read(day, ENTERED, paused) for day in ("2024-02-29", "2024-05-31", "2024-06-01")]
    assert [reading.status for reading in told] == ["in_force"] * 3
    assert [paused in [reason.event for reason in reading.because] for reading in told] == [
        False,
        True,
        False,
    ]


def test_resumption_ends_an_open_suspension() -> None:
    events = (ENTERED, event("suspends", "2024-03-01"), event("resumes", "2024-09-01"))
    assert [read(day, *events).status for day in ("2024-08-31", "2024-09-01")] == ["suspended", "in_force"]
    assert read("2024-08-31", *events).until == date(2024, 9, 1)


def test_partial_changes() -> None:
    events = (
        ENTERED,
        event("amends", "2022-03-01", scope="part", by="c", provisions=("5/2",)),
        event("repeals", "2023-01-01", scope="part", by_label="Nghị định 7/2022/NĐ-CP", provisions=("8",)),
    )
    early, late = read("2022-02-28", *events), read("2024-01-01", *events)
    assert (early.status, early.until) == ("in_force", date(2022, 3, 1))
    assert (late.status, late.since, late.partly_by) == ("partly_expired", date(2022, 3, 1), ("c",))
    registry = MemoryRegistry([ACT, AMENDER])
    assert amending_numbers(late, registry) == ("30/2022/NĐ-CP", "7/2022/NĐ-CP")


@pytest.mark.parametrize(
    ("provision", "status"),
    [
        ("8", "expired"),
        ("8/1/a", "expired"),
        ("5/2", "partly_expired"),
        ("5/2/đ", "partly_expired"),
        ("5", "partly_expired"),
        ("5/1", "in_force"),
        ("58", "in_force"),
    ],
)
def test_provisions(provision: str, status: str) -> None:
    events = (
        ENTERED,
        event("amends", "2022-03-01", scope="part", by="c", provisions=("5/2",)),
        event("repeals", "2023-01-01", scope="part", provisions=("8",)),
    )
    assert read("2024-01-01", *events, provision=provision).status == status


def test_a_change_without_provisions_leaves_a_provision_unknown() -> None:
    reading = read("2024-01-01", ENTERED, event("repeals", "2023-01-01", scope="part"), provision="5")
    assert reading.status == "unknown"
    assert "không ghi rõ điều khoản" in reading.conflicts[0]


@pytest.mark.parametrize("scope", ["whole", "part"])
@pytest.mark.parametrize("predicate", ["repeals", "replaces"])
def test_an_end_that_spares_a_part_leaves_the_act_partly_in_force(predicate: str, scope: str) -> None:
    end = event(predicate, "2024-01-01", scope=scope, exceptions=("53/1",), by="c")
    assert read("2023-12-31", ENTERED, end).status == "in_force"
    act = read("2025-01-01", ENTERED, end)
    assert (act.status, act.since, act.ended_by, act.partly_by) == (
        "partly_expired",
        date(2024, 1, 1),
        (),
        ("c",),
    )
    assert "trừ khoản 1 Điều 53" in act.because[-1].note
    found = {p: read("2025-01-01", ENTERED, end, provision=p).status for p in ("7", "53", "53/1/a", "53/2")}
    assert found == {"7": "expired", "53": "partly_expired", "53/1/a": "in_force", "53/2": "expired"}


def test_what_a_chapter_loses_spares_its_named_article() -> None:
    end = event("repeals", "2024-01-01", scope="part", provisions=("Chương II",), exceptions=("5",))
    assert read("2025-01-01", ENTERED, end, provision="5/1").status == "in_force"
    assert read("2025-01-01", ENTERED, end, provision="6").status == "unknown"


def test_a_suspension_may_spare_a_part() -> None:
    stop = event("suspends", "2024-01-01", exceptions=("5",))
    assert read("2024-06-01", ENTERED, stop).status == "in_force"
    assert read("2024-06-01", ENTERED, stop, provision="5").status == "in_force"
    assert read("2024-06-01", ENTERED, stop, provision="6").status == "suspended"


def test_a_provision_may_begin_later_than_its_act() -> None:
    later = event("enters_into_force", "2020-01-01", scope="part", provisions=("9",))
    assert read("2019-06-01", ENTERED, later, provision="9/1").status == "not_yet_in_force"
    assert read("2019-06-01", ENTERED, later, provision="8").status == "in_force"


def test_name_only_sources_do_not_count() -> None:
    assert (
        read("2024-01-01", event("observed_in_force", "2025-01-01", source="vbpl_links2025")).status
        == "unknown"
    )


def test_reasons_come_by_date() -> None:
    reading = read("2026-08-01", event("replaces", "2026-07-01", by="b"), ENTERED)
    assert [reason.event.predicate for reason in reading.because] == ["enters_into_force", "replaces"]
    assert reading.because[1].note == "Bị thay thế bởi Nghị định 20/2026/NĐ-CP từ ngày 01/07/2026"


def test_an_undated_end_says_nothing_of_days_before_its_source_was_taken() -> None:
    end = event("expires", source="vbpl2026")
    early, late = read("2024-01-01", ENTERED, end), read("2026-04-26", ENTERED, end)
    assert (early.status, late.status) == ("unknown", "expired")
    assert "26/04/2026" in early.conflicts[0]


def test_an_act_does_not_end_itself_by_its_own_number() -> None:
    assert read("2026-07-02", ENTERED, event("repeals", "2026-07-01", by="a")).status == "in_force"


def test_acts_that_replace_one_another_in_a_circle_have_a_status_each() -> None:
    ring = [
        event("replaces", "2026-07-01", by="b"),
        replace(event("replaces", "2026-08-01", by="a"), target="b"),
    ]
    registry = MemoryRegistry([ACT, NEXT], ring)
    found = [
        status_at(a, registry.events_on(a.uid), date(2026, 9, 1), registry=registry) for a in (ACT, NEXT)
    ]
    assert found[0].ended_by == ("b",)
    assert found[1].status != "expired"  # it was replaced by an act that had ended before
