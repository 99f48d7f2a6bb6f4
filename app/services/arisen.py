"""Use case: the queue of work that changes of the registry brought, by cause, field and drafting agency."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ArisenRow, FindingRow
from app.errors import NotFoundError, UsageError
from app.services.arisen_views import ArisenFilter, ArisenLine, ArisenPage, Cause, Share, Tally
from app.services.audit import record_audit
from app.services.findings_query import CAUSE
from app.services.permissions import Actor, Permission, require

EXPORT_LIMIT = 20_000
# Literals, not parameters: PostgreSQL takes two parameters for two different expressions to group by.
_state = case(
    (FindingRow.state != literal_column("'open'"), literal_column("'handled'")),
    (ArisenRow.seen_at.is_not(None), literal_column("'seen'")),
    else_=literal_column("'new'"),
)
_CauseKey = tuple[Any, ...]


class ArisenService:
    """What arose, why, for whom, and who has taken note of it."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], dt.datetime]) -> None:
        self._sessions, self._now = sessions, now

    def new_count(self, actor: Actor) -> int:
        """Findings that arose and that nobody has marked as seen or handled."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            query = select(func.count()).select_from(ArisenRow).join(ArisenRow.finding)
            return session.scalar(query.where(_state == "new")) or 0

    def page(self, actor: Actor, wanted: ArisenFilter, *, page: int = 1, per_page: int = 20) -> ArisenPage:
        """Causes that fit, the newest first, each with its counts by field and agency."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            causes = _causes(session, _terms(wanted))
            first = (max(page, 1) - 1) * per_page
            shown = causes[first : first + per_page]
            return ArisenPage(
                causes=tuple(shown),
                total=len(causes),
                page=max(page, 1),
                per_page=per_page,
                sectors=_facet(session, ArisenRow.sector, _terms(wanted, without="sector")),
                agencies=_facet(session, ArisenRow.agency, _terms(wanted, without="agency")),
                waiting_new=sum(cause.tally.new for cause in causes),
            )

    def cause(self, actor: Actor, number: int) -> tuple[Cause, tuple[ArisenLine, ...]]:
        """The cause that finding ``number`` arose from, with all findings of it. Raises
        :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            same = _same_cause(session, number)
            return _causes(session, same)[0], tuple(_lines(session, same))

    def export(self, actor: Actor, wanted: ArisenFilter) -> tuple[tuple[Cause, ArisenLine], ...]:
        """Every finding that fits with its cause (at most 20,000), for a table; the export is audited."""
        require(actor, Permission.READ)
        with transaction(self._sessions, writes=True) as session:
            terms = _terms(wanted)
            causes = _keyed_causes(session, terms)
            rows = session.execute(_line_query(terms).limit(EXPORT_LIMIT)).all()
            record_audit(session, actor, self._now(), "arisen.export", "table", rows=len(rows))
            keys = [tuple(getattr(row, column.key) for column in CAUSE) for row, _state in rows]
            return tuple(
                (causes[key], _line(row, state)) for key, (row, state) in zip(keys, rows, strict=True)
            )

    def mark_seen(
        self, actor: Actor, number: int, *, sector: str | None = None, agency: str | None = None
    ) -> int:
        """Mark the findings of a cause as seen (of one field and agency; ``""`` is the unknown one).

        Returns how many were new. Raises :class:`NotFoundError`, or :class:`UsageError` when nobody is
        signed in.
        """
        require(actor, Permission.JUDGE_FINDING)
        if actor.user_id is None:
            raise UsageError("Việc đánh dấu phải do một người có tài khoản làm; hãy đăng nhập.")
        with transaction(self._sessions, writes=True) as session:
            same = [*_same_cause(session, number), *_of_share(sector, agency), _state == "new"]
            query = select(ArisenRow.finding_id).join(ArisenRow.finding).where(*same)
            ids = list(session.scalars(query))
            for at in range(0, len(ids), 400):
                session.execute(
                    update(ArisenRow)
                    .where(ArisenRow.finding_id.in_(ids[at : at + 400]))
                    .values(seen_at=self._now(), seen_by_id=actor.user_id)
                )
            record_audit(session, actor, self._now(), "arisen.seen", f"finding/{number}", findings=len(ids))
            return len(ids)


def _terms(wanted: ArisenFilter, *, without: str = "") -> list[ColumnElement[bool]]:
    terms = _of_share(
        None if without == "sector" else wanted.sector, None if without == "agency" else wanted.agency
    )
    if wanted.state == "waiting":
        terms.append(_state != "handled")
    elif wanted.state != "all":
        terms.append(_state == wanted.state)
    return terms


def _of_share(sector: str | None, agency: str | None) -> list[ColumnElement[bool]]:
    terms: list[ColumnElement[bool]] = []
    for column, value in ((ArisenRow.sector, sector), (ArisenRow.agency, agency)):
        if value is not None:
            terms.append(column == value if value else column.is_(None))
    return terms


def _facet(
    session: Session, column: Any, terms: Iterable[ColumnElement[bool]]
) -> tuple[tuple[str | None, int], ...]:
    query = select(column, func.count()).join(ArisenRow.finding).where(*terms).group_by(column)
    rows = [(value, count) for value, count in session.execute(query)]
    return tuple(sorted(rows, key=lambda row: (row[0] is None, row[0] or "")))


def _causes(session: Session, terms: Iterable[ColumnElement[bool]]) -> list[Cause]:
    """Groups of findings with one cause, newest first."""
    causes = _keyed_causes(session, terms).values()
    return sorted(causes, key=lambda cause: (cause.at, cause.number), reverse=True)


def _keyed_causes(session: Session, terms: Iterable[ColumnElement[bool]]) -> dict[_CauseKey, Cause]:
    query = (
        select(
            *CAUSE,
            ArisenRow.sector,
            ArisenRow.agency,
            _state,
            func.count(),
            func.min(ArisenRow.finding_id),
            func.max(ArisenRow.at),
        )
        .join(ArisenRow.finding)
        .where(*terms)
        .group_by(*CAUSE, ArisenRow.sector, ArisenRow.agency, _state)
    )
    grouped: dict[_CauseKey, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        grouped[tuple(row[:5])].append(row[5:])
    acts = _acts(session, {act for key in grouped for act in key[1:3] if act})
    return {key: _cause(key, rows, acts) for key, rows in grouped.items()}


def _cause(key: _CauseKey, rows: list[Any], acts: dict[int, tuple[str, str]]) -> Cause:
    shares: dict[tuple[str | None, str | None], Tally] = defaultdict(Tally)
    for sector, agency, state, count, _number, _at in rows:
        shares[sector, agency] = shares[sector, agency].plus(Tally(**{state: count}))
    changed, by = acts.get(key[1] or 0), acts.get(key[2] or 0)
    ordered = sorted(
        shares.items(), key=lambda item: (item[0][0] is None, item[0][0] or "", item[0][1] or "")
    )
    return Cause(
        number=min(row[4] for row in rows),
        kind=key[0],
        changed_uid=changed[0] if changed else None,
        changed_label=changed[1] if changed else None,
        by_uid=by[0] if by else None,
        by_label=by[1] if by else key[3],
        effective_from=key[4],
        at=max(row[5] for row in rows),
        shares=tuple(Share(sector, agency, tally) for (sector, agency), tally in ordered),
    )


def _acts(session: Session, ids: set[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    ordered = sorted(ids)
    for at in range(0, len(ordered), 400):
        rows = session.scalars(select(ActRow).where(ActRow.id.in_(ordered[at : at + 400])))
        found.update((row.id, (row.uid, row.label)) for row in rows)
    return found


def _same_cause(session: Session, number: int) -> list[ColumnElement[bool]]:
    row = session.get(ArisenRow, number)
    if row is None:
        raise NotFoundError("Không còn nhóm việc này; hãy mở lại trang Việc mới phát sinh.")
    terms = []
    for column in CAUSE:
        value = getattr(row, column.key)
        terms.append(column == value if value is not None else column.is_(None))
    return [and_(*terms)]


def _line_query(terms: Iterable[ColumnElement[bool]]) -> Select[Any, Any]:
    act = aliased(ActRow)
    return (
        select(ArisenRow, _state)
        .join(ArisenRow.finding)
        .join(act, act.id == FindingRow.act_id)
        .options(joinedload(ArisenRow.finding).joinedload(FindingRow.act), joinedload(ArisenRow.seen_by))
        .where(*terms)
        .order_by(ArisenRow.sector, ArisenRow.agency, act.issued, act.id, FindingRow.start, FindingRow.id)
    )


def _lines(session: Session, terms: Iterable[ColumnElement[bool]]) -> list[ArisenLine]:
    rows = session.execute(_line_query(terms).limit(EXPORT_LIMIT)).all()
    return [_line(row, state) for row, state in rows]


def _line(row: ArisenRow, state: str) -> ArisenLine:
    finding = row.finding
    return ArisenLine(
        finding_id=finding.id,
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        act_uid=finding.act.uid,
        act_label=finding.act.label,
        act_title=finding.act.title,
        sector=row.sector,
        agency=row.agency,
        state=state,
        at=row.at,
        seen_by=row.seen_by.display_name if row.seen_by else None,
    )
