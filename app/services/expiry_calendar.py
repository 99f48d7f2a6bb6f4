"""Use case: which acts and provisions are about to end, and which acts of the province rest on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, CitationRow, EventRow, ExpressionRow, FindingRow
from app.db.same_acts import same_acts
from app.errors import UsageError
from app.services.calendar_views import CalendarEntry, Dependant, ExpiryCalendar
from app.services.permissions import Actor, Permission, require
from app.services.rules import rule_book
from legal_corpus.effect.rules import LegalRule, RuleBook
from legal_corpus.effect.status import status_at
from legal_corpus.effect.timeline import ENDING, place_events
from legal_corpus.effect.wording import event_word
from legal_corpus.model.effect import EffectEvent, StatusReading
from legal_corpus.registry.sources import OWN_TEXT, source
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.numbers import number_key

MOST_DAYS = 3660
_PAST = timedelta(days=365)
_DAY = timedelta(days=1)
_BATCH = 400
_LISTED = 200
_SUNSET, _DISTRICT = "sunset_acts", "district_acts"
_RELYING = ("basis", "refers")
_DISTRICT_WORDS = ("% huyện %", "% quận %", "% thị xã %")


@dataclass(frozen=True, slots=True)
class _End:
    """One ending of one act, before it is known who rests on it."""

    act: ActRow
    ends: date
    kind: str
    by_label: str | None
    stated_by: str
    provisions: tuple[str, ...] = ()
    unread: bool = False
    actor: str | None = None


class CalendarService:
    """Reads the calendar out of events and dated rules; nothing of it is stored."""

    def __init__(self, *, sessions: SessionFactory) -> None:
        self._sessions = sessions

    def calendar(self, actor: Actor, on: date, days: int = 90) -> ExpiryCalendar:
        """What ends within ``days`` after ``on``, and what ended in the year before and is not settled.

        Raises :class:`UsageError` on a horizon that is not between 1 and 3660 days.
        """
        require(actor, Permission.READ)
        if not 1 <= days <= MOST_DAYS:
            raise UsageError(f"Số ngày phải từ 1 đến {MOST_DAYS}; hãy sửa lại.")
        with transaction(self._sessions) as session:
            reader = _Reader(session, SqlRegistry(session), rule_book(session), on, on + timedelta(days=days))
            ends = list(reader.by_events())
            known = {item.act.id for item in ends if not item.provisions}
            ends += reader.by_rules(known)
            entries = _with_dependants(session, ends, on)
        kept = [entry for entry in entries if not entry.overdue or entry.open_findings]
        return ExpiryCalendar(on, days, tuple(sorted(kept, key=lambda e: (e.ends, e.uid, e.provisions))))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads ends between ``on`` and ``last`` (and of the year before) out of events and rules."""

    session: Session
    registry: SqlRegistry
    rules: RuleBook
    on: date
    last: date

    def by_events(self) -> Iterator[_End]:
        """Ends that an event states: a term, a repeal or replacement to come."""
        acts = _candidates(self.session, self.on - _PAST, self.last)
        for at in range(0, len(acts), _BATCH):
            batch = acts[at : at + _BATCH]
            self.registry.events_on_many(act.uid for act in batch)
            for act in batch:
                yield from self._ends_of(act)

    def _ends_of(self, row: ActRow) -> Iterator[_End]:
        reading, on, last = self._reading(row), self.on, self.last
        if reading.status == "expired":
            reason = next((r.event for r in reading.because if _is_whole_end(r.event)), None)
            if reading.since is not None and on - _PAST < reading.since <= on and reason is not None:
                yield _end(row, reason, reading.since)
            return
        coming = [r.event for r in reading.because if _is_whole_end(r.event) and _within(r.event, on, last)]
        if coming:
            event = min(coming, key=lambda e: e.effective_from or date.max)
            yield _end(row, event, event.effective_from or last)
        for placed in place_events(self.registry.events_on(row.uid), on, self.registry):
            event = placed.event
            if event.predicate in ENDING and placed.partial and placed.start and on < placed.start <= last:
                yield replace(_end(row, event, placed.start), provisions=event.provisions or ("?",))

    def by_rules(self, known: set[int]) -> Iterator[_End]:
        """Ends that only a rule of law states: the temporary acts of the reorganisation, acts of districts.

        Acts in ``known`` say it themselves.
        """
        if sunset := self.rules.at(_SUNSET, self.on):
            for item in sunset.parameters.get("last_days", ()):
                numbers = [number_key(number) for number in item["acts"]]
                named = select(ActRow).where(ActRow.number_key.in_(numbers))
                yield from self._by_rule(named, sunset, item["last_day"] + _DAY, known)
        if district := self.rules.at(_DISTRICT, self.on):
            names = or_(*(ActRow.issuer_name.ilike(words) for words in _DISTRICT_WORDS))
            here = select(ExpressionRow.act_id).where(ExpressionRow.current)
            issued = select(ActRow).where(names, ActRow.id.in_(here))
            yield from self._by_rule(issued, district, district.parameters["applies_until"] + _DAY, known)

    def _by_rule(self, acts: Select[ActRow], rule: LegalRule, ends: date, known: set[int]) -> Iterator[_End]:
        if not self.on < ends <= self.last:
            return
        for row in self.session.scalars(acts).all():
            if row.id not in known and self._reading(row).status != "expired":
                yield _End(row, ends, "rule", rule.title, rule.shown_source, unread=not rule.was_read)

    def _reading(self, row: ActRow) -> StatusReading:
        events = self.registry.events_on(row.uid)
        return status_at(to_act(row), events, self.on, registry=self.registry, rules=self.rules)


def _candidates(session: Session, first: date, last: date) -> list[ActRow]:
    """Acts with an ending event that is dated, by itself or by its acting act, between the two days."""
    acting = aliased(ActRow)
    dated = EventRow.effective_from.between(first, last)
    own_term = and_(EventRow.effective_from.is_(None), EventRow.effective_until.between(first - _DAY, last))
    by_acting = and_(EventRow.effective_from.is_(None), acting.effective_from.between(first, last))
    ids = (
        select(EventRow.target_id)
        .outerjoin(acting, acting.id == EventRow.by_id)
        .where(EventRow.predicate.in_(ENDING), or_(dated, own_term, by_acting))
    )
    found = list(session.scalars(select(ActRow).where(ActRow.id.in_(ids)).order_by(ActRow.id)))
    kept = same_acts(session).kept  # another record of the act stands for these
    used = {kept[row.id] for row in found if row.id in kept} - {row.id for row in found}
    left = [row for row in found if row.id not in kept]
    return [*left, *session.scalars(select(ActRow).where(ActRow.id.in_(used)).order_by(ActRow.id))]


def _is_whole_end(event: EffectEvent) -> bool:
    return event.predicate in ENDING and event.scope == "whole" and not event.exceptions


def _within(event: EffectEvent, on: date, last: date) -> bool:
    return event.effective_from is not None and on < event.effective_from <= last


def _end(row: ActRow, event: EffectEvent, day: date) -> _End:
    said = "Lời của văn bản" if event.source == OWN_TEXT else source(event.source).name
    if event.predicate == "expires" and event.by is None:
        return _End(row, day, "expires", None, said)
    by = event.by_label
    why = event_word(event.predicate, by) if by else None
    return _End(row, day, event.predicate, why, said, actor=by)


def _with_dependants(session: Session, ends: Sequence[_End], on: date) -> Iterator[CalendarEntry]:
    ids = sorted({item.act.id for item in ends})
    resting, findings, here = _resting(session, ids), _open_findings(session, ids), _in_corpus(session, ids)
    for item in ends:
        found = resting.get(item.act.id, {})
        basis = sum(dependant.basis for dependant in found.values())
        ordered = sorted(found.values(), key=lambda d: (not d.basis, d.label))
        yield CalendarEntry(
            uid=item.act.uid,
            label=item.act.label,
            title=item.act.title,
            issuer_name=item.act.issuer_name,
            in_corpus=item.act.id in here,
            provisions=item.provisions,
            ends=item.ends,
            kind=item.kind,
            by_label=item.by_label,
            actor=item.actor,
            stated_by=item.stated_by,
            unread=item.unread,
            overdue=item.ends <= on,
            days_left=(item.ends - on).days,
            basis=basis,
            body=len(found) - basis,
            open_findings=findings.get(item.act.id, 0),
            dependants=tuple(ordered[:_LISTED]),
        )


def _resting(session: Session, ids: Sequence[int]) -> dict[int, dict[int, Dependant]]:
    """By act: the acts of provinces whose current text rests on it, by their id."""
    found: dict[int, dict[int, Dependant]] = defaultdict(dict)
    for at in range(0, len(ids), _BATCH):
        query = (
            select(CitationRow.act_id, CitationRow.role, ActRow)
            .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
            .join(ActRow, ActRow.id == ExpressionRow.act_id)
            .where(
                ExpressionRow.current,
                CitationRow.act_id.in_(ids[at : at + _BATCH]),
                CitationRow.role.in_(_RELYING),
            )
            .distinct()
        )
        for target, role, row in session.execute(query):
            if province_of_issuer(row.issuer or "") is None and row.issuer is not None:
                continue  # an act of a central body
            resting = found[target or 0]
            ground = role == "basis" or (row.id in resting and resting[row.id].basis)
            resting[row.id] = Dependant(row.uid, row.label, ground)
    return found


def _open_findings(session: Session, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for at in range(0, len(ids), _BATCH):
        query = (
            select(FindingRow.cited_act_id, func.count())
            .where(FindingRow.cited_act_id.in_(ids[at : at + _BATCH]), FindingRow.state == "open")
            .group_by(FindingRow.cited_act_id)
        )
        found.update((act or 0, count) for act, count in session.execute(query))
    return found


def _in_corpus(session: Session, ids: Iterable[int]) -> set[int]:
    query = select(ExpressionRow.act_id).where(ExpressionRow.current, ExpressionRow.act_id.in_(list(ids)))
    return set(session.scalars(query))
