"""One unit of work over the database and the search index: both change, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.db.base import SessionFactory, begin_writing
from indexer.search.protocol import IndexUnit, SearchIndex


@contextmanager
def stored_and_indexed(
    sessions: SessionFactory, index: SearchIndex, undo: Callable[[], None] | None = None
) -> Iterator[tuple[Session, IndexUnit]]:
    """Session and index unit that commit together at the end of the block.

    Order (see :class:`indexer.search.protocol.SearchIndex`): rows are flushed, the index is prepared,
    then published, then the database commits. A crash between the last two leaves the index ahead, never
    behind; the start-up repair puts it right. An exception rolls both back, after ``undo`` has taken back
    what the block did to files: nobody else writes as long as the session has not let go.
    """
    with sessions() as session, index.writer() as unit:
        try:
            begin_writing(session)
            yield session, unit
            session.flush()
            unit.prepare()
            unit.commit()
            session.commit()
        except BaseException:
            if undo:
                undo()
            session.rollback()
            raise
