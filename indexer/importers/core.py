"""Rows of the core registry format (``core_acts.jsonl``), shipped or of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from indexer.importers.base import RejectedRow, Row, bounded, open_lines
from legal_corpus.model.act import Claim
from legal_corpus.registry.rows import ActRow, RegistryRowError, parse_row


def read_core(path: Path) -> Iterator[Row]:
    """Every row of a file in the core format, or the reason why not."""
    with open_lines(path) as lines:
        yield from core_rows_of(bounded(lines))


def core_rows_of(lines: Iterable[str]) -> Iterator[Row]:
    """The same from lines."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _with_identity_claims(parse_row(number, line))
        except RegistryRowError as error:
            yield RejectedRow(number, error.reason)


def _with_identity_claims(row: ActRow) -> ActRow:
    """The row with a claim for every value that no claim of its own supports, by its first source.

    The merge chooses display values among claims, so a value without a claim would be lost to any
    other source.
    """
    act = row.act
    stated = {claim.field for claim in act.claims}
    source = act.claims[0].source if act.claims else "so_nen"
    values = {
        "title": act.title,
        "issuer": act.issuer,
        "issuer_name": act.issuer_name,
        "issued": act.issued.isoformat() if act.issued else None,
        "effective_from": act.effective_from.isoformat() if act.effective_from else None,
    }
    more = tuple(Claim(n, v, source) for n, v in values.items() if v and n not in stated)
    return replace(row, act=replace(act, claims=act.claims + more))
