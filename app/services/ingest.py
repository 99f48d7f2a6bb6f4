"""Files into the corpus: read, parse, cite, resolve, effects, index; a bad file never stops the others."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.blobs import BlobStore, sha256_of
from app.db.models import ActRow, BlobRow, CitationRow, ExpressionRow, IngestRow
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.ingest_store import DocumentWriter, act_of, doubtful_fields, indexed
from app.services.linking import Linker, relink
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analysed, Analyser
from app.services.work import stored_and_indexed
from indexer.readers.base import Limits
from indexer.search.protocol import IndexUnit, SearchIndex

log = logging.getLogger(__name__)
_BATCH = 25


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What happened to one file: ``new``, ``changed`` (a further text of a known act), ``unchanged``
    (the same bytes are in) or ``refused`` with the reason. ``doubtful`` names header fields to confirm."""

    path: str
    outcome: str
    reason: str | None = None
    uid: str | None = None
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """Outcomes of one run, in order, and what its texts brought."""

    run: str
    files: tuple[FileOutcome, ...]
    citations: int
    resolved: int
    relinked: int

    def count(self, outcome: str) -> int:
        """How many files ended so."""
        return sum(1 for file in self.files if file.outcome == outcome)


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files themselves and all files below folders, sorted; hidden ones and links to folders left
    out. A path that does not exist is kept, so that it is reported."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            found.extend(
                sorted(
                    p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
                )
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _chunks(items: Iterator[Analysed], size: int) -> Iterator[list[Analysed]]:
    while chunk := list(islice(items, size)):
        yield chunk


class IngestService:
    """Use case: bring files into the corpus. Each file goes in whole or not at all."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        index: SearchIndex,
        originals: BlobStore,
        analyser: Analyser,
        now: Callable[[], datetime],
    ) -> None:
        self._sessions, self._index, self._originals = sessions, index, originals
        self._analyser, self._now = analyser, now

    @property
    def limits(self) -> Limits:
        """What one file may cost."""
        return self._analyser.limits

    def ingest_file(self, actor: Actor, path: Path, original_name: str) -> FileOutcome:
        """One uploaded file; its report carries the name the person gave it."""
        summary = self.ingest(actor, [path], names={path: original_name})
        return summary.files[0]

    def ingest(
        self,
        actor: Actor,
        paths: Sequence[Path],
        *,
        jobs: int = 1,
        progress: Progress | None = None,
        names: dict[Path, str] | None = None,
    ) -> IngestSummary:
        """Bring in files and folders. ``jobs`` processes read and analyse; one writes."""
        require(actor, Permission.INGEST)
        bar, run = progress or NullProgress(), uuid.uuid4().hex[:12]
        files = files_under(paths)
        bar.start(len(files), "Nạp văn bản")
        outcomes: dict[Path, FileOutcome] = {}
        act_ids: set[int] = set()
        relinked = 0
        try:
            fresh = list(self._not_yet_in(files, outcomes, bar))
            analysed = self._analyser.analyse_many(fresh, jobs)
            for chunk in _chunks(analysed, _BATCH):
                results, linked = self._store_chunk(actor, chunk, run, names or {})
                for item, (outcome, act_id, _made) in zip(chunk, results, strict=True):
                    outcomes[item.path] = outcome
                    if act_id is not None:
                        act_ids.add(act_id)
                    bar.advance()
                relinked += linked
        finally:
            bar.finish()
        ordered = tuple(_named(outcomes[path], path, names or {}) for path in files)
        self._report(actor, run, ordered)
        citations, resolved = self._citation_counts(act_ids)
        return IngestSummary(run, ordered, citations, resolved, relinked)

    def _not_yet_in(
        self, files: Sequence[Path], outcomes: dict[Path, FileOutcome], bar: Progress
    ) -> Iterator[Path]:
        """Files whose bytes are not in the corpus; the others are reported as unchanged."""
        for path in files:
            try:
                too_large = path.stat().st_size > self._analyser.limits.max_bytes
                sha256 = None if too_large or not path.is_file() else sha256_of(path)
            except OSError:
                sha256 = None
            known = self._known(sha256) if sha256 else None
            if known:
                outcomes[path] = FileOutcome(str(path), "unchanged", uid=known)
                bar.advance()
            else:
                yield path

    def _known(self, sha256: str) -> str | None:
        with transaction(self._sessions) as session:
            query = select(ActRow.uid).join(ExpressionRow, ExpressionRow.act_id == ActRow.id)
            return session.scalar(query.where(ExpressionRow.blob_sha256 == sha256).limit(1))

    def _store_chunk(
        self, actor: Actor, chunk: list[Analysed], run: str, names: dict[Path, str]
    ) -> tuple[list[tuple[FileOutcome, int | None, set[str]]], int]:
        """Outcomes, and how many texts were linked anew. That happens in the same transaction: a run that
        is killed leaves no text that does not know of the acts that came with it."""
        results: list[tuple[FileOutcome, int | None, set[str]]] = []
        relinked = 0
        put: list[str] = []
        try:
            with stored_and_indexed(self._sessions, self._index) as (session, unit):
                linker = Linker(session)
                for item in chunk:
                    results.append(self._store_one(session, unit, linker, item, put, names))
                stored = [outcome.uid for outcome, act_id, _made in results if act_id is not None]
                if stored:
                    ids = {act_id for _outcome, act_id, _made in results if act_id is not None}
                    keys: set[str] = set().union(*(made for _outcome, _act_id, made in results))
                    relinked = relink(session, ids, keys)
                    record_audit(session, actor, self._now(), "ingest", run, acts=stored)
        except BaseException:
            for sha256 in put:
                self._originals.remove(sha256)
            raise
        return results, relinked

    def _store_one(
        self,
        session: Session,
        unit: IndexUnit,
        linker: Linker,
        item: Analysed,
        put: list[str],
        names: dict[Path, str],
    ) -> tuple[FileOutcome, int | None, set[str]]:
        refused = FileOutcome(str(item.path), "refused", item.refusal)
        if item.parsed is None:
            return refused, None, set()
        act = act_of(item.parsed, linker.book)
        if act is None:
            reason = "Không nhận ra loại, số hiệu hay tên văn bản; hãy kiểm tra tệp có phải văn bản không."
            return FileOutcome(str(item.path), "refused", reason), None, set()
        known = session.scalar(
            select(ActRow.uid)
            .join(ExpressionRow, ExpressionRow.act_id == ActRow.id)
            .where(ExpressionRow.blob_sha256 == item.sha256)
        )
        if known:  # the same bytes under two names in one run
            return FileOutcome(str(item.path), "unchanged", uid=known), None, set()
        try:
            with session.begin_nested():
                self._store_blob(session, item, put, names.get(item.path, item.path.name))
                written = DocumentWriter(session, linker.book, self._now).write(item.parsed, act, item.sha256)
                linker.registry.forget()
                made = linker.link(written.expression)
        except Exception:  # one document's fault must not cost the others; the log has the details
            log.exception("storing %s failed", item.path)
            if put and put[-1] == item.sha256:
                self._originals.remove(put.pop())
            reason = "Lỗi khi ghi văn bản này vào kho nên chưa ghi gì; hãy gửi tệp cho quản trị viên."
            return FileOutcome(str(item.path), "refused", reason), None, set()
        expression = written.expression
        if written.former_uid:
            unit.delete(written.former_uid)
        unit.put(indexed(expression))
        outcome = FileOutcome(
            str(item.path),
            "new" if written.first else "changed",
            uid=expression.act.uid,
            doubtful=doubtful_fields(item.parsed.header),
        )
        keys = made | ({expression.act.number_key} if expression.act.number_key else set())
        return outcome, expression.act_id, keys

    def _store_blob(self, session: Session, item: Analysed, put: list[str], name: str) -> None:
        if session.get(BlobRow, item.sha256) is None:
            session.add(
                BlobRow(
                    sha256=item.sha256,
                    size=item.size,
                    media_type=item.parsed.media_type if item.parsed else "",
                    file_name=_storable(name)[:400],
                    stored_at=self._now(),
                )
            )
            session.flush()
        if self._originals.put(item.path, item.sha256):
            put.append(item.sha256)

    def _report(self, actor: Actor, run: str, files: Sequence[FileOutcome]) -> None:
        with transaction(self._sessions, writes=True) as session:
            ids = dict(
                session.execute(
                    select(ActRow.uid, ActRow.id).where(ActRow.uid.in_([f.uid for f in files if f.uid]))
                ).all()
            )
            for file in files:
                session.add(
                    IngestRow(
                        run=run,
                        path=_storable(file.path),
                        outcome=file.outcome,
                        reason=file.reason,
                        act_id=ids.get(file.uid) if file.uid else None,
                        at=self._now(),
                    )
                )
            counts = Counter(file.outcome for file in files)
            record_audit(session, actor, self._now(), "ingest.run", run, **counts)

    def _citation_counts(self, act_ids: set[int]) -> tuple[int, int]:
        """Citations of acts (papers apart) in the texts of this run, and how many mean one act."""
        if not act_ids:
            return 0, 0
        total = resolved = 0
        ids = sorted(act_ids)
        with transaction(self._sessions) as session:
            for at in range(0, len(ids), 400):
                query = (
                    select(CitationRow.outcome, func.count())
                    .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
                    .where(ExpressionRow.current, ExpressionRow.act_id.in_(ids[at : at + 400]))
                    .where(CitationRow.kind == "act")
                    .group_by(CitationRow.outcome)
                )
                for outcome, count in session.execute(query):
                    total += count
                    resolved += count if outcome == "resolved" else 0
        return total, resolved


def _named(outcome: FileOutcome, path: Path, names: dict[Path, str]) -> FileOutcome:
    shown = names.get(path)
    if shown is None:
        return outcome
    return FileOutcome(shown, outcome.outcome, outcome.reason, outcome.uid, outcome.doubtful)


def _storable(name: str) -> str:
    """A file's name may hold bytes that are no text; a database column may not."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
