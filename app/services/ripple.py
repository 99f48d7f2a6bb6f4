"""Use case: after a change of the registry, check again what it can touch, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from app.db.base import SessionFactory, transaction
from app.db.models import ChangeRow, ExpressionRow, RecheckRow
from app.jobs.progress import NullProgress, Progress
from app.services.arising import SWEEP
from app.services.audit import record_audit
from app.services.held import IS_CURRENT
from app.services.permissions import Actor, Permission, require
from app.services.planning import changes_wait, plan_changes, plan_days, wait_all, waiting
from app.services.rechecking import BATCH, Rechecker

AT_ONCE = 200  # texts that a person waits for; more are left to the background


@dataclass(frozen=True, slots=True)
class RippleSummary:
    """What settling changes did: texts checked again, new and gone findings, texts that still wait."""

    checked: int = 0
    new: int = 0
    gone: int = 0
    left: int = 0


class RippleService:
    """Settles changes. What waits is in the store: a run that is killed goes on where it was."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], datetime]) -> None:
        self._sessions, self._now = sessions, now
        self._most = 0
        self._day: date | None = None  # the last one looked at by this process

    def progress(self) -> tuple[int, int]:
        """How many texts are done and how many there were when the present work began; (0, 0) at rest.

        Only looks; a process that came later counts from what it found.
        """
        with transaction(self._sessions) as session:
            left = waiting(session)
        self._most = max(self._most, left) if left else 0
        return self._most - left, self._most

    def left(self) -> int:
        """How many texts wait for their check; changes that were just written are looked into first."""
        with transaction(self._sessions) as session:
            if not changes_wait(session):
                return waiting(session)
        return plan_changes(self._sessions)

    def settle(
        self, actor: Actor, on: date, progress: Progress | None = None, *, most: int | None = None
    ) -> RippleSummary:
        """Check the waiting texts as of ``on``; with ``most`` only when they are no more than that.

        One writing transaction a batch; whoever else settles at the same time takes other batches or the same
        ones, with one result.
        """
        require(actor, Permission.INGEST)
        left = self.left()
        if left == 0 or (most is not None and left > most):
            return RippleSummary(left=left)
        bar, checker = progress or NullProgress(), Rechecker(self._sessions, self._now)
        checked = new = gone = 0
        bar.start(left, "Rà soát lại văn bản bị ảnh hưởng")
        try:
            while ids := self._next():
                for item in checker.check(ids, on, keep=True):
                    new, gone = new + item.new, gone + item.gone
                checked += len(ids)
                bar.advance(len(ids))
            if checked:  # another process may have taken it all
                self._trace(actor, on, checked, new)
        finally:
            bar.finish()
        return RippleSummary(checked, new, gone, self.left())

    def order_sweep(self, actor: Actor) -> int:
        """Let every text wait for its check; returns how many wait. The background does the rest."""
        require(actor, Permission.INGEST)
        plan_changes(self._sessions)
        with transaction(self._sessions, writes=True) as session:
            change = ChangeRow(at=self._now(), act_id=None, kind=SWEEP, planned=True)
            session.add(change)
            session.flush()
            wait_all(session, change.id)
            record_audit(session, actor, self._now(), "sweep.order", "corpus", texts=waiting(session))
            return waiting(session)

    def step(self, on: date) -> bool:
        """Check one batch of what waits; whether there was any. For a worker in the background.

        A day that has come is looked at first: what takes effect or ends on it alters findings although
        nobody has changed anything.
        """
        if self._day != on:
            plan_days(self._sessions, on, self._now())
            self._day = on
        if not self.left():
            return False
        ids = self._next()
        if ids:
            Rechecker(self._sessions, self._now).check(ids, on, keep=True)
        return bool(ids)

    def _next(self) -> list[int]:
        """The next batch; at the end texts that a later file replaced are forgotten."""
        with transaction(self._sessions) as session:
            query = (
                select(RecheckRow.expression_id)
                .join(ExpressionRow, ExpressionRow.id == RecheckRow.expression_id)
                .where(IS_CURRENT)
                .order_by(RecheckRow.change_id, RecheckRow.expression_id)
            )
            ids = list(session.scalars(query.limit(BATCH)))
        if not ids:
            replaced = RecheckRow.expression_id.in_(select(ExpressionRow.id).where(~ExpressionRow.current))
            with transaction(self._sessions, writes=True) as session:
                session.execute(delete(RecheckRow).where(replaced))
        return ids

    def _trace(self, actor: Actor, on: date, checked: int, new: int) -> None:
        with transaction(self._sessions) as session:
            record_audit(session, actor, self._now(), "ripple.run", on.isoformat(), texts=checked, new=new)


__all__ = ["AT_ONCE", "RippleService", "RippleSummary"]
