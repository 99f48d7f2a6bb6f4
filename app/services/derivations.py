"""Which acts detail or guide which: read out of titles, kept so that a chain can be followed both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.db.act_registry import SqlRegistry
from app.db.base import SessionFactory, transaction
from app.db.models import ActRow, AliasRow, DerivationRow
from app.services.vocabulary import issuer_book
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.citation import Citation
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.resolve import CitingAct, resolve
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

_BATCH = 400
_DERIVED = re.compile(r"quy định chi tiết|hướng dẫn|biện pháp thi hành|triển khai thi hành", re.IGNORECASE)


def detailed_acts(title: str) -> list[Citation]:
    """Acts that an act of this title details or guides, as its title names them.

    >>> [c.name for c in detailed_acts("Quy định chi tiết một số điều của Luật Đất đai")]
    ['Đất đai']
    """
    said = _DERIVED.search(title)
    if said is None:
        return []
    return [found for found in extract_citations(title) if found.kind == "act" and found.start > said.start()]


def derive(sessions: SessionFactory, act_ids: Iterable[int]) -> None:
    """Bring the derivations of and from these acts in step with what the registry says of them now.

    Titles are read and resolved before anything is written, so that nobody else waits for that.
    """
    ids = sorted(set(act_ids))
    for at in range(0, len(ids), _BATCH):
        batch = ids[at : at + _BATCH]
        with transaction(sessions) as session:
            registry, book = SqlRegistry(session), issuer_book(session)
            fresh = _read(session, batch, registry, book)
            other = _resolve_waiting(session, batch, registry, book)
        with transaction(sessions, writes=True) as session:
            session.execute(delete(DerivationRow).where(DerivationRow.act_id.in_(batch)))
            if fresh:
                session.execute(insert(DerivationRow), fresh)
            if other:
                session.execute(update(DerivationRow), other)


def _read(
    session: Session, ids: Sequence[int], registry: SqlRegistry, book: IssuerBook
) -> list[dict[str, Any]]:
    """What the titles of these acts say, as rows."""
    titled = select(ActRow).where(ActRow.id.in_(ids), ActRow.title.is_not(None))
    return [
        {
            "act_id": act.id,
            "parent_id": _parent(session, act, citation, registry, book),
            "number_key": number_key(citation.number)[:160] if citation.number else None,
            "name_key": fold_key(citation.name)[:500] if citation.name else None,
        }
        for act in session.scalars(titled).all()
        for citation in detailed_acts(act.title or "")
    ]


def _resolve_waiting(
    session: Session, ids: Sequence[int], registry: SqlRegistry, book: IssuerBook
) -> list[dict[str, Any]]:
    """Derivations of other acts that name one of these and mean another act now, with that act."""
    numbers = select(ActRow.number_key).where(ActRow.id.in_(ids))
    names = select(ActRow.name_key).where(ActRow.id.in_(ids))
    aliases = select(AliasRow.name_key).where(AliasRow.act_id.in_(ids))
    named = or_(
        DerivationRow.number_key.in_(numbers),
        DerivationRow.name_key.in_(names),
        DerivationRow.name_key.in_(aliases),
    )
    waiting = session.execute(
        select(DerivationRow, ActRow)
        .join(ActRow, ActRow.id == DerivationRow.act_id)
        .where(named, DerivationRow.act_id.not_in(ids))
    )
    found: dict[int, int | None] = {}
    before: dict[int, int | None] = {}
    for row, act in waiting.all():
        for citation in detailed_acts(act.title or ""):
            same_number = (number_key(citation.number) if citation.number else None) == row.number_key
            if same_number and (fold_key(citation.name) if citation.name else None) == row.name_key:
                found[row.id] = _parent(session, act, citation, registry, book)
                before[row.id] = row.parent_id
    return [{"id": row, "parent_id": act} for row, act in found.items() if act != before[row]]


def _parent(
    session: Session, act: ActRow, citation: Citation, registry: SqlRegistry, book: IssuerBook
) -> int | None:
    meant = resolve(citation, CitingAct(act.issuer, act.issued, act.uid), registry, book)
    if meant.act is None or meant.outcome != "resolved":
        return None
    return session.scalar(select(ActRow.id).where(ActRow.uid == meant.act.uid))
