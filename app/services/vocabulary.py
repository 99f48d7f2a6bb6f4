"""The issuer vocabulary of this installation: the shipped one and the provinces added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ProvinceRow
from legal_corpus.registry.issuers import IssuerBook, core_issuers, parse_issuers
from legal_corpus.registry.succession import ProvinceTable, core_provinces, parse_provinces
from legal_corpus.registry.vocabulary import core_rows, read_period


def issuer_book(session: Session) -> IssuerBook:
    """The book to name issuers with. Reading it costs one query; keep it for a batch."""
    provinces = province_table(session)
    if provinces is core_provinces():
        return core_issuers()
    return parse_issuers(core_rows("issuers.yaml"), provinces)


def province_table(session: Session) -> ProvinceTable:
    """The province-level units with their periods, shipped and added."""
    added = session.scalars(select(ProvinceRow)).all()
    if not added:
        return core_provinces()
    rows: list[Mapping[str, Any]] = [*core_rows("provinces.yaml"), *map(_as_row, added)]
    return parse_provinces(rows)


def _as_row(row: ProvinceRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "from": row.valid_from,
        "until": row.valid_until,
        "predecessors": row.predecessors,
        "source": row.source,
    }


def add_provinces(session: Session, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add units in the format of provinces.yaml; those that are there stay. Returns how many are new.

    Raises :class:`legal_corpus.registry.vocabulary.VocabularyError` on a row that cannot be.
    """
    new = 0
    for row in rows:
        period = read_period("provinces.yaml", row)
        if core_provinces().get(str(row["code"])) or session.get(ProvinceRow, str(row["code"])):
            continue
        session.add(
            ProvinceRow(
                code=str(row["code"]),
                name=str(row["name"]),
                kind=str(row.get("kind") or ""),
                valid_from=period.start,
                valid_until=period.until,
                predecessors=list(row.get("predecessors") or ()),
                source=str(row.get("source") or ""),
            )
        )
        new += 1
    session.flush()
    return new
