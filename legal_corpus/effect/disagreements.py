"""Contradictions about one act between its sources: claims, dated events, and the acts that act on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from legal_corpus.effect.life import known_by, read_ending
from legal_corpus.effect.survival import surviving
from legal_corpus.effect.timeline import Placed, entry_day, trusted
from legal_corpus.effect.wording import event_word, vn_date
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.disagreement import Disagreement, StatedValue
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.disagreements import (
    claim_disagreements,
    differing,
    effect_and_issue,
    in_use,
    same_day,
)
from legal_corpus.registry.sources import OWN_TEXT, PERSON, SourceRanking, core_ranking

# What an act may say of the past of another: that it went on in force.
_LOOKS_BACK = frozenset({"continues", "observed_in_force", "enters_into_force", "corrects"})


def disagreements_of(
    act: Act,
    events: Sequence[EffectEvent],
    acting: Mapping[str, Act] | None = None,
    ranking: SourceRanking | None = None,
) -> tuple[Disagreement, ...]:
    """Every contradiction about the act.

    ``act`` carries its claims and the values in use; ``events`` are those on it; ``acting`` the known
    acts by uid that cause them. Events of sources that give only names count for nothing.
    """
    ranking = ranking or core_ranking()
    counted = [event for event in events if trusted(event)]
    found = [*claim_disagreements(act, ranking), *_starts(act, counted, ranking)]
    found += _ends(act, counted, acting or {}, ranking)
    found += _early_events(counted, acting or {})
    return tuple(found)


def _starts(act: Act, events: Sequence[EffectEvent], ranking: SourceRanking) -> list[Disagreement]:
    """Different first days of effect; one that a later act moved is no contradiction."""
    entries = [e for e in events if e.predicate == "enters_into_force" and e.scope == "whole"]
    if any(event.by or event.by_label for event in entries):
        return []
    stated = [
        Claim("effective_from", e.effective_from.isoformat(), e.source, _what(e))
        for e in entries
        if e.effective_from
    ]
    have = {(claim.value, claim.source) for claim in stated}
    claims = [c for c in act.claims if c.field == "effective_from" and (c.value, c.source) not in have]
    used = entry_day(act, entries, ranking.rank)
    shown = used.isoformat() if used else None
    found = []
    if values := differing([*claims, *stated], same_day):
        found.append(in_use("values_differ", "effective_from", values, shown, ranking))
    backing = [StatedValue(c.value, c.source, c.evidence) for c in [*stated, *claims] if c.value == shown]
    return [*found, *effect_and_issue(act, used, backing)]


def _ends(
    act: Act, events: Sequence[EffectEvent], acting: Mapping[str, Act], ranking: SourceRanking
) -> list[Disagreement]:
    stated = [_placed(event, acting.get(event.by or "")) for event in events]
    placed = surviving(stated, date.max).placed
    ends = [item for item in placed if item.whole_end and item.start]
    found = []
    used = read_ending(placed, date.max, ranking.rank).since
    values = tuple(dict.fromkeys(_stated(item) for item in ends))
    if len({value.value for value in values}) > 1:
        shown = used.isoformat() if used else None
        found.append(in_use("ends_differ", "effective_to", values, shown, ranking))
    if used:
        found += _end_and_start(
            act, events, used, [v for v in values if v.value == used.isoformat()], ranking
        )
        found += _seen_later(events, used, values, ranking)
        return found
    undated = [item for item in placed if item.whole_end and not item.start]
    values = (*values, *dict.fromkeys(_stated(item) for item in undated))
    if values and (kept := _kept_by_person(events, values)):
        return [*found, *kept]
    return [*found, *_undated_and_seen(events, undated, ranking)]


def _undated_and_seen(
    events: Sequence[EffectEvent], undated: Sequence[Placed], ranking: SourceRanking
) -> list[Disagreement]:
    """Ended by one source, which gives no day, and seen in force by another after the end was known."""
    seen = [e for e in events if e.predicate == "observed_in_force" and e.effective_from]
    last = max((e.effective_from for e in seen if e.effective_from), default=None)
    known = [(item, day) for item in undated if (day := known_by(item)) is not None]
    ends = [item for item, day in known if last is not None and day <= last]
    if not ends or last is None:
        return []
    earliest = min(day for _item, day in known)
    against = [
        StatedValue("in_force", e.source, f"ghi còn hiệu lực tính đến {vn_date(e.effective_from)}")
        for e in seen
        if e.effective_from and e.effective_from >= earliest
    ]
    ended = [StatedValue("expired", item.event.source, _what(item.event)) for item in ends]
    first = min(ended, key=lambda v: ranking.rank(v.source))
    why = (
        "Nguồn ghi đã hết hiệu lực nhưng không ghi ngày; nguồn khác về sau vẫn ghi còn hiệu lực. Đến hết "
        f"ngày {vn_date(last)} coi là còn hiệu lực, sau đó coi là hết hiệu lực; cần người rà soát xác định."
    )
    values = (*dict.fromkeys((*ended, *against)),)
    return [Disagreement("status_differs", "status", values, "expired", first.source, why)]


def _end_and_start(
    act: Act,
    events: Sequence[EffectEvent],
    end: date,
    values: Sequence[StatedValue],
    ranking: SourceRanking,
) -> list[Disagreement]:
    start = entry_day(act, [e for e in events if e.predicate == "enters_into_force"], ranking.rank)
    earliest = [
        (day, what) for day, what in ((start, "ngày có hiệu lực"), (act.issued, "ngày ban hành")) if day
    ]
    late = [(day, what) for day, what in earliest if end < day]
    if not late:
        return []
    day, what = late[0]
    fields = {"ngày có hiệu lực": "effective_from", "ngày ban hành": "issued"}
    against = [
        StatedValue(c.value, c.source, what)
        for c in act.claims
        if c.field == fields[what] and c.value == day.isoformat()
    ] or [StatedValue(day.isoformat(), "", what)]
    why = f"Hết hiệu lực ngày {vn_date(end)}, trước {what} {vn_date(day)}: một trong hai ngày bị ghi sai."
    first = min(values, key=lambda v: ranking.rank(v.source), default=None)
    return [
        Disagreement(
            "end_before_start",
            "effective_to",
            (*values, *dict.fromkeys(against)),
            end.isoformat(),
            first.source if first else None,
            why,
        )
    ]


def _seen_later(
    events: Sequence[EffectEvent], end: date, ends: Sequence[StatedValue], ranking: SourceRanking
) -> list[Disagreement]:
    """Seen in force on or after the day it had ended; a source is never taken back in time."""
    seen = [
        StatedValue("in_force", e.source, f"ghi còn hiệu lực tính đến {vn_date(e.effective_from)}")
        for e in events
        if e.predicate == "observed_in_force" and e.effective_from and e.effective_from >= end
    ]
    said = [value for value in ends if value.value == end.isoformat()]
    if not seen or not said:
        return []
    ended = [StatedValue("expired", v.source, v.evidence) for v in said]
    first = min(ended, key=lambda v: ranking.rank(v.source))
    why = (
        f"Hết hiệu lực từ ngày {vn_date(end)} theo điều khoản có ngày; nguồn chỉ ghi “còn hiệu lực” có thể "
        "chưa cập nhật."
    )
    return [
        Disagreement(
            "status_differs", "status", (*dict.fromkeys((*ended, *seen)),), "expired", first.source, why
        )
    ]


def _kept_by_person(events: Sequence[EffectEvent], ends: Sequence[StatedValue]) -> list[Disagreement]:
    """Ends that a person set aside stay listed, with what the person said."""
    said = [e for e in events if e.predicate == "observed_in_force" and e.source == PERSON]
    if not said:
        return []
    seen = tuple(StatedValue("in_force", PERSON, _what(event)) for event in said)
    ended = tuple(StatedValue("expired", value.source, value.evidence) for value in ends)
    return [
        Disagreement(
            "status_differs", "status", (*seen, *ended), "in_force", PERSON, "Người rà soát đã kết luận."
        )
    ]


def _early_events(events: Iterable[EffectEvent], acting: Mapping[str, Act]) -> list[Disagreement]:
    """Events dated before the act that causes them was issued, unless that act itself reaches back."""
    found = []
    for event in events:
        actor = acting.get(event.by or "")
        day = event.effective_from
        if actor is None or actor.issued is None or day is None or day >= actor.issued:
            continue
        reaches_back = actor.effective_from is not None and actor.effective_from <= day
        if event.predicate in _LOOKS_BACK or reaches_back:
            continue
        values = (
            StatedValue(day.isoformat(), event.source, event_word(event.predicate, actor.label)),
            StatedValue(actor.issued.isoformat(), "", f"ngày ban hành {actor.label}"),
        )
        why = (
            f"Sự kiện ghi ngày {vn_date(day)}, trước khi {actor.label} được ban hành {vn_date(actor.issued)}."
        )
        found.append(
            Disagreement(
                "event_before_actor", "", values, day.isoformat(), event.source, why, subject=actor.label
            )
        )
    return list({item.subject: item for item in found}.values())


def _placed(event: EffectEvent, actor: Act | None) -> Placed:
    """The event on its own day, else on that of the acting act's entry into force."""
    start = event.effective_from or (actor.effective_from if actor else None)
    return Placed(event, start, acted=actor.issued if actor else None)


def _stated(item: Placed) -> StatedValue:
    day = item.start.isoformat() if item.start else ""
    return StatedValue(day, item.event.source, _what(item.event))


def _what(event: EffectEvent) -> str | None:
    quote = event.evidence.quote if event.evidence and event.source == OWN_TEXT else None
    if event.predicate == "enters_into_force":
        return quote or (event.evidence.what if event.evidence else None)
    return event_word(event.predicate, event.by_label)
