"""What the store holds of texts, for the checks: corpus acts are not read again, what ingest found in them is
here. Many rows are read, so none of them becomes an object that a session watches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from app.db.act_registry import to_act
from app.db.models import ActRow, CitationRow, EffectClauseRow, ExpressionRow, ProvisionRefRow
from legal_corpus.checks.base import Document
from legal_corpus.model.act import Act, Header, HeaderField
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef

# For queries that begin elsewhere: of the plain column SQLite thinks that it picks few rows, and goes over
# all current texts.
IS_CURRENT = ExpressionRow.current.is_not(false())
_TEXT = (
    ExpressionRow.id.label("expression_id"),
    ExpressionRow.act_id,
    ExpressionRow.text,
    ExpressionRow.header,
    ExpressionRow.warnings,
    ExpressionRow.checked_change,
    ActRow.uid,
    ActRow.type,
    ActRow.number,
    ActRow.title,
    ActRow.issuer,
    ActRow.issuer_name,
    ActRow.issued,
    ActRow.effective_from,
)
_HEADER = ("number", "type", "issuer", "issued", "title", "effective_from", "signer")
_CITATION = (
    CitationRow.start,
    CitationRow.end,
    CitationRow.text,
    CitationRow.kind,
    CitationRow.type,
    CitationRow.number,
    CitationRow.name,
    CitationRow.year,
    CitationRow.issued,
    CitationRow.issuer,
    CitationRow.role,
    CitationRow.confidence,
)
_PROVISION = (
    ProvisionRefRow.start,
    ProvisionRefRow.end,
    ProvisionRefRow.text,
    ProvisionRefRow.refs,
    ProvisionRefRow.of_self,
    ProvisionRefRow.target_start,
)
_EFFECT = (
    EffectClauseRow.predicate,
    EffectClauseRow.target_start,
    EffectClauseRow.scope,
    EffectClauseRow.provisions,
    EffectClauseRow.effective_from,
    EffectClauseRow.start,
    EffectClauseRow.end,
    EffectClauseRow.effective_until,
    EffectClauseRow.exceptions,
)


@dataclass(slots=True)
class HeldText:
    """One current expression with its act and, each by place, its citations, provision references and effect
    clauses.

    ``candidates``: uids of the acts that citations without a number meant when the text was linked.
    ``checked_change``: the newest change that its findings know of, ``None`` before any check.
    """

    id: int
    act_id: int
    act: Act
    text: str
    header: Header
    own_term: date | None
    checked_change: int | None
    citations: list[Citation] = field(default_factory=list)
    provisions: list[ProvisionRef] = field(default_factory=list)
    effects: list[EffectClause] = field(default_factory=list)
    candidates: set[str] = field(default_factory=set)

    def document(self) -> Document:
        """The text as the checks see it."""
        return Document(
            self.text,
            self.header,
            self.citations,
            self.provisions,
            self.effects,
            self.act.uid,
            self.own_term,
        )


def held_texts(session: Session, ids: Sequence[int]) -> list[HeldText]:
    """The current ones of these expressions, in the order of ``ids`` (at most a few hundred); in one query a
    kind of row."""
    query = select(*_TEXT).join(ActRow, ActRow.id == ExpressionRow.act_id)
    rows = session.execute(query.where(ExpressionRow.id.in_(ids), ExpressionRow.current))
    found = {row.expression_id: _held(row) for row in rows}
    for owner, *said in session.execute(_of(CitationRow, found, *_CITATION)):
        found[owner].citations.append(Citation(*said))
    for owner, start, end, text, refs, of_self, target in session.execute(
        _of(ProvisionRefRow, found, *_PROVISION)
    ):
        meant: int | Literal["self"] | None = "self" if of_self else target
        found[owner].provisions.append(ProvisionRef(start, end, text, tuple(refs), meant))
    for owner, *said in session.execute(_of(EffectClauseRow, found, *_EFFECT)):
        found[owner].effects.append(_effect(*said))
    named = _of(CitationRow, found, CitationRow.candidates).where(CitationRow.number_key.is_(None))
    for owner, uids in session.execute(named):
        found[owner].candidates.update(uids)
    return [found[number] for number in ids if number in found]


def _held(row: Any) -> HeldText:
    term = row.header.get("own_term")
    return HeldText(
        id=row.expression_id,
        act_id=row.act_id,
        act=to_act(row),
        text=row.text,
        header=header_of(row.header, row.warnings),
        own_term=date.fromisoformat(term["value"]) if term else None,
        checked_change=row.checked_change,
    )


def header_of(stored: Mapping[str, Any], warnings: Sequence[str] = ()) -> Header:
    """A stored header as the pure dataclass."""
    fields = {
        name: HeaderField(
            found["value"], found.get("start"), found.get("end"), float(found.get("confidence", 1.0))
        )
        for name in _HEADER
        if (found := stored.get(name))
    }
    return Header(**fields, warnings=tuple(warnings))


def _effect(
    predicate: Any,
    target: int,
    scope: Any,
    provisions: list[str],
    effective_from: date | None,
    start: int,
    end: int,
    effective_until: date | None,
    exceptions: list[str],
) -> EffectClause:
    return EffectClause(
        predicate,
        target,
        scope,
        tuple(provisions),
        effective_from,
        start,
        end,
        effective_until,
        tuple(exceptions),
    )


def _of(table: Any, ids: Iterable[int], *columns: Any) -> Any:
    query = select(table.expression_id, *columns).where(table.expression_id.in_(ids))
    return query.order_by(table.expression_id, table.start, table.id)
