"""The two ends of an act's life on a day: when it began, what ended it, what kept it alive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legal_corpus.effect.refs import any_covers
from legal_corpus.effect.timeline import Placed, Rank, weight
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.act import Act
from legal_corpus.registry.sources import PERSON, core_ranking, source, sources

# An act observed in force long after a day was in force on it too, unless it was then brand new.
_SETTLED_DAYS = 365
_SUPPORTING = frozenset(
    {
        "amends",
        "supplements",
        "corrects",
        "suspends",
        "resumes",
        "extends",
        "continues",
        "replaces",
        "repeals",
    }
)


@dataclass(slots=True)
class Entry:
    """Beginning of an act's (or provision's) effect. ``stated``: a source says it entered into force."""

    start: date | None
    stated: bool
    placed: tuple[Placed, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(slots=True)
class Ending:
    """Whole endings on a day: those that count, the next one to come, contradictions about them.

    ``unsure``: a source taken after the day says that the act has ended, but not when.
    """

    counted: tuple[Placed, ...] = ()
    coming: Placed | None = None
    conflicts: tuple[str, ...] = ()
    unsure: bool = False

    @property
    def since(self) -> date | None:
        """First day without effect, ``None`` when undated."""
        return self.counted[0].start if self.counted else None


def read_entry(
    act: Act, placed: Sequence[Placed], provision: str | None = None, rank: Rank | None = None
) -> Entry:
    """Beginning of effect; for a provision the most specific entry that covers it.

    ``rank`` is the place of a source in the order of trust, that of the product unless given.
    """
    place = rank or core_ranking().rank
    entries = [item for item in placed if item.event.predicate == "enters_into_force"]
    own = [
        p
        for p in entries
        if p.event.scope == "part" and provision and any_covers(p.event.provisions, provision)
    ]
    whole = own or [p for p in entries if p.event.scope == "whole"]
    if len(whole) == 1 and whole[0].start is not None:
        return Entry(whole[0].start, True, (whole[0],))
    days = sorted({item.start for item in whole if item.start})
    if not days:
        return Entry(act.effective_from, bool(whole), tuple(whole))
    moved = [item for item in whole if item.start and (item.event.by or item.event.by_label)]
    dated = moved or [item for item in whole if item.start]
    best = max(dated, key=lambda item: (*weight(item.event, place), item.start or date.min))
    conflicts: tuple[str, ...] = ()
    if len(days) > 1 and not moved and not own:
        listed = ", ".join(vn_date(day) for day in days)
        conflicts = (f"Các nguồn ghi ngày có hiệu lực khác nhau: {listed}; dùng {vn_date(best.start)}.",)
    return Entry(best.start, True, (best,), conflicts)


def read_ending(placed: Sequence[Placed], on: date, rank: Rank | None = None) -> Ending:
    """What ended the act wholly by the day; an end that spares parts is a partial one.

    ``placed``: as :func:`legal_corpus.effect.survival.surviving` leaves them.
    """
    ends = [item for item in placed if item.whole_end]
    if not ends:
        return Ending()
    counted = [item for item in ends if item.counts_on(on)]
    coming = min(
        (item for item in ends if item.start and item.start > on),
        key=lambda p: p.start or date.max,
        default=None,
    )
    observed = [item for item in placed if item.event.predicate == "observed_in_force" and item.start]
    return _weighed(counted, coming, observed, on, rank or core_ranking().rank)


def _weighed(
    counted: list[Placed], coming: Placed | None, observed: list[Placed], on: date, rank: Rank
) -> Ending:
    """Dated endings first; an undated one only after the last day the act was seen in force. What a
    person saw in force did not end before, whatever others say."""
    seen = max((p.start for p in observed if p.start and p.event.source == PERSON), default=None)
    if seen is not None:
        counted = [i for i in counted if i.event.source == PERSON or (i.start or known_by(i) or seen) > seen]
    dated = [item for item in counted if item.start]
    last_seen = max((item.start for item in observed if item.start), default=None)
    if dated:
        best = max(weight(item.event, rank) for item in dated)
        since = min(item.start for item in dated if item.start and weight(item.event, rank) == best)
        conflicts = _end_conflicts(dated, observed, since)
        return Ending(tuple(item for item in dated if item.start == since), coming, conflicts)
    if not counted:
        return Ending((), coming)
    if last_seen is None:
        taken = _taken_on(counted)
        if taken is None or on >= taken:
            return Ending(tuple(counted), coming)
        note = f"Nguồn chỉ cho biết đã hết hiệu lực tính đến ngày {vn_date(taken)}, không ghi từ ngày nào."
        return Ending((), coming, (note,), unsure=True)
    said = counted[0].event.by_label or source(counted[0].event.source).name
    conflict = (
        f"Nguồn ghi đã hết hiệu lực ({said}) nhưng không ghi ngày, "
        f"trong khi ngày {vn_date(last_seen)} vẫn được ghi nhận còn hiệu lực."
    )
    if on <= last_seen:
        return Ending((), coming, (conflict,))
    return Ending(tuple(counted), coming, (conflict,))


def known_by(undated: Placed) -> date | None:
    """The day on which an end without a day was known to have come or to be coming: that its source was
    taken, else that its acting act was issued; ``None`` when neither is known."""
    taken = known.as_of if (known := sources().get(undated.event.source)) else None
    return taken or undated.acted


def _taken_on(undated: Sequence[Placed]) -> date | None:
    """Day by which undated endings were known: that of the oldest source; ``None`` when one has none."""
    days = [known.as_of if (known := sources().get(item.event.source)) else None for item in undated]
    return min((day for day in days if day), default=None) if all(days) else None


def _end_conflicts(dated: Sequence[Placed], observed: Sequence[Placed], since: date) -> tuple[str, ...]:
    found = []
    same_cause: dict[str, set[date]] = {}
    for item in dated:
        if item.start:
            same_cause.setdefault(_cause(item), set()).add(item.start)
    for days in same_cause.values():
        if len(days) > 1:
            listed = ", ".join(vn_date(day) for day in sorted(days))
            found.append(f"Các nguồn ghi ngày hết hiệu lực khác nhau: {listed}; dùng {vn_date(since)}.")
    for item in dated:
        if item.start is None or item.start == since or len(same_cause[_cause(item)]) > 1:
            continue
        day = vn_date(item.start)
        if item.start < since:
            why = f"sớm hơn, từ ngày {day}, nhưng kém chắc chắn hơn; dùng {vn_date(since)}"
        else:
            why = f"theo căn cứ khác, từ ngày {day}; dùng ngày sớm hơn là {vn_date(since)}"
        found.append(f"{_source_name(item)} ghi hết hiệu lực {why}.")
    for item in observed:
        if item.start and item.start >= since:
            found.append(
                f"{_source_name(item)} ngày {vn_date(item.start)} còn ghi văn bản có hiệu lực, "
                f"trong khi văn bản hết hiệu lực từ ngày {vn_date(since)}."
            )
    return tuple(found)


def _cause(ending: Placed) -> str:
    return ending.event.by or ending.event.by_label or ""


def _source_name(item: Placed) -> str:
    return f"Nguồn {source(item.event.source).name}"


def supports(act: Act, entry: Entry, ending: Ending, placed: Sequence[Placed], on: date) -> bool:
    """True when something positively shows the act in force on the day.

    A bare effective date does not: it says when effect began, not that it was still there; with a later
    ending or observation it does.
    """
    began = entry.start is not None and entry.start <= on
    if entry.stated and (entry.start is None or began):
        return True
    settled = act.issued is not None and (on - act.issued).days >= _SETTLED_DAYS
    if ending.coming is not None and ending.coming.rule is None and (began or settled):
        return True
    for item in placed:
        if item.event.predicate in _SUPPORTING and not item.whole_end and item.counts_on(on):
            return True
        observed = item.start if item.event.predicate == "observed_in_force" else None
        if observed and (observed <= on or began or (entry.start is None and settled)):
            return True
    return False
