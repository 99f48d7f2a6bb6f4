"""Storing a batch of analysed files: each goes in whole or not at all, all of them in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory
from app.db.blobs import BlobStore, ChangedMeanwhileError
from app.db.models import ActRow, BlobRow, ExpressionRow
from app.services.audit import record_audit
from app.services.disagreement_store import refresh_disagreements
from app.services.duplicates import NearText, keep_sketch, near_texts
from app.services.ingest_store import DocumentWriter, act_of, indexed, names_to_confirm
from app.services.linking import Linker, relink
from app.services.permissions import Actor
from app.services.reading import Analysed
from app.services.work import stored_and_indexed
from indexer.search.protocol import IndexUnit, SearchIndex
from indexer.structure.several import HOLDS_MORE, PART_OF

log = logging.getLogger(__name__)
_NO_ACT = "Không nhận ra loại, số hiệu hay tên văn bản; hãy kiểm tra tệp có phải văn bản không."
_NOT_STORED = "Lỗi khi ghi văn bản này vào kho nên chưa ghi gì; hãy gửi tệp cho quản trị viên."
_CHANGED = "Tệp bị thay đổi trong lúc nạp nên chưa ghi gì; hãy đợi chép xong rồi thử lại."


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What happened to one file: ``new``, ``changed`` (a further text of a known act), ``unchanged``
    (the same bytes are in), ``refused`` with the reason, or ``cancelled``; the reason of a text that
    went in tells which one it is nearly the same as, and which further acts the file holds.
    ``doubtful`` names what a person has to confirm; ``pages`` is ``None`` where the format has none."""

    path: str
    outcome: str
    reason: str | None = None
    uid: str | None = None
    doubtful: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class _Stored:
    """``keys`` are the number keys of acts that texts may now be linked to."""

    outcome: FileOutcome
    act_id: int | None = None
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Outcomes in the order of the batch, acts that got a text, texts that were linked anew."""

    outcomes: tuple[FileOutcome, ...]
    act_ids: tuple[int | None, ...]
    relinked: int


class BatchStore:
    """Writes analysed files into the store and the index."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        index: SearchIndex,
        originals: BlobStore,
        now: Callable[[], datetime],
    ) -> None:
        self._sessions, self._index, self._originals, self._now = sessions, index, originals, now

    def store(
        self,
        actor: Actor,
        batch: Sequence[Analysed],
        names: dict[Path, str],
        run: str,
        report: Callable[[Session, BatchResult], None],
    ) -> BatchResult:
        """Store the batch. ``report`` writes down what happened, in the same transaction: a run that is
        killed leaves neither a text that nobody reported nor a report without its text.
        """
        stored: list[_Stored] = []
        relinked = 0
        put: list[str] = []

        def undo() -> None:
            for sha256 in put:
                self._originals.remove(sha256)

        with stored_and_indexed(self._sessions, self._index, undo) as (session, unit):
            linker = Linker(session)
            stored.extend(self._store_one(session, unit, linker, item, put, names) for item in batch)
            ids = {one.act_id for one in stored if one.act_id is not None}
            if ids:
                relinked = relink(session, ids, set().union(*(one.keys for one in stored)))
                refresh_disagreements(session, ids, self._now())
                uids = [one.outcome.uid for one in stored if one.act_id is not None]
                record_audit(session, actor, self._now(), "ingest", run, acts=uids)
            result = BatchResult(
                tuple(one.outcome for one in stored), tuple(one.act_id for one in stored), relinked
            )
            report(session, result)
        return result

    def _store_one(
        self,
        session: Session,
        unit: IndexUnit,
        linker: Linker,
        item: Analysed,
        put: list[str],
        names: dict[Path, str],
    ) -> _Stored:
        path = str(item.path)
        if item.parsed is None:
            return _Stored(FileOutcome(path, "refused", item.refusal))
        act = act_of(item.parsed.header, linker.book)
        if act is None:
            told = (sentence for sentence in item.parsed.warnings if sentence.startswith(PART_OF))
            return _Stored(FileOutcome(path, "refused", next(told, _NO_ACT), pages=item.parsed.pages))
        known = uid_of_bytes(session, item.sha256)
        if known:  # the same bytes under two names in one run
            return _Stored(FileOutcome(path, "unchanged", uid=known))
        try:
            with session.begin_nested():
                self._store_blob(session, item, put, names.get(item.path, item.path.name))
                written = DocumentWriter(session, linker.book, self._now).write(item.parsed, act, item.sha256)
                written.expression.signatures = [asdict(signature) for signature in item.signatures]
                linker.registry.forget()
                made = linker.link(written.expression)
                keep_sketch(session, written.expression)
        except ChangedMeanwhileError:
            return _Stored(FileOutcome(path, "refused", _CHANGED, pages=item.parsed.pages))
        except Exception:  # one document's fault must not cost the others; the log has the details
            log.exception("storing %s failed", item.path)
            if put and put[-1] == item.sha256:
                self._originals.remove(put.pop())
            return _Stored(FileOutcome(path, "refused", _NOT_STORED, pages=item.parsed.pages))
        expression = written.expression
        if written.former_uid:
            unit.delete(written.former_uid)
        unit.put(indexed(expression))
        outcome = FileOutcome(
            path,
            "new" if written.first else "changed",
            _note(near_texts(session, expression), item.parsed.warnings),
            uid=expression.act.uid,
            doubtful=names_to_confirm(item.parsed),
            pages=item.parsed.pages,
        )
        own = {expression.act.number_key} if expression.act.number_key else set()
        return _Stored(outcome, expression.act_id, frozenset(made | own))

    def _store_blob(self, session: Session, item: Analysed, put: list[str], name: str) -> None:
        if session.get(BlobRow, item.sha256) is None:
            session.add(
                BlobRow(
                    sha256=item.sha256,
                    size=item.size,
                    media_type=item.parsed.media_type if item.parsed else "",
                    file_name=storable(name)[:400],
                    stored_at=self._now(),
                )
            )
            session.flush()
        if self._originals.put(item.path, item.sha256):
            put.append(item.sha256)


def _note(near: Sequence[NearText], warnings: Sequence[str]) -> str | None:
    """Sentences about further acts in the file, and about the text that is nearest, if any is near."""
    said = [sentence for sentence in warnings if sentence.startswith(HOLDS_MORE)]
    if near:
        said.append(_nearest(near))
    return " ".join(said) or None


def _nearest(near: Sequence[NearText]) -> str:
    share = f"{near[0].likeness:.0%}".replace("%", " %")
    if near[0].same_act:
        return f"Giống bản đã có của chính văn bản này {share}; bản mới được dùng, bản cũ vẫn giữ."
    return f"Giống {near[0].label} {share}; hãy xem có phải một văn bản nạp hai lần không."


def uid_of_bytes(session: Session, sha256: str) -> str | None:
    """Uid of the act that has a text from a file with these bytes."""
    query = select(ActRow.uid).join(ExpressionRow, ExpressionRow.act_id == ActRow.id)
    return session.scalar(query.where(ExpressionRow.blob_sha256 == sha256).limit(1))


def storable(name: str) -> str:
    """A file's name may hold bytes that are no text; a database column may not."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
