"""Use case: which source is believed first. Changing the order works out every value anew, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.act_registry import source_ranking
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ClaimRow, DisagreementRow, SourceRow
from app.errors import UsageError
from app.jobs.progress import NullProgress, Progress
from app.services.act_values import contested_acts, recompute_values
from app.services.audit import record_audit
from app.services.disagreement_store import refresh_disagreements
from app.services.linking import relink
from app.services.permissions import Actor, Permission, require
from app.services.work import stored_and_indexed
from indexer.search.protocol import SearchIndex
from legal_corpus.registry.sources import PERSON, ranked, source


@dataclass(frozen=True, slots=True)
class RankedSource:
    """A source with its place (1 first); ``shipped`` is its place in the order the product comes with.
    ``claims`` counts what it states; ``fixed`` is a person's decision, which cannot be moved."""

    code: str
    name: str
    trust: str
    place: int
    shipped: int
    claims: int
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class OrderChange:
    """What a new order changed: values of how many acts, and texts linked anew."""

    values: int
    acts: int
    relinked: int


class SourceOrderService:
    """Reads and changes the order of trust."""

    def __init__(
        self, *, sessions: SessionFactory, index: SearchIndex, now: Callable[[], dt.datetime]
    ) -> None:
        self._sessions, self._index, self._now = sessions, index, now

    def list(self, actor: Actor) -> tuple[RankedSource, ...]:
        """Every source, most trusted first."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            claims: dict[str, int] = {
                code: int(count)
                for code, count in session.execute(
                    select(ClaimRow.source, func.count()).group_by(ClaimRow.source)
                )
            }
            known = {row.code: row for row in session.scalars(select(SourceRow))}
            order = _order(session)
            shipped = {code: place for place, code in enumerate(ranked(order).order, start=1)}
            found = [RankedSource(PERSON, source(PERSON).name, "best", 0, 0, claims.get(PERSON, 0), True)]
            for place, code in enumerate(order, start=1):
                row = known.get(code)
                name = row.name if row else source(code).name
                trust = row.trust if row else source(code).trust
                found.append(RankedSource(code, name, trust, place, shipped[code], claims.get(code, 0)))
            return tuple(found)

    def reorder(self, actor: Actor, codes: Sequence[str], progress: Progress | None = None) -> OrderChange:
        """Set the whole order, most trusted first.

        Raises :class:`UsageError` when it is not exactly the sources there are.
        """
        return self._apply(actor, codes, progress)

    def move(self, actor: Actor, code: str, steps: int) -> OrderChange:
        """Move one source by so many places, up when negative. Raises :class:`UsageError`."""
        with transaction(self._sessions) as session:
            order = _order(session)
        if code not in order:
            raise UsageError("Không có nguồn này trong danh sách; hãy tải lại trang.")
        at = order.index(code)
        to = min(max(at + steps, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        return self._apply(actor, order, None)

    def restore(self, actor: Actor) -> OrderChange:
        """Go back to the shipped order."""
        return self._apply(actor, None, None)

    def _apply(self, actor: Actor, codes: Sequence[str] | None, progress: Progress | None) -> OrderChange:
        require(actor, Permission.ADMINISTER)
        bar = progress or NullProgress()
        with stored_and_indexed(self._sessions, self._index) as (session, unit):
            before = _order(session)
            wanted = list(codes) if codes is not None else list(ranked(before).order)
            if sorted(wanted) != sorted(before):
                raise UsageError(
                    "Danh sách nguồn đã thay đổi hoặc có hai nguồn cùng thứ tự; hãy tải lại trang."
                )
            _write(session, wanted if codes is not None else None)
            if wanted == before:
                return OrderChange(0, 0, 0)
            contested = contested_acts(session)
            bar.start(2 * len(contested), "Tính lại giá trị theo thứ tự mới")
            try:
                changes = recompute_values(session, unit, contested, source_ranking(session), bar.advance)
                keys = _keys(session, changes.acts)
                relinked = relink(session, changes.acts, keys) if changes.acts else 0
                # An order changes which value is used, not whether sources contradict each other.
                listed = select(DisagreementRow.act_id).where(DisagreementRow.state != "gone")
                told = contested | set(session.scalars(listed))
                refresh_disagreements(session, told, self._now(), bar.advance)
            finally:
                bar.finish()
            record_audit(
                session,
                actor,
                self._now(),
                "source.reorder",
                "",
                before=before,
                after=wanted,
                values=changes.values,
                acts=len(changes.acts),
            )
            return OrderChange(changes.values, len(changes.acts), relinked)


def _order(session: Session) -> list[str]:
    """Codes in their present order: the shipped sources and all that claims name."""
    ranking = source_ranking(session)
    named = session.scalars(select(ClaimRow.source).distinct()).all()
    stored = session.scalars(select(SourceRow.code)).all()
    every = dict.fromkeys([*ranking.order, *sorted({*stored, *named})])
    return [code for code in every if code != PERSON]


def _write(session: Session, order: Sequence[str] | None) -> None:
    known = {row.code: row for row in session.scalars(select(SourceRow))}
    for row in known.values():
        row.position = None
    for place, code in enumerate(order or (), start=1):
        if code not in known:
            origin = source(code)
            known[code] = SourceRow(code=code, name=origin.name, trust=origin.trust, as_of=origin.as_of)
            session.add(known[code])
        known[code].position = place
    session.flush()


def _keys(session: Session, act_ids: set[int]) -> set[str]:
    found: set[str] = set()
    ids = sorted(act_ids)
    for at in range(0, len(ids), 400):
        query = select(ActRow.number_key).where(ActRow.id.in_(ids[at : at + 400]))
        found |= {key for key in session.scalars(query) if key}
    return found
