"""A registry file as a registry in memory, for commands that need no database."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow, bounded, open_lines
from indexer.importers.core import read_core
from indexer.importers.records import read_records
from legal_corpus.registry.memory import MemoryRegistry, registry_of
from legal_corpus.registry.merge import merge
from legal_corpus.registry.rows import ActRow, json_of


def kind_of(path: Path) -> str:
    """ "records" or "core", told by the first row. Raises :class:`InputRefusedError`."""
    with open_lines(path) as lines:
        for line in bounded(lines):
            if not line.strip():
                continue
            try:
                row = json_of(line)
            except ValueError as error:
                message = "Sổ văn bản phải là JSON mỗi dòng một văn bản; hãy kiểm tra tệp."
                raise InputRefusedError("unsupported", message) from error
            return "records" if isinstance(row, dict) and "source" in row else "core"
    raise InputRefusedError("empty", "Sổ văn bản rỗng; hãy chọn tệp khác.")


def registry_from_file(path: Path) -> tuple[MemoryRegistry, list[RejectedRow]]:
    """The registry and the rows that were not taken. Raises :class:`InputRefusedError`."""
    rows: list[ActRow] = []
    rejected: list[RejectedRow] = []
    for row in (read_records if kind_of(path) == "records" else read_core)(path):
        if isinstance(row, RejectedRow):
            rejected.append(row)
        else:
            rows.append(row)
    return registry_of([row for row in merge(rows) if row.act.type]), rejected
