"""What must hold of every history: order does not matter, and an ended act stays ended."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from legal_corpus.effect.status import status_at
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, Predicate

ACT = Act("a", "Nghị định", "1/2019/NĐ-CP", issued=date(2019, 1, 1))
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
PREDICATES: list[Predicate] = [
    "enters_into_force",
    "observed_in_force",
    "amends",
    "repeals",
    "replaces",
    "expires",
]


@st.composite
def events(draw: st.DrawFn) -> EffectEvent:
    predicate = draw(st.sampled_from(PREDICATES))
    whole = predicate != "amends" and draw(st.booleans())
    return EffectEvent(
        target="a",
        predicate=predicate,
        scope="whole" if whole else "part",
        effective_from=draw(st.none() | DAYS),
        source=draw(st.sampled_from(["van_ban", "vbpl2026"])),
        by_label=draw(st.none() | st.sampled_from(["Nghị định 2/2022/NĐ-CP", "Nghị định 3/2024/NĐ-CP"])),
        provisions=() if whole else tuple(draw(st.lists(st.sampled_from(["5", "5/2", "8"]), max_size=2))),
        confidence=draw(st.sampled_from([0.5, 1.0])),
    )


HISTORIES = st.lists(events(), max_size=6)


@given(HISTORIES, DAYS, st.randoms(use_true_random=False))
def test_order_of_events_does_not_matter(history: list[EffectEvent], on: date, random: object) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = status_at(ACT, history, on), status_at(ACT, shuffled, on)
    assert (first.status, first.since, first.until) == (second.status, second.since, second.until)


@given(HISTORIES, DAYS, st.integers(1, 2000))
def test_what_has_ended_stays_ended(history: list[EffectEvent], on: date, later: int) -> None:
    if status_at(ACT, history, on).status == "expired":
        assert status_at(ACT, history, on + timedelta(days=later)).status == "expired"


@given(HISTORIES, DAYS)
def test_in_force_always_has_a_reason(history: list[EffectEvent], on: date) -> None:
    reading = status_at(ACT, history, on)
    if reading.status in ("in_force", "partly_expired", "expired"):
        assert reading.because
    if reading.since is not None:
        assert reading.since <= on
    if reading.until is not None:
        assert reading.until > on


@given(HISTORIES, DAYS, st.sampled_from(["5", "5/2/a", "8"]))
def test_a_provision_never_outlives_its_act(history: list[EffectEvent], on: date, provision: str) -> None:
    if status_at(ACT, history, on).status == "expired":
        assert status_at(ACT, history, on, provision=provision).status == "expired"
