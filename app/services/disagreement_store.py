"""Keeping the register of disagreements in step with what sources state.

Runs in the transaction that stores claims and events, so the register never tells of what is not there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.act_registry import source_ranking, to_act, to_event
from app.db.models import ActRow, ClaimRow, DisagreementRow, EventRow
from app.db.same_acts import SameActs, same_acts
from legal_corpus.effect.disagreements import disagreements_of
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.disagreement import Disagreement
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.disagreements import identity_disagreements
from legal_corpus.registry.sources import PERSON, SourceRanking

_BATCH = 400
_SUBJECT = 300
_Key = tuple[str, str, str]


def refresh_disagreements(
    session: Session,
    act_ids: Iterable[int] | None,
    at: dt.datetime,
    advance: Callable[[int], None] = lambda _steps: None,
) -> None:
    """Find the disagreements about these acts anew (``None``: about all), and about the acts they act on
    or share a number with. ``advance`` is told of every batch done."""
    session.flush()
    if act_ids is None:
        ids = sorted(session.scalars(select(ActRow.id)))
    else:
        ids = sorted(_with_neighbours(session, set(act_ids)))
    ranking, same = source_ranking(session), same_acts(session)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        _refresh_batch(session, batch, ranking, same, at)
        advance(len(batch))
    session.flush()


def open_counts(session: Session) -> dict[str, int]:
    """Open disagreements by kind, most frequent first."""
    query = (
        select(DisagreementRow.kind, func.count())
        .where(DisagreementRow.state == "open")
        .group_by(DisagreementRow.kind)
        .order_by(func.count().desc(), DisagreementRow.kind)
    )
    return {kind: int(count) for kind, count in session.execute(query)}


def _with_neighbours(session: Session, ids: set[int]) -> set[int]:
    found = set(ids)
    wanted = sorted(ids)
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        found |= set(session.scalars(select(EventRow.target_id).where(EventRow.by_id.in_(batch))))
        keys = select(ActRow.number_key).where(ActRow.id.in_(batch), ActRow.number_key.is_not(None))
        found |= set(session.scalars(select(ActRow.id).where(ActRow.number_key.in_(keys))))
    return found


def _refresh_batch(
    session: Session, ids: Sequence[int], ranking: SourceRanking, same: SameActs, at: dt.datetime
) -> None:
    rows = session.scalars(select(ActRow).where(ActRow.id.in_(ids))).all()
    members = {act_id: same.members(act_id) for act_id in ids}
    lesser = sorted({member for found in members.values() for member in found})
    claims = _claims(session, [*ids, *lesser])
    acts = {row.id: to_act(row, tuple(_joined(claims, row.id, members))) for row in rows}
    events, acting = _events(session, acts, {member: kept for kept in members for member in members[kept]})
    numbered = _numbered(session, {row.number_key for row in rows if row.number_key})
    known: dict[int, dict[_Key, DisagreementRow]] = defaultdict(dict)
    stored = select(DisagreementRow).where(DisagreementRow.act_id.in_(ids))
    for row in session.scalars(stored):
        known[row.act_id][row.kind, row.field, row.subject] = row
    for act_row in rows:
        found: list[Disagreement] = []
        if act_row.id not in same.kept:  # what another record is used for is judged there
            act = acts[act_row.id]
            found += disagreements_of(act, events[act_row.id], acting, ranking)
            found += identity_disagreements(
                act, _undecided(act_row.id, numbered[act_row.number_key or ""], same)
            )
        if found or known[act_row.id]:
            _keep(session, act_row.id, found, known[act_row.id], at)


def _joined(
    claims: dict[int, list[Claim]], act_id: int, members: Mapping[int, Sequence[int]]
) -> Iterator[Claim]:
    """What sources claim of an act, under whichever of its records."""
    for one in (act_id, *members[act_id]):
        yield from claims[one]


def _undecided(act_id: int, numbered: Iterable[tuple[int, Act]], same: SameActs) -> list[Act]:
    """Acts of the same number of which nobody said yet whether they are this one."""
    return [
        other
        for other_id, other in numbered
        if other_id != act_id and other_id not in same.kept and not same.are_apart(act_id, other_id)
    ]


def _claims(session: Session, ids: Sequence[int]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    columns = (ClaimRow.act_id, ClaimRow.field, ClaimRow.value, ClaimRow.source, ClaimRow.evidence)
    for act_id, field, value, source, evidence in session.execute(
        select(*columns).where(ClaimRow.act_id.in_(ids)).order_by(ClaimRow.id)
    ):
        found[act_id].append(Claim(field, value, source, evidence))
    return found


def _events(
    session: Session, acts: dict[int, Act], lesser: Mapping[int, int]
) -> tuple[dict[int, list[EffectEvent]], dict[str, Act]]:
    """Events by the id of the act they are on, with the acting acts by uid; ``lesser`` gives the record in
    use for others of the same act."""
    query = select(EventRow).where(EventRow.target_id.in_([*acts, *lesser])).order_by(EventRow.id)
    rows = session.scalars(query).all()
    by_ids = sorted({row.by_id for row in rows if row.by_id})
    actors = {
        row.id: to_act(row)
        for at in range(0, len(by_ids), _BATCH)
        for row in session.scalars(select(ActRow).where(ActRow.id.in_(by_ids[at : at + _BATCH])))
    }
    found: dict[int, list[EffectEvent]] = defaultdict(list)
    for row in rows:
        by = actors.get(row.by_id or 0)
        target = lesser.get(row.target_id, row.target_id)
        found[target].append(to_event(row, acts[target].uid, by.uid if by else None))
    return found, {act.uid: act for act in actors.values()}


def _numbered(session: Session, keys: set[str]) -> dict[str, list[tuple[int, Act]]]:
    """Acts with their row ids by number key, for keys that more than one act has."""
    found: dict[str, list[tuple[int, Act]]] = defaultdict(list)
    wanted = sorted(keys)
    several = (
        select(ActRow.number_key)
        .where(ActRow.number_key.in_(wanted))
        .group_by(ActRow.number_key)
        .having(func.count() > 1)
    )
    shared = [key for key in session.scalars(several) if key]
    rows = session.scalars(select(ActRow).where(ActRow.number_key.in_(shared)).order_by(ActRow.uid)).all()
    first: dict[int, str] = {}
    for at in range(0, len(rows), _BATCH):
        part = [row.id for row in rows[at : at + _BATCH]]
        query = select(ClaimRow.act_id, ClaimRow.source).where(ClaimRow.act_id.in_(part))
        for act_id, source in session.execute(query.order_by(ClaimRow.id)):
            first.setdefault(act_id, source)
    for row in rows:
        origin = first.get(row.id)
        claims = (Claim("number", row.number or "", origin),) if origin else ()
        found[row.number_key or ""].append((row.id, to_act(row, claims)))
    return found


def _keep(
    session: Session,
    act_id: int,
    found: Iterable[Disagreement],
    known: dict[_Key, DisagreementRow],
    at: dt.datetime,
) -> None:
    seen: set[_Key] = set()
    for item in found:
        key: _Key = (item.kind, item.field, item.subject[:_SUBJECT])
        if key in seen:
            continue
        seen.add(key)
        row = known.get(key)
        if row is None:
            row = DisagreementRow(
                act_id=act_id, kind=key[0], field=key[1], subject=key[2], state="open", found_at=at
            )
            session.add(row)
        elif row.state == "gone" or (row.state == "settled" and _news(row, item)):
            row.state, row.found_at = "open", at
        _fill(row, item)
    for key, row in known.items():
        if key not in seen and row.state == "open":
            row.state = "gone"


def _news(row: DisagreementRow, item: Disagreement) -> bool:
    """Whether a source states a value that nobody had when a person decided."""
    had = {(value["value"], value["source"]) for value in row.values}
    return any((v.value, v.source) not in had and v.source != PERSON for v in item.values)


def _fill(row: DisagreementRow, item: Disagreement) -> None:
    values = [asdict(value) for value in item.values]
    said = (item.used, item.used_source, item.why)
    if row.id is not None and row.values == values and (row.used, row.used_source, row.why) == said:
        return
    row.values = values
    row.sources = "|" + "".join(f"{code}|" for code in dict.fromkeys(v.source for v in item.values) if code)
    row.used, row.used_source, row.why = said
