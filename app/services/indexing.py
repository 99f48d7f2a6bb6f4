"""Use case: keep the search index in step with the store."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ExpressionRow
from app.jobs.progress import NullProgress, Progress
from app.services.ingest_store import indexed
from app.services.permissions import Actor, Permission, require
from app.services.registry_run import titles_to_index
from indexer.search.protocol import IndexDamagedError, IndexDiff, IndexedAct, SearchIndex
from indexer.search.repair import repair

_BATCH = 200


class IndexingService:
    """The index is always derivable from the store; this derives it."""

    def __init__(self, *, sessions: SessionFactory, index: SearchIndex) -> None:
        self._sessions, self._index = sessions, index

    def repair(self) -> IndexDiff | None:
        """Put right what a crash between two commits left; ``None`` when the index had to be rebuilt."""
        with transaction(self._sessions) as session:
            try:
                return repair(self._index, _expected(session), lambda uid: _entry(session, uid))
            except IndexDamagedError:
                self._index.rebuild(_entries(session, NullProgress()))
                return None

    def rebuild(self, actor: Actor, progress: Progress | None = None) -> int:
        """Build the index anew and swap; returns the number of acts in it."""
        require(actor, Permission.ADMINISTER)
        bar = progress or NullProgress()
        with transaction(self._sessions) as session:
            expected = _expected(session)
            bar.start(len(expected), "Lập chỉ mục")
            try:
                return self._index.rebuild(_entries(session, bar))
            finally:
                bar.finish()


def _expected(session: Session) -> list[str]:
    with_text = select(ExpressionRow.act_id).where(ExpressionRow.current)
    query = select(ActRow.uid).where(ActRow.title.is_not(None) | ActRow.id.in_(with_text))
    return list(session.scalars(query))


def _entry(session: Session, uid: str) -> IndexedAct | None:
    act = session.scalar(select(ActRow).where(ActRow.uid == uid))
    if act is None:
        return None
    expression = session.scalar(
        select(ExpressionRow).where(ExpressionRow.act_id == act.id, ExpressionRow.current)
    )
    if expression is not None:
        return indexed(expression)
    return next(titles_to_index(session, {act.id}), None)


def _entries(session: Session, bar: Progress) -> Iterator[IndexedAct]:
    query = select(ExpressionRow).where(ExpressionRow.current).options(selectinload(ExpressionRow.act))
    for expression in session.scalars(query.execution_options(yield_per=_BATCH)):
        bar.advance()
        yield indexed(expression)
    ids = session.scalars(select(ActRow.id).where(ActRow.title.is_not(None))).all()
    for entry in titles_to_index(session, set(ids)):
        bar.advance()
        yield entry
