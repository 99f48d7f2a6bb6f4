"""Events of one act placed in time: own date, or the acting act's, or honestly undated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legal_corpus.effect.refs import any_covers
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.near import number_year, printed_number
from legal_corpus.registry.protocol import Registry
from legal_corpus.registry.sources import core_ranking, sources
from legal_corpus.text.numbers import number_key

ENDING = frozenset({"replaces", "repeals", "expires"})
PARTIAL = frozenset({"amends", "supplements"})
_DAY = timedelta(days=1)
_SURE = 0.8  # below it an event is a guess that a person has to confirm
Rank = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with the first day it counts. ``start`` ``None``: undated.

    ``derived``: the day is that of the acting act's own entry into force, not stated for the event.
    ``not_before``: for an undated event the earliest day it can have happened, ``None`` if untold.
    ``acted``: the day its acting act was issued, or the first day of the year in that act's number.
    ``rule``: id of the legal rule that makes the event; ``None`` for what a source states.
    """

    event: EffectEvent
    start: date | None
    derived: bool = False
    not_before: date | None = None
    acted: date | None = None
    rule: str | None = None

    @property
    def whole_end(self) -> bool:
        """True when the event ends the act as a whole, sparing nothing."""
        return self.event.predicate in ENDING and self.event.scope == "whole" and not self.event.exceptions

    @property
    def partial(self) -> bool:
        """True when the event changes or ends parts."""
        return self.event.predicate in PARTIAL or (self.event.predicate in ENDING and not self.whole_end)

    @property
    def spares_only(self) -> bool:
        """True when the event concerns everything but its exceptions: "bãi bỏ …, trừ Điều 5"."""
        return bool(self.event.exceptions) and not self.event.provisions

    def spares(self, provision: str) -> bool:
        """True when the event leaves the provision as it was."""
        return any_covers(self.event.exceptions, provision)

    def counts_on(self, on: date) -> bool:
        """True when the event has taken effect by the day; an undated one as soon as it is possible."""
        if self.start is not None:
            return self.start <= on
        return self.not_before is None or self.not_before <= on


def place_events(events: Sequence[EffectEvent], on: date, registry: Registry | None) -> list[Placed]:
    """Events that can matter on the day, by first day, undated last.

    Left out: events of name-only sources, and of acts that were wholly ended before their event could
    take effect. An undated event of an act issued after the day stands at that act's entry into force.
    """
    acting = _acting_acts(events, registry)
    rank = registry.rank_of if registry is not None else core_ranking().rank
    ends = registry.events_on_many(sorted(acting)) if registry is not None and acting else {}
    placed = [
        item
        for event in events
        if trusted(event)
        and (item := _place(event, acting, ends.get(event.by or "", ()), on, rank)) is not None
    ]
    return sorted(placed, key=lambda item: (item.start or date.max, item.event.predicate))


def trusted(event: EffectEvent) -> bool:
    """False for sources that give only names: what they say of a status does not count. False too where
    an act would wholly replace or repeal itself: its number was misprinted or misread."""
    if event.by == event.target and event.scope == "whole" and event.predicate in ("replaces", "repeals"):
        return False
    known = sources().get(event.source)
    return known is None or known.trust != "stub"


def weight(event: EffectEvent, rank: Rank) -> tuple[bool, int, float]:
    """How far an event is believed against another of its kind, more is more: sure before guessed, then
    its source's place in the ranking (``rank``, smaller is better), then its own confidence."""
    return (event.confidence >= _SURE, -rank(event.source), event.confidence)


def entry_day(act: Act, events: Sequence[EffectEvent], rank: Rank | None = None) -> date | None:
    """First day of an act's effect as its entry events or its header state it."""
    place = rank or core_ranking().rank
    stated = [
        e for e in events if e.predicate == "enters_into_force" and e.scope == "whole" and e.effective_from
    ]
    if stated:
        # A later act that moves the date prevails over the act's own words.
        moved = [event for event in stated if event.by or event.by_label]
        return max(
            moved or stated, key=lambda e: (*weight(e, place), e.effective_from or date.min)
        ).effective_from
    return act.effective_from


def _acting_acts(events: Sequence[EffectEvent], registry: Registry | None) -> dict[str, Act]:
    if registry is None:
        return {}
    found = ((event.by, registry.get(event.by)) for event in events if event.by)
    return {uid: act for uid, act in found if act is not None}


def _place(
    event: EffectEvent, acting: dict[str, Act], on_acting: Sequence[EffectEvent], on: date, rank: Rank
) -> Placed | None:
    act = acting.get(event.by or "")
    acted = _earliest(event, act)
    if act is not None and act.issued is not None and act.issued > on and event.effective_from is None:
        begin = entry_day(act, on_acting, rank)
        return Placed(event, begin or act.issued, derived=True, acted=acted)
    start, derived = _own_start(event), False
    if start is None and act is not None:
        start, derived = entry_day(act, on_acting, rank), True
    if start is not None and act is not None and _ended_before(start, on_acting):
        return None
    return Placed(event, start, derived and start is not None, None if start else acted, acted)


def _own_start(event: EffectEvent) -> date | None:
    if event.effective_from is None and event.predicate == "expires" and event.effective_until:
        return event.effective_until + _DAY
    return event.effective_from


def _earliest(event: EffectEvent, act: Act | None) -> date | None:
    """Earliest day of an undated event: its acting act's issue date, or the year in that act's number."""
    if act is not None and act.issued is not None:
        return act.issued
    if act is None and not event.by_label:
        return None
    printed = act.number if act is not None else printed_number(event.by_label or "")
    year = number_year(number_key(printed)) if printed else None
    return date(year, 1, 1) if year and 1945 <= year <= 9998 else None


def _ended_before(day: date, events: Sequence[EffectEvent]) -> bool:
    """True when the acting act had wholly ended before the day its effect was to begin."""
    return any(
        event.predicate in ENDING
        and event.scope == "whole"
        and not event.exceptions
        and event.effective_from is not None
        and event.effective_from < day
        and trusted(event)
        for event in events
    )
