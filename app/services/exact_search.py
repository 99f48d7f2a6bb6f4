"""Acts that are what was asked for: of that number, called by that name, issued on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.db.act_registry import serial_edits
from app.db.models import ActRow, AliasRow, ExpressionRow
from app.db.same_acts import SameActs
from indexer.search.query import ParsedQuery
from legal_corpus.registry.names import NAMED_TYPES
from legal_corpus.text.normalize import fold_key, fold_marks
from legal_corpus.text.symbols import type_of_number

MAX_EXACT = 500
MAX_NEAR = 8
BY_NUMBER, BY_NAME, BY_DAY = "đúng số hiệu", "đúng tên gọi", "đúng ngày ban hành"
BY_FILTER = "đúng bộ lọc"
_LONGEST_NAME = 200
_FURTHEST = 10  # years; numbers of other years than these are equally far
_YEAR_AND_SYMBOL = re.compile(r"(?P<year>\d{4})(?P<symbol>(?:/.*)?)")


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


def exact_acts(
    session: Session, parsed: ParsedQuery, filters: SearchFilters, same: SameActs
) -> dict[int, str]:
    """Ids of acts with why each is an answer: by number first, then by name, then by day; best known first.
    Where nothing is asked but the filters, the acts that pass them.

    At most :data:`MAX_EXACT` of each. Of records that people said are one act the one in use is given.
    """
    numbers = or_(*[_number_is(prefix) for prefix in parsed.numbers]) if parsed.numbers else None
    dates = or_(*[ActRow.issued.between(d.first, d.last) for d in parsed.dates]) if parsed.dates else None
    types = [ActRow.type.in_(parsed.types)] if parsed.types else []
    called = None if parsed.numbers else _called(session, parsed)
    days = dates
    if parsed.text:  # a year beside words ("đất đai 2024") limits nothing: the words decide
        only_years = all(d.precision == "year" for d in parsed.dates)
        dates = None if numbers is None and only_years else dates
    readings: list[tuple[str, ColumnElement[bool] | None]] = [(BY_NUMBER, numbers), (BY_DAY, dates)]
    if not parsed.ambiguous and numbers is not None and dates is not None:
        readings = [(BY_NUMBER, and_(numbers, dates))]
    if called is not None:
        readings.insert(1, (BY_NAME, called if days is None else and_(called, days)))
    if not parsed.full_text and (limits := filters.conditions()):  # the filters are the whole question
        readings = [(BY_FILTER, and_(*limits))]
    found: dict[int, str] = {}
    for why, reading in readings:
        if reading is None:
            continue
        query = select(ActRow.id).where(reading, *types, *filters.conditions())
        for act_id in session.scalars(_ordered(query).limit(MAX_EXACT)):
            found.setdefault(same.kept.get(act_id, act_id), why)
    return found


def acts_of_number(session: Session, parsed: ParsedQuery, same: SameActs) -> list[int]:
    """Ids of the best known acts of the number (and kind) that was asked for, whatever day was named."""
    if not parsed.numbers:
        return []
    asked = replace(parsed, dates=(), text="")
    return list(exact_acts(session, asked, SearchFilters(), same))[:MAX_NEAR]


def near_ids(session: Session, parsed: ParsedQuery, same: SameActs) -> list[int]:
    """Ids of acts whose number is nearly the one asked for, the nearest first.

    One edit in the serial is as near as the year before or after; then come further years, then other
    symbols. Only of the kind that was named, or that the symbol of the number tells.
    """
    kinds = set(parsed.types) or {kind for number in parsed.printed if (kind := type_of_number(number))}
    types = [ActRow.type.in_(kinds)] if kinds else []
    beside: list[ColumnElement[bool]] = []
    steps: list[list[ColumnElement[bool]]] = [[] for _ in range(_FURTHEST)]
    for prefix in parsed.numbers[:MAX_NEAR]:
        serial, slash, rest = prefix.partition("/")
        if not slash:
            continue  # a bare serial is near to every other one
        edited = _edited(prefix, rest)
        beside += [ActRow.number_search.startswith(f"{serial}/", autoescape=True), edited]
        steps[0].append(edited)
        if named := _YEAR_AND_SYMBOL.fullmatch(rest):
            year, symbol = int(named["year"]), named["symbol"]
            for step, conditions in enumerate(steps, 1):
                conditions += [_number_is(f"{serial}/{year + by}{symbol}") for by in (-step, step)]
    if not beside:
        return []
    far = [(or_(*conditions), step) for step, conditions in enumerate(steps) if conditions]
    query = select(ActRow.id).where(or_(*beside), *types).order_by(case(*far, else_=_FURTHEST))
    rows = session.scalars(_ordered(query).limit(4 * MAX_NEAR))
    return list(dict.fromkeys(same.kept.get(act_id, act_id) for act_id in rows))[:MAX_NEAR]


def _edited(prefix: str, rest: str) -> ColumnElement[bool]:
    """Numbers that go on as this one does and whose serial is one edit away."""
    column = ActRow.number_search
    # "_" stands for any one character; a number that people type has neither "_" nor "%".
    patterns = (f"{edit}{more}" for edit in serial_edits(prefix, "_") for more in ("", "/%", "-%"))
    return and_(column.contains(f"/{rest}", autoescape=True), or_(*map(column.like, patterns)))


def _called(session: Session, parsed: ParsedQuery) -> ColumnElement[bool] | None:
    """Laws of which the whole question is the name, typed with tone marks or without."""
    asked = fold_marks(fold_key(parsed.text))
    if not asked or len(asked) > _LONGEST_NAME:
        return None
    kinds = {fold_key(kind) for kind in parsed.types} & set(NAMED_TYPES) or set(NAMED_TYPES)
    own = select(ActRow.id, ActRow.type_key, ActRow.name_key).where(ActRow.type_key.in_(kinds))
    other = (
        select(ActRow.id, ActRow.type_key, AliasRow.name_key)
        .join(AliasRow, AliasRow.act_id == ActRow.id)
        .where(ActRow.type_key.in_(kinds))
    )
    rows: Iterable[tuple[int, str, str | None]] = (
        (act_id, kind, name) for query in (own, other) for act_id, kind, name in session.execute(query)
    )
    ids = {
        act_id
        for act_id, kind, name in rows
        if name and asked in (bare := fold_marks(name), f"{fold_marks(kind)} {bare}")
    }
    return ActRow.id.in_(sorted(ids)[:MAX_EXACT]) if ids else None


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
