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


def test_paragraphs_of_a_cell_go_through_json_and_move_along() -> None:
    cell = Cell(5, 20, breaks=(8, 12))
    table = Table(2, 20, ((Cell(2, 4), cell),))
    assert table.plain() == [2, 0, 2, -3, 2, 3, 7, 1, 15, -1]
    assert Table.of_plain(table.plain()) == table
    assert list(cell.paragraphs()) == [(5, 8), (8, 12), (12, 20)]
    assert list(Cell(3, 3).paragraphs()) == [(3, 3)]
    assert cell.moved(10) == Cell(15, 30, breaks=(18, 22))
