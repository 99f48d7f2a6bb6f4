"""SQL version of the registry protocol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from app.db.batches import batches
from app.db.models import ActRow, AliasRow, ClaimRow, EventRow, SourceRow
from app.db.same_acts import SameActs, same_acts
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.text import Evidence
from legal_corpus.registry.memory import NEAR_LIMIT, event_order, order_key
from legal_corpus.registry.near import is_near, number_parts
from legal_corpus.registry.sources import SourceRanking, core_ranking, ranked

_SERIALS = 50  # patterns in one query
_ROWS_A_KEY = 1000  # numbers that are read in the time in which those near to one are looked up
_MOST_KEPT = 20_000  # acts; memory must not grow with the corpus


# Plain columns of acts: many are read, and none of them is written through a session.
_ACT: tuple[Any, ...] = (
    ActRow.id,
    ActRow.uid,
    ActRow.type,
    ActRow.number,
    ActRow.number_key,
    ActRow.title,
    ActRow.issuer,
    ActRow.issuer_name,
    ActRow.issued,
    ActRow.effective_from,
)
_EVENT: tuple[Any, ...] = tuple(EventRow.__table__.columns)


def to_act(row: ActRow | Any, claims: tuple[Claim, ...] = ()) -> Act:
    """The row as the pure dataclass; claims are left out unless given."""
    return Act(
        uid=row.uid,
        type=row.type,
        number=row.number,
        title=row.title,
        issuer=row.issuer,
        issuer_name=row.issuer_name,
        issued=row.issued,
        effective_from=row.effective_from,
        claims=claims,
    )


def to_event(row: EventRow | Any, target: str, by: str | None) -> EffectEvent:
    """The event row as the pure dataclass; ``target`` and ``by`` are uids."""
    evidence = None
    if row.evidence_what or row.evidence_quote:
        evidence = Evidence(
            what=row.evidence_what or "",
            quote=row.evidence_quote,
            act=row.by_label,
            source=row.source,
            start=row.evidence_start,
            end=row.evidence_end,
        )
    return EffectEvent(
        target=target,
        predicate=row.predicate,  # type: ignore[arg-type]
        scope=row.scope,  # type: ignore[arg-type]
        effective_from=row.effective_from,
        source=row.source,
        by=by,
        by_label=row.by_label,
        provisions=tuple(row.provisions or ()),
        effective_until=row.effective_until,
        evidence=evidence,
        confidence=row.confidence,
        exceptions=tuple(row.exceptions or ()),
    )


def source_ranking(session: Session) -> SourceRanking:
    """The order of trust of this installation: as an administrator set it, else the shipped one."""
    rows = session.execute(select(SourceRow.code, SourceRow.position)).all()
    placed = {row.code: row.position for row in rows if row.position is not None}
    if not placed:
        return core_ranking()
    later = [code for code in ranked(row.code for row in rows).order if code not in placed]
    return SourceRanking((*sorted(placed, key=lambda code: placed[code]), *later))


def serial_edits(key: str, digits: str = "0123456789") -> list[str]:
    """Keys whose serial number is one edit away from that of ``key``; ``digits`` are put in."""
    serial, slash, rest = key.partition("/")
    found = {serial[:i] + d + serial[i + 1 :] for i in range(len(serial)) for d in digits}
    found |= {serial[:i] + serial[i + 1 :] for i in range(len(serial))}
    found |= {serial[:i] + d + serial[i:] for i in range(len(serial) + 1) for d in digits}
    found |= {serial[:i] + serial[i + 1] + serial[i] + serial[i + 2 :] for i in range(len(serial) - 1)}
    return sorted(f"{f}{slash}{rest}" for f in found if f and not f.startswith("0"))


class SqlRegistry:
    """Registry over one session. Answers are kept for the session's life: use one per unit of work,
    and :meth:`forget` after writing acts or events in it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ranking: SourceRanking | None = None
        self.forget()

    def go_on(self, session: Session) -> None:
        """Answer from another session from now on; what was read stays, so nothing may have changed since."""
        self._session = session
        if len(self._acts) > _MOST_KEPT:
            self.forget()

    def forget(self) -> None:
        """Drop what was read; the next question asks the database again."""
        self._acts: dict[str, Act | None] = {}
        self._numbers: dict[str, tuple[Act, ...]] = {}
        self._names: dict[tuple[str, str], tuple[Act, ...]] = {}
        self._near: dict[str, tuple[Act, ...]] = {}
        self._events: dict[str, tuple[EffectEvent, ...]] = {}
        self._same: SameActs | None = None

    def _one(self) -> SameActs:
        if self._same is None:
            self._same = same_acts(self._session)
        return self._same

    def rank_of(self, source: str) -> int:
        """See the protocol."""
        if self._ranking is None:
            self._ranking = source_ranking(self._session)
        return self._ranking.rank(source)

    def get(self, uid: str) -> Act | None:
        """See :class:`legal_corpus.registry.protocol.Registry`."""
        if uid not in self._acts:
            row = self._session.execute(select(*_ACT).where(ActRow.uid == uid)).first()
            self._acts[uid] = to_act(row) if row else None
        return self._acts[uid]

    def by_number(self, number_key: str) -> Sequence[Act]:
        """See the protocol."""
        if number_key not in self._numbers:
            self._load_numbers([number_key])
        return self._numbers[number_key]

    def prefetch(self, number_keys: Iterable[str], uids: Iterable[str]) -> None:
        """Read in a few queries what checking texts with these citations will ask one by one."""
        wanted = sorted(set(number_keys) - self._numbers.keys())
        for batch in batches(wanted):
            self._load_numbers(batch)
        acts = {act.uid for key in wanted for act in self._numbers[key]}
        self.prefetch_near(key for key in wanted if not self._numbers[key])
        self._load_acts(sorted({*uids} - self._acts.keys()))
        events = self.events_on_many({*uids, *acts})
        self.events_on_many(sorted({e.by for found in events.values() for e in found if e.by}))

    def prefetch_near(self, number_keys: Iterable[str]) -> None:
        """Read in a few queries what :meth:`near_numbers` will be asked one by one."""
        self._load_near(sorted(set(number_keys) - self._near.keys()))

    def prefetch_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Read in a few queries what :meth:`by_name` will be asked one by one: pairs of type and name."""
        wanted = {(kind, name[:500]) for kind, name in names} - self._names.keys()
        found: dict[tuple[str, str], dict[int, Row[Any]]] = {pair: {} for pair in wanted}
        named: Select[Any] = select(*_ACT, ActRow.type_key, ActRow.name_key.label("called"))
        aliased: Select[Any] = select(*_ACT, ActRow.type_key, AliasRow.name_key.label("called")).join(
            AliasRow, AliasRow.act_id == ActRow.id
        )
        for batch in batches({name for _kind, name in wanted}):
            for query, column in ((named, ActRow.name_key), (aliased, AliasRow.name_key)):
                for row in self._session.execute(query.where(column.in_(batch))):
                    if (row.type_key, row.called) in found:
                        found[row.type_key, row.called][row.id] = row
        for pair, rows in found.items():
            used = (to_act(row) for row in rows.values() if row.id not in self._one().kept)
            self._names[pair] = tuple(sorted(used, key=order_key))

    def _load_numbers(self, keys: Sequence[str]) -> None:
        rows = self._session.execute(select(*_ACT).where(ActRow.number_key.in_(keys))).all()
        dates = self._date_claims([row.id for row in rows])
        grouped: dict[str, list[Act]] = defaultdict(list)
        for row in rows:
            if row.id in self._one().kept:
                continue  # another record of the same act is used in its place
            act = to_act(row)
            claims = tuple(dates.get(row.id, ()))
            grouped[row.number_key or ""].append(replace(act, claims=claims) if claims else act)
            self._acts[row.uid] = act
        self._numbers.update((key, tuple(sorted(grouped[key], key=order_key))) for key in keys)

    def _load_acts(self, uids: Sequence[str]) -> None:
        for batch in batches(uids):
            rows = self._session.execute(select(*_ACT).where(ActRow.uid.in_(batch))).all()
            self._acts.update(dict.fromkeys(batch))
            self._acts.update((row.uid, to_act(row)) for row in rows)

    def _date_claims(self, ids: Sequence[int]) -> dict[int, list[Claim]]:
        """What sources claim of the dates of issue; a cited date may be that of another source."""
        query = select(ClaimRow.act_id, ClaimRow.field, ClaimRow.value, ClaimRow.source, ClaimRow.evidence)
        query = query.where(ClaimRow.field == "issued").order_by(ClaimRow.id)
        found: dict[int, list[Claim]] = defaultdict(list)
        for batch in batches(ids):
            for row in self._session.execute(query.where(ClaimRow.act_id.in_(batch))):
                found[row.act_id].append(Claim(row.field, row.value, row.source, row.evidence))
        return found

    def by_name(self, type_key: str, name_key: str) -> Sequence[Act]:
        """See the protocol; aliases count as names."""
        key = (type_key, name_key[:500])
        if key not in self._names:
            self.prefetch_names([key])
        return self._names[key]

    def near_numbers(self, number_key: str) -> Sequence[Act]:
        """See the protocol."""
        if number_key not in self._near:
            self._load_near([number_key])
        return self._near[number_key]

    def _load_near(self, keys: Sequence[str]) -> None:
        """Acts whose number has the same serial, or a serial one edit away and all else equal."""
        edits = {key: serial_edits(key) for key in keys}
        others = self._keys_beside(edits)
        alike: dict[str, list[str]] = defaultdict(list)
        for other in others:
            alike[other.partition("/")[0]].append(other)
        near = {key: {other for other in found if other in others} for key, found in edits.items()}
        for key in keys:
            near[key].update(other for other in alike[number_parts(key)[0]] if is_near(other, key))
        rows: dict[str, list[Row[Any]]] = defaultdict(list)
        for batch in batches({other for found in near.values() for other in found}):
            for row in self._session.execute(select(*_ACT).where(ActRow.number_key.in_(batch))):
                if row.id not in self._one().kept:
                    rows[row.number_key].append(row)
        for key, beside in near.items():
            found = [row for other in beside if is_near(other, key) for row in rows[other]]
            self._near[key] = tuple(sorted(map(to_act, found), key=order_key)[:NEAR_LIMIT])

    def _keys_beside(self, edits: Mapping[str, Sequence[str]]) -> set[str]:
        """Number keys of the store among which the near ones of ``edits``' keys are."""
        keys = select(ActRow.number_key)
        newest = self._session.scalar(select(func.max(ActRow.id))) or 0
        if len(edits) * _ROWS_A_KEY > newest:  # so many that going over all of them once is cheaper
            return set(filter(None, self._session.scalars(keys)))
        found: set[str | None] = set()
        for batch in batches({number_parts(key)[0] for key in edits}, _SERIALS):
            terms = [ActRow.number_key.like(f"{serial}/%") for serial in batch]
            found.update(self._session.scalars(keys.where(or_(*terms))))
        for batch in batches({edit for found in edits.values() for edit in found}):
            found.update(self._session.scalars(keys.where(ActRow.number_key.in_(batch))))
        return set(filter(None, found))

    def events_on(self, uid: str) -> Sequence[EffectEvent]:
        """See the protocol."""
        return self.events_on_many([uid])[uid]

    def events_on_many(self, uids: Iterable[str]) -> dict[str, Sequence[EffectEvent]]:
        """See the protocol."""
        wanted = list(dict.fromkeys(uids))
        missing = [uid for uid in wanted if uid not in self._events]
        for batch in batches(missing):
            self._load_events(batch)
        return {uid: self._events[uid] for uid in wanted}

    def _load_events(self, uids: list[str]) -> None:
        """Events on the acts; records that a person called one act share theirs."""
        grouped: dict[str, list[EffectEvent]] = defaultdict(list)
        groups = {uid: self._one().group(uid) for uid in uids}
        wanted = list(dict.fromkeys(member for group in groups.values() for member in group))
        query = (
            select(*_EVENT, ActRow.uid.label("target"))
            .join(ActRow, ActRow.id == EventRow.target_id)
            .where(ActRow.uid.in_(wanted))
        )
        rows = self._session.execute(query).all()
        acting = dict(self._acting(sorted({row.by_id for row in rows if row.by_id})))
        for row in rows:
            by = acting.get(row.by_id) if row.by_id else None
            grouped[row.target].append(to_event(row, row.target, by))
        for uid, group in groups.items():
            events = grouped[uid] if len(group) == 1 else _of_group(uid, group, grouped)
            self._events[uid] = tuple(sorted(events, key=event_order))

    def _acting(self, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Uids of acting acts by row. Whoever reads the events asks for these acts next, so they are kept."""
        same = self._one().uids
        for batch in batches(ids):
            query = select(*_ACT).where(ActRow.id.in_(batch))
            for row in self._session.execute(query):
                if row.uid not in self._acts:
                    self._acts[row.uid] = to_act(row)
                yield row.id, same.get(row.uid, row.uid)


def _of_group(uid: str, group: Sequence[str], grouped: Mapping[str, list[EffectEvent]]) -> list[EffectEvent]:
    """Events on any record of one act, as events on the record ``uid``; none of them on itself."""
    events = [replace(event, target=uid) for member in group for event in grouped[member]]
    return [event for event in dict.fromkeys(events) if event.by not in group]
