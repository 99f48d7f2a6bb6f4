"""Use case: find acts. Numbers and dates are answered by the database and come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry, to_act
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, ExpressionRow
from app.db.same_acts import SameActs, same_acts
from app.services.exact_search import MAX_EXACT, SearchFilters, acts_of_number, exact_acts, near_ids
from app.services.permissions import Actor, Permission, require
from app.services.rules import rule_book
from app.services.summaries import summaries_of
from app.services.views import ActSummary, SearchHit, SearchPage
from indexer.search.protocol import Hit, SearchIndex, SearchIndexError, SearchQuery
from indexer.search.query import ParsedQuery, parse_query
from legal_corpus.effect.status import status_at


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
            same = same_acts(session)
            why = exact_acts(session, parsed, filters, same)
            exact = list(why)
            start, stop = (page - 1) * per_page, page * per_page
            hits = self._exact_hits(session, exact[start:stop], why, same, on)
            warning = None
            try:
                total_text, more = self._text_hits(session, parsed, filters, exact, start, stop, on, same)
            except SearchIndexError as error:
                total_text, more = 0, []
                warning = f"Chỉ tìm được theo số hiệu và ngày ban hành. {error}"
            if not parsed.full_text and len(exact) >= MAX_EXACT:
                warning = f"Chỉ liệt kê {MAX_EXACT} văn bản đầu; hãy thêm từ khóa hoặc thu hẹp khoảng ngày."
            unfit = [] if exact else _rows_in_order(session, acts_of_number(session, parsed, same))
            near = [] if exact or unfit else _rows_in_order(session, near_ids(session, parsed, same))
            summaries = summaries_of(session, unfit or near)
        return SearchPage(
            query=query,
            total=len(exact) + total_text,
            page=page,
            per_page=per_page,
            hits=(*hits, *more),
            reading=reading_of(parsed),
            warning=warning,
            near=tuple(summaries[row.id] for row in near),
            unfit=tuple(summaries[row.id] for row in unfit),
        )

    def _exact_hits(
        self, session: Session, ids: Sequence[int], why: Mapping[int, str], same: SameActs, on: date
    ) -> list[SearchHit]:
        rows = _rows_in_order(session, ids)
        statuses = _statuses(session, rows, on)
        summaries, others = summaries_of(session, rows), _also(session, rows, same)
        return [
            SearchHit(summaries[row.id], why[row.id], statuses[row.uid], also=others.get(row.id, ()))
            for row in rows
        ]

    def _text_hits(
        self,
        session: Session,
        parsed: ParsedQuery,
        filters: SearchFilters,
        exact: Sequence[int],
        start: int,
        stop: int,
        on: date,
        same: SameActs,
    ) -> tuple[int, list[SearchHit]]:
        words = parsed.full_text
        if not words:
            return 0, []
        skip = set(session.scalars(select(ActRow.uid).where(ActRow.id.in_(exact))))
        skip |= {lesser for lesser, kept in same.uids.items() if kept in skip}
        offset, room = max(start - len(exact), 0), max(stop - max(start, len(exact)), 0)
        wanted = SearchQuery(
            text=words,
            types=frozenset({filters.type} if filters.type else ()),
            issuers=frozenset({filters.issuer} if filters.issuer else ()),
            issued_from=filters.date_from,
            issued_to=filters.date_to,
        )
        repeated = self._repeated(wanted, skip, same)
        # The first of the list each time, so that one page goes on where the one before it ended.
        wanted = replace(wanted, limit=offset + room + repeated)
        results = self._index.search(wanted, lambda uids: _texts(session, uids))
        # Of records that are one act only the one in use is shown, where the best of them stands.
        found: dict[str, Hit] = {}
        for hit in results.hits:
            if hit.uid not in skip:
                found.setdefault(same.uids.get(hit.uid, hit.uid), hit)
        chosen = list(found.items())[offset : offset + room]
        wanted_uids = [uid for uid, _hit in chosen]
        rows = {row.uid: row for row in session.scalars(select(ActRow).where(ActRow.uid.in_(wanted_uids)))}
        statuses = _statuses(session, list(rows.values()), on)
        shown = list(rows.values())
        summaries, others = summaries_of(session, shown), _also(session, shown, same)
        hits = [
            SearchHit(
                act=summaries[rows[uid].id],
                why="trong nội dung" if any(s.field == "body" for s in hit.snippets) else "trong tên gọi",
                status=statuses[uid],
                fragments=hit.snippets[0].pieces if hit.snippets else (),
                also=others.get(rows[uid].id, ()),
            )
            for uid, hit in chosen
            if uid in rows
        ]
        return max(results.total - repeated, 0), hits

    def _repeated(self, wanted: SearchQuery, skip: set[str], same: SameActs) -> int:
        """How many acts with the words are answers already, or another record of one that is."""
        doubled = frozenset({*skip, *same.uids, *same.uids.values()})
        if not doubled:
            return 0
        hits = self._index.search(replace(wanted, uids=doubled, limit=len(doubled))).hits
        once = {same.uids.get(hit.uid, hit.uid) for hit in hits if hit.uid not in skip}
        return len(hits) - len(once)


def _also(session: Session, rows: Sequence[ActRow], same: SameActs) -> dict[int, tuple[ActSummary, ...]]:
    """By the id of the record in use, the other records that people said are the same act."""
    members = {row.id: same.members(row.id) for row in rows if same.members(row.id)}
    others = _rows_in_order(session, sorted({one for found in members.values() for one in found}))
    summaries = summaries_of(session, others)
    return {
        kept: tuple(summaries[one] for one in found if one in summaries) for kept, found in members.items()
    }


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
        parts.append("số hiệu " + ", ".join(parsed.printed))
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
