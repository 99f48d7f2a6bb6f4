"""Tables of Word and HTML files: the text is that of their lines, cells know where they stand in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.readers.base import ReadDocument, document
from indexer.readers.registry import read_file
from indexer.readers.tables import CellLines, TableRow, as_table
from legal_corpus.model.table import Cell, Table

Rows = list[list[str]]


def words(read: ReadDocument, table: Table) -> Rows:
    return [[read.text[cell.start : cell.end] for cell in row] for row in table.rows]


def shapes(table: Table) -> list[list[tuple[int, int, bool]]]:
    return [[(cell.columns, cell.rows, cell.heading) for cell in row] for row in table.rows]


def html(tmp_path: Path, body: str) -> ReadDocument:
    path = tmp_path / "act.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return read_file(path)


def test_html_table_with_heading_and_reaching_cells(tmp_path: Path) -> None:
    read = html(
        tmp_path,
        "<p>Bảng giá</p><table><thead><tr><th rowspan='2'>TT</th><th colspan='2'>Mức thu</th></tr>"
        "<tr><td>Xã</td><td>Phường</td></tr></thead><tbody><tr><td>1</td><td></td><td>20.000 đồng</td></tr>"
        "</tbody></table><p>Hết</p>",
    )
    assert read.text == "Bảng giá\nTT | Mức thu\nXã | Phường\n1 | 20.000 đồng\nHết\n"
    (table,) = read.tables
    assert words(read, table) == [["TT", "Mức thu"], ["Xã", "Phường"], ["1", "", "20.000 đồng"]]
    assert shapes(table) == [
        [(1, 2, True), (2, 1, True)],
        [(1, 1, True), (1, 1, True)],
        [(1, 1, False), (1, 1, False), (1, 1, False)],
    ]
    assert read.text[table.start : table.end] == "TT | Mức thu\nXã | Phường\n1 | 20.000 đồng"


def test_word_table_with_merged_cells_and_repeated_heading(
    tmp_path: Path, make_docx: Callable[..., Path], paragraph: Callable[..., str]
) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        paragraph("Danh mục")
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell("TT")
        + cell("Tên", "<w:gridSpan w:val='2'/>")
        + "</w:tr><w:tr>"
        + cell("1", "<w:vMerge w:val='restart'/>")
        + cell("Đò")
        + cell("ngang")
        + "</w:tr><w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("Phà")
        + cell("")
        + "</w:tr></w:tbl>"
    )
    read = read_file(make_docx(body))
    assert read.text == "Danh mục\nTT | Tên\n1 | Đò | ngang\nPhà\n"
    (table,) = read.tables
    assert words(read, table) == [["TT", "Tên"], ["1", "Đò", "ngang"], ["Phà", ""]]
    assert shapes(table) == [
        [(1, 1, True), (2, 1, True)],
        [(1, 2, False), (1, 1, False), (1, 1, False)],
        [(1, 1, False), (1, 1, False)],
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td>ỦY BAN NHÂN DÂN<br>Số: 1/QĐ-UBND</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
        "<tr><td>a</td><td>b</td></tr>",
        "<tr><td></td><td>CHỦ TỊCH<br>Trần Văn An</td></tr>",
        "<tr><td>Một cột</td></tr><tr><td>hai dòng</td></tr>",
        "<tr><td>Điều 1. Phạm vi</td><td>Một việc.</td></tr><tr><td>x</td><td>y</td></tr>",
    ],
    ids=["header", "signature", "frame", "articles"],
)
def test_tables_that_only_place_text_are_none(tmp_path: Path, table: str) -> None:
    assert html(tmp_path, f"<p>Văn bản</p><table>{table}</table>").tables == ()


def test_two_tables_in_a_row_stay_two(tmp_path: Path) -> None:
    one = "<table><tr><td>{0}1</td><td>{0}2</td></tr><tr><td>{0}3</td><td>{0}4</td></tr></table>"
    read = html(tmp_path, one.format("a") + one.format("b"))
    assert [words(read, table) for table in read.tables] == [
        [["a1", "a2"], ["a3", "a4"]],
        [["b1", "b2"], ["b3", "b4"]],
    ]


@pytest.mark.parametrize(
    ("table", "before"),
    [
        ("<caption>Bảng <b>giá</b><br>năm 2025</caption>{rows}", "Bảng giá\nnăm 2025\n"),
        ("<form>{rows}</form>", ""),
        ("lạc <p>đoạn</p>{rows}<tbody>ngoài ô</tbody>", "lạc\nđoạn\nngoài ô\n"),
        ("<script>no()</script><colgroup><col></colgroup>{rows}<caption hidden></caption>", ""),
    ],
    ids=["caption", "form", "stray", "nothing"],
)
def test_what_a_table_holds_beside_its_cells_stands_before_it(
    tmp_path: Path, table: str, before: str
) -> None:
    rows = "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
    read = html(tmp_path, f"<p>Đầu</p><table>{table.format(rows=rows)}</table><p>Cuối</p>")
    assert read.text == f"Đầu\n{before}a | b\nc | d\nCuối\n"
    assert [words(read, one) for one in read.tables] == [[["a", "b"], ["c", "d"]]]


def test_a_caption_inside_a_cell_and_cells_without_a_row(tmp_path: Path) -> None:
    inner = "<table><caption>Trong</caption><tr><td>1</td><td>2</td></tr></table>"
    read = html(tmp_path, f"<table><tr><td>{inner}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>")
    assert read.text == "Trong 1 | 2 | b\nc | d\n"
    assert html(tmp_path, "<p>Đầu</p><table><td>a</td><td>b</td></table>").text == "Đầu\na\nb\n"


def paragraphs(read: ReadDocument) -> list[list[str]]:
    return [
        [read.text[start:end] for start, end in cell.paragraphs()]
        for table in read.tables
        for cell in table.cells()
    ]


def test_paragraphs_of_a_cell_are_one_line_that_knows_where_each_begins(
    tmp_path: Path, make_docx: Callable[..., Path], paragraph: Callable[..., str]
) -> None:
    wanted = [["TT"], ["Hồ sơ"], ["1"], ["a) Đơn; ", "b) Bản sao ", "giấy tờ"]]
    page = (
        "<table><tr><td>TT</td><td>Hồ sơ</td></tr>"
        "<tr><td>1</td><td><p>a)  Đơn;</p><p>b) Bản sao<br>giấy tờ</p></td></tr></table>"
    )
    read = html(tmp_path, page)
    assert read.text == "TT | Hồ sơ\n1 | a) Đơn; b) Bản sao giấy tờ\n"
    assert paragraphs(read) == wanted
    cell = "<w:tc>{}</w:tc>".format
    body = (
        f"<w:tbl><w:tr>{cell(paragraph('TT'))}{cell(paragraph('Hồ sơ'))}</w:tr><w:tr>{cell(paragraph('1'))}"
        f"{cell(paragraph('a) Đơn;') + paragraph('b) Bản sao') + paragraph('giấy tờ'))}</w:tr></w:tbl>"
    )
    word = read_file(make_docx(body))
    assert (word.text, paragraphs(word)) == (read.text, wanted)
    assert ReadDocument.of_plain(word.plain()) == word


def test_a_line_whose_length_was_changed_has_no_known_paragraphs() -> None:
    rows = [[CellLines(["x", "y"]), CellLines(["z"])], [CellLines(["1  ", "2"]), CellLines(["3"])]]
    read = document([*as_table(rows)], "text/html", None, ())
    assert read.text == "x y | z\n1 2 | 3\n"
    assert paragraphs(read) == [["x ", "y"], ["z"], ["1 2"], ["3"]]


def test_empty_rows_and_a_bar_inside_a_cell() -> None:
    rows = [
        [CellLines([]), CellLines([])],
        [CellLines(["x | y"]), CellLines(["z"])],
        [CellLines([]), CellLines([])],
        [CellLines(["1"]), CellLines(["2", "3"])],
    ]
    read = document(["Đầu", *as_table(rows), "Cuối"], "text/html", None, ())
    assert read.text == "Đầu\nx | y | z\n1 | 2 3\nCuối\n"
    (table,) = read.tables
    assert words(read, table) == [["", ""], ["x | y", "z"], ["", ""], ["1", "2 3"]]
    places = [place for cell in table.cells() for place in (cell.start, cell.end)]
    assert places == sorted(places) and (places[0], places[-1]) == (table.start, table.end)


def test_a_line_that_was_changed_beyond_its_cells_is_no_table() -> None:
    row, other = TableRow("a | b"), TableRow("c | d")
    row.cells, row.first, other.cells, other.first = [["a"], ["b"], ["e"]], True, [["c"], ["d"]], False
    assert document([row, other], "text/html", None, ()).tables == ()


def test_a_row_that_begins_with_the_counter_is_the_head(tmp_path: Path) -> None:
    rows = "<tr><td rowspan='2'>STT</td><td>Tên</td></tr><tr><td>Mức</td></tr><tr><td>1</td><td>Đò</td></tr>"
    (table,) = html(tmp_path, f"<table>{rows}</table>").tables
    assert [[cell.heading for cell in row] for row in table.rows] == [[True, True], [True], [False, False]]
    (plain,) = html(tmp_path, f"<table>{rows.replace('STT', 'Bến')}</table>").tables
    assert not any(cell.heading for cell in plain.cells())
    (marked,) = html(tmp_path, f"<table>{rows.replace('<td>1', '<th>1')}</table>").tables
    assert [cell.heading for cell in marked.cells()].count(True) == 1


def test_no_cell_reaches_below_the_table() -> None:
    rows = [[CellLines(["a"], rows=99), CellLines(["b"])], [CellLines(["c"])]]
    (table,) = document([*as_table(rows)], "text/html", None, ()).tables
    assert table.rows[0][0] == Cell(0, 1, 1, 2)


def test_the_way_through_json(tmp_path: Path) -> None:
    read = html(tmp_path, "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>")
    assert read.tables
    assert ReadDocument.of_plain(read.plain()) == read


@pytest.mark.shared
def test_real_tables_lie_over_the_text(shared: Path) -> None:
    files = sorted((shared / "data/files/html").glob("*.html")) + sorted(
        (shared / "data/amending_laws").glob("*.docx")
    )
    found = 0
    for path in files:
        read = read_file(path)
        end = 0
        for table in read.tables:
            found += 1
            assert end <= table.start
            end = table.start
            for cell in table.cells():
                assert not read.text[end : cell.start].strip(" |\n")
                assert "\n" not in read.text[cell.start : cell.end]
                end = cell.end
            assert end == table.end
    assert found >= 10


def test_articles_beside_articles_are_a_table() -> None:
    """What compares two texts opens no article of the act that holds it."""
    compared = [[["Nội dung cũ"], ["Nội dung mới"]], [["Điều 5. Mức cũ"], ["Điều 5. Mức mới"]]]
    assert all(isinstance(line, TableRow) for line in as_table(compared))
    placed = [[["Điều 1. Phạm vi"], ["Quy định việc thu phí."]], [["Điều 2. Hiệu lực"], ["Từ ngày ký."]]]
    assert not any(isinstance(line, TableRow) for line in as_table(placed))
