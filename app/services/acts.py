"""Use case: read an act: its text with live citations, its effect over time, who rests on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.blobs import BlobStore
from app.db.models import ActRow, BlobRow, CitationRow, EventRow, ExpressionRow, FindingRow
from app.db.same_acts import same_acts
from app.errors import NotFoundError
from app.services.cited_notes import hover_note, named_in_full, quoted_spans
from app.services.disagreements import of_act
from app.services.duplicates import near_texts
from app.services.linking import citation_of
from app.services.permissions import Actor, Permission, require
from app.services.rules import rule_book
from app.services.standing import standing
from app.services.summaries import summaries_of, summary_of
from app.services.timeline import part_timelines, timeline_entries
from app.services.views import ActPage, ActSummary, ActTimeline, CitedLink, CitingAct, OriginalFile
from app.services.vocabulary import issuer_book
from indexer.readers.signatures import Signature
from legal_corpus.effect.rules import RuleBook, warning_time
from legal_corpus.effect.status import status_at
from legal_corpus.effect.wording import status_sentence
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Table
from legal_corpus.registry.resolve import CitingAct as CitingCircumstances
from legal_corpus.registry.resolve import other_on

_NOTED = 12


class ActService:
    """Reads acts for pages; every status is folded for the day asked about."""

    def __init__(self, *, sessions: SessionFactory, originals: BlobStore) -> None:
        self._sessions, self._originals = sessions, originals

    def page(self, actor: Actor, uid: str, on: date) -> ActPage:
        """Everything the act page shows. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            act = session.scalar(select(ActRow).where(ActRow.uid == uid))
            if act is None:
                raise NotFoundError("Không có văn bản này trong kho; hãy tìm lại theo số hoặc ngày.")
            registry = SqlRegistry(session)
            expression = _current(session, act.id)
            rules = rule_book(session)
            reading = standing(session, registry, to_act(act), on)
            return ActPage(
                act=summary_of(act, expression is not None),
                on=on,
                reading=reading,
                status_notes=(status_sentence(reading), *(r.note for r in reading.because)),
                text=expression.text if expression else None,
                nodes=_nodes(expression) if expression else (),
                links=_links(session, registry, expression, on, rules) if expression else (),
                cited_by=_cited_by(session, act.id),
                timeline=timeline_entries(session, act.id),
                parts=part_timelines(session, registry, uid, on),
                originals=_originals(session, act.id),
                warnings=tuple(expression.warnings) if expression else (),
                signatures=_signatures(expression) if expression else (),
                expression_id=expression.id if expression else None,
                near=tuple(near_texts(session, expression)) if expression else (),
                open_findings=_open_findings(session, act.id),
                disagreements=of_act(session, act.id),
                tables=_tables(expression) if expression else (),
                quoted=quoted_spans(expression.text) if expression else (),
                same_record=_record_in_use(session, uid),
            )

    def timeline(self, actor: Actor, uid: str, on: date) -> ActTimeline:
        """The events on an act and the history of each provision. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            act = session.scalar(select(ActRow).where(ActRow.uid == uid))
            if act is None:
                raise NotFoundError("Không có văn bản này trong kho; hãy tìm lại theo số hoặc ngày.")
            parts = part_timelines(session, SqlRegistry(session), uid, on)
            return ActTimeline(act.label, timeline_entries(session, act.id), parts)

    def original(self, actor: Actor, sha256: str) -> tuple[Path, OriginalFile]:
        """The stored original with this hash. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            row = session.scalar(
                select(ExpressionRow)
                .where(ExpressionRow.blob_sha256 == sha256)
                .options(selectinload(ExpressionRow.blob))
            )
            if row is None:
                raise NotFoundError("Không có tệp gốc này trong kho.")
            path = self._originals.path(sha256)
            if not path.is_file():
                raise NotFoundError("Tệp gốc không còn trong thư mục lưu; hãy khôi phục từ bản sao lưu.")
            return path, _original(row, row.blob)

    def recent(self, actor: Actor, limit: int = 10) -> list[ActSummary]:
        """Acts of the corpus, the ones read last first."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            rows = session.scalars(
                select(ActRow)
                .join(ExpressionRow, ExpressionRow.act_id == ActRow.id)
                .where(ExpressionRow.current)
                .order_by(ExpressionRow.read_at.desc(), ExpressionRow.id.desc())
                .limit(limit)
            ).all()
            summaries = summaries_of(session, rows)
            return [summaries[row.id] for row in rows]

    def statistics(self, actor: Actor, on: date) -> dict[str, Any]:
        """Counts for the home page. ``ending_soon`` acts of the corpus have a term that ends within
        ``warning_days`` after ``on``; ``open_by_severity``, ``open_by_code`` and ``by_state`` count findings.
        """
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            citations = _counts(session, CitationRow.outcome, CitationRow.kind == "act")
            open_ = FindingRow.state == "open"
            here = select(ExpressionRow.act_id).where(ExpressionRow.current)
            warning = warning_time(rule_book(session), on)
            return {
                "acts_in_corpus": _count(session, select(ExpressionRow).where(ExpressionRow.current)),
                "acts_in_registry": _count(session, select(ActRow)),
                "ending_soon": _count(
                    session,
                    select(EventRow.target_id)
                    .where(
                        EventRow.predicate == "expires",
                        EventRow.scope == "whole",
                        EventRow.effective_from > on,
                        EventRow.effective_from <= on + warning,
                        EventRow.target_id.in_(here),
                    )
                    .distinct(),
                ),
                "warning_days": warning.days,
                "citations": sum(citations.values()),
                "resolved": citations.get("resolved", 0),
                "open_by_severity": _counts(session, FindingRow.severity, open_),
                "open_by_code": _counts(session, FindingRow.code, open_),
                "by_state": _counts(session, FindingRow.state, FindingRow.id > 0),
            }


def _count(session: Session, rows: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def _counts(
    session: Session, column: InstrumentedAttribute[str], condition: ColumnElement[bool]
) -> dict[str, int]:
    query = select(column, func.count()).where(condition).group_by(column)
    return {str(value): int(count) for value, count in session.execute(query)}


def _current(session: Session, act_id: int) -> ExpressionRow | None:
    return session.scalar(
        select(ExpressionRow)
        .where(ExpressionRow.act_id == act_id, ExpressionRow.current)
        .options(selectinload(ExpressionRow.citations), selectinload(ExpressionRow.provisions))
    )


def _status(registry: SqlRegistry, act: ActRow, on: date, rules: RuleBook) -> StatusReading:
    return status_at(to_act(act), registry.events_on(act.uid), on, registry=registry, rules=rules)


def _nodes(expression: ExpressionRow) -> tuple[Node, ...]:
    return tuple(
        Node(p.eid, p.level, p.label, p.heading, p.start, p.end, p.parent)  # type: ignore[arg-type]
        for p in expression.provisions
    )


def _tables(expression: ExpressionRow) -> tuple[Table, ...]:
    return tuple(map(Table.of_plain, expression.header.get("tables", ())))


def _links(
    session: Session, registry: SqlRegistry, expression: ExpressionRow, on: date, rules: RuleBook
) -> tuple[CitedLink, ...]:
    ids = {row.act_id for row in expression.citations if row.act_id}
    uids = {uid for row in expression.citations for uid in (row.candidates or ())[:_NOTED]}
    acts = {row.id: row for row in session.scalars(select(ActRow).where(ActRow.id.in_(ids)))}
    others = list(session.scalars(select(ActRow).where(ActRow.uid.in_(uids))))
    summaries = {s.uid: s for s in summaries_of(session, others).values()}
    registry.events_on_many(row.uid for row in acts.values())
    readings = {row.id: _status(registry, row, on, rules) for row in acts.values()}
    signed = expression.act.issued
    signing = {row.id: _status(registry, row, signed, rules) for row in acts.values()} if signed else {}
    later = _later_readings(session, registry, expression, acts, on)
    return tuple(
        _link(
            row,
            acts.get(row.act_id or 0),
            readings.get(row.act_id or 0),
            signing.get(row.act_id or 0),
            summaries,
            later.get(row.start),
        )
        for row in expression.citations
    )


def _later_readings(
    session: Session, registry: SqlRegistry, expression: ExpressionRow, acts: Mapping[int, ActRow], on: date
) -> dict[int, str]:
    """By where they stand, the citations by a bare name that mean another act to a reader of the day, with
    that act in words."""
    act, book = expression.act, issuer_book(session)
    citing = CitingCircumstances(issuer=act.issuer, issued=act.issued, uid=act.uid)
    found: dict[int, str] = {}
    for row in expression.citations:
        meant = acts.get(row.act_id or 0)
        other = other_on(citation_of(row), to_act(meant), citing, registry, on, book) if meant else None
        if other is not None:
            found[row.start] = named_in_full(other)
    return found


def _link(
    row: CitationRow,
    act: ActRow | None,
    reading: StatusReading | None,
    at_signing: StatusReading | None,
    summaries: dict[str, ActSummary],
    later: str | None,
) -> CitedLink:
    if act is None or reading is None:
        status = "paper" if row.kind == "paper" else "unresolved"
        several = tuple(summaries[uid] for uid in row.candidates if uid in summaries)
        return CitedLink(
            row.start, row.end, row.role, row.outcome, None, row.text, status, row.reason or "", several
        )
    note = hover_note(act.label, reading, at_signing, later)
    return CitedLink(row.start, row.end, row.role, row.outcome, act.uid, act.label, reading.status, note)


def _record_in_use(session: Session, uid: str) -> tuple[str, str] | None:
    """Uid and label of the record that people said stands for this one."""
    kept = same_acts(session).uids.get(uid)
    act = session.scalar(select(ActRow).where(ActRow.uid == kept)) if kept else None
    return (act.uid, act.label) if act else None


def _cited_by(session: Session, act_id: int) -> tuple[CitingAct, ...]:
    query = (
        select(ExpressionRow.act_id, CitationRow.role, func.count())
        .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
        .where(CitationRow.act_id == act_id, ExpressionRow.current)
        .group_by(ExpressionRow.act_id, CitationRow.role)
    )
    roles: dict[int, dict[str, int]] = defaultdict(dict)
    for citing, role, count in session.execute(query):
        roles[citing][role] = count
    rows = session.scalars(select(ActRow).where(ActRow.id.in_(roles))).all()
    summaries = summaries_of(session, rows)
    found = [
        CitingAct(summaries[row.id], tuple(sorted(roles[row.id])), sum(roles[row.id].values()))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda c: (c.act.issued or date.min, c.act.uid), reverse=True))


def _signatures(expression: ExpressionRow) -> tuple[Signature, ...]:
    """Digital signatures of the file, each person and moment once: a stamp on every page is one act."""
    found = (Signature(**stored) for stored in expression.signatures)
    return tuple({(one.signer, one.signed_at, one.valid, one.coverage): one for one in found}.values())


def _originals(session: Session, act_id: int) -> tuple[OriginalFile, ...]:
    rows = session.scalars(
        select(ExpressionRow)
        .where(ExpressionRow.act_id == act_id)
        .options(selectinload(ExpressionRow.blob))
        .order_by(ExpressionRow.current.desc(), ExpressionRow.read_at.desc())
    )
    return tuple(_original(row, row.blob) for row in rows)


def _original(row: ExpressionRow, blob: BlobRow) -> OriginalFile:
    return OriginalFile(blob.sha256, blob.file_name, blob.media_type, blob.size, row.read_at, row.current)


def _open_findings(session: Session, act_id: int) -> int:
    query = select(func.count()).select_from(FindingRow)
    return session.scalar(query.where(FindingRow.act_id == act_id, FindingRow.state == "open")) or 0
