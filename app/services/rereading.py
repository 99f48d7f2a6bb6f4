"""Use case: read the originals of the corpus again, with what a newer version of the program understands.

Which act a text belongs to does not change by it: a header that now reads otherwise is put before a person.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db.base import SessionFactory, transaction
from app.db.blobs import BlobStore, sha256_of
from app.db.models import ExpressionRow
from app.errors import ConflictError
from app.jobs.progress import NullProgress, Progress
from app.services.audit import record_audit
from app.services.disagreement_store import refresh_disagreements
from app.services.duplicates import keep_sketch
from app.services.held import header_of
from app.services.ingest_store import (
    DOUBTFUL_BELOW,
    IDENTITY,
    DocumentWriter,
    act_of,
    header_json,
    indexed,
    parts_of,
    to_confirm,
)
from app.services.linking import Linker, relink
from app.services.permissions import Actor, Permission, require
from app.services.reading import Analysed, Analyser
from app.services.work import stored_and_indexed
from indexer.search.protocol import IndexUnit, SearchIndex

log = logging.getLogger(__name__)
_BATCH = 25
_LOST = "Tệp gốc trong kho không còn hoặc đã hỏng; văn bản giữ nguyên như đã đọc trước đây."
_OTHER_ACT = "Phần đầu đọc lại nêu một văn bản khác nên văn bản giữ nguyên; hãy xem lại tệp gốc."
_FAULT = "Lỗi khi ghi kết quả đọc lại nên văn bản giữ nguyên; hãy gửi tệp cho quản trị viên."
_UNCONFIRMED = DOUBTFUL_BELOW - 0.1  # of a header field that waits for a person
_OF_PARTS = ("provisions", "citations", "provision_refs", "effects")
# What linking finds out about a citation; reading does not tell it.
_LINKED = {"id", "expression_id", "outcome", "act_id", "reason", "candidates"}
_LISTS: Any = tuple(selectinload(getattr(ExpressionRow, name)) for name in _OF_PARTS)


@dataclass(frozen=True, slots=True)
class Reread:
    """Outcome of one text: "changed", "same" or "kept" (as it was, for ``reason``); ``doubtful`` names the
    header fields that now read otherwise and wait for a person."""

    uid: str
    label: str
    outcome: str
    reason: str | None = None
    doubtful: tuple[str, ...] = ()


class RereadingService:
    """Reads originals again and writes only what reads otherwise than before."""

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

    def reread(self, actor: Actor, *, jobs: int = 1, progress: Progress | None = None) -> tuple[Reread, ...]:
        """Every current text, in the order of their coming in. Stopped half-way it has done what it has
        done; begun again it goes over all of them."""
        require(actor, Permission.ADMINISTER)
        bar = progress or NullProgress()
        with transaction(self._sessions) as session:
            current = select(ExpressionRow.id, ExpressionRow.blob_sha256).where(ExpressionRow.current)
            listed = [
                (row.id, row.blob_sha256) for row in session.execute(current.order_by(ExpressionRow.id))
            ]
        found: list[Reread] = []
        bar.start(len(listed), "Đọc lại văn bản")
        try:
            with TemporaryDirectory(prefix="rasoat-") as folder:
                for at in range(0, len(listed), _BATCH):
                    batch = listed[at : at + _BATCH]
                    items = self._analysed(Path(folder), batch, jobs)
                    found.extend(self._store(actor, [number for number, _sha256 in batch], items))
                    bar.advance(len(batch))
        finally:
            bar.finish()
        return tuple(found)

    def _analysed(
        self, folder: Path, batch: Sequence[tuple[int, str]], jobs: int
    ) -> dict[int, Analysed | None]:
        """What each original says; ``None`` for one that is lost or damaged. Readers go by a name's ending
        too, so each is read under the name it came with."""
        with transaction(self._sessions) as session:
            query = select(ExpressionRow).where(ExpressionRow.id.in_([number for number, _sha256 in batch]))
            rows = session.scalars(query.options(joinedload(ExpressionRow.blob))).all()
            names = {row.id: Path(row.blob.file_name).suffix for row in rows}
        paths: dict[int, Path] = {}
        for number, sha256 in batch:
            original = self._originals.path(sha256)
            if original.is_file() and sha256_of(original) == sha256:
                paths[number] = folder / f"{number}{names.get(number, '')}"
                paths[number].symlink_to(original.absolute())
        found: dict[int, Analysed | None] = dict.fromkeys((number for number, _sha256 in batch), None)
        with closing(self._analyser.analyse_many(list(paths.values()), jobs)) as analysed:
            found.update(zip(paths, analysed, strict=True))
        return found

    def _store(self, actor: Actor, ids: Sequence[int], items: dict[int, Analysed | None]) -> list[Reread]:
        with stored_and_indexed(self._sessions, self._index) as (session, unit):
            writer = _Writer(session, unit, self._now)
            found = [writer.write(row, items[row.id]) for row in _expressions(session, ids)]
            if writer.act_ids:
                relink(session, writer.act_ids, writer.keys)
                refresh_disagreements(session, writer.act_ids, self._now())
                uids = [item.uid for item in found if item.outcome == "changed"]
                record_audit(session, actor, self._now(), "corpus.reread", "", acts=uids)
        return found


class _Writer:
    """Writes one batch inside the caller's transaction."""

    def __init__(self, session: Session, unit: IndexUnit, now: Callable[[], datetime]) -> None:
        self._session, self._unit, self._now = session, unit, now
        self._linker = Linker(session)
        self.act_ids: set[int] = set()
        self.keys: set[str] = set()

    def write(self, row: ExpressionRow, item: Analysed | None) -> Reread:
        uid, label = row.act.uid, row.act.label
        if item is None or item.parsed is None:
            return Reread(uid, label, "kept", item.refusal if item else _LOST)
        header, doubtful = _header(row, header_json(item.parsed))
        parts = parts_of(item.parsed)
        if header == row.header and item.parsed.text == row.text and _same(row, parts):
            return Reread(uid, label, "same")
        try:
            with self._session.begin_nested():
                self._renew(row, item, header, parts, doubtful)
        except ConflictError as error:
            return Reread(uid, label, "kept", str(error))
        except Exception:  # one text's fault must not cost the others; the log has the details
            log.exception("rereading %s failed", uid)
            return Reread(uid, label, "kept", _FAULT)
        if row.act.uid != uid:
            self._unit.delete(uid)
        self._unit.put(indexed(row))
        self.act_ids.add(row.act_id)
        return Reread(row.act.uid, label, "changed", doubtful=doubtful)

    def _renew(
        self,
        row: ExpressionRow,
        item: Analysed,
        header: dict[str, Any],
        parts: dict[str, list[Any]],
        doubtful: tuple[str, ...],
    ) -> None:
        parsed = item.parsed
        assert parsed is not None
        restated = _value(header, "effective_from") != _value(row.header, "effective_from")
        for name in _OF_PARTS:
            setattr(row, name, [])
        self._session.flush()
        row.text, row.header, row.pages = parsed.text, header, parsed.pages
        row.warnings = list(parsed.warnings)
        row.signatures = [asdict(signature) for signature in item.signatures]
        row.read_at = self._now()
        waiting = dict.fromkeys((*(() if row.confirmed else to_confirm(parsed)), *doubtful))
        row.doubtful = " ".join(waiting)
        for name, rows in parts.items():
            setattr(row, name, rows)
        self._session.flush()
        if restated:
            self._restate(row)
        self._linker.registry.forget()
        self.keys |= self._linker.link(row) | ({row.act.number_key} if row.act.number_key else set())
        keep_sketch(self._session, row)

    def _restate(self, row: ExpressionRow) -> None:
        """The act's own claims follow its header."""
        act = act_of(header_of(row.header), self._linker.book)
        before = row.act_id
        if act is None:
            raise ConflictError(_OTHER_ACT)
        DocumentWriter(self._session, self._linker.book, self._now).restate(row, act)
        if row.act_id != before:
            raise ConflictError(_OTHER_ACT)


def _expressions(session: Session, ids: Sequence[int]) -> Iterator[ExpressionRow]:
    query = select(ExpressionRow).where(ExpressionRow.id.in_(ids), ExpressionRow.current)
    yield from session.scalars(
        query.order_by(ExpressionRow.id).options(joinedload(ExpressionRow.act), *_LISTS)
    ).unique()


def _header(row: ExpressionRow, fresh: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The header as it is read now, with the identity that the act has; and the names of the fields of
    identity that read otherwise and that nobody has confirmed."""
    header, doubtful = dict(fresh), []
    for name in IDENTITY:
        before, now = row.header.get(name), fresh.get(name)
        if _value(row.header, name) == _value(fresh, name):
            if row.confirmed and before and now:
                header[name] = {**now, "confidence": before["confidence"]}
            continue
        if row.confirmed or not now:
            header.pop(name, None)
            header |= {name: {**before, "start": None, "end": None}} if before else {}
        elif before:  # the person who is asked sees both, and where the new reading stands
            header[name] = {**now, "value": before["value"], "others": _others(before, now)}
        else:
            header[name] = {**now, "confidence": _UNCONFIRMED}
        if not row.confirmed and name in header:
            doubtful.append(name)
    return header, tuple(doubtful)


def _others(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    known = (now["value"], *now.get("others", ()), *before.get("others", ()))
    return [value for value in dict.fromkeys(known) if value != before["value"]]


def _value(header: dict[str, Any], name: str) -> str | None:
    found = header.get(name)
    return str(found["value"]) if found else None


def _same(row: ExpressionRow, parts: dict[str, list[Any]]) -> bool:
    def said(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
        return sorted(map(_said, rows), key=repr)

    return all(said(getattr(row, name)) == said(rows) for name, rows in parts.items())


def _said(part: Any) -> tuple[Any, ...]:
    columns = (column.key for column in part.__table__.columns if column.key not in _LINKED)
    return tuple(getattr(part, key) for key in columns)
