"""Use cases of the register of disagreements: read it, decide one, take a decision back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, DisagreementRow, SourceRow, UserRow
from app.errors import ConflictError, NotFoundError
from app.jobs.progress import NullProgress, Progress
from app.services import one_act
from app.services.disagreement_store import open_counts, refresh_disagreements
from app.services.disagreement_views import (
    DisagreementFilter,
    DisagreementLine,
    DisagreementPage,
    ShownValue,
    value_text,
)
from app.services.permissions import Actor, Permission, require
from app.services.settling import Settling
from app.services.vocabulary import issuer_book
from app.services.work import stored_and_indexed
from indexer.search.protocol import SearchIndex
from legal_corpus.registry.sources import source

_OWN = "Từ số, ký hiệu hoặc định danh"


class DisagreementService:
    """The register of contradictions between sources."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        index: SearchIndex,
        now: Callable[[], dt.datetime],
        today: Callable[[], dt.date],
    ) -> None:
        self._sessions, self._index = sessions, index
        self._now, self._today = now, today

    def page(
        self, actor: Actor, wanted: DisagreementFilter, *, page: int = 1, per_page: int = 30
    ) -> DisagreementPage:
        """One page of the register, by act; with the counts of all of it."""
        require(actor, Permission.READ)
        page = max(page, 1)
        with transaction(self._sessions) as session:
            chosen = _chosen(wanted)
            total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
            rows = session.scalars(chosen.limit(per_page).offset((page - 1) * per_page)).all()
            return DisagreementPage(
                tuple(lines_of(session, list(rows))),
                total,
                page,
                per_page,
                _counts(session),
                _sources(session),
            )

    def export(self, actor: Actor, wanted: DisagreementFilter) -> tuple[DisagreementLine, ...]:
        """Every disagreement that fits, by act."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            return tuple(lines_of(session, list(session.scalars(_chosen(wanted)))))

    def get(self, actor: Actor, number: int) -> DisagreementLine:
        """One disagreement. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            return lines_of(session, [_row(session, number)])[0]

    def settle(
        self, actor: Actor, number: int, value: str | None, reason: str, *, seen: str | None = None
    ) -> DisagreementLine:
        """Decide: ``value`` becomes a claim of the person, which ranks first; ``None`` notes that nothing is
        to change. Values of acts, links and the search index follow. ``seen`` is the mark of the line that
        the person had before their eyes.

        Raises :class:`NotFoundError`, :class:`UsageError` on a value or reason that cannot be,
        :class:`ConflictError` when the sources agree by now or somebody decided meanwhile.
        """
        require(actor, Permission.JUDGE_FINDING)
        with stored_and_indexed(self._sessions, self._index) as (session, unit):
            row = _row(session, number)
            if row.kind in one_act.KINDS and (value or row.chosen):
                require(actor, Permission.ADMINISTER)
            if row.state == "gone":
                raise ConflictError("Các nguồn không còn mâu thuẫn ở điểm này; không cần kết luận.")
            if seen is not None and seen != lines_of(session, [row])[0].mark:
                raise ConflictError("Người khác vừa xử lý mâu thuẫn này; hãy đọc kết luận đó rồi quyết định.")
            Settling(session, unit, actor, self._now(), self._today()).settle(row, value, reason)
        return self.get(actor, number)

    def reopen(self, actor: Actor, number: int, reason: str) -> DisagreementLine:
        """Take a decision back; the sources' values count again by their ranking.

        Raises :class:`NotFoundError`, :class:`ConflictError` when it is open, :class:`UsageError`.
        """
        require(actor, Permission.JUDGE_FINDING)
        with stored_and_indexed(self._sessions, self._index) as (session, unit):
            row = _row(session, number)
            if row.kind in one_act.KINDS and row.chosen:
                require(actor, Permission.ADMINISTER)
            Settling(session, unit, actor, self._now(), self._today()).reopen(row, reason)
        return self.get(actor, number)

    def refresh(self, actor: Actor, progress: Progress | None = None) -> dict[str, int]:
        """Find all disagreements of the store anew (a store of an earlier version has none yet); returns
        the open ones by kind."""
        require(actor, Permission.INGEST)
        bar = progress or NullProgress()
        with transaction(self._sessions, writes=True) as session:
            bar.start(
                session.scalar(select(func.count()).select_from(ActRow)), "Tìm mâu thuẫn giữa các nguồn"
            )
            try:
                refresh_disagreements(session, None, self._now(), bar.advance)
            finally:
                bar.finish()
            return open_counts(session)


def of_act(session: Session, act_id: int) -> tuple[DisagreementLine, ...]:
    """Open and settled disagreements about one act."""
    rows = session.scalars(
        _ordered(select(DisagreementRow)).where(
            DisagreementRow.act_id == act_id, DisagreementRow.state != "gone"
        )
    )
    return tuple(lines_of(session, list(rows)))


def _row(session: Session, number: int) -> DisagreementRow:
    row = session.scalar(
        select(DisagreementRow).where(DisagreementRow.id == number).options(joinedload(DisagreementRow.act))
    )
    if row is None:
        raise NotFoundError("Không có mâu thuẫn này trong sổ; hãy mở lại danh sách.")
    return row


def _ordered(query: Select[Any]) -> Select[Any]:
    return query.join(ActRow, ActRow.id == DisagreementRow.act_id).order_by(
        ActRow.uid, DisagreementRow.kind, DisagreementRow.field, DisagreementRow.id
    )


def _chosen(wanted: DisagreementFilter) -> Select[Any]:
    query = _ordered(select(DisagreementRow)).options(joinedload(DisagreementRow.act))
    if wanted.state != "all":
        query = query.where(DisagreementRow.state == wanted.state)
    if wanted.kind:
        query = query.where(DisagreementRow.kind == wanted.kind)
    if wanted.field is not None:
        query = query.where(DisagreementRow.field == wanted.field)
    if wanted.source:
        query = query.where(DisagreementRow.sources.contains(f"|{wanted.source}|", autoescape=True))
    if wanted.act_uid:
        query = query.where(ActRow.uid == wanted.act_uid)
    return query


def _counts(session: Session) -> tuple[tuple[str, str, int, int], ...]:
    query = (
        select(DisagreementRow.kind, DisagreementRow.field, DisagreementRow.state, func.count())
        .where(DisagreementRow.state != "gone")
        .group_by(DisagreementRow.kind, DisagreementRow.field, DisagreementRow.state)
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for kind, field, state, count in session.execute(query):
        found.setdefault((kind, field), {})[state] = int(count)
    rows = [(k, f, by.get("open", 0), by.get("settled", 0)) for (k, f), by in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0], row[1])))


def _sources(session: Session) -> tuple[tuple[str, str], ...]:
    present = set(session.scalars(select(DisagreementRow.sources).distinct()))
    codes = {code for joined in present for code in joined.strip("|").split("|") if code}
    names = _names(session)
    return tuple(sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1]))


def _names(session: Session) -> dict[str, str]:
    return {row.code: row.name for row in session.scalars(select(SourceRow))}


def lines_of(session: Session, rows: list[DisagreementRow]) -> list[DisagreementLine]:
    """The rows in words."""
    names, book = _names(session), issuer_book(session)
    pairs = one_act.pairs_of(session, rows)
    chosen = one_act.chosen_words(session, rows)
    people = {row.settled_by_id for row in rows if row.settled_by_id}
    shown = {
        user.id: user.display_name for user in session.scalars(select(UserRow).where(UserRow.id.in_(people)))
    }

    def issuer(code: str) -> str:
        known = book.get(code)
        return known.name if known else code

    def value_of(row: DisagreementRow, said: dict[str, Any]) -> ShownValue:
        value, code = said["value"], said["source"]
        is_act = row.kind in one_act.KINDS
        text = value_text(row.field, value, {value: issuer(value)} if row.field == "issuer" else None)
        return ShownValue(
            value=value,
            text=said["evidence"] or value if is_act else text,
            source=code,
            source_name=(names.get(code) or source(code).name) if code else _OWN,
            evidence=None if is_act else said["evidence"],
            used=value == row.used and (not code or row.used_source in (None, code)),
            act_uid=value if is_act else None,
        )

    return [
        DisagreementLine(
            id=row.id,
            act_uid=row.act.uid,
            act_label=row.act.label,
            act_title=row.act.title if row.act.number else None,
            kind=row.kind,
            field=row.field,
            subject=row.subject,
            values=tuple(value_of(row, said) for said in row.values),
            used=row.used,
            used_source=row.used_source,
            why=row.why,
            state=row.state,
            found_at=row.found_at,
            chosen=row.chosen,
            reason=row.reason,
            settled_by=shown.get(row.settled_by_id or 0),
            settled_at=row.settled_at,
            pairs=pairs.get(row.id, ()),
            chosen_words=chosen.get(row.id),
        )
        for row in rows
    ]
