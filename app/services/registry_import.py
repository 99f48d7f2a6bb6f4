"""Loading registries: sources' rows merged into acts, claims and dated events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ExpressionRow, SourceRow
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.linking import relink
from app.services.permissions import Actor, Permission, require
from app.services.registry_store import RegistryWriter, StoreCounts
from app.services.vocabulary import add_provinces
from app.services.work import stored_and_indexed
from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow, Row
from indexer.importers.core import core_rows_of, read_core
from indexer.importers.records import read_records
from indexer.search.protocol import IndexedAct, SearchIndex
from legal_corpus.registry.memory import core_registry_lines
from legal_corpus.registry.merge import merge
from legal_corpus.registry.rows import ActRow as RegistryRow
from legal_corpus.registry.sources import sources
from legal_corpus.text.numbers import number_key

READERS: dict[str, Callable[[Path], Iterator[Row]]] = {"records": read_records, "core": read_core}
_MOST_REASONS = 50
_BATCH = 400


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Counts of one import. ``rows`` were read; acts are new, changed or unchanged; ``rejected`` rows
    carry their reason (the first 50 in ``reasons``, all of them in ``by_reason``)."""

    rows: int
    new: int
    changed: int
    unchanged: int
    events: int
    rejected: int
    relinked: int
    reasons: tuple[RejectedRow, ...] = ()
    by_reason: dict[str, int] = field(default_factory=dict)


class RegistryImportService:
    """Use case: import a registry file; all of it goes in, or (dry run, error) none of it."""

    def __init__(self, *, sessions: SessionFactory, index: SearchIndex, now: Callable[[], datetime]) -> None:
        self._sessions, self._index, self._now = sessions, index, now

    def import_file(
        self,
        actor: Actor,
        path: Path,
        kind: str = "records",
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportSummary:
        """Load ``path``. Raises ``InputRefusedError`` when the file cannot be read at all."""
        require(actor, Permission.ADMINISTER)
        reader = READERS.get(kind)
        if reader is None:
            raise InputRefusedError(
                "unsupported", f"Không có bộ nạp “{kind}”; hãy chọn: {', '.join(READERS)}."
            )
        return self.import_rows(actor, reader(path), str(path.name), dry_run=dry_run, progress=progress)

    def import_core(self, actor: Actor, progress: Progress | None = None) -> ImportSummary:
        """Load the registry that ships with the product; loading it again changes nothing."""
        return self.import_rows(actor, core_rows_of(core_registry_lines()), "sổ nền", progress=progress)

    def import_provinces(self, actor: Actor, rows: Iterable[Mapping[str, Any]], source_name: str) -> int:
        """Add province-level units to the vocabulary; returns how many are new.

        Raises :class:`legal_corpus.registry.vocabulary.VocabularyError`.
        """
        require(actor, Permission.ADMINISTER)
        with transaction(self._sessions, writes=True) as session:
            new = add_provinces(session, rows)
            if new:
                record_audit(session, actor, self._now(), "province.add", source_name, new=new)
            return new

    def is_empty(self) -> bool:
        """Whether no act is known yet."""
        with transaction(self._sessions) as session:
            return session.scalar(select(ActRow.id).limit(1)) is None

    def import_rows(
        self,
        actor: Actor,
        rows: Iterable[Row],
        name: str,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportSummary:
        """Load rows that are read already (the shipped registry)."""
        require(actor, Permission.ADMINISTER)
        bar = progress or NullProgress()
        bar.start(None, f"Đọc {name}")
        taken: list[RegistryRow] = []
        rejected: list[RejectedRow] = []
        for row in rows:
            (rejected if isinstance(row, RejectedRow) else taken).append(row)  # type: ignore[arg-type]
            bar.advance()
        bar.finish()
        merged = merge(taken)
        typed = [row for row in merged if row.act.type]
        usable = [row for row in typed if _fits_columns(row)]
        untyped, too_long = len(merged) - len(typed), len(typed) - len(usable)
        reasons = Counter(row.reason.split("“")[0].rstrip(" :,") for row in rejected)
        if untyped:
            reasons["không rõ loại văn bản (nguồn không ghi, ký hiệu không cho biết)"] = untyped
        if too_long:
            reasons["số, ký hiệu, loại, tên gọi làm định danh hoặc tên nguồn dài bất thường"] = too_long
        counts, events, relinked = self._store(actor, usable, name, dry_run, bar)
        return ImportSummary(
            rows=len(taken) + len(rejected),
            new=counts.new,
            changed=counts.changed,
            unchanged=counts.unchanged,
            events=events,
            rejected=len(rejected) + untyped + too_long,
            relinked=relinked,
            reasons=tuple(rejected[:_MOST_REASONS]),
            by_reason=dict(reasons),
        )

    def _store(
        self, actor: Actor, rows: list[RegistryRow], name: str, dry_run: bool, bar: Progress
    ) -> tuple[StoreCounts, int, int]:
        bar.start(len(rows), f"Ghi {name}")
        try:
            with stored_and_indexed(self._sessions, self._index) as (session, unit):
                _sync_sources(session)
                writer = RegistryWriter(session)
                counts = StoreCounts()
                for at in range(0, len(rows), _BATCH):
                    _add(counts, writer.write(rows[at : at + _BATCH]))
                    bar.advance(len(rows[at : at + _BATCH]))
                events = writer.link()
                keys = {number_key(row.act.number) for row in rows if row.act.number}
                relinked = relink(session, counts.touched, keys) if counts.touched else 0
                if dry_run:
                    raise _Discard(counts, events, relinked)
                if counts.touched:
                    changes = {"new": counts.new, "changed": counts.changed}
                    record_audit(session, actor, self._now(), "registry.import", name, **changes)
                for act in titles_to_index(session, counts.touched):
                    unit.put(act)
            return counts, events, relinked
        except _Discard as discarded:
            return discarded.result
        finally:
            bar.finish()


class _Discard(Exception):
    """Leaves a dry run: the transaction rolls back, the counts stay."""

    def __init__(self, counts: StoreCounts, events: int, relinked: int) -> None:
        super().__init__()
        self.result = (counts, events, relinked)


def _fits_columns(row: RegistryRow) -> bool:
    """Whether what identifies the act is of a length that an act's identity can have; PostgreSQL would
    otherwise refuse the whole import."""
    act = row.act
    sources = (claim.source for claim in act.claims)
    return (
        len(act.uid) <= 400
        and len(act.type) <= 80
        and len(act.number or "") <= 120
        and len(act.issuer or "") <= 120
        and all(len(source) <= 60 for source in (*sources, *(event.source for event, _by in row.events)))
    )


def _add(total: StoreCounts, part: StoreCounts) -> None:
    total.new += part.new
    total.changed += part.changed
    total.unchanged += part.unchanged
    total.touched |= part.touched


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
                yield IndexedAct(
                    uid=row.uid,
                    type=row.type,
                    number=row.number,
                    title=row.title,
                    issuer_name=row.issuer_name,
                    issued=row.issued,
                )


__all__ = ["READERS", "ImportSummary", "RegistryImportService", "titles_to_index"]
