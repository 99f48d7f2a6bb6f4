"""A registry file as a registry in memory, for commands that need no database."""

from __future__ import annotations

from pathlib import Path

from indexer.importers.base import NO_OPTIONS, RejectedRow
from indexer.importers.kinds import kind_of, reader_of
from indexer.importers.own_words import OwnText, rows_of_texts
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.memory import MemoryRegistry, registry_of
from legal_corpus.registry.merge import merge
from legal_corpus.registry.rows import ActRow


def registry_from_file(path: Path) -> tuple[MemoryRegistry, list[RejectedRow]]:
    """The registry and the rows that were not taken. Raises :class:`InputRefusedError`."""
    rows: list[ActRow] = []
    texts: list[OwnText] = []
    rejected: list[RejectedRow] = []
    for row in reader_of(kind_of(path))(path, NO_OPTIONS):
        if isinstance(row, RejectedRow):
            rejected.append(row)
        elif isinstance(row, OwnText):
            texts.append(row)
        else:
            rows.append(row)
    if texts:
        known = registry_of([row for row in merge(rows) if row.act.type])
        rows += rows_of_texts(texts, known, core_issuers())
    return registry_of([row for row in merge(rows) if row.act.type]), rejected
