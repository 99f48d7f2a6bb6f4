"""Status of an act, or of one provision, on a day: folded from dated events, never from a column.

Dates: ``since`` is the first day the status holds, ``until`` the first day it no longer does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legal_corpus.effect.life import Ending, Entry, read_ending, read_entry, supports
from legal_corpus.effect.provision_life import (
    PartState,
    next_phase_day,
    phase_on,
    phase_since,
    phases,
    touches,
)
from legal_corpus.effect.refs import any_covers, is_open
from legal_corpus.effect.rules import RuleBook
from legal_corpus.effect.survival import surviving
from legal_corpus.effect.territory import TerritorialScope, proposal_note, rule_terms, territorial_scope
from legal_corpus.effect.timeline import Placed, place_events
from legal_corpus.effect.title_term import title_term_note
from legal_corpus.effect.wording import acting_label, event_note, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent, Predicate, Reason, StatusReading, StatusValue
from legal_corpus.registry.near import printed_number
from legal_corpus.registry.protocol import Registry
from legal_corpus.text.numbers import clean_number

EXPIRY_GROUNDS = "expiry_grounds"
NO_TEXT = "Kho không giữ toàn văn văn bản này nên không kiểm tra được có điều khoản đã nêu hay không."
_PART_STATUS: dict[PartState, StatusValue] = {
    "ended": "expired",
    "amended": "partly_expired",
    "absent": "unknown",
    "unclear": "unknown",
}
_DAY = timedelta(days=1)
_KEEPING = frozenset({"extends", "continues", "resumes"})


@dataclass(slots=True)
class _Parts:
    """Events on parts that count on the day, and the next one to come."""

    counted: tuple[Placed, ...]
    coming: Placed | None


def status_at(
    act: Act,
    events: Sequence[EffectEvent],
    on: date,
    *,
    provision: str | None = None,
    registry: Registry | None = None,
    rules: RuleBook | None = None,
    structure: Collection[str] | None = None,
) -> StatusReading:
    """The status on a day with its reasons and contradictions.

    ``provision`` ("5/2/a") asks for one part. ``registry`` gives the acting acts: an act that is not yet
    in force ends nothing. ``rules`` names the legal ground of an ending and adds what dated rules make of
    the act (former districts, former provinces). ``structure``: references of the act's own text
    (:func:`legal_corpus.effect.provision_life.ref_key`), ``None`` when the text is not held. "in_force"
    needs positive support; what nobody states is "unknown".
    """
    stated = [item for item in place_events(events, on, registry) if not _seen_unborn(item, act)]
    ruled = rule_terms(act, on, rules) if rules is not None else ()
    kept = surviving([*stated, *ruled], on)
    rank = registry.rank_of if registry is not None else None
    kinds = {item.event.predicate for item in kept.placed}
    fold = _Fold(
        act=act,
        on=on,
        placed=kept.placed,
        entry=read_entry(act, kept.placed, provision, rank),
        ending=read_ending(kept.placed, on, rank),
        parts=_parts(kept.placed, on),
        suspension=_suspension(kept.placed, on, provision) if "suspends" in kinds else None,
        registry=registry,
        rules=rules,
        conflicts=kept.conflicts,
        kinds=kinds,
    )
    return fold.provision_reading(provision, structure) if provision else fold.reading()


def ending_numbers(reading: StatusReading, registry: Registry | None) -> tuple[str, ...]:
    """Numbers (or labels) of the acts that ended the act wholly, also of acts outside the registry."""
    return _numbers((item.event for item in reading.because), reading, registry, whole=True)


def amending_numbers(reading: StatusReading, registry: Registry | None) -> tuple[str, ...]:
    """Numbers (or labels) of the acts that amended or ended parts."""
    return _numbers((item.event for item in reading.because), reading, registry, whole=False)


def _numbers(
    events: Iterable[EffectEvent], reading: StatusReading, registry: Registry | None, *, whole: bool
) -> tuple[str, ...]:
    found: list[str] = []
    for event in events:
        placed = Placed(event, event.effective_from)
        if not (placed.whole_end if whole else placed.partial):
            continue
        if placed.start is not None and placed.start > reading.on:
            continue
        act = registry.get(event.by) if registry is not None and event.by else None
        label = act.number if act and act.number else acting_label(event, registry)
        if label:
            # The label is printed as "Luật 116/2025/QH15"; the number identifies, where there is one.
            found.append(clean_number(printed_number(label) or label) if "/" in label else label)
    return tuple(dict.fromkeys(found))


@dataclass(slots=True)
class _Fold:
    """Everything known on the day, ready to be read for the act or for a part of it."""

    act: Act
    on: date
    placed: Sequence[Placed]
    entry: Entry
    ending: Ending
    parts: _Parts
    suspension: Placed | None
    registry: Registry | None
    rules: RuleBook | None
    conflicts: tuple[str, ...]
    kinds: set[Predicate]

    def reading(self) -> StatusReading:
        """Status of the act as a whole."""
        status, since, until = self._life()
        if status is None:
            if self.parts.counted:
                dated = [item.start for item in self.parts.counted if item.start]
                status, since = "partly_expired", min(dated) if dated else None
            elif supports(self.act, self.entry, self.ending, self.placed, self.on):
                status, since = "in_force", self.entry.start
            else:
                status, since = "unknown", None
            until = self._next_change(with_parts=status == "in_force")
        return self._made(status, since, until, self.parts.counted)

    def provision_reading(self, provision: str, structure: Collection[str] | None) -> StatusReading:
        """Status of one part; "unknown" where a change names no provisions."""
        found = phases(provision, self.placed, structure)
        phase = phase_on(found, self.on)
        began, later = phase_since(found, self.on), next_phase_day(found, self.on)
        notes = [phase.note] if phase.note else []
        if structure is None and len(found) == 1:
            notes.append(NO_TEXT)
        life, since, until = self._life()
        touching = [item for item in self.parts.counted if touches(item, provision)]
        if life is not None and not (life == "suspended" and phase.state in ("ended", "absent")):
            return self._made(life, since, until, touching, notes=notes)
        blind = [
            item
            for item in self.parts.counted
            if is_open(item.event.provisions) and item not in touching and not item.spares(provision)
        ]
        conflicts: tuple[str, ...] = ()
        until = None if phase.state == "ended" else self._next_change(with_parts=False)
        if phase.state != "original":
            status, since = _PART_STATUS[phase.state], began
            if phase.state == "absent" and later is not None:
                status = "not_yet_in_force"
        elif blind:
            status, since = "unknown", None
            conflicts = ("Văn bản đã được sửa đổi hoặc bãi bỏ một phần nhưng nguồn không ghi rõ điều khoản.",)
        elif phase.cause is not None or supports(self.act, self.entry, self.ending, self.placed, self.on):
            status, since = "in_force", began or self.entry.start
        else:
            status, since = "unknown", None
        until = min((day for day in (until, later) if day), default=None)
        return self._made(status, since, until, [*touching, *blind], conflicts, notes)

    def _life(self) -> tuple[StatusValue | None, date | None, date | None]:
        """Status that the ends of life or a suspension decide, or ``None``."""
        start, on = self.entry.start, self.on
        if self.act.issued is not None and self.act.issued > on:
            return "not_yet_in_force", None, start
        if self.ending.counted:
            return "expired", self.ending.since, None
        if start is not None and start > on:
            return "not_yet_in_force", None, start
        if self.ending.unsure:
            return "unknown", None, None
        if self.suspension is not None:
            return "suspended", self.suspension.start, self._suspension_over(self.suspension)
        return None, None, None

    def _suspension_over(self, suspension: Placed) -> date | None:
        """First day without the suspension: its own term is over, or it is resumed, or the act ends."""
        until = suspension.event.effective_until
        days = [until + _DAY if until else None, self.ending.coming.start if self.ending.coming else None]
        days += [p.start for p in self.placed if p.event.predicate == "resumes" and p.event.scope == "whole"]
        return min((day for day in days if day is not None and day > self.on), default=None)

    def _next_change(self, *, with_parts: bool) -> date | None:
        coming = [self.ending.coming, self.parts.coming if with_parts else None]
        if "suspends" in self.kinds:
            coming += [
                p for p in self.placed if p.event.predicate == "suspends" and p.start and p.start > self.on
            ]
        return min((item.start for item in coming if item and item.start), default=None)

    def _made(
        self,
        status: StatusValue,
        since: date | None,
        until: date | None,
        parts: Sequence[Placed],
        conflicts: tuple[str, ...] = (),
        notes: Sequence[str] = (),
    ) -> StatusReading:
        because = self._reasons(parts)
        scope = self._scope() if status != "expired" else None
        return StatusReading(
            status=status,
            on=self.on,
            since=since,
            until=until,
            because=because,
            conflicts=(
                *self.entry.conflicts,
                *self.ending.conflicts,
                *self._crossed(),
                *self.conflicts,
                *conflicts,
            ),
            ended_by=_actors(self.ending.counted),
            partly_by=_actors(parts),
            notes=(*notes, *self._notes(status, scope)),
            scope=scope.words if scope else None,
        )

    def _crossed(self) -> tuple[str, ...]:
        """An end before the beginning: one of the two days is wrong, or the act never took effect."""
        start, since = self.entry.start, self.ending.since
        if start is None or since is None or since >= start:
            return ()
        days = f"Ngày hết hiệu lực {vn_date(since)} trước ngày có hiệu lực {vn_date(start)}"
        return (f"{days}; cần đối chiếu nguồn.",)

    def _scope(self) -> TerritorialScope | None:
        return territorial_scope(self.act, self.on, self.rules) if self.rules is not None else None

    def _notes(self, status: StatusValue, scope: TerritorialScope | None) -> list[str]:
        """What dated rules and the act's own name add to the answer, never more than a proposal."""
        found = [scope.note] if scope else []
        made = [*self.ending.counted, *([self.ending.coming] if self.ending.coming else [])]
        for item in made:
            rule = self.rules.at(item.rule, self.on) if item.rule and self.rules is not None else None
            if rule is not None:
                found.append(proposal_note(rule, event_note(item, self.registry) + "."))
        if status in ("in_force", "partly_expired", "suspended", "unknown"):
            found += [note] if (note := title_term_note(self.act.title, self.on)) else []
        return found

    def _reasons(self, parts: Sequence[Placed]) -> tuple[Reason, ...]:
        kept = [*self.entry.placed, *parts, *self.ending.counted]
        kept += [item for item in (self.ending.coming, self.suspension) if item]
        if "observed_in_force" in self.kinds:
            kept += [p for p in self.placed if p.event.predicate == "observed_in_force"][-1:]
        if "suspends" in self.kinds:
            kept += [p for p in self.placed if self._is_suspended_part(p)]
        if not self.kinds.isdisjoint(_KEEPING):
            kept += [p for p in self.placed if p.event.predicate in _KEEPING]
        unique = {id(item.event): item for item in kept}.values()
        ordered = sorted(unique, key=lambda item: item.start or date.max)
        return tuple(Reason(_dated(p), event_note(p, self.registry), self._ground(p)) for p in ordered)

    def _is_suspended_part(self, placed: Placed) -> bool:
        event = placed.event
        if event.predicate != "suspends" or event.scope != "part" or not placed.counts_on(self.on):
            return False
        return event.effective_until is None or event.effective_until >= self.on

    def _ground(self, placed: Placed) -> str | None:
        if placed.rule is not None:
            return placed.rule
        if self.rules is None or not placed.whole_end or placed.start is None:
            return None
        rule = self.rules.at(EXPIRY_GROUNDS, placed.start)
        return rule.id if rule else None


def _seen_unborn(item: Placed, act: Act) -> bool:
    """Whether an act is said to be in force before it was issued: a source mixes it up with another."""
    if item.event.predicate != "observed_in_force" or act.issued is None:
        return False
    return item.start is not None and item.start < act.issued


def _dated(placed: Placed) -> EffectEvent:
    """The event with the day it was placed on; the note tells when that day was derived."""
    event = placed.event
    return event if event.effective_from == placed.start else replace(event, effective_from=placed.start)


def _parts(placed: Sequence[Placed], on: date) -> _Parts:
    parts = [item for item in placed if item.partial]
    if not parts:
        return _Parts((), None)
    coming = [item for item in parts if item.start and item.start > on]
    return _Parts(tuple(item for item in parts if item.counts_on(on)), coming[0] if coming else None)


def _suspension(placed: Sequence[Placed], on: date, provision: str | None) -> Placed | None:
    """The suspension of the whole act, or of the provision, that covers the day."""

    def concerns(item: Placed) -> bool:
        if provision is None:
            return item.event.scope == "whole" and not item.event.exceptions
        if item.spares(provision):
            return False
        if item.event.scope == "whole" or item.spares_only:
            return True
        return any_covers(item.event.provisions, provision)

    resumed = [
        p.start
        for p in placed
        if p.event.predicate == "resumes" and concerns(p) and p.start and p.start <= on
    ]
    for item in placed:
        if item.event.predicate != "suspends" or not concerns(item) or not item.counts_on(on):
            continue
        over = item.event.effective_until is not None and item.event.effective_until < on
        if not over and not any(item.start is None or day >= item.start for day in resumed):
            return item
    return None


def _actors(items: Iterable[Placed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.event.by for item in items if item.event.by))
