"""Tables as lines: data tables row by row, layout tables (header, signature) cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.readers.tables import as_table

# Words that occur in the two-column header and in the signature block and hardly in a table of data.
_HEADER = re.compile(
    r"CỘNG H[ÒO][ÀA]? XÃ HỘI|Độc lập\s*[-–]\s*Tự do|^Số\s*:|^Luật số\s*:|Nơi nhận\s*:|^(?:TM|KT|TL|TUQ|Q)\.",
    re.I | re.M,
)
_MAX_LAYOUT_ROWS = 8


def is_layout(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table only places text side by side. ``rows`` -> cells -> lines."""
    widest = max((sum(bool(cell) for cell in row) for row in rows), default=0)
    if widest > 3 or len(rows) > _MAX_LAYOUT_ROWS:
        return False
    return any(_HEADER.search(line) for row in rows for cell in row for line in cell)


def table_lines(rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Lines of a table. A row of data is one line, cells parted by " | " and empty cells left out;
    in a layout table every line of a cell stays a line, cell after cell."""
    if not is_layout(rows):
        yield from as_table(rows)
        return
    for row in rows:
        for cell in row:
            yield from cell
