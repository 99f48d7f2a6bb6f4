"""What the product may ask a full-text index, whatever engine is behind it.

The index holds nothing of its own: it can always be rebuilt from the database. Numbers, dates and
statuses are answered by the database (:mod:`indexer.search.query` recognises them); the index answers
which texts contain which words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

TextsOf = Callable[[Sequence[str]], Mapping[str, str]]
"""Texts of the acts with these uids, unknown uids left out; one database query for all of them."""

Piece = tuple[str, bool]
"""A stretch of the act's own text, and whether it matches the query."""


class SearchIndexError(Exception):
    """Base of the index's errors; ``str(error)`` is one Vietnamese sentence for the user."""


class IndexLockedError(SearchIndexError):
    """Another process is writing to the index and did not finish in time."""


class IndexDamagedError(SearchIndexError):
    """The files of the index cannot be read; :meth:`SearchIndex.rebuild` makes it good."""


class SearchUrlError(SearchIndexError):
    """The search address in the settings names no known engine."""


@dataclass(frozen=True, slots=True)
class IndexedAct:
    """One act as the index sees it. There is no status: status depends on the day that is asked about.

    ``uid`` as of :func:`legal_corpus.registry.identity.act_uid`; ``type`` and ``issuer_name`` as
    printed ("Quyết định"); ``province`` is a province code or name, the same at search time.
    """

    uid: str
    type: str
    number: str | None = None
    title: str | None = None
    issuer_name: str | None = None
    issued: date | None = None
    text: str = ""
    province: str | None = None


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Words to find and limits on where.

    ``text``: what the person typed. All words must occur; ``"in quotes"`` must occur side by side. Words
    with tone marks also match tone-less text, ranked below exact matches; words without marks match
    every marking. Text without any word has no hits. Empty filters do not limit; ``uids`` ``None`` does
    not limit, while an empty set allows nothing. Dates are inclusive and leave undated acts out.
    """

    text: str
    types: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    issued_from: date | None = None
    issued_to: date | None = None
    uids: frozenset[str] | None = None
    order: Literal["relevance", "newest"] = "relevance"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fragment of title or body around matches; ``start`` is its offset in that field's NFC text.

    ``pieces`` joined are the fragment as printed, line breaks as blanks. They are plain text: whoever
    prints them has to escape them.
    """

    field: Literal["title", "body"]
    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One act that matches. ``score`` only orders hits of one search.

    ``exact``: every marked word of the query stands in the act with the same marks (always true for a
    query without marks; for "newest" order known for the hits shown).
    """

    uid: str
    score: float
    exact: bool = True
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``total`` acts match; ``hits`` are the page asked for, best first."""

    total: int = 0
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexDiff:
    """How the index differs from the acts it should hold (uids).

    ``doubtful`` are acts of a unit of work that was published while the database commit after it is
    not known to have happened: their entry may be of another version of the act.
    """

    missing: frozenset[str] = field(default_factory=frozenset)
    surplus: frozenset[str] = field(default_factory=frozenset)
    doubtful: frozenset[str] = field(default_factory=frozenset)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to repair."""
        return not (self.missing or self.surplus or self.doubtful)


class IndexUnit(Protocol):
    """One unit of work on the index; nothing is visible to searches before :meth:`commit`."""

    def put(self, act: IndexedAct) -> None:
        """Add the act, or replace the one of the same uid (the last one put wins)."""

    def delete(self, uid: str) -> None:
        """Take the act out; an unknown uid is no error."""

    def prepare(self) -> None:
        """Do all slow and fallible work (analysis, writing, merging) while rolling back is still free."""

    def commit(self) -> None:
        """Publish; calls :meth:`prepare` if that was not done. After it nothing may be put."""


class SearchIndex(Protocol):
    """A full-text index. Searches may run in several threads; there is one writer at a time.

    Two stores cannot commit at one instant. The order that loses nothing silently::

        with index.writer() as unit:      # takes the write lock
            unit.put(...)                 # and the rows into the session
            session.flush()               # constraints are checked: last chance to fail cheaply
            unit.prepare()                # index files are complete, yet invisible
            unit.commit()                 # one rename; notes the uids as pending
            session.commit()              # leaving the block without an error clears the note

    An exception before ``unit.commit()`` leaves the index as it was. Between the two commits (error or
    power cut) the index may be ahead of the database, never behind it: a hit whose uid the database
    does not know is dropped by the caller, and :meth:`verify` names the uids to put right
    (:func:`indexer.search.repair.repair` does it).
    """

    def writer(self) -> AbstractContextManager[IndexUnit]:
        """Open a unit of work: committed on leaving the block, cancelled by an exception.

        Raises :class:`IndexLockedError`, :class:`IndexDamagedError`.
        """

    def add(self, batch: Iterable[IndexedAct]) -> None:
        """Put many acts in one unit of work of their own."""

    def search(self, query: SearchQuery, texts_of: TextsOf | None = None) -> SearchResults:
        """Acts that contain the words. The index stores no bodies: without ``texts_of`` there are no
        body snippets and tone marks are compared in titles only. Raises :class:`IndexDamagedError`."""

    def verify(self, expected_uids: Iterable[str]) -> IndexDiff:
        """Compare with the uids that should be there. Raises :class:`IndexDamagedError`."""

    def rebuild(self, acts: Iterable[IndexedAct]) -> int:
        """Build anew beside the old index and swap; searches go on meanwhile. Returns the number of
        acts. If ``acts`` raises, the old index stays. Raises :class:`IndexLockedError`."""

    def close(self) -> None:
        """Let go of open files; a later search opens them again."""
