"""Use case: find acts. Numbers and dates are answered by the database and come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ExpressionRow
from app.services.permissions import Actor, Permission, require
from app.services.rules import rule_book
from app.services.summaries import summaries_of
from app.services.views import SearchHit, SearchPage
from indexer.search.protocol import SearchIndex, SearchIndexError, SearchQuery
from indexer.search.query import ParsedQuery, parse_query
from legal_corpus.effect.status import status_at

MAX_EXACT = 500


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Limits on what is found; ``None`` means any. ``type`` as printed, ``issuer`` the printed name."""

    type: str | None = None
    issuer: str | None = None
    date_from: date | None = None
    date_to: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on the act table."""
        found: list[ColumnElement[bool]] = []
        if self.type:
            found.append(ActRow.type == self.type)
        if self.issuer:
            found.append(ActRow.issuer_name == self.issuer)
        if self.date_from:
            found.append(ActRow.issued >= self.date_from)
        if self.date_to:
            found.append(ActRow.issued <= self.date_to)
        return found


class SearchService:
    """One box for numbers, dates and words."""

    def __init__(self, *, sessions: SessionFactory, index: SearchIndex) -> None:
        self._sessions, self._index = sessions, index

    def search(
        self,
        actor: Actor,
        query: str,
        *,
        on: date,
        page: int = 1,
        per_page: int = 20,
        type: str | None = None,
        issuer: str | None = None,
        date_from: date | None = None,
        date_to: date | None = None,
    ) -> SearchPage:
        """One page of results with statuses on the day ``on``; never raises on what people type."""
        require(actor, Permission.READ)
        page, per_page = max(page, 1), min(max(per_page, 1), 100)
        parsed = parse_query(query)
        filters = SearchFilters(type, issuer, date_from, date_to)
        with transaction(self._sessions) as session:
            exact = exact_ids(session, parsed, filters)
            start, stop = (page - 1) * per_page, page * per_page
            hits = self._exact_hits(session, exact[start:stop], parsed, on)
            warning = None
            try:
                total_text, more = self._text_hits(session, parsed, filters, exact, start, stop, on)
            except SearchIndexError as error:
                total_text, more = 0, []
                warning = f"Chỉ tìm được theo số hiệu và ngày ban hành. {error}"
        return SearchPage(
            query=query,
            total=len(exact) + total_text,
            page=page,
            per_page=per_page,
            hits=(*hits, *more),
            reading=reading_of(parsed),
            warning=warning,
        )

    def _exact_hits(
        self, session: Session, ids: Sequence[int], parsed: ParsedQuery, on: date
    ) -> list[SearchHit]:
        why = "đúng số hiệu" if parsed.numbers else "đúng ngày ban hành"
        rows = _rows_in_order(session, ids)
        statuses = _statuses(session, rows, on)
        summaries = summaries_of(session, rows)
        return [SearchHit(act=summaries[row.id], why=why, status=statuses[row.uid]) for row in rows]

    def _text_hits(
        self,
        session: Session,
        parsed: ParsedQuery,
        filters: SearchFilters,
        exact: Sequence[int],
        start: int,
        stop: int,
        on: date,
    ) -> tuple[int, list[SearchHit]]:
        words = parsed.full_text
        if not words:
            return 0, []
        skip = set(session.scalars(select(ActRow.uid).where(ActRow.id.in_(exact[:MAX_EXACT]))))
        # Exact answers may come again in the full text; ask for enough to leave them out.
        offset = max(start - len(exact), 0)
        wanted = SearchQuery(
            text=words,
            types=frozenset({filters.type} if filters.type else ()),
            issuers=frozenset({filters.issuer} if filters.issuer else ()),
            issued_from=filters.date_from,
            issued_to=filters.date_to,
            offset=0,
            limit=offset + stop - start + len(skip),
        )
        results = self._index.search(wanted, lambda uids: _texts(session, uids))
        found = [hit for hit in results.hits if hit.uid not in skip]
        repeated = len(results.hits) - len(found)
        room = max(stop - max(start, len(exact)), 0)
        chosen = found[offset : offset + room]
        rows = {
            r.uid: r for r in session.scalars(select(ActRow).where(ActRow.uid.in_([h.uid for h in chosen])))
        }
        statuses = _statuses(session, list(rows.values()), on)
        summaries = summaries_of(session, list(rows.values()))
        hits = [
            SearchHit(
                act=summaries[rows[hit.uid].id],
                why="trong nội dung" if any(s.field == "body" for s in hit.snippets) else "trong tên gọi",
                status=statuses[hit.uid],
                fragments=hit.snippets[0].pieces if hit.snippets else (),
            )
            for hit in chosen
            if hit.uid in rows
        ]
        return max(results.total - repeated, 0), hits


def exact_ids(session: Session, parsed: ParsedQuery, filters: SearchFilters) -> list[int]:
    """Ids of acts whose number or day of issue is what was asked, numbers first, best known first.

    At most :data:`MAX_EXACT` of either.
    """
    found: list[int] = []
    numbers = or_(*[_number_is(prefix) for prefix in parsed.numbers]) if parsed.numbers else None
    dates = or_(*[ActRow.issued.between(d.first, d.last) for d in parsed.dates]) if parsed.dates else None
    types = [ActRow.type.in_(parsed.types)] if parsed.types else []
    if parsed.text:  # a year beside words ("đất đai 2024") limits nothing: the words decide
        only_years = all(d.precision == "year" for d in parsed.dates)
        dates = None if numbers is None and only_years else dates
    readings = [numbers, dates] if parsed.ambiguous else [_both(numbers, dates)]
    for reading in readings:
        if reading is not None:
            query = select(ActRow.id).where(reading, *types, *filters.conditions())
            found.extend(session.scalars(_ordered(query).limit(MAX_EXACT)))
    return list(dict.fromkeys(found))


def _both(
    numbers: ColumnElement[bool] | None, dates: ColumnElement[bool] | None
) -> ColumnElement[bool] | None:
    if numbers is not None and dates is not None:
        return and_(numbers, dates)
    return numbers if numbers is not None else dates


def _number_is(prefix: str) -> ColumnElement[bool]:
    column = ActRow.number_search
    return or_(
        column == prefix,
        column.startswith(f"{prefix}/", autoescape=True),
        column.startswith(f"{prefix}-", autoescape=True),
    )


def _ordered(query: Select[int]) -> Select[int]:
    """Acts whose text is here first, then the newest."""
    here = select(ExpressionRow.act_id).where(ExpressionRow.current, ExpressionRow.act_id == ActRow.id)
    return query.order_by(
        here.exists().desc(),
        ActRow.issued.is_(None),
        ActRow.issued.desc(),
        func.length(ActRow.uid),
        ActRow.uid,
    )


def _rows_in_order(session: Session, ids: Sequence[int]) -> list[ActRow]:
    rows = {row.id: row for row in session.scalars(select(ActRow).where(ActRow.id.in_(ids)))}
    return [rows[number] for number in ids if number in rows]


def _statuses(session: Session, rows: Sequence[ActRow], on: date) -> dict[str, str]:
    registry = SqlRegistry(session)
    events = registry.events_on_many(row.uid for row in rows)
    rules = rule_book(session)
    return {
        row.uid: status_at(to_act(row), events[row.uid], on, registry=registry, rules=rules).status
        for row in rows
    }


def _texts(session: Session, uids: Sequence[str]) -> dict[str, str]:
    query = select(ActRow.uid, ExpressionRow.text).join(ExpressionRow, ExpressionRow.act_id == ActRow.id)
    rows = session.execute(query.where(ExpressionRow.current, ActRow.uid.in_(uids)))
    return {uid: text for uid, text in rows}  # noqa: C416  a Row is no plain tuple


def reading_of(parsed: ParsedQuery) -> str:
    """How the query was understood, in Vietnamese."""
    parts = []
    if parsed.numbers:
        parts.append("số hiệu " + ", ".join(parsed.numbers))
    for day in parsed.dates:
        if day.precision == "day":
            parts.append(f"ngày {day.first:%d/%m/%Y}")
        elif day.precision == "month":
            parts.append(f"tháng {day.first:%m/%Y}")
        else:
            parts.append(f"năm {day.first:%Y}")
    if parsed.types:
        parts.append("loại " + ", ".join(parsed.types))
    if parsed.text:
        parts.append(f"chữ “{parsed.text}”")
    return "; ".join(parts)
