"""Writing merged registry rows into the store: acts, claims, names, events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from app.db.act_registry import source_ranking, to_act
from app.db.models import ActRow, AliasRow, ClaimRow
from app.db.same_acts import SameActs, same_acts
from app.services.registry_events import KnownEvents, WaitingEvent, label_of
from indexer.search.protocol import IndexedAct
from legal_corpus.model.act import Act, Claim
from legal_corpus.registry.identity import distinct_uid
from legal_corpus.registry.merge import same_act, with_best_values
from legal_corpus.registry.names import name_keys
from legal_corpus.registry.rows import ActRow as RegistryRow
from legal_corpus.registry.sources import PERSON
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key, number_search_key

_BATCH = 400
_NAME = 500


@dataclass(slots=True)
class StoreCounts:
    """What rows did: ids of all their acts, of those that were added, and of those added or changed."""

    seen: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)

    def add(self, other: StoreCounts) -> None:
        """Count another batch too."""
        self.seen |= other.seen
        self.added |= other.added
        self.touched |= other.touched


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


def refill(session: Session, row: ActRow, act: Act) -> None:
    """:func:`fill` for a row that is stored: its uid stays distinct from that of every other act."""
    if act.uid == row.uid.partition("~")[0]:
        act = replace(act, uid=row.uid)
    elif act.uid != row.uid:
        like = or_(ActRow.uid == act.uid, ActRow.uid.startswith(f"{act.uid}~", autoescape=True))
        taken = set(session.scalars(select(ActRow.uid).where(like, ActRow.id != row.id)))
        act = replace(act, uid=distinct_uid(act.uid, taken))
    fill(row, act)


def claims_of(row: ActRow) -> tuple[Claim, ...]:
    """The claims of a row as pure dataclasses, oldest first."""
    ordered = sorted(row.claims, key=lambda c: c.id or 2**31)
    return tuple(Claim(c.field, c.value, c.source, c.evidence) for c in ordered)


def stated_of(session: Session, row: ActRow, same: SameActs) -> tuple[Claim, ...]:
    """The claims of a row and of the records for which it is used."""
    members = same.members(row.id)
    if not members:
        return claims_of(row)
    lesser = session.scalars(select(ActRow).where(ActRow.id.in_(members)).order_by(ActRow.id))
    return (*claims_of(row), *(claim for other in lesser for claim in claims_of(other)))


def without_lesser(fits: list[ActRow], same: SameActs) -> list[ActRow]:
    """Stored records that fit, each act once: a record goes where the one used in its place is here too."""
    ids = {row.id for row in fits}
    return [row for row in fits if same.kept.get(row.id) not in ids]


def describes(row: ActRow, act: Act) -> bool:
    """Whether a stored act is the described one, as it is known now or as sources state it: a value that a
    person decided must not make the sources' act a stranger."""
    if same_act(to_act(row), act):
        return True
    claims = claims_of(row)
    if not any(claim.source == PERSON for claim in claims):
        return False
    stated = tuple(claim for claim in claims if claim.source != PERSON)
    return same_act(with_best_values(replace(to_act(row), claims=stated)), act)


class RegistryWriter:
    """Writes merged rows inside the caller's transaction; writing the same rows again changes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ranking, self._same = source_ranking(session), same_acts(session)
        self.waiting: list[WaitingEvent] = []

    def write(self, rows: Sequence[RegistryRow]) -> StoreCounts:
        """Insert or complete the acts of ``rows``; their new events are left in ``waiting`` for
        :func:`app.services.registry_events.store_events`, when all acts that act are known."""
        counts = StoreCounts()
        for at in range(0, len(rows), _BATCH):
            self._write_batch(rows[at : at + _BATCH], counts)
        return counts

    def _write_batch(self, rows: Sequence[RegistryRow], counts: StoreCounts) -> None:
        known = self._known(rows)
        wanted = select(ActRow.uid).where(ActRow.uid.in_([row.act.uid for row in rows]))
        taken = set(self._session.scalars(wanted))
        seen: list[tuple[ActRow, RegistryRow, bool]] = []
        fresh: list[ActRow] = []
        for row in rows:
            key = number_key(row.act.number) if row.act.number else row.act.uid
            stored = _only([found for found in known[key] if describes(found, row.act)], row, self._same)
            if stored is not None:
                seen.append((stored, row, self._complete(stored, row)))
                continue
            act = with_best_values(row.act, self._ranking)
            # Merged rows have a uid of their own; here another order of trust may name the act anew.
            uid = distinct_uid(row.act.uid if act.uid == row.act.uid.partition("~")[0] else act.uid, taken)
            taken.add(uid)
            stored = new_row(replace(act, uid=uid))
            stored.events = []  # loaded, so that nobody asks the database for them
            stored.claims = [_claim_row(claim) for claim in row.act.claims]
            stored.aliases = [AliasRow(name=name, name_key=key) for name, key in _aliases(row)]
            self._session.add(stored)
            known[key].append(stored)
            fresh.append(stored)
            seen.append((stored, row, True))
        self._session.flush()
        counts.added |= {stored.id for stored in fresh}
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
            claims = stated_of(self._session, stored, self._same)
            refill(self._session, stored, with_best_values(to_act(stored, claims), self._ranking))
        return bool(fresh or aliases)

    def _write_events(self, seen: Iterable[tuple[ActRow, RegistryRow, bool]], counts: StoreCounts) -> None:
        for stored, row, altered in seen:
            known, changed = KnownEvents(stored.events), altered
            for event, ref in row.events:
                fresh = known.missing(event, label_of(event, ref))
                if fresh is not None:
                    self.waiting.append(WaitingEvent(stored.id, fresh, ref))
                    changed = True
            counts.seen.add(stored.id)
            if changed:
                counts.touched.add(stored.id)


def _only(fits: list[ActRow], row: RegistryRow, same_one: SameActs) -> ActRow | None:
    """The stored act that the row is about. Where several fit, the one that an earlier import of the same
    row made, else the one that a person uses for all of them: what cannot be told apart stays apart, but is
    not added again and again."""
    if len(fits) < 2:
        return fits[0] if fits else None
    stated = {(claim.field, claim.value, claim.source) for claim in row.act.claims}
    same = [
        found
        for found in fits
        if found.uid.partition("~")[0] == row.act.uid.partition("~")[0]
        and stated <= {(claim.field, claim.value, claim.source) for claim in found.claims}
    ]
    if same:
        return same[0]
    left = without_lesser(fits, same_one)
    return left[0] if len(left) == 1 else None


def index_entry(act: ActRow, text: str = "") -> IndexedAct:
    """The act as the search index takes it; without a text it is found by number, date and title."""
    return IndexedAct(
        uid=act.uid,
        type=act.type,
        number=act.number,
        title=act.title,
        issuer_name=act.issuer_name,
        issued=act.issued,
        text=text,
        province=province_of_issuer(act.issuer or ""),
    )


def _aliases(row: RegistryRow) -> list[tuple[str, str]]:
    pairs: dict[str, str] = {}
    for name in row.names:
        for key in name_keys(Act("", row.act.type, row.act.number, name)):
            pairs.setdefault(key[:_NAME], name)
    return [(name, key) for key, name in pairs.items()]


def _claim_row(claim: Claim) -> ClaimRow:
    return ClaimRow(field=claim.field, value=claim.value, source=claim.source, evidence=claim.evidence)
