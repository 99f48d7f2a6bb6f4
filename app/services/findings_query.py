"""How a filter becomes a query on findings, and how rows become views."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.db.models import ActRow, ArisenRow, FindingRow
from app.services.review_views import FindingFilter, FindingLine
from legal_corpus.model.finding import CitedAct
from legal_corpus.model.text import Evidence
from legal_corpus.text.normalize import fold_key, to_nfc
from legal_corpus.text.numbers import number_search_key

SEVERITIES = ("error", "warning", "info")
STATES = ("open", "confirmed", "dismissed", "gone")
SORTS = ("severity", "newest", "act", "code")
# What findings that arose from one cause have in common.
CAUSE: tuple[InstrumentedAttribute[Any], ...] = (
    ArisenRow.kind,
    ArisenRow.changed_id,
    ArisenRow.by_id,
    ArisenRow.by_label,
    ArisenRow.effective_from,
)
_FACETS: dict[str, InstrumentedAttribute[str]] = {
    "severity": FindingRow.severity,
    "code": FindingRow.code,
    "state": FindingRow.state,
    "type": ActRow.type,
}


def conditions(wanted: FindingFilter, *, without: str | None = None) -> list[ColumnElement[bool]]:
    """WHERE terms of the filter, leaving out the facet named ``without`` (so that it can be counted)."""
    terms: list[ColumnElement[bool]] = []
    values = {"severity": wanted.severity, "code": wanted.code, "type": wanted.type}
    values["state"] = None if wanted.state == "all" else wanted.state
    terms += [column == values[name] for name, column in _FACETS.items() if values[name] and name != without]
    if wanted.cause is not None:
        terms.append(FindingRow.id.in_(_of_cause(wanted.cause)))
    if wanted.act_uid:
        terms.append(ActRow.uid == wanted.act_uid)
    if wanted.text and wanted.text.strip():
        terms.append(_text_term(to_nfc(wanted.text.strip())))
    return terms


def _of_cause(finding_id: int) -> Select[int]:
    """Ids of the findings that arose from the same cause as this one."""
    first = aliased(ArisenRow)
    same = (column.is_not_distinct_from(getattr(first, column.key)) for column in CAUSE)
    return select(ArisenRow.finding_id).join(first, and_(first.finding_id == finding_id, *same))


def _text_term(text: str) -> ColumnElement[bool]:
    """Number without marks, words with them; SQLite folds the case of ASCII letters only."""
    options: list[ColumnElement[bool]] = [
        FindingRow.text.icontains(text, autoescape=True),
        FindingRow.message.icontains(text, autoescape=True),
        ActRow.title.icontains(text, autoescape=True),
    ]
    if key := number_search_key(text):
        options.append(ActRow.number_search.contains(key, autoescape=True))
    if key := fold_key(text):
        options.append(ActRow.name_key.contains(key, autoescape=True))
    return or_(*options)


def ordering(sort: str) -> tuple[Any, ...]:
    """ORDER BY terms; every order ends in the id, so paging is stable."""
    rank = case({name: i for i, name in enumerate(SEVERITIES)}, value=FindingRow.severity, else_=9)
    by_act = (ActRow.issued.desc().nulls_last(), ActRow.id, FindingRow.start, FindingRow.id)
    return {
        "severity": (rank, *by_act),
        "newest": (FindingRow.first_seen.desc(), rank, FindingRow.id),
        "act": (ActRow.type, ActRow.number, ActRow.id, FindingRow.start, FindingRow.id),
        "code": (FindingRow.code, *by_act),
    }.get(sort, (rank, *by_act))


def select_findings(wanted: FindingFilter) -> Select[FindingRow]:
    """Findings of the filter in order, each with its act loaded."""
    return (
        select(FindingRow)
        .join(FindingRow.act)
        .options(contains_eager(FindingRow.act), joinedload(FindingRow.cited_act))
        .where(*conditions(wanted))
        .order_by(*ordering(wanted.sort))
    )


def select_ids(wanted: FindingFilter, also: int) -> Select[int]:
    """Ids of the filter in order; ``also`` is kept in even when it no longer fits (just judged)."""
    inside = [or_(FindingRow.id == also, term) for term in conditions(wanted)]
    return select(FindingRow.id).join(FindingRow.act).where(*inside).order_by(*ordering(wanted.sort))


def count_findings(session: Session, wanted: FindingFilter) -> int:
    """How many findings fit the filter."""
    query = select(func.count(FindingRow.id)).join(FindingRow.act).where(*conditions(wanted))
    return session.scalar(query) or 0


def facets(session: Session, wanted: FindingFilter) -> dict[str, tuple[tuple[str, int], ...]]:
    """For each facet its values with counts under the other filters."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for name, column in _FACETS.items():
        rows = session.execute(
            select(column, func.count(FindingRow.id))
            .join(FindingRow.act)
            .where(*conditions(wanted, without=name))
            .group_by(column)
            .order_by(column)
        )
        found[name] = tuple((value, count) for value, count in rows)
    return found


def cited_act(stored: dict[str, Any] | None) -> CitedAct | None:
    """A stored cited act (ISO dates) as the model's dataclass."""
    if not stored:
        return None
    return CitedAct(
        uid=stored.get("uid"),
        type=stored.get("type") or "",
        number=stored.get("number"),
        issuer=stored.get("issuer"),
        issued=_date(stored.get("issued")),
        title=stored.get("title"),
        status=stored.get("status") or "unknown",
        expired_from=_date(stored.get("expired_from")),
        ended_by=tuple(stored.get("ended_by") or ()),
    )


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def evidence_of(stored: list[Any]) -> tuple[Evidence, ...]:
    """Stored evidence as the model's dataclasses; unknown keys are left out."""
    known = ("what", "quote", "act", "source", "start", "end")
    return tuple(Evidence(**{key: item[key] for key in known if key in item}) for item in stored)


def line_of(row: FindingRow) -> FindingLine:
    """A finding with its act loaded, as a row of the list."""
    cited = cited_act(row.cited)
    label = None
    if cited:
        label = f"{cited.type} {cited.number or cited.title or ''}".strip()
    return FindingLine(
        id=row.id,
        code=row.code,
        severity=row.severity,
        state=row.state,
        message=row.message,
        act_uid=row.act.uid,
        act_label=row.act.label,
        act_title=row.act.title,
        act_type=row.act.type,
        provision=row.provision,
        text=row.text,
        start=row.start,
        end=row.end,
        cited_label=label,
        cited_status=cited.status if cited else None,
        as_of=row.as_of,
        last_seen=row.last_seen,
    )
