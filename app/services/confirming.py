"""Use case: a person states what the reading of a header left in doubt."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db.base import SessionFactory, transaction
from app.db.blobs import BlobStore
from app.db.models import ActRow, CitationRow, ClaimRow, EventRow, ExpressionRow, FindingRow
from app.errors import NotFoundError, UsageError
from app.services.audit import record_audit
from app.services.confirm_question import ConfirmationNeeded, question_of
from app.services.disagreement_store import refresh_disagreements
from app.services.header_choices import Choice, choices_for
from app.services.ingest_store import IDENTITY, DocumentWriter, act_of, indexed
from app.services.linking import Linker, relink
from app.services.permissions import Actor, Permission, require
from app.services.summaries import summary_of
from app.services.views import ActSummary
from app.services.work import stored_and_indexed
from indexer.readers.base import Limits
from indexer.readers.picture import LeashedPictures
from indexer.search.protocol import SearchIndex
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.text.dates import is_plausible

PER_PAGE = 50
_LONGEST = {"number": 120, "type": 80, "issuer": 300, "issued": 10, "title": 2000}
_AROUND = 2500
_AT_ONCE = 2  # pages drawn at the same time: each may take as much memory as reading a file
_GONE = "Không còn văn bản này trong danh sách cần xác nhận; có thể người khác đã xác nhận."


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A text whose header a person has to look at. ``fields`` are codes of header fields."""

    id: int
    uid: str
    label: str
    title: str | None
    file_name: str
    fields: tuple[str, ...]
    read_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Everything the form shows. ``values`` are what was read, ``quotes`` the words they were read from;
    ``choices`` what doubtful fields may be as well; ``beginning`` is the first text of the file, for formats
    without a picture."""

    doubtful: Doubtful
    values: Mapping[str, str]
    quotes: Mapping[str, str]
    choices: Mapping[str, tuple[Choice, ...]]
    sha256: str
    media_type: str
    pages: int
    has_picture: bool
    beginning: str
    warnings: tuple[str, ...]
    following: int | None


class ConfirmingService:
    """Lists doubtful headers, shows the page beside the form, takes what a person states."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        index: SearchIndex,
        originals: BlobStore,
        limits: Limits,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._sessions, self._index, self._originals = sessions, index, originals
        self._limits, self._now = limits, now
        self._drawing = threading.BoundedSemaphore(_AT_ONCE)

    def count(self) -> int:
        """How many texts wait for a person."""
        with transaction(self._sessions) as session:
            return session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0

    def waiting(self, actor: Actor, page: int = 1) -> tuple[list[Doubtful], int]:
        """Texts of one page, oldest first, and how many there are."""
        require(actor, Permission.INGEST)
        query = _waiting().options(joinedload(ExpressionRow.act), joinedload(ExpressionRow.blob))
        with transaction(self._sessions) as session:
            total = session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0
            rows = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
            return [_doubtful(row) for row in rows], total

    def get(self, actor: Actor, expression_id: int) -> ToConfirm:
        """One text. Raises :class:`NotFoundError` when it is not current."""
        require(actor, Permission.INGEST)
        with transaction(self._sessions) as session:
            row = _expression(session, expression_id)
            following = session.scalar(_waiting().where(ExpressionRow.id > row.id).limit(1))
            media = row.blob.media_type
            spans = {name: row.header[name] for name in IDENTITY if name in row.header}
            return ToConfirm(
                _doubtful(row),
                {name: span["value"] for name, span in spans.items()},
                {name: quote for name, span in spans.items() if (quote := _quote(row.text, span))},
                choices_for(session, row),
                row.blob_sha256,
                media,
                row.pages or 1,
                media == "application/pdf" or media.startswith("image/"),
                row.text[:_AROUND],
                tuple(row.warnings),
                following.id if following else None,
            )

    def picture(self, actor: Actor, expression_id: int, page: int) -> bytes:
        """Page ``page`` (from 1) as PNG. Raises :class:`NotFoundError` where there is none."""
        require(actor, Permission.INGEST)
        with transaction(self._sessions) as session:
            row = _expression(session, expression_id)
            path, media = self._originals.path(row.blob_sha256), row.blob.media_type
        return self._picture(path, media, page)

    def _picture(self, path: Path, media: str, page: int) -> bytes:
        with self._drawing, LeashedPictures(self._limits) as pictures:
            found = pictures.read(path, media, page - 1) if path.is_file() else None
        if found is None:
            raise NotFoundError("Không vẽ được trang này; hãy mở tệp gốc để đối chiếu.")
        return found

    def confirm(
        self, actor: Actor, expression_id: int, stated: Mapping[str, str], sure: str = ""
    ) -> ActSummary:
        """Take the values a person states for all header fields; empty means the act has none.

        The text then belongs to the act they name, which is given. ``sure`` is the answer to what was asked
        before. Raises :class:`ConfirmationNeeded` where something has to be asked, :class:`UsageError`.
        """
        require(actor, Permission.INGEST)
        values = _checked(stated)
        with stored_and_indexed(self._sessions, self._index) as (session, unit):
            row = _expression(session, expression_id)
            linker = Linker(session)
            header = _header(row, values)
            act = act_of(header, linker.book)
            if act is None:
                raise UsageError("Cần loại văn bản và ít nhất số hiệu hoặc trích yếu; hãy điền thêm.")
            writer = DocumentWriter(session, linker.book, self._now)
            doubt = question_of(session, row, act, writer.stored(act))
            if doubt and doubt.answer != sure:
                raise ConfirmationNeeded(doubt)
            before, former = row.header, row.act
            keys, concerned = {former.number_key}, {former.id}
            unit.delete(former.uid)
            row.header = _stated(before, values)
            row.confirmed = {**values, "by": actor.name, "at": self._now().isoformat(timespec="seconds")}
            row.doubtful = ""
            if renamed := writer.restate(row, act):
                unit.delete(renamed)
            linker.registry.forget()
            made = linker.link(row)
            keys |= {row.act.number_key, *made}
            if former.id != row.act_id:
                _move_findings(session, row)
                if earlier := _shown_again(session, former):
                    linker.link(earlier)
                    unit.put(indexed(earlier))
                else:
                    _forget_if_nobody_knows_it(session, former)
            relink(session, {row.act_id}, {key for key in keys if key})
            refresh_disagreements(session, {*concerned, row.act_id}, self._now())
            unit.put(indexed(row))
            detail = {name: value for name, value in values.items() if value != _value(before, name)}
            record_audit(session, actor, self._now(), "header.confirm", row.act.uid, **detail)
            return summary_of(row.act, in_corpus=True)


def _waiting() -> Select[ExpressionRow]:
    found = select(ExpressionRow).where(ExpressionRow.current, ExpressionRow.doubtful != "")
    return found.order_by(ExpressionRow.id)


def _expression(session: Session, expression_id: int) -> ExpressionRow:
    row = session.get(
        ExpressionRow,
        expression_id,
        options=[
            joinedload(ExpressionRow.act),
            joinedload(ExpressionRow.blob),
            selectinload(ExpressionRow.citations),
            selectinload(ExpressionRow.effects),
        ],
    )
    if row is None or not row.current:
        raise NotFoundError(_GONE)
    return row


def _doubtful(row: ExpressionRow) -> Doubtful:
    act = row.act
    fields = tuple(row.doubtful.split())
    return Doubtful(row.id, act.uid, act.label, act.title, row.blob.file_name, fields, row.read_at)


def _quote(text: str, span: Mapping[str, object]) -> str | None:
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return text[left : right if right > 0 else len(text)].strip()[:300]


def _value(header: Mapping[str, object], name: str) -> str:
    found = header.get(name)
    return str(found["value"]) if isinstance(found, dict) else ""


def _checked(stated: Mapping[str, str]) -> dict[str, str]:
    values: dict[str, str] = {name: " ".join(stated.get(name, "").split()) for name in IDENTITY}
    for name, value in values.items():
        if len(value) > _LONGEST[name]:
            raise UsageError("Nội dung nhập quá dài; hãy chỉ ghi đúng mục được hỏi.")
    if values["issued"]:
        try:
            day = dt.date.fromisoformat(values["issued"])
        except ValueError:
            day = dt.date.min
        if not is_plausible(day):
            raise UsageError("Ngày ban hành không đúng; hãy chọn lại trên lịch.")
    return values


def _header(row: ExpressionRow, values: Mapping[str, str]) -> Header:
    """The header with what the person states; what was not asked stays as it was read."""
    fields: dict[str, Any] = {name: HeaderField(value) for name, value in values.items() if value}
    start = row.header.get("effective_from")
    if start:
        fields["effective_from"] = HeaderField(start["value"], start.get("start"), start.get("end"))
    return Header(**fields)


def _stated(before: Mapping[str, object], values: Mapping[str, str]) -> dict[str, object]:
    header = {name: span for name, span in before.items() if name not in IDENTITY}
    for name, value in values.items():
        if not value:
            continue
        found = before.get(name)
        same = isinstance(found, dict) and found["value"] == value
        place = found if same and isinstance(found, dict) else {}
        header[name] = {
            "value": value,
            "start": place.get("start"),
            "end": place.get("end"),
            "confidence": 1.0,
        }
    return header


def _shown_again(session: Session, act: ActRow) -> ExpressionRow | None:
    """The act's own text, which the mistaken one had put aside, is current again."""
    query = select(ExpressionRow).where(ExpressionRow.act_id == act.id).order_by(ExpressionRow.id.desc())
    found = session.scalars(query.limit(1)).first()
    if found is not None:
        found.current = True
        session.flush()
    return found


def _move_findings(session: Session, row: ExpressionRow) -> None:
    """What people judged about the text goes with it."""
    for finding in session.scalars(select(FindingRow).where(FindingRow.expression_id == row.id)):
        finding.act_id = row.act_id


def _forget_if_nobody_knows_it(session: Session, act: ActRow) -> None:
    """Delete an act that only the mistaken reading made: no text, no claim of others, nobody cites it."""
    session.flush()
    session.query(ClaimRow).filter_by(act_id=act.id, source=OWN_TEXT).delete()
    session.query(EventRow).filter_by(target_id=act.id, source=OWN_TEXT, by_id=None).delete()
    for model, column in (
        (ExpressionRow, ExpressionRow.act_id),
        (ClaimRow, ClaimRow.act_id),
        (CitationRow, CitationRow.act_id),
        (EventRow, EventRow.target_id),
        (EventRow, EventRow.by_id),
        (FindingRow, FindingRow.act_id),
    ):
        if session.scalar(select(func.count()).select_from(model).where(column == act.id)):
            return
    session.expire(act)
    session.delete(act)
