"""Tying what texts say to acts: citations to the act they mean, effect clauses to events on it.

Runs when a text comes in and again for whatever a new act or registry can have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from app.db.act_registry import SqlRegistry
from app.db.changes import EVENT_PLACE
from app.db.models import ActRow, AliasRow, CitationRow, EffectClauseRow, EventRow, ExpressionRow
from app.services.registry_events import event_row
from app.services.registry_store import new_row
from app.services.vocabulary import issuer_book
from legal_corpus.model.act import Act, Claim, HeaderField
from legal_corpus.model.citation import Citation
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.text import Evidence
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.near import number_year
from legal_corpus.registry.resolution import Resolution
from legal_corpus.registry.resolve import CitingAct, resolve_all
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.numbers import number_key

_BATCH = 400
# Clauses that say their target exists: the act that does this knows the act it does it to.
_SURE = {"replaces", "repeals", "amends", "supplements", "suspends", "corrects", "extends", "continues"}


def citation_of(row: CitationRow) -> Citation:
    """The stored citation as the pure dataclass."""
    return Citation(
        start=row.start,
        end=row.end,
        text=row.text,
        kind=row.kind,  # type: ignore[arg-type]
        type=row.type,
        number=row.number,
        name=row.name,
        year=row.year,
        issued=row.issued,
        issuer=row.issuer,
        role=row.role,  # type: ignore[arg-type]
        confidence=row.confidence,
    )


class Linker:
    """Links the citations and effects of expressions within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.registry = SqlRegistry(session)
        self.book: IssuerBook = issuer_book(session)

    def link(self, expression: ExpressionRow) -> set[str]:
        """Resolve every citation of the expression anew, then store its events.

        Returns number keys of acts that its clauses made known to the registry.
        """
        act = expression.act
        citing = CitingAct(issuer=act.issuer, issued=act.issued, uid=act.uid)
        made: set[str] = set()
        stated = {clause.target_start for clause in expression.effects if clause.predicate in _SURE}
        rows = expression.citations
        meant = resolve_all([citation_of(r) for r in rows], citing, self.registry, self.book, expression.text)
        ids = self._ids_of({found.act.uid for found in meant if found.act})
        for row, found in zip(rows, meant, strict=True):
            _record(row, found, ids)
            if row.outcome == "unknown" and row.start in stated and row.number:
                made |= self._make_known(row, act)
        self._store_events(expression)
        return made

    def _ids_of(self, uids: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        wanted = sorted(uids)
        for at in range(0, len(wanted), _BATCH):
            query = select(ActRow.uid, ActRow.id).where(ActRow.uid.in_(wanted[at : at + _BATCH]))
            found.update((row.uid, row.id) for row in self._session.execute(query))
        return found

    def _make_known(self, row: CitationRow, by: ActRow) -> set[str]:
        """An act that no registry has, but that this document replaces, repeals or amends: it exists."""
        issuer = self._issuer_of(row, by)
        key = number_key(row.number or "")
        if issuer is None or (row.issued is None and number_year(key) is None):
            return set()
        act = Act(
            uid=act_uid(row.type, row.number, issuer, row.issued),
            type=row.type,
            number=row.number,
            issuer=issuer,
            issuer_name=row.issuer,
            issued=row.issued,
            claims=(Claim("number", row.number or "", OWN_TEXT, f"{by.label} nêu tên văn bản này"),),
        )
        # The same document may name it several times.
        stored = self._session.scalar(select(ActRow).where(ActRow.uid == act.uid))
        if stored is None:
            stored = new_row(act)
            self._session.add(stored)
            self._session.flush()
            self.registry.forget()
        row.outcome, row.act_id, row.candidates = "resolved", stored.id, [act.uid]
        row.reason = "Văn bản này chỉ được biết qua chính điều khoản trích dẫn nó."
        return {key}

    def _issuer_of(self, row: CitationRow, by: ActRow) -> str | None:
        symbol = self.book.for_symbol(row.number or "")
        if symbol.unique:
            return next(iter(symbol.codes)) if len(symbol.codes) == 1 else None
        if row.issuer:
            named = self.book.at(row.issuer, row.issued)
            if named:
                return named.code
        unit = province_of_issuer(by.issuer or "")
        if not symbol.organ or not unit or (row.issuer and self.book.named(row.issuer)):
            return None
        lineage = [self.book.get(code) for code in self.book.lineage(f"{symbol.organ}:{unit}")]
        fits = [i.code for i in lineage if i and (row.issued is None or i.period.holds(row.issued))]
        return fits[0] if len(fits) == 1 else None

    def _store_events(self, expression: ExpressionRow) -> None:
        """Make the stored events those of the text, and of no earlier text of the act. One that says what
        it said stays: whoever rests on its target need not be checked again."""
        wanted = {_content(row): row for row in self._events_of(expression)}
        earlier = select(ExpressionRow.id).where(
            ExpressionRow.act_id == expression.act_id, ExpressionRow.current.is_(False)
        )
        stored = select(EventRow).where(
            or_(EventRow.expression_id == expression.id, EventRow.expression_id.in_(earlier))
        )
        for row in self._session.scalars(stored).all():
            same = wanted.pop(_content(row), None)
            if same is None:
                self._session.delete(row)
            else:
                for name in EVENT_PLACE:
                    setattr(row, name, getattr(same, name))
        self._session.add_all(wanted.values())
        self._session.flush()

    def _events_of(self, expression: ExpressionRow) -> Iterator[EventRow]:
        if not expression.current:
            return
        act = expression.act
        for event in own_events(expression):
            yield event_row(event, act, None, None, expression.id)
        targets = {row.start: row for row in expression.citations}
        for clause in expression.effects:
            cited = targets.get(clause.target_start)
            if cited is None or cited.act_id is None:
                continue
            target = self._session.get_one(ActRow, cited.act_id)
            yield event_row(_event_of(clause, expression, target), target, act.id, act.label, expression.id)


def _content(row: EventRow) -> tuple[object, ...]:
    """Everything an event row says, to compare it with another one; not where its words stand."""
    left_out = {"id", *EVENT_PLACE}
    said = (getattr(row, column.key) for column in EventRow.__table__.columns if column.key not in left_out)
    return tuple(tuple(value) if isinstance(value, list) else value for value in said)


def _record(row: CitationRow, found: Resolution, ids: dict[str, int]) -> None:
    """What the citation was found to mean, in its row."""
    if row.kind == "paper":
        row.outcome = "paper"
        return
    row.outcome, row.reason = found.outcome, found.reason
    row.candidates = [act.uid for act in found.candidates]
    row.act_id = ids.get(found.act.uid) if found.act and found.outcome == "resolved" else None


def own_events(expression: ExpressionRow) -> list[EffectEvent]:
    """What the act's own words say of its own effect: the day it begins, the day its term ends."""
    header = expression.header
    found = []
    for name, predicate in (("effective_from", "enters_into_force"), ("own_term", "expires")):
        stated = header.get(name)
        if not stated:
            continue
        value = HeaderField(stated["value"], stated.get("start"), stated.get("end"))
        day = date.fromisoformat(value.value)
        if predicate == "expires":
            day = date.fromordinal(day.toordinal() + 1)  # the last day of the term is still in force
        found.append(
            EffectEvent(
                target=expression.act.uid,
                predicate=predicate,  # type: ignore[arg-type]
                scope="whole",
                effective_from=day,
                source=OWN_TEXT,
                evidence=_quote(expression, value.start, value.end, "Điều khoản hiệu lực của chính văn bản"),
            )
        )
    found.extend(_part_event(expression, item) for item in header.get("own_parts", ()))
    return found


def _part_event(expression: ExpressionRow, said: Mapping[str, Any]) -> EffectEvent:
    """Parts that begin, or end, on days of their own."""
    first = date.fromisoformat(said["from"]) if said["from"] else None
    last = date.fromisoformat(said["last_day"]) if said["last_day"] else None
    return EffectEvent(
        target=expression.act.uid,
        predicate="enters_into_force" if first else "expires",
        scope="part",
        effective_from=first,
        effective_until=last,
        source=OWN_TEXT,
        provisions=tuple(said["refs"]),
        evidence=_quote(expression, said["start"], said["end"], "Điều khoản hiệu lực của chính văn bản"),
    )


def _event_of(clause: EffectClauseRow, expression: ExpressionRow, target: ActRow) -> EffectEvent:
    return EffectEvent(
        target=target.uid,
        predicate=clause.predicate,  # type: ignore[arg-type]
        scope=clause.scope,  # type: ignore[arg-type]
        # Only a day that the clause itself states: the acting act's own day may still be moved.
        effective_from=clause.effective_from,
        source=OWN_TEXT,
        by=expression.act.uid,
        by_label=expression.act.label,
        provisions=tuple(clause.provisions),
        effective_until=clause.effective_until,
        exceptions=tuple(clause.exceptions),
        evidence=_quote(expression, clause.start, clause.end, "Điều khoản làm thay đổi hiệu lực"),
    )


def _quote(expression: ExpressionRow, start: int | None, end: int | None, what: str) -> Evidence | None:
    if start is None or end is None:
        return None
    quote = expression.text[start:end]
    return Evidence(what, quote, expression.act.label, OWN_TEXT, start, end)


def relink(session: Session, act_ids: Iterable[int], number_keys: Iterable[str]) -> int:
    """Link anew every current expression that new or changed acts can concern; returns how many.

    Repeats while clauses make further acts known.
    """
    keys, names = set(number_keys), _names_of(session, act_ids)
    done: set[int] = set()
    while keys or names:
        ids = sorted(_concerned(session, keys, names) - done)
        keys, names = set(), set()
        linker = Linker(session)
        for at in range(0, len(ids), 50):
            for expression in load_expressions(session, ids[at : at + 50]):
                keys |= linker.link(expression)
        done |= set(ids)
    return len(done)


def load_expressions(session: Session, ids: Sequence[int]) -> list[ExpressionRow]:
    """Expressions with everything linking and checking read."""
    query = select(ExpressionRow).where(ExpressionRow.id.in_(ids)).order_by(ExpressionRow.id)
    return list(
        session.scalars(
            query.options(
                selectinload(ExpressionRow.act),
                selectinload(ExpressionRow.citations),
                selectinload(ExpressionRow.effects),
            )
        )
    )


def _names_of(session: Session, act_ids: Iterable[int]) -> set[str]:
    ids, found = sorted(set(act_ids)), set()
    for at in range(0, len(ids), _BATCH):
        batch = ids[at : at + _BATCH]
        named = select(ActRow.name_key).where(ActRow.id.in_(batch), ActRow.name_key.is_not(None))
        found |= {name for name in session.scalars(named) if name}
        found |= set(session.scalars(select(AliasRow.name_key).where(AliasRow.act_id.in_(batch))))
    return found


def _concerned(session: Session, keys: set[str], names: set[str]) -> set[int]:
    found: set[int] = set()
    for column, values in ((CitationRow.number_key, keys), (CitationRow.name_key, names)):
        wanted = sorted(values)
        for at in range(0, len(wanted), _BATCH):
            query = (
                select(CitationRow.expression_id)
                .join(ExpressionRow, ExpressionRow.id == CitationRow.expression_id)
                .where(ExpressionRow.current, column.in_(wanted[at : at + _BATCH]))
                .distinct()
            )
            found |= set(session.scalars(query))
    return found
