"""Law, decree, circular, provincial decision: the end of one proposes the end of those below it."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.effect.derived import DerivedEnd, continued_by, derived_ends, derived_note
from legal_corpus.effect.rules import core_rules
from legal_corpus.model.citation import Scope
from legal_corpus.model.effect import EffectEvent

CHAIN = {"decision": ("circular",), "circular": ("decree",), "decree": ("law",), "law": ()}


def ends(
    uid: str, ended: dict[str, date], continued: frozenset[str] = frozenset(), above: object = None
) -> tuple[DerivedEnd, ...]:
    parents = CHAIN if above is None else above
    assert isinstance(parents, dict)
    return derived_ends(
        uid,
        parents=lambda item: parents.get(item, ()),
        ended=ended.get,
        continued=lambda item, _day: item in continued,
        rules=core_rules(),
    )


@pytest.mark.parametrize(
    ("ended", "outcome", "proposed"),
    [
        (date(2015, 5, 1), None, None),
        (date(2020, 6, 1), "expires", date(2020, 6, 1)),
        (date(2025, 5, 15), None, None),
        (date(2025, 8, 1), "expires_unless_continued", date(2025, 8, 1)),
    ],
)
def test_the_four_regimes_reach_down_to_the_province(
    ended: date, outcome: str | None, proposed: date | None
) -> None:
    found = ends("decision", {"law": ended})
    assert [item.reading.outcome for item in found] == ([outcome] if outcome else [])
    assert [item.proposed_from for item in found] == ([proposed] if proposed else [])
    if found:
        assert found[0].chain == ("decision", "circular", "decree", "law")


def test_in_the_regimes_that_keep_acts_the_nearest_one_is_told_to_be_reviewed() -> None:
    (item,) = ends("decree", {"law": date(2025, 5, 15)})
    assert (item.reading.outcome, item.proposed_from) == ("stays_under_review", None)


def test_an_announcement_stops_it_for_the_named_act_and_what_rests_on_it() -> None:
    law = {"law": date(2025, 8, 1)}
    (decree,) = ends("decree", law, frozenset({"decree"}))
    assert decree.reading.outcome == "stands"
    assert ends("circular", law, frozenset({"decree"})) == ()
    (circular,) = ends("circular", law, frozenset({"circular"}))
    assert circular.reading.outcome == "stands"
    (other,) = ends("decree", law, frozenset({"circular"}))
    assert other.proposed_from == date(2025, 8, 1)


def test_an_act_of_two_parents_of_which_one_stands_ends_in_part_only() -> None:
    above = {"circular": ("decree", "other"), "decree": (), "other": ()}
    (item,) = ends("circular", {"decree": date(2026, 1, 1)}, above=above)
    assert item.partly
    assert not ends("decree", {"law": date(2026, 1, 1)})[0].partly


def test_acts_that_detail_each_other_are_no_endless_loop() -> None:
    above = {"a": ("b",), "b": ("a", "law"), "law": ()}
    assert [item.chain for item in ends("a", {"law": date(2026, 1, 1)}, above=above)] == [("a", "b", "law")]


def test_the_words_name_the_chain_the_rule_and_that_nobody_read_it() -> None:
    (item,) = ends("circular", {"law": date(2026, 1, 1)})
    note = derived_note(item, str.upper)
    assert "DECREE → LAW" in note
    assert "trừ khi có văn bản công bố tiếp tục có hiệu lực" in note
    assert "chưa đối chiếu nguyên văn" in note


@pytest.mark.parametrize(
    ("scope", "until", "kept"),
    [("whole", None, True), ("whole", date(2026, 6, 30), False), ("part", None, False)],
)
def test_what_counts_as_announced(scope: Scope, until: date | None, kept: bool) -> None:
    event = EffectEvent(
        "a",
        "continues",
        scope,
        date(2026, 1, 1),
        "van_ban",
        by_label="Nghị quyết 13/NQ-CP",
        provisions=("5",) if scope == "part" else (),
        effective_until=until,
    )
    assert continued_by([event], date(2026, 1, 1), date(2026, 11, 21)) is kept
