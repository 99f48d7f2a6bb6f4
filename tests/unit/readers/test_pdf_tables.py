"""Ruled tables of PDF pages: taken where the text goes cell by cell, left as lines where it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.readers.base import ReadDocument
from indexer.readers.registry import read_file

Draw = Callable[[Canvas], None]
XS, YS = (72, 140, 300, 420), (700, 670, 640, 610)
BEFORE, AFTER = "van ban quy pham phap luat nay co hieu luc.", "Noi nhan va to chuc thuc hien quyet dinh nay."


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Draw], ReadDocument]:
    def build(draw: Draw) -> ReadDocument:
        path = tmp_path / "act.pdf"
        canvas = Canvas(str(path))
        canvas.drawString(72, 760, BEFORE)
        draw(canvas)
        canvas.drawString(72, 560, AFTER)
        canvas.save()
        return read_file(path)

    return build


def grid(
    canvas: Canvas, rows: Sequence[Sequence[str]], order: Sequence[tuple[int, int]] | None = None
) -> None:
    """Rules of three columns and three rows, and the words in their cells in the order given."""
    canvas.grid(XS, YS)
    for row, column in order or [(r, c) for r, cells in enumerate(rows) for c in range(len(cells))]:
        canvas.drawString(XS[column] + 4, YS[row] - 18, rows[row][column])


ROWS = (("TT", "Loai nha", "Don gia"), ("1", "Nha mot tang", "2.459.200"), ("2", "Nha hai tang", "3.100.000"))


def cells(found: ReadDocument) -> list[list[list[str]]]:
    return [[[found.text[c.start : c.end] for c in row] for row in table.rows] for table in found.tables]


def test_a_ruled_table_lies_over_the_text(read: Callable[[Draw], ReadDocument]) -> None:
    found = read(lambda canvas: grid(canvas, ROWS))
    assert cells(found) == [[list(row) for row in ROWS]]
    (table,) = found.tables
    assert [[cell.heading for cell in row] for row in table.rows] == [[True] * 3, [False] * 3, [False] * 3]
    assert found.text[: table.start].rstrip() == BEFORE
    assert found.text[table.end :].strip() == AFTER


def test_words_without_rules_are_no_table(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        for row, words in enumerate(ROWS):
            for column, word in enumerate(words):
                canvas.drawString(XS[column] + 4, YS[row] - 18, word)

    assert read(draw).tables == ()


def test_a_text_that_leaves_a_cell_and_comes_back_is_no_table(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid((72, 240, 420), (700, 620, 540))
        for y in (680, 665):
            canvas.drawString(76, y, "mot dong chu")
            canvas.drawString(244, y, "dong ben canh")
        canvas.drawString(76, 600, "hai")
        canvas.drawString(244, 600, "ba")

    assert read(draw).tables == ()


def test_merged_cells_reach_over_rows_and_columns(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (YS[0], YS[2], YS[3]):
            canvas.line(XS[0], y, XS[-1], y)
        canvas.line(XS[1], YS[1], XS[-1], YS[1])
        for x in (XS[0], XS[1], XS[3]):
            canvas.line(x, YS[0], x, YS[3])
        canvas.line(XS[2], YS[1], XS[2], YS[3])
        places = ((76, 682, "TT"), (144, 682, "Don gia"), (144, 652, "Nam nay"), (304, 652, "Nam sau"))
        for x, y, word in (*places, (76, 622, "1"), (144, 622, "700"), (304, 622, "900")):
            canvas.drawString(x, y, word)

    found = read(draw)
    assert cells(found) == [[["TT", "Don gia"], ["Nam nay", "Nam sau"], ["1", "700", "900"]]]
    first, second = found.tables[0].rows[0]
    assert (first.rows, first.columns) == (2, 1) and (second.rows, second.columns) == (1, 2)


def test_a_head_that_the_text_gives_out_of_order_stays_above_the_table(
    read: Callable[[Draw], ReadDocument],
) -> None:
    def draw(canvas: Canvas) -> None:
        for column in (1, 2, 0):  # the first cell of the head is set lower, as where it reaches over two rows
            canvas.drawString(XS[column] + 4, YS[0] - (12 if column else 26), ROWS[0][column])
        grid(canvas, ROWS, [(row, column) for row in (1, 2) for column in range(3)])

    found = read(draw)
    assert cells(found) == [[list(row) for row in ROWS[1:]]]
    assert "Don gia" in found.text[: found.tables[0].start]


def pages_of(canvas: Canvas, *pages: Sequence[Sequence[str]]) -> None:
    for rows in pages[:-1]:
        grid(canvas, rows)
        canvas.showPage()
    grid(canvas, pages[-1])


MORE = (("3", "Nha ba tang", "4.200.000"), ("4", "Nha san", "1.900.000"), ("5", "Nha tam", "700.000"))


def test_a_table_goes_on_over_the_end_of_a_page(read: Callable[[Draw], ReadDocument]) -> None:
    found = read(lambda canvas: pages_of(canvas, ROWS, MORE))
    assert cells(found) == [[list(row) for row in (*ROWS, *MORE)]]


def test_a_head_that_repeats_on_the_next_page_stays(read: Callable[[Draw], ReadDocument]) -> None:
    found = read(lambda canvas: pages_of(canvas, ROWS, (ROWS[0], *MORE[:2])))
    assert cells(found) == [[list(row) for row in (*ROWS, ROWS[0], *MORE[:2])]]
    assert [row[0].heading for row in found.tables[0].rows] == [True, False, False, True, False, False]


def test_another_head_or_words_between_part_two_tables(read: Callable[[Draw], ReadDocument]) -> None:
    other = (("TT", "Cay trong", "Muc ho tro"), *MORE[:2])
    assert len(read(lambda canvas: pages_of(canvas, ROWS, other)).tables) == 2

    def draw(canvas: Canvas) -> None:
        grid(canvas, ROWS)
        canvas.drawString(72, 560, "Don gia nay ap dung tu nam sau.")
        canvas.showPage()
        grid(canvas, MORE)

    assert len(read(draw).tables) == 2


def test_a_single_row_behind_the_end_of_a_page_is_the_last_of_its_table(
    read: Callable[[Draw], ReadDocument],
) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, ROWS)
        canvas.showPage()
        canvas.grid(XS, YS[:2])
        for column, word in enumerate(MORE[0]):
            canvas.drawString(XS[column] + 4, YS[0] - 18, word)

    assert cells(read(draw)) == [[list(row) for row in (*ROWS, MORE[0])]]


def test_a_single_row_alone_is_no_table(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid(XS, YS[:2])
        for column, word in enumerate(MORE[0]):
            canvas.drawString(XS[column] + 4, YS[0] - 18, word)

    assert read(draw).tables == ()


def test_a_drawing_of_many_strokes_is_looked_at_no_further(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, ROWS)
        for drawing in range(12):
            path = canvas.beginPath()
            path.moveTo(72, 300)
            for at in range(2000):
                path.lineTo(72 + at % 200, 300 + at // 200 * (drawing + 1))
            canvas.drawPath(path)

    found = read(draw)
    assert found.tables == () and "Nha hai tang" in found.text


def test_a_frame_around_the_text_is_no_table(read: Callable[[Draw], ReadDocument]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 600, 400, 120, stroke=1)
        canvas.drawString(72, 690, "Khung chu")
        canvas.drawString(72, 660, "hai dong trong khung")

    assert read(draw).tables == ()


@pytest.mark.shared
def test_tables_of_a_real_price_list(shared: Path) -> None:
    found = read_file(shared / "data/provincial/pdf/hn_QD_01.2025.pdf")
    assert [len(table.rows) for table in found.tables] == [20, 4, 61]  # the last one over three pages
    first = cells(found)[0]
    assert [cell.replace("\n", " ") for cell in first[0]][:2] == ["Stt", "LOẠI NHÀ"]
    assert first[1] == ["Chưa bao gồm VAT", "Đã bao gồm VAT"]


@pytest.mark.shared
def test_rows_at_the_edge_of_pages_stay_in_real_lists(shared: Path) -> None:
    found = read_file(shared / "data/files/pdf_text/lc_qd_2170_ubnd_2026.pdf")
    assert all(row in found.text for row in ("M35 2497896,76 407299,68", "M76 2496691,6 408166,1"))
    assert max(len(table.rows) for table in found.tables) == 60
