"""Writing merged registry rows into the store: acts, claims, names, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.act_registry import to_act
from app.db.models import ActRow, AliasRow, ClaimRow, EventRow
from app.services.vocabulary import issuer_book
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.acting import acting_act
from legal_corpus.registry.identity import distinct_uid
from legal_corpus.registry.merge import same_act, with_best_values
from legal_corpus.registry.names import name_keys
from legal_corpus.registry.rows import ActingRef
from legal_corpus.registry.rows import ActRow as RegistryRow
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key, number_search_key

_BATCH = 400
_NAME = 500
_EventKey = tuple[str, str, str | None, str | None, str, str | None, tuple[str, ...]]


@dataclass(slots=True)
class StoreCounts:
    """What a batch of rows did; ``touched`` are the ids of new and changed acts."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    touched: set[int] = field(default_factory=set)


def fill(row: ActRow, act: Act) -> None:
    """Copy identity, display values and look-up keys of ``act`` into its row."""
    row.uid, row.type, row.type_key = act.uid, act.type, fold_key(act.type)[:80]
    row.number = act.number
    row.number_key = number_key(act.number)[:120] if act.number else None
    row.number_search = number_search_key(act.number)[:120] if act.number else None
    row.issuer, row.issuer_name, row.issued = act.issuer, act.issuer_name, act.issued
    row.effective_from, row.title = act.effective_from, act.title
    row.name_key = min(name_keys(act), key=len, default="")[:_NAME] or None


def new_row(act: Act) -> ActRow:
    """A row for an act that the store does not have."""
    row = ActRow()
    fill(row, act)
    return row


class RegistryWriter:
    """Writes merged rows inside the caller's transaction; writing the same rows again changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: list[tuple[ActRow, EffectEvent, ActingRef | None]] = []

    def write(self, rows: Sequence[RegistryRow]) -> StoreCounts:
        """Insert or complete the acts of ``rows``; events follow with :meth:`link`."""
        counts = StoreCounts()
        for at in range(0, len(rows), _BATCH):
            self._write_batch(rows[at : at + _BATCH], counts)
        return counts

    def _write_batch(self, rows: Sequence[RegistryRow], counts: StoreCounts) -> None:
        known = self._known(rows)
        wanted = select(ActRow.uid).where(ActRow.uid.in_([row.act.uid for row in rows]))
        taken = set(self._session.scalars(wanted))
        seen: list[tuple[ActRow, RegistryRow, bool]] = []
        for row in rows:
            key = number_key(row.act.number) if row.act.number else row.act.uid
            fits = [found for found in known[key] if same_act(to_act(found), row.act)]
            if len(fits) == 1:
                stored = fits[0]
                seen.append((stored, row, self._complete(stored, row)))
                continue
            uid = distinct_uid(row.act.uid, taken)
            taken.add(uid)
            stored = new_row(replace(row.act, uid=uid))
            stored.events = []  # loaded, so that nobody asks the database for them
            stored.claims = [_claim_row(claim) for claim in row.act.claims]
            stored.aliases = [AliasRow(name=name, name_key=key) for name, key in _aliases(row)]
            self._session.add(stored)
            known[key].append(stored)
            counts.new += 1
            seen.append((stored, row, True))
        self._session.flush()
        self._write_events(seen, counts)

    def _known(self, rows: Sequence[RegistryRow]) -> dict[str, list[ActRow]]:
        keys = {number_key(row.act.number) for row in rows if row.act.number}
        uids = {row.act.uid for row in rows if not row.act.number}
        query = select(ActRow).options(
            selectinload(ActRow.claims), selectinload(ActRow.aliases), selectinload(ActRow.events)
        )
        known: dict[str, list[ActRow]] = defaultdict(list)
        for found in self._session.scalars(query.where(ActRow.number_key.in_(keys))):
            known[found.number_key or ""].append(found)
        for found in self._session.scalars(query.where(ActRow.uid.in_(uids))):
            known[found.uid].append(found)
        return known

    def _complete(self, stored: ActRow, row: RegistryRow) -> bool:
        """Add what is new in ``row``; returns whether anything was."""
        have = {(claim.field, claim.value, claim.source) for claim in stored.claims}
        fresh = [c for c in row.act.claims if (c.field, c.value, c.source) not in have]
        stored.claims.extend(map(_claim_row, fresh))
        names = {alias.name_key for alias in stored.aliases}
        aliases = [AliasRow(name=name, name_key=key) for name, key in _aliases(row) if key not in names]
        stored.aliases.extend(aliases)
        if fresh:
            claims = tuple(Claim(c.field, c.value, c.source, c.evidence) for c in stored.claims)
            fill(stored, with_best_values(replace(to_act(stored), claims=claims)))
        return bool(fresh or aliases)

    def _write_events(self, seen: Iterable[tuple[ActRow, RegistryRow, bool]], counts: StoreCounts) -> None:
        for stored, row, altered in seen:
            have = {_stored_key(event) for event in stored.events if event.expression_id is None}
            changed = altered
            for event, ref in row.events:
                label = event.by_label or (ref.label if ref else None)
                key = _event_key(event, label)
                if key in have:
                    continue
                have.add(key)
                self._waiting.append((stored, event, ref))
                changed = True
            if changed:
                counts.touched.add(stored.id)
        counts.changed = len(counts.touched) - counts.new
        counts.unchanged += sum(1 for stored, _row, _altered in seen if stored.id not in counts.touched)

    def link(self) -> int:
        """Store the waiting events, each with its acting act where exactly one fits; returns how many."""
        book, known = issuer_book(self._session), self._acting()
        for stored, event, ref in self._waiting:
            label = event.by_label or (ref.label if ref else None)
            found = known[number_key(ref.number)] if ref and ref.number else {}
            by = acting_act(ref, stored.issuer, found, book) if ref and found else None
            self._session.add(event_row(event, stored, found[by] if by else None, label))
        stored_now, self._waiting = len(self._waiting), []
        self._session.flush()
        return stored_now

    def _acting(self) -> dict[str, dict[Act, int]]:
        """Acts with the numbers that waiting events name, with their row ids, by number key."""
        refs = {ref for _row, _event, ref in self._waiting if ref and ref.number}
        keys = sorted({number_key(ref.number or "") for ref in refs})
        by_key: dict[str, dict[Act, int]] = defaultdict(dict)
        for at in range(0, len(keys), _BATCH):
            batch = keys[at : at + _BATCH]
            for row in self._session.scalars(select(ActRow).where(ActRow.number_key.in_(batch))):
                by_key[row.number_key or ""][to_act(row)] = row.id
        return by_key


def _aliases(row: RegistryRow) -> list[tuple[str, str]]:
    pairs: dict[str, str] = {}
    for name in row.names:
        for key in name_keys(Act("", row.act.type, row.act.number, name)):
            pairs.setdefault(key[:_NAME], name)
    return [(name, key) for key, name in pairs.items()]


def _claim_row(claim: Claim) -> ClaimRow:
    return ClaimRow(field=claim.field, value=claim.value, source=claim.source, evidence=claim.evidence)


def _event_key(event: EffectEvent, label: str | None) -> _EventKey:
    start = event.effective_from.isoformat() if event.effective_from else None
    until = event.effective_until.isoformat() if event.effective_until else None
    return (event.predicate, event.scope, start, until, event.source, label, tuple(event.provisions))


def _stored_key(row: EventRow) -> _EventKey:
    start = row.effective_from.isoformat() if row.effective_from else None
    until = row.effective_until.isoformat() if row.effective_until else None
    return (row.predicate, row.scope, start, until, row.source, row.by_label, tuple(row.provisions or ()))


def event_row(
    event: EffectEvent, target: ActRow, by_id: int | None, label: str | None, expression_id: int | None = None
) -> EventRow:
    """The event as a row on ``target``."""
    proof = event.evidence
    return EventRow(
        target_id=target.id,
        by_id=by_id,
        by_label=(label or "")[:300] or None,
        predicate=event.predicate,
        scope=event.scope,
        provisions=list(event.provisions),
        exceptions=list(event.exceptions),
        effective_from=event.effective_from,
        effective_until=event.effective_until,
        source=event.source,
        confidence=event.confidence,
        expression_id=expression_id,
        evidence_what=proof.what if proof else None,
        evidence_quote=proof.quote if proof else None,
        evidence_start=proof.start if proof else None,
        evidence_end=proof.end if proof else None,
    )
