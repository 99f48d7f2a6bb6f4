"""Contradictions about effect: starts, ends, what was seen, events before their acting act."""

from __future__ import annotations

from datetime import date
from typing import Any

from legal_corpus.effect.disagreements import disagreements_of
from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.disagreement import Disagreement
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.sources import OWN_TEXT, PERSON, SourceRanking

DECREE = Act("a", "Nghị định", "7/2010/NĐ-CP", None, "chinh-phu", None, date(2010, 2, 1))
LATER = Act("b", "Nghị định", "9/2020/NĐ-CP", None, "chinh-phu", None, date(2020, 6, 1), date(2020, 8, 1))


def _event(predicate: Any, day: str | None, source: str = OWN_TEXT, **more: Any) -> EffectEvent:
    start = date.fromisoformat(day) if day else None
    return EffectEvent("a", predicate, more.pop("scope", "whole"), start, source, **more)


def _found(
    *events: EffectEvent, act: Act = DECREE, ranking: SourceRanking | None = None
) -> dict[str, Disagreement]:
    return {item.kind: item for item in disagreements_of(act, events, {"b": LATER}, ranking)}


def test_the_own_text_beats_a_surer_register_on_the_first_day_of_effect() -> None:
    events = (
        _event("enters_into_force", "2010-04-01", confidence=0.95),
        _event("enters_into_force", "2011-04-01", "phapdien2026"),
    )
    found = _found(*events)["values_differ"]
    assert (found.field, found.used, found.used_source) == ("effective_from", "2010-04-01", OWN_TEXT)
    assert status_at(DECREE, events, date(2010, 5, 1)).status == "in_force"
    turned = _found(*events, ranking=SourceRanking(("phapdien2026", OWN_TEXT)))["values_differ"]
    assert turned.used == "2011-04-01"


def test_a_day_that_a_later_act_moved_is_no_contradiction() -> None:
    moved = _event("enters_into_force", "2012-01-01", by="b", by_label="Nghị định 9/2020/NĐ-CP")
    assert _found(_event("enters_into_force", "2010-04-01"), moved) == {}


def test_two_days_of_the_end() -> None:
    events = (
        _event("replaces", "2020-08-01", by="b", by_label=LATER.label),
        _event("expires", "2019-01-01", "vbpl2026"),
    )
    found = _found(*events)["ends_differ"]
    assert (found.used, found.used_source) == ("2020-08-01", OWN_TEXT)
    assert {value.value for value in found.values} == {"2020-08-01", "2019-01-01"}


def test_an_end_before_the_act_began() -> None:
    found = _found(_event("expires", "2009-01-01", "vbpl2026"))["end_before_start"]
    assert "trước ngày ban hành" in found.why


def test_seen_in_force_after_its_end_is_told_and_before_it_is_not() -> None:
    end = _event("repeals", "2020-08-01", by="b", by_label=LATER.label)
    late = _event("observed_in_force", "2026-02-01", "phapdien2026")
    early = _event("observed_in_force", "2015-02-01", "phapdien2026")
    assert _found(end, late)["status_differs"].used == "expired"
    assert "status_differs" not in _found(end, early)


def test_what_a_person_saw_in_force_did_not_end_before() -> None:
    entered = _event("enters_into_force", "2010-04-01")
    end = _event("expires", "2019-01-01", "vbpl2026")
    said = _event("observed_in_force", "2026-03-01", PERSON)
    assert status_at(DECREE, [entered, end], date(2026, 3, 2)).status == "expired"
    assert status_at(DECREE, [entered, end, said], date(2026, 3, 2)).status == "in_force"
    found = _found(entered, end, said)["status_differs"]
    assert (found.used, found.used_source) == ("in_force", PERSON)


def test_ended_without_a_day_against_seen_in_force_later() -> None:
    ended = _event("expires", None, "phapdien2026")  # a source taken on 01/02/2026
    seen = _event("observed_in_force", "2026-04-26", "vbpl2026")
    found = _found(ended, seen)["status_differs"]
    assert (found.field, found.used, found.used_source) == ("status", "expired", "phapdien2026")
    assert [(v.value, v.source) for v in found.values] == [
        ("expired", "phapdien2026"),
        ("in_force", "vbpl2026"),
    ]
    assert "26/04/2026" in found.why
    assert status_at(DECREE, [ended, seen], date(2026, 4, 26)).status == "in_force"
    assert status_at(DECREE, [ended, seen], date(2026, 4, 27)).status == "expired"


def test_seen_in_force_before_the_end_was_known_is_no_contradiction() -> None:
    ended = _event("expires", None, "vbpl2026")
    assert _found(ended, _event("observed_in_force", "2026-02-01", "phapdien2026")) == {}


def test_an_end_by_an_act_of_unknown_day_is_told_once_that_act_was_issued() -> None:
    undated = Act("c", "Nghị định", "8/2020/NĐ-CP", None, "chinh-phu", None, date(2020, 6, 1))
    end = _event("replaces", None, by="c", by_label=undated.label)

    def told(day: str) -> bool:
        seen = _event("observed_in_force", day, "phapdien2026")
        return "status_differs" in {i.kind for i in disagreements_of(DECREE, [end, seen], {"c": undated})}

    assert told("2020-06-01") and not told("2020-05-31")


def test_a_person_sets_an_undated_end_aside_for_good() -> None:
    ended = _event("expires", None, "phapdien2026")
    unknown_day = _event("expires", None, "so_dia_phuong")  # nobody knows when this register was written
    said = _event("observed_in_force", "2026-03-01", PERSON)
    events = [ended, unknown_day, said]
    assert status_at(DECREE, events, date(2027, 3, 1)).status == "in_force"
    assert status_at(DECREE, events[:2], date(2027, 3, 1)).status == "expired"
    found = _found(*events)["status_differs"]
    assert (found.used, found.used_source) == ("in_force", PERSON)
    later = _event("expires", None, "vbpl2026")  # taken after the person looked
    assert status_at(DECREE, [*events, later], date(2027, 3, 1)).status == "expired"


def test_an_event_before_its_acting_act_was_issued() -> None:
    early = _event("amends", "2019-08-01", "phapdien2026", scope="part", by="b")
    found = _found(early)["event_before_actor"]
    assert found.subject == LATER.label and found.field == ""
    assert _found(_event("amends", "2020-08-01", scope="part", by="b")) == {}
    assert _found(_event("continues", "2020-01-01", by="b")) == {}


def test_effect_far_from_issue_unless_the_act_says_so_itself() -> None:
    claims = (
        Claim("effective_from", "1990-01-01", "phapdien2026"),
        Claim("issued", "2010-02-01", "vbpl2026"),
    )
    act = Act("a", "Nghị định", "7/2010/NĐ-CP", None, "chinh-phu", None, date(2010, 2, 1), None, claims)
    found = _found(_event("enters_into_force", "1990-01-01", "phapdien2026"), act=act)
    assert "sớm hơn ngày ban hành" in found["effect_far_from_issue"].why
    own = Act("a", "Nghị định", "7/2010/NĐ-CP", None, "chinh-phu", None, date(2010, 2, 1))
    assert _found(_event("enters_into_force", "2009-01-01"), act=own) == {}


def test_sources_that_give_only_names_end_nothing() -> None:
    assert _found(_event("expires", "2009-01-01", "tvpl_yte8000")) == {}
