"""The embedded index: Whoosh in a folder."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import whoosh.index
from whoosh.query import Query
from whoosh.searching import Searcher
from whoosh.sorting import FieldFacet

from indexer.search.analysis import query_units
from indexer.search.matching import QueryMatcher
from indexer.search.protocol import (
    Hit,
    IndexDiff,
    IndexedAct,
    SearchQuery,
    SearchResults,
    TextsOf,
)
from indexer.search.whoosh_folder import IndexFolder, damage_reported
from indexer.search.whoosh_schema import limits, schema, tree
from indexer.search.whoosh_writer import WhooshUnit

RERANKED = 50
"""So many best hits are compared with the query's marks and word order; the others stay behind them."""

_State = tuple[Path, int]


class WhooshIndex:
    """Implements :class:`indexer.search.protocol.SearchIndex` for some 20,000 to 50,000 acts."""

    def __init__(self, folder: Path, lock_timeout_s: float = 10.0, memory_mb: int = 128) -> None:
        self._folder = IndexFolder(folder)
        self._lock_timeout_s = lock_timeout_s
        self._memory_mb = memory_mb
        self._idle: list[tuple[_State, Searcher]] = []
        self._uids: tuple[_State, dict[str, int]] | None = None
        self._guard = threading.Lock()

    @contextmanager
    def writer(self) -> Iterator[WhooshUnit]:
        """A unit of work under the write lock; see :class:`SearchIndex` for the order of commits."""
        with self._folder.lock(self._lock_timeout_s):
            generation = self._folder.current()
            if generation is None:
                generation = self._folder.new_generation()
                whoosh.index.create_in(str(generation), schema())
                self._folder.swap(generation)
            with damage_reported():
                self._folder.pending()
                opened = whoosh.index.open_dir(str(generation), schema=schema())
                unit = WhooshUnit(opened, self._folder, self._memory_mb)
            try:
                yield unit
                unit.commit()
            except BaseException:
                unit.cancel()
                raise
            unit.settle()

    def add(self, batch: Iterable[IndexedAct]) -> None:
        """Put many acts in one unit of work."""
        with self.writer() as unit:
            for act in batch:
                unit.put(act)

    def search(self, query: SearchQuery, texts_of: TextsOf | None = None) -> SearchResults:
        """Acts that contain the words."""
        units = query_units(query.text)
        if not units or query.uids == frozenset():
            return SearchResults()
        wanted, filters = tree(units), limits(query)
        with self._searcher() as opened:
            if opened is None:
                return SearchResults()
            state, searcher = opened
            allowed = self._allowed(state, searcher, filters, query.uids)
            if allowed is not None and not allowed:  # Whoosh takes an empty filter for no filter
                return SearchResults()
            total, found = _collect(searcher, wanted, allowed, query)
        matcher = QueryMatcher(units)
        if query.order == "relevance":
            found = _rerank(found, matcher, texts_of)
        page = found[query.offset : query.offset + query.limit]
        return SearchResults(total, _present(page, matcher, texts_of))

    def verify(self, expected_uids: Iterable[str]) -> IndexDiff:
        """Compare with the uids that should be there."""
        expected = frozenset(expected_uids)
        with self._searcher() as opened:
            held = frozenset(self._numbers(*opened)) if opened else frozenset()
        return IndexDiff(expected - held, held - expected, self._folder.pending())

    def rebuild(self, acts: Iterable[IndexedAct]) -> int:
        """A new generation beside the current one, then the swap; also the way out of damage."""
        with self._folder.lock(self._lock_timeout_s):
            generation = self._folder.new_generation()
            count = 0
            try:
                opened = whoosh.index.create_in(str(generation), schema())
                unit = WhooshUnit(opened, self._folder, self._memory_mb)
                for act in acts:
                    unit.put(act)
                    count += 1
                unit.prepare()
                unit.publish()
                self._folder.swap(generation)
            except BaseException:
                shutil.rmtree(generation, ignore_errors=True)
                raise
            self._folder.set_pending(())
            return count

    def close(self) -> None:
        """Close the idle searchers."""
        with self._guard:
            idle, self._idle = self._idle, []
        for _, searcher in idle:
            searcher.close()

    @contextmanager
    def _searcher(self) -> Iterator[tuple[_State, Searcher] | None]:
        """A searcher of the newest state for this thread alone: Whoosh's readers are not shareable."""
        with damage_reported():
            opened = self._take()
            yield opened
        if opened is not None:
            with self._guard:
                self._idle.append(opened)

    def _take(self) -> tuple[_State, Searcher] | None:
        try:
            return self._open_current()
        except Exception:  # a rebuild of another process may just have swapped the folder
            return self._open_current()

    def _open_current(self) -> tuple[_State, Searcher] | None:
        generation = self._folder.current()
        if generation is None:
            return None
        index = whoosh.index.open_dir(str(generation), schema=schema())
        state = (generation, int(index.latest_generation()))
        with self._guard:
            usable = [entry for entry in self._idle if entry[0] == state]
            stale = [entry for entry in self._idle if entry[0] != state]
            self._idle = usable[1:]
        for _, searcher in stale:
            searcher.close()
        if usable:
            return usable[0]
        searcher = index.searcher()
        read = searcher.reader().generation()  # None when there is no act at all
        return ((generation, state[1] if read is None else int(read)), searcher)

    def _allowed(
        self, state: _State, searcher: Searcher, filters: Query | None, uids: frozenset[str] | None
    ) -> set[int] | None:
        """Document numbers that the filters allow, ``None`` for all."""
        allowed = set(searcher.docs_for_query(filters)) if filters is not None else None
        if uids is None:
            return allowed
        numbers = self._numbers(state, searcher)
        named = {numbers[uid] for uid in uids if uid in numbers}
        return named if allowed is None else allowed & named

    def _numbers(self, state: _State, searcher: Searcher) -> dict[str, int]:
        """uid -> document number, read once per state of the index."""
        with self._guard:
            known = self._uids
        if known is None or known[0] != state:
            known = (state, {stored["uid"]: number for number, stored in searcher.reader().iter_docs()})
            with self._guard:
                self._uids = known
        return known[1]


_Found = tuple[Hit, str]


def _collect(
    searcher: Searcher, wanted: Query, allowed: set[int] | None, query: SearchQuery
) -> tuple[int, list[_Found]]:
    """Number of matches and the best of them with their titles, in the engine's order."""
    options: dict[str, Any] = {"filter": allowed} if allowed is not None else {}
    if query.order == "newest":
        options["sortedby"] = FieldFacet("issued", reverse=True)
    # No limit: the total is wanted, and with a limit Whoosh runs the query twice to know it.
    results = searcher.search(wanted, limit=None, **options)
    total = results.scored_length()
    found = []
    for rank in range(min(total, max(query.offset + query.limit, RERANKED))):
        stored = results.fields(rank)
        score = results.score(rank) if query.order == "relevance" else 0.0
        found.append((Hit(stored["uid"], float(score or 0.0)), stored.get("title") or ""))
    return total, found


def _rerank(found: list[_Found], matcher: QueryMatcher, texts_of: TextsOf | None) -> list[_Found]:
    """Acts with the query's own marks first; then by score, doubled when its words stand together."""
    head, tail = found[:RERANKED], found[RERANKED:]
    texts = texts_of([hit.uid for hit, _ in head]) if texts_of else {}
    ranked = []
    for hit, title in head:
        close = matcher.closeness(title, texts.get(hit.uid, ""))
        score = hit.score * (1.0 + close.together)
        ranked.append((close.exact, score, (replace(hit, score=score, exact=close.exact == 1.0), title)))
    ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
    return [entry for _, _, entry in ranked] + tail


def _present(page: list[_Found], matcher: QueryMatcher, texts_of: TextsOf | None) -> tuple[Hit, ...]:
    texts = texts_of([hit.uid for hit, _ in page]) if texts_of and page else {}
    shown = []
    for hit, title in page:
        text = texts.get(hit.uid, "")
        snippets = matcher.snippets(title, "title") + matcher.snippets(text, "body")
        exact = matcher.closeness(title, text).exact == 1.0
        shown.append(replace(hit, exact=exact, snippets=snippets))
    return tuple(shown)
