"""What people said of pairs of records: that they are one act, or two.

A person's claim on one record names the other one by its row id: nothing is taken away from either, and
taking the claim back undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.batches import batches
from app.db.models import ActRow, ClaimRow
from legal_corpus.registry.sources import PERSON

_Name = TypeVar("_Name", int, str)
SAME_AS, APART_FROM = "same_as", "apart_from"


@dataclass(frozen=True)
class SameActs:
    """``kept``: row id of a record -> row id of the one used in its place. ``uids``: the same by uid.
    ``apart``: pairs of ids, smaller first, that are two acts."""

    kept: Mapping[int, int]
    uids: Mapping[str, str]
    apart: frozenset[tuple[int, int]]

    @cached_property
    def _members(self) -> dict[int, tuple[int, ...]]:
        return _grouped(self.kept)

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self.uids)

    def members(self, act_id: int) -> tuple[int, ...]:
        """Ids of the records for which this one is used."""
        return self._members.get(act_id, ())

    def group(self, uid: str) -> tuple[str, ...]:
        """Uids of all records of one act, the one in use first."""
        kept = self.uids.get(uid, uid)
        return (kept, *self._groups.get(kept, ()))

    def group_ids(self, act_id: int) -> tuple[int, ...]:
        """Row ids of all records of one act, the one in use first."""
        kept = self.kept.get(act_id, act_id)
        return (kept, *self.members(kept))

    def are_apart(self, one: int, other: int) -> bool:
        """Whether a person said that the two are two acts."""
        return (min(one, other), max(one, other)) in self.apart


def _grouped(kept: Mapping[_Name, _Name]) -> dict[_Name, tuple[_Name, ...]]:
    found: dict[_Name, list[_Name]] = {}
    for lesser, other in kept.items():
        found.setdefault(other, []).append(lesser)
    return {other: tuple(sorted(members)) for other, members in found.items()}


def stated(other_id: int, decision: int) -> str:
    """The value of such a claim: the other record and the contradiction that was decided."""
    return f"{other_id}/{decision}"


def same_acts(session: Session) -> SameActs:
    """Every decision on pairs; a few, whatever the size of the store."""
    query = select(ClaimRow.act_id, ClaimRow.field, ClaimRow.value).where(
        ClaimRow.source == PERSON, ClaimRow.field.in_((SAME_AS, APART_FROM))
    )
    said: dict[int, int] = {}
    apart: set[tuple[int, int]] = set()
    for act_id, field, value in session.execute(query.order_by(ClaimRow.id)):
        other = int(value.partition("/")[0])
        if field == SAME_AS:
            said[act_id] = other
        else:
            apart.add((min(act_id, other), max(act_id, other)))
    kept = {lesser: last for lesser in said if (last := _last(said, lesser)) != lesser}
    uids = _uids(session, {*kept, *kept.values()})
    known = {lesser: other for lesser, other in kept.items() if lesser in uids and other in uids}
    by_uid = {uids[lesser]: uids[other] for lesser, other in known.items()}
    return SameActs(known, by_uid, frozenset(apart))


def _last(said: Mapping[int, int], act_id: int) -> int:
    """The end of a chain A -> B -> C; in a ring, which two contrary decisions would make, the smallest of
    it, so that one record always stays."""
    seen = [act_id]
    while (after := said.get(act_id)) is not None:
        if after in seen:
            return min(seen[seen.index(after) :])
        seen.append(after)
        act_id = after
    return act_id


def _uids(session: Session, ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches(ids):
        query = select(ActRow.id, ActRow.uid).where(ActRow.id.in_(batch))
        found.update((row.id, row.uid) for row in session.execute(query))
    return found
