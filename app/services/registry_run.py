"""One run of an import: rows into the store batch by batch, so that a run that is stopped goes on.

A batch commits as a whole. Acts come first, then the events between them, then citations are linked anew.
A run that was stopped leaves its mark in the audit trail; the next run of any source finishes the linking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory
from app.db.models import ActRow, AuditRow, ExpressionRow, SourceRow
from app.jobs.progress import Progress
from app.services.audit import record_audit
from app.services.disagreement_store import open_counts, refresh_disagreements
from app.services.linking import Linker, load_expressions, relink
from app.services.permissions import Actor
from app.services.registry_events import WaitingEvent, store_events
from app.services.registry_store import RegistryWriter, StoreCounts, index_entry
from app.services.vocabulary import issuer_book
from app.services.work import stored_and_indexed
from indexer.importers.own_words import OwnText, rows_of_texts
from indexer.search.protocol import IndexedAct, IndexUnit, SearchIndex
from legal_corpus.registry.merge import merge
from legal_corpus.registry.rows import ActRow as RegistryRow
from legal_corpus.registry.sources import sources
from legal_corpus.text.numbers import number_key

BEGUN, DONE = "registry.import.begin", "registry.import"
_COMMIT = 4_000  # rows a transaction
_TEXTS = 50
_BATCH = 400
Unit = tuple[Session, IndexUnit]
Units = Callable[[], AbstractContextManager[Unit]]


@dataclass(slots=True)
class RunResult:
    """What a run did. ``disagreements``: open contradictions between sources in the whole store after it,
    by kind."""

    counts: StoreCounts = field(default_factory=StoreCounts)
    events: int = 0
    relinked: int = 0
    disagreements: dict[str, int] = field(default_factory=dict)


class ImportRun:
    """Writes what was read of one source. ``dry`` counts and leaves nothing; ``whole`` makes one
    transaction of it all, for a source that is no use in part."""

    def __init__(
        self,
        sessions: SessionFactory,
        index: SearchIndex,
        now: Callable[[], datetime],
        *,
        actor: Actor,
        name: str,
        dry: bool = False,
        whole: bool = False,
    ) -> None:
        self._sessions, self._index, self._now = sessions, index, now
        self._actor, self._name, self._dry, self._whole = actor, name, dry, whole
        self._result = RunResult()
        self._keys: set[str] = set()

    def write(self, rows: Sequence[RegistryRow], texts: Sequence[OwnText], bar: Progress) -> RunResult:
        """Store ``rows``, then what ``texts`` say of other acts."""
        with self._units() as unit:
            with unit() as (session, _index):
                _sync_sources(session)
                left = _unfinished(session)
            bar.start(len(rows) + len(texts), f"Ghi {self._name}")
            self._rows(rows, unit, bar)
            for at in range(0, len(texts), _TEXTS):
                batch = texts[at : at + _TEXTS]
                with unit() as (session, _index):
                    found = merge(rows_of_texts(batch, SqlRegistry(session), issuer_book(session)))
                self._rows([row for row in found if row.act.type], unit, None)
                bar.advance(len(batch))
            bar.finish()
            self._finish(unit, left, bar)
            with unit() as (session, _index):
                self._result.disagreements = open_counts(session)
        return self._result

    @contextmanager
    def _units(self) -> Iterator[Units]:
        """How a unit of work is made: each its own, or all of them one that is kept or given up."""
        if not (self._dry or self._whole):
            yield lambda: stored_and_indexed(self._sessions, self._index)
            return
        try:
            with stored_and_indexed(self._sessions, self._index) as pair:
                yield lambda: nullcontext(pair)
                if self._dry:
                    raise _GivenUpError
        except _GivenUpError:
            pass

    def _rows(self, rows: Sequence[RegistryRow], unit: Units, bar: Progress | None) -> None:
        waiting: list[WaitingEvent] = []
        for at in range(0, len(rows), _COMMIT):
            batch = rows[at : at + _COMMIT]
            with unit() as (session, index):
                writer = RegistryWriter(session)
                for part in range(0, len(batch), _BATCH):
                    counts = writer.write(batch[part : part + _BATCH])
                    self._count(session, index, counts)
                    if bar:
                        bar.advance(len(batch[part : part + _BATCH]))
            waiting += writer.waiting
            self._keys |= {number_key(row.act.number) for row in batch if row.act.number}
        for at in range(0, len(waiting), _COMMIT):
            with unit() as (session, _index):
                self._result.events += store_events(session, waiting[at : at + _COMMIT])

    def _count(self, session: Session, index: IndexUnit, counts: StoreCounts) -> None:
        if counts.touched and not self._result.counts.touched:
            record_audit(session, self._actor, self._now(), BEGUN, self._name)
        self._result.counts.add(counts)
        for act in titles_to_index(session, counts.touched):
            index.put(act)

    def _finish(self, unit: Units, left: set[str], bar: Progress) -> None:
        """Link citations and compare sources anew, those of runs that were stopped too, and say in the
        trail that it is done."""
        counts = self._result.counts
        if not counts.touched and not left:
            return
        with unit() as (session, _index):
            if left:
                self._result.relinked = _relink_all(session)
            else:
                self._result.relinked = relink(session, counts.touched, self._keys)
            bar.start(None, "Đối chiếu các nguồn")
            refresh_disagreements(session, None if left else counts.touched, self._now(), bar.advance)
            bar.finish()
            changes = {"new": len(counts.added), "changed": len(counts.touched - counts.added)}
            for name in sorted(left - {self._name}):
                record_audit(session, self._actor, self._now(), DONE, name, resumed=True)
            record_audit(session, self._actor, self._now(), DONE, self._name, **changes)


class _GivenUpError(Exception):
    """Leaves a dry run: the transaction rolls back, the counts stay."""


def _unfinished(session: Session) -> set[str]:
    """Sources whose last import was begun and not finished."""
    query = select(AuditRow.object, AuditRow.action).where(AuditRow.action.in_((BEGUN, DONE)))
    last: dict[str, str] = {}
    for name, action in session.execute(query.order_by(AuditRow.id)):
        last[name] = action
    return {name for name, action in last.items() if action == BEGUN}


def _relink_all(session: Session) -> int:
    """Link every current text anew; returns how many."""
    current = select(ExpressionRow.id).where(ExpressionRow.current).order_by(ExpressionRow.id)
    ids, linker = list(session.scalars(current)), Linker(session)
    for at in range(0, len(ids), _TEXTS):
        for expression in load_expressions(session, ids[at : at + _TEXTS]):
            linker.link(expression)
    return len(ids)


def _sync_sources(session: Session) -> None:
    known = {row.code: row for row in session.scalars(select(SourceRow))}
    for origin in sources().values():
        row = known.get(origin.code)
        if row is None:
            session.add(SourceRow(code=origin.code, name=origin.name, trust=origin.trust, as_of=origin.as_of))
        else:
            row.name, row.as_of = origin.name, origin.as_of


def titles_to_index(session: Session, touched: set[int]) -> Iterator[IndexedAct]:
    """Index entries of acts that have a title and no text in the corpus (those are indexed by ingest)."""
    ids = sorted(touched)
    for at in range(0, len(ids), _BATCH):
        with_text = select(ExpressionRow.act_id).where(ExpressionRow.current)
        query = select(ActRow).where(ActRow.id.in_(ids[at : at + _BATCH]), ActRow.id.not_in(with_text))
        for row in session.scalars(query):
            if row.title:
                yield index_entry(row)
