"""Loading registries: sources' rows merged into acts, claims and dated events."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.ingest import IngestSummary
from app.services.ingest_batch import FileOutcome
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analyser
from app.services.register_columns import ColumnMemory
from app.services.registry_run import ImportRun
from app.services.vocabulary import add_provinces, issuer_book
from indexer.errors import InputRefusedError
from indexer.importers.base import NO_OPTIONS, ImportOptions, ReadPage, RejectedRow, Row
from indexer.importers.columns import Layout
from indexer.importers.core import core_rows_of
from indexer.importers.edxml import files_of, read_message
from indexer.importers.kinds import TABLES, kind_of, reader_of
from indexer.importers.naming import naming_with
from indexer.importers.own_words import OwnText
from indexer.importers.register import layouts_of
from indexer.search.protocol import SearchIndex
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.memory import core_registry_lines
from legal_corpus.registry.merge import merge
from legal_corpus.registry.rows import ActRow as RegistryRow

_MOST_REASONS = 50
Ingest = Callable[[Actor, Sequence[Path]], IngestSummary]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """Counts of one import. ``rows`` were read; acts are new, changed or unchanged; ``rejected`` rows
    carry their reason (the first 50 in ``reasons``, all of them in ``by_reason``). ``layouts`` say how
    the columns of a register were understood; ``files`` what became of the attachments of messages;
    ``disagreements`` the open contradictions between sources in the store afterwards, by kind."""

    rows: int
    new: int
    changed: int
    unchanged: int
    events: int
    rejected: int
    relinked: int
    reasons: tuple[RejectedRow, ...] = ()
    by_reason: dict[str, int] = field(default_factory=dict)
    layouts: tuple[Layout, ...] = ()
    files: tuple[FileOutcome, ...] = ()
    disagreements: dict[str, int] = field(default_factory=dict)


class RegistryImportService:
    """Use case: import a source, in batches that commit; a dry run leaves nothing."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        index: SearchIndex,
        now: Callable[[], datetime],
        columns: ColumnMemory,
        analyser: Analyser,
        ingest: Ingest,
    ) -> None:
        self._sessions, self._index, self._now = sessions, index, now
        self._columns, self._analyser, self._ingest = columns, analyser, ingest

    def import_file(
        self,
        actor: Actor,
        path: Path,
        kind: str | None = None,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        options: ImportOptions = NO_OPTIONS,
        name: str | None = None,
    ) -> ImportSummary:
        """Load ``path``; ``kind`` ``None`` is told by its content, ``name`` is how the trail calls it.

        Corrections of columns are kept for the next file with the same headers. Raises
        ``InputRefusedError`` when the source cannot be read at all, ``MappingError`` on a correction that
        fits no column.
        """
        require(actor, Permission.IMPORT_REGISTRY)
        kind = kind or kind_of(path)
        read, options = reader_of(kind), self._completed(options)
        layouts = tuple(layouts_of(path, options)) if kind in TABLES else ()
        rows = read(path, options)
        name = name or path.name
        with naming_with(self._book()):
            summary = self._import(actor, rows, name, dry_run=dry_run, progress=progress)
        if not dry_run and options.columns:
            self._columns.keep(layouts)
        files = self._attachments(actor, path) if kind == "edxml" and not dry_run else ()
        return replace(summary, layouts=layouts, files=files)

    def layouts(self, actor: Actor, path: Path, options: ImportOptions = NO_OPTIONS) -> tuple[Layout, ...]:
        """How the columns of a register are understood. Raises as :meth:`import_file`, and for what is no
        table."""
        require(actor, Permission.IMPORT_REGISTRY)
        if kind_of(path) not in TABLES:
            raise InputRefusedError(
                "unsupported",
                "Tệp này không phải bảng Excel hoặc CSV; hãy chọn tệp .xlsx hoặc .csv, nguồn dạng khác thì "
                "nạp bằng lệnh rasoat import.",
            )
        return tuple(layouts_of(path, self._completed(options)))

    def rejected(self, actor: Actor, path: Path, options: ImportOptions = NO_OPTIONS) -> list[RejectedRow]:
        """Every row of a register that cannot be taken. Raises as :meth:`import_file`."""
        require(actor, Permission.IMPORT_REGISTRY)
        rows = reader_of(kind_of(path))(path, self._completed(options))
        with naming_with(self._book()):
            return [row for row in rows if isinstance(row, RejectedRow)]

    def import_core(self, actor: Actor, progress: Progress | None = None) -> ImportSummary:
        """Load the registry that ships with the product; loading it again changes nothing."""
        require(actor, Permission.ADMINISTER)
        rows = core_rows_of(core_registry_lines())
        return self._import(actor, rows, "sổ nền", progress=progress, whole=True)

    def import_rows(self, actor: Actor, rows: Iterable[Row], name: str) -> ImportSummary:
        """Load rows that are read already."""
        require(actor, Permission.ADMINISTER)
        return self._import(actor, rows, name)

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

    def _book(self) -> IssuerBook:
        with transaction(self._sessions) as session:
            return issuer_book(session)

    def _completed(self, options: ImportOptions) -> ImportOptions:
        return replace(options, saved=self._columns.find, read_pages=self._pages)

    def _pages(self, paths: Sequence[Path]) -> Iterator[ReadPage]:
        for item in self._analyser.analyse_many(paths):
            parsed = item.parsed
            if parsed is None:
                yield ReadPage(item.path, refusal=item.refusal)
            else:
                yield ReadPage(item.path, parsed.text, parsed.header)

    def _attachments(self, actor: Actor, path: Path) -> tuple[FileOutcome, ...]:
        """What became of the files that messages carry; they are ingested under their own names."""
        with tempfile.TemporaryDirectory(prefix="rasoat-") as folder:
            for number, file in enumerate(files_of(path), start=1):
                try:
                    attachments = read_message(file).attachments
                except InputRefusedError:
                    continue  # named among the rejected rows
                for attachment in attachments:
                    copy = Path(folder) / str(number) / attachment.name
                    copy.parent.mkdir(exist_ok=True)
                    copy.write_bytes(attachment.content)
            if not any(Path(folder).iterdir()):
                return ()
            files = self._ingest(actor, [Path(folder)]).files
        return tuple(replace(file, path=Path(file.path).name) for file in files)

    def _import(
        self,
        actor: Actor,
        rows: Iterable[Row],
        name: str,
        *,
        dry_run: bool = False,
        whole: bool = False,
        progress: Progress | None = None,
    ) -> ImportSummary:
        bar = progress or NullProgress()
        taken, texts, rejected = _read(rows, name, bar)
        merged = merge(taken)
        typed = [row for row in merged if row.act.type]
        usable = [row for row in typed if _fits_columns(row)]
        untyped, too_long = len(merged) - len(typed), len(typed) - len(usable)
        reasons = Counter(row.reason.split("“")[0].rstrip(" :,") for row in rejected)
        if untyped:
            reasons["không rõ loại văn bản (nguồn không ghi, ký hiệu không cho biết)"] = untyped
        if too_long:
            reasons["số, ký hiệu, loại, tên gọi làm định danh hoặc tên nguồn dài bất thường"] = too_long
        run = ImportRun(
            self._sessions, self._index, self._now, actor=actor, name=name, dry=dry_run, whole=whole
        )
        result = run.write(usable, texts, bar)
        counts = result.counts
        return ImportSummary(
            rows=len(taken) + len(rejected),
            new=len(counts.added),
            changed=len(counts.touched - counts.added),
            unchanged=len(counts.seen - counts.touched),
            events=result.events,
            rejected=len(rejected) + untyped + too_long,
            relinked=result.relinked,
            reasons=tuple(rejected[:_MOST_REASONS]),
            by_reason=dict(reasons),
            disagreements=result.disagreements,
        )


def _read(
    rows: Iterable[Row], name: str, bar: Progress
) -> tuple[list[RegistryRow], list[OwnText], list[RejectedRow]]:
    taken: list[RegistryRow] = []
    texts: list[OwnText] = []
    rejected: list[RejectedRow] = []
    bar.start(None, f"Đọc {name}")
    try:
        for row in rows:
            if isinstance(row, RejectedRow):
                rejected.append(row)
            elif isinstance(row, OwnText):
                texts.append(row)
            else:
                taken.append(row)
            bar.advance()
    finally:
        bar.finish()
    return taken, texts, rejected


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


__all__ = ["ImportSummary", "RegistryImportService"]
