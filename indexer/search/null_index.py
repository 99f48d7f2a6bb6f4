"""An index that finds nothing and remembers nothing: for installations and tests without search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from indexer.search.protocol import (
    IndexDiff,
    IndexedAct,
    IndexUnit,
    SearchQuery,
    SearchResults,
    TextsOf,
)


class _NullUnit:
    def put(self, act: IndexedAct) -> None:
        pass

    def delete(self, uid: str) -> None:
        pass

    def prepare(self) -> None:
        pass

    def commit(self) -> None:
        pass


class NullIndex:
    """Implements :class:`indexer.search.protocol.SearchIndex`; look-ups by number and date still work
    because the database answers them."""

    @contextmanager
    def writer(self) -> Iterator[IndexUnit]:
        """A unit of work that does nothing."""
        yield _NullUnit()

    def add(self, batch: Iterable[IndexedAct]) -> None:
        """Do nothing; the batch is not even read."""

    def search(self, query: SearchQuery, texts_of: TextsOf | None = None) -> SearchResults:  # noqa: ARG002
        """No hits."""
        return SearchResults()

    def verify(self, expected_uids: Iterable[str]) -> IndexDiff:  # noqa: ARG002
        """Always clean: nothing is expected of this index."""
        return IndexDiff()

    def rebuild(self, acts: Iterable[IndexedAct]) -> int:  # noqa: ARG002
        """Nothing to build."""
        return 0

    def close(self) -> None:
        """Nothing to close."""
