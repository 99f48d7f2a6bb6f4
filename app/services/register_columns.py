"""Corrections of columns, kept by the signature of a register's header in one small file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from indexer.importers.columns import FIELDS, IGNORED, Layout

_FILE = "register_columns.json"
_MOST = 500  # header shapes; the oldest are forgotten


class ColumnMemory:
    """What people said about the columns of registers, so that the next file of the shape needs nothing."""

    def __init__(self, home: Path) -> None:
        self._path = home / _FILE

    def find(self, signature: str) -> Mapping[str, str] | None:
        """Header to field for this header signature, ``None`` when nobody corrected it yet."""
        return self._read().get(signature)

    def keep(self, layouts: Iterable[Layout]) -> None:
        """Remember how these layouts are understood now."""
        known = self._read()
        for layout in layouts:
            known.pop(layout.signature, None)
            known[layout.signature] = {column.header: column.field for column in layout.columns}
        kept = dict(list(known.items())[-_MOST:])
        # Written first and named afterwards: whoever reads meanwhile sees the old file or the new one.
        handle, draft = tempfile.mkstemp(dir=self._path.parent, prefix=".columns-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(kept, stream, ensure_ascii=False, indent=1)
        Path(draft).replace(self._path)

    def _read(self) -> dict[str, dict[str, str]]:
        """The file; one that is missing or damaged means that nothing was kept."""
        try:
            data = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(data, dict):
            return {}
        return {
            signature: {str(h): f for h, f in columns.items() if f in FIELDS or f == IGNORED}
            for signature, columns in data.items()
            if isinstance(columns, dict)
        }
