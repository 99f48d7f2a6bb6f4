"""Which endings an extension or an announced continuation answers, and for how long.

An extension moves a term. "Công bố tiếp tục có hiệu lực" (Luật BHVBQPPL Điều 57 khoản 2; Thông tư
26/2025/TT-BTP Điều 26) answers the end that an act suffers because the act it details has ended: no
repeal, no replacement, no later end on another ground, and only for its own period and parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legal_corpus.effect.refs import any_covers
from legal_corpus.effect.timeline import Placed
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.sources import OWN_TEXT

_DAY = timedelta(days=1)
_KEEPING = frozenset({"extends", "continues"})
_BOUNDED = frozenset({"enters_into_force", "extends", "continues"})


@dataclass(frozen=True, slots=True)
class Survival:
    """Events with their answered ends taken out or narrowed, in order; what contradicts itself."""

    placed: tuple[Placed, ...]
    conflicts: tuple[str, ...] = ()


def surviving(placed: Sequence[Placed], on: date) -> Survival:
    """Endings that are left on the day, among all other events."""
    if not any(item.event.predicate in _BOUNDED for item in placed):
        return Survival(tuple(placed))
    terms = _terms(placed)
    keepers = [item for item in placed if item.event.predicate in _KEEPING]
    if not terms and not keepers:
        return Survival(tuple(placed))
    everything = [*placed, *terms]
    kept: list[Placed] = []
    conflicts: list[str] = []
    for item in everything:
        left: Placed | None = item
        if item.event.predicate == "expires":
            for keeper in keepers:
                if left is None:
                    break
                said = _unanswered(left, keeper, on)
                if said:
                    conflicts.append(said)
                elif _answers(keeper, left, on):
                    left = _narrowed(left, keeper.event)
        if left is not None:
            kept.append(left)
    ordered = sorted(kept, key=lambda item: (item.start or date.max, item.event.predicate))
    return Survival(tuple(ordered), tuple(dict.fromkeys(conflicts)))


def _terms(placed: Sequence[Placed]) -> list[Placed]:
    """Ends that the "until" of an entry, a continuation or an extension makes."""
    found = []
    for item in placed:
        event = item.event
        if event.predicate in _BOUNDED and event.effective_until:
            ended = replace(event, predicate="expires", by=None, by_label=None, effective_from=None)
            found.append(Placed(ended, event.effective_until + _DAY))
    return found


def is_own_term(event: EffectEvent) -> bool:
    """True for the end of a term: a last day is stated, or the act's own words state the end."""
    if event.by or event.by_label:
        return False
    return event.effective_until is not None or event.source == OWN_TEXT


def _answers(keeper: Placed, end: Placed, on: date) -> bool:
    """Whether the keeper takes the end's effect away, seen from the day."""
    if not keeper.counts_on(max(on, end.start) if end.start else on):
        return False
    until = keeper.event.effective_until
    if until is not None and end.start is not None and end.start > until:
        return False
    if end.acted and keeper.acted and end.acted > keeper.acted:
        return False
    has_actor = bool(end.event.by or end.event.by_label)
    if keeper.event.predicate == "extends":
        return not has_actor
    if is_own_term(end.event):
        return until is not None or keeper.start == end.start
    if end.start is None or keeper.start is None or end.start <= keeper.start:
        return True
    # An end later than the announcement is another one, unless the announcement's own day is only
    # that of the announcing act, which is signed before the parent ends.
    return keeper.derived and not has_actor


def _unanswered(end: Placed, keeper: Placed, on: date) -> str | None:
    """A sentence when an announcement comes after a term that it cannot answer."""
    late = keeper.start is not None and end.start is not None and end.start < keeper.start <= on
    if keeper.event.predicate != "continues" or not late or not is_own_term(end.event):
        return None
    if keeper.event.effective_until is not None:
        return None
    return (
        f"Văn bản hết thời hạn từ ngày {vn_date(end.start)}; công bố tiếp tục có hiệu lực từ ngày "
        f"{vn_date(keeper.start)} không phải là kéo dài thời hạn, cần người rà soát xác định."
    )


def _narrowed(end: Placed, keeper: EffectEvent) -> Placed | None:
    """The part of the end that the keeper leaves; ``None`` when it leaves nothing."""
    event = end.event
    if keeper.exceptions:  # "tiếp tục có hiệu lực, trừ Điều 5"
        lost = [ref for ref in keeper.exceptions if not event.provisions or any_covers(event.provisions, ref)]
        return _as_part(end, tuple(lost)) if lost else None
    if keeper.scope == "whole":
        return None
    if not keeper.provisions:  # some parts, nobody says which: the end stands for all that can be named
        return end
    if event.provisions:
        left = tuple(ref for ref in event.provisions if not any_covers(keeper.provisions, ref))
        if not left:
            return None
        end = _as_part(end, left)
    spared = tuple(dict.fromkeys((*event.exceptions, *keeper.provisions)))
    return replace(end, event=replace(end.event, exceptions=spared))


def _as_part(end: Placed, provisions: tuple[str, ...]) -> Placed:
    return replace(end, event=replace(end.event, scope="part", provisions=provisions))
