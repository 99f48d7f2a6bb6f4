"""One-line summaries of acts, made in bulk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ActRow, ExpressionRow
from app.services.views import ActSummary


def summaries_of(session: Session, rows: Sequence[ActRow]) -> dict[int, ActSummary]:
    """Summary of each row by id; one query for all."""
    ids = [row.id for row in rows]
    here = set(
        session.scalars(
            select(ExpressionRow.act_id).where(ExpressionRow.current, ExpressionRow.act_id.in_(ids))
        )
    )
    return {row.id: summary_of(row, row.id in here) for row in rows}


def summary_of(row: ActRow, in_corpus: bool) -> ActSummary:
    """Summary of one row."""
    return ActSummary(
        uid=row.uid,
        type=row.type,
        number=row.number,
        title=row.title,
        issuer_name=row.issuer_name,
        issued=row.issued,
        effective_from=row.effective_from,
        in_corpus=in_corpus,
        label=row.label,
    )
