"""Writing one analysed document into the store: act, expression, provisions, citations, effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.act_registry import source_ranking, to_act
from app.db.models import (
    ActRow,
    CitationRow,
    ClaimRow,
    EffectClauseRow,
    ExpressionRow,
    ProvisionRefRow,
    ProvisionRow,
)
from app.db.same_acts import SameActs, same_acts
from app.services.registry_store import (
    describes,
    index_entry,
    new_row,
    refill,
    stated_of,
    without_lesser,
)
from indexer.pipeline import ParsedAct
from indexer.search.protocol import IndexedAct
from indexer.structure.several import HOLDS_MORE
from legal_corpus.model.act import Act, Claim, FieldName, Header
from legal_corpus.model.citation import Citation
from legal_corpus.registry.document_types import type_of_number
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.merge import with_best_values
from legal_corpus.registry.sources import OWN_TEXT
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import clean_number, number_key

DOUBTFUL_BELOW = 0.5
IDENTITY: tuple[FieldName, ...] = ("number", "type", "issuer", "issued", "title")
_NAMES = {
    "number": "số, ký hiệu",
    "type": "loại văn bản",
    "issuer": "cơ quan ban hành",
    "issued": "ngày ban hành",
    "title": "trích yếu",
    "acts": "nhiều văn bản trong một tệp",
}


def doubtful_codes(header: Header) -> tuple[FieldName, ...]:
    """The header fields that a person has to confirm."""
    doubtful: list[FieldName] = []
    for name in IDENTITY:
        found = getattr(header, name)
        if found is None or found.confidence < DOUBTFUL_BELOW:
            doubtful.append(name)
    return tuple(doubtful)


def to_confirm(parsed: ParsedAct) -> tuple[str, ...]:
    """What a person has to look at: doubtful header fields, and "acts" for a file that holds further acts."""
    several = any(sentence.startswith(HOLDS_MORE) for sentence in parsed.warnings)
    return (*doubtful_codes(parsed.header), *(("acts",) if several else ()))


def names_to_confirm(parsed: ParsedAct) -> tuple[str, ...]:
    """The same in Vietnamese."""
    return tuple(_NAMES[name] for name in to_confirm(parsed))


def act_of(header: Header, book: IssuerBook) -> Act | None:
    """The act as its own header states it; ``None`` when neither kind nor anything to name it is there."""
    number = header.value("number")
    number = clean_number(number) if number else None
    type_ = header.value("type") or (type_of_number(number) if number else None)
    title = header.value("title")
    if not type_ or not (number or title):
        return None
    issued = header.date("issued")
    issuer_name = header.value("issuer")
    issuer = book.at(issuer_name, issued) if issuer_name else None
    symbol = book.for_symbol(number) if number else None
    code = issuer.code if issuer else None
    if code is None and symbol and symbol.unique and len(symbol.codes) == 1:
        code = next(iter(symbol.codes))
    start = header.date("effective_from")
    stated = {
        "title": title,
        "issuer": code,
        "issuer_name": issuer_name,
        "issued": issued.isoformat() if issued else None,
        "effective_from": start.isoformat() if start else None,
    }
    return Act(
        uid=act_uid(type_, number, code, issued, None if number else title),
        type=type_,
        number=number,
        title=title,
        issuer=code,
        issuer_name=issuer_name,
        issued=issued,
        effective_from=start,
        claims=tuple(Claim(name, value, OWN_TEXT) for name, value in stated.items() if value),
    )


@dataclass(frozen=True, slots=True)
class Written:
    """``first``: the act had no text before. ``former_uid``: the uid it had while less was known of it."""

    expression: ExpressionRow
    first: bool
    former_uid: str | None


class DocumentWriter:
    """Writes documents inside the caller's transaction."""

    def __init__(self, session: Session, book: IssuerBook, now: Callable[[], datetime]) -> None:
        self._session, self._book, self._now = session, book, now

    def write(self, parsed: ParsedAct, act: Act, sha256: str) -> Written:
        """Store the document as the current expression of its act."""
        stored, former_uid = self._stored_act(act)
        earlier = self._put_aside(stored)
        expression = ExpressionRow(
            act_id=stored.id,
            act=stored,
            blob_sha256=sha256,
            text=parsed.text,
            header=header_json(parsed),
            doubtful=" ".join(to_confirm(parsed)),
            warnings=list(parsed.warnings),
            pages=parsed.pages,
            current=True,
            read_at=self._now(),
        )
        _add_parts(expression, parsed)
        self._session.add(expression)
        self._session.flush()
        return Written(expression, not earlier, former_uid)

    def restate(self, expression: ExpressionRow, act: Act) -> str | None:
        """Make the expression one of another act, or of the same one under a better name.

        Gives the uid that the search index must forget, if any: the former name of the act that the text
        now belongs to.
        """
        stored, former_uid = self._stored_act(act)
        if stored.id != expression.act_id:
            self._put_aside(stored)
        expression.act = stored
        self._session.flush()
        return former_uid

    def _put_aside(self, act: ActRow) -> bool:
        """A newer text takes the place of the act's current one; linking it takes back what that one said.
        Tells whether there was one."""
        query = select(ExpressionRow).where(ExpressionRow.act_id == act.id, ExpressionRow.current)
        earlier = self._session.scalars(query).all()
        for expression in earlier:
            expression.current = False
        self._session.flush()
        return bool(earlier)

    def stored(self, act: Act) -> ActRow | None:
        """The act of the store that ``act`` describes; ``None`` when there is none or more than one."""
        return self._described(act, same_acts(self._session))

    def _described(self, act: Act, same: SameActs) -> ActRow | None:
        if act.number:
            query = select(ActRow).where(ActRow.number_key == number_key(act.number)[:120])
        else:
            query = select(ActRow).where(ActRow.uid == act.uid)
        fits = [row for row in self._session.scalars(query) if describes(row, act)]
        fits = without_lesser(fits, same)
        return fits[0] if len(fits) == 1 else None

    def _stored_act(self, act: Act) -> tuple[ActRow, str | None]:
        same, former_uid = same_acts(self._session), None
        stored = self._described(act, same)
        if stored is not None:
            former_uid = stored.uid
            others = tuple(
                claim for claim in stated_of(self._session, stored, same) if claim.source != OWN_TEXT
            )
            known = replace(to_act(stored), type=act.type, number=act.number, claims=(*act.claims, *others))
            self._session.query(ClaimRow).filter_by(act_id=stored.id, source=OWN_TEXT).delete()
            refill(self._session, stored, with_best_values(known, source_ranking(self._session)))
        else:
            stored = new_row(act)
            self._session.add(stored)
        self._session.flush()
        for claim in act.claims:
            row = ClaimRow(act_id=stored.id, field=claim.field, value=claim.value, source=claim.source)
            self._session.add(row)
        self._session.flush()
        self._session.expire(stored, ["claims"])
        return stored, former_uid if former_uid != stored.uid else None


def _add_parts(expression: ExpressionRow, parsed: ParsedAct) -> None:
    for name, rows in parts_of(parsed).items():
        setattr(expression, name, rows)


def parts_of(parsed: ParsedAct) -> dict[str, list[Any]]:
    """New rows of everything that has a place in the text, by the name of the expression's list."""
    return {
        "provisions": [
            ProvisionRow(
                eid=n.eid[:200],
                level=n.level,
                label=n.label[:60],
                heading=n.heading,
                start=n.start,
                end=n.end,
                parent=n.parent[:200] if n.parent else None,
            )
            for n in parsed.nodes
        ],
        "citations": [_citation_row(c) for c in parsed.citations],
        "provision_refs": [
            ProvisionRefRow(
                start=p.start,
                end=p.end,
                text=p.text,
                refs=list(p.refs),
                of_self=p.target == "self",
                target_start=p.target if isinstance(p.target, int) else None,
            )
            for p in parsed.provisions
        ],
        "effects": [
            EffectClauseRow(
                predicate=e.predicate,
                target_start=e.target,
                scope=e.scope,
                provisions=list(e.provisions),
                effective_from=e.effective_from,
                effective_until=e.effective_until,
                exceptions=list(e.exceptions),
                start=e.start,
                end=e.end,
            )
            for e in parsed.effects
        ],
    }


def _citation_row(c: Citation) -> CitationRow:
    return CitationRow(
        start=c.start,
        end=c.end,
        text=c.text,
        kind=c.kind,
        type=c.type[:80],
        number=c.number[:160] if c.number else None,
        number_key=number_key(c.number)[:160] if c.number else None,
        name=c.name,
        name_key=fold_key(c.name)[:500] if c.name else None,
        year=c.year,
        issued=c.issued,
        issuer=c.issuer,
        role=c.role,
        confidence=c.confidence,
        outcome="paper" if c.kind == "paper" else "unknown",
    )


def header_json(parsed: ParsedAct) -> dict[str, Any]:
    """Header fields with span and confidence, the end of the act's own term and its tables, as JSON."""
    found: dict[str, Any] = {}
    for name in ("number", "type", "issuer", "issued", "title", "effective_from", "signer"):
        field = getattr(parsed.header, name)
        if field:
            found[name] = {
                "value": field.value,
                "start": field.start,
                "end": field.end,
                "confidence": field.confidence,
                **({"others": list(field.others)} if field.others else {}),
            }
    if parsed.own_term:
        day, start, end = parsed.own_term
        found["own_term"] = {"value": day.isoformat(), "start": start, "end": end}
    if parsed.tables:
        found["tables"] = [table.plain() for table in parsed.tables]
    if parsed.own_parts:
        found["own_parts"] = [
            {
                "refs": list(item.refs),
                "from": item.effective_from.isoformat() if item.effective_from else None,
                "last_day": item.last_day.isoformat() if item.last_day else None,
                "start": item.start,
                "end": item.end,
            }
            for item in parsed.own_parts
        ]
    return found


def indexed(expression: ExpressionRow) -> IndexedAct:
    """The expression as the search index takes it."""
    return index_entry(expression.act, expression.text)
