"""Tables survive the way through JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from legal_corpus.model.table import Cell, Table

CELLS = st.tuples(
    st.integers(0, 9), st.integers(0, 40), st.integers(1, 12), st.integers(1, 12), st.booleans()
)


def table_of(start: int, rows: list[list[tuple[int, int, int, int, bool]]]) -> Table:
    at, made = start, []
    for row in rows:
        cells = []
        for gap, length, columns, down, heading in row:
            cells.append(Cell(at + gap, at + gap + length, columns, down, heading))
            at += gap + length
        made.append(tuple(cells))
    return Table(start, at, tuple(made))


@given(st.integers(0, 10_000), st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_json_gives_the_same_table(start: int, rows: list[list[tuple[int, int, int, int, bool]]]) -> None:
    table = table_of(start, rows)
    assert Table.of_plain(json.loads(json.dumps(table.plain()))) == table
    assert list(table.cells()) == [cell for row in table.rows for cell in row]


def test_plain_cells_take_two_numbers() -> None:
    table = table_of(5, [[(0, 2, 1, 1, False), (3, 4, 1, 1, False)], [(1, 6, 2, 1, True)]])
    assert table.plain() == [5, 0, 2, 3, 4, -1, -2, 2, 1, 1, 1, 6, -1]
