"""Cutting an act's text into blocks: no character is lost, links and marks land where they should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.views import CitedLink
from app.web.ui.act_text import blocks, contents
from legal_corpus.model.provision import Node
from legal_corpus.model.table import Cell, Table
from legal_corpus.model.text import Span


def link(start: int, end: int) -> CitedLink:
    return CitedLink(start, end, "refers", "resolved", "uid", "Nghị định", "in_force", "")


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(alphabet="ab \nĐ", max_size=60), st.lists(spans, max_size=6), st.none() | spans)
def test_every_character_of_every_written_line_is_shown_once(
    text: str, links: list[tuple[int, int]], mark: tuple[int, int] | None
) -> None:
    shown = [
        "".join(segment.text for segment in block.segments)
        for block in blocks(text, [], [link(*span) for span in links], mark)
    ]
    assert shown == [line for line in text.split("\n") if line.strip()]


@given(st.integers(0, 19), st.integers(1, 12))
def test_the_mark_covers_exactly_its_span(start: int, length: int) -> None:
    text = "Căn cứ Nghị định số 9 của Chính phủ về bến"
    end = start + length
    (block,) = blocks(text, [], [link(7, 21)], (start, end))
    assert "".join(s.text for s in block.segments if s.marked) == text[start:end]
    assert "".join(s.text for s in block.segments if s.link) == text[7:21]


def test_two_provisions_on_one_line_are_both_anchors() -> None:
    text = "Điều 1. Hiệu lực 1. Áp dụng ngay."
    nodes = [
        Node("art_1", "article", "1", "Hiệu lực", 0, len(text)),
        Node("art_1__cl_1", "clause", "1", None, 17, len(text), "art_1"),
    ]
    (block,) = blocks(text, nodes, [])
    assert (block.kind, block.eids) == ("article", ("art_1", "art_1__cl_1"))


def test_an_article_without_heading_is_no_headline() -> None:
    text = "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành."
    (block,) = blocks(text, [Node("art_3", "article", "3", None, 0, len(text))], [link(8, 24)])
    assert (block.kind, block.lead) == ("run", "Điều 3.")
    assert block.lead + "".join(s.text for s in block.segments) == text
    assert [s.text for s in block.segments if s.link] == ["Chánh Văn phòng "]


def test_an_article_that_begins_inside_a_line_is_only_an_anchor() -> None:
    text = "Xét đề nghị. Điều 1. Bến thuyền"
    (block,) = blocks(text, [Node("art_1", "article", "1", "Bến thuyền", 13, len(text))], [])
    assert (block.kind, block.eids, block.lead) == ("line", ("art_1",), "")


def test_overlapping_links_keep_the_first() -> None:
    (block,) = blocks("Nghị định số 12 và 13", [], [link(0, 15), link(10, 21)])
    assert [(s.text, s.link is not None) for s in block.segments] == [
        ("Nghị định số 12", True),
        (" và 13", True),
    ]


def test_heads_are_told_from_the_body() -> None:
    text = "QUYẾT ĐỊNH\nVề bến thuyền\nCăn cứ Luật Đò;\nXét đề nghị của Sở.\nĐiều 1. Bến"
    start = text.index("Điều 1")
    kinds = [b.kind for b in blocks(text, [Node("art_1", "article", "1", "Bến", start, len(text))], [])]
    assert kinds == ["head", "head", "basis", "line", "article"]


def test_contents_list_chapters_and_articles_by_depth() -> None:
    nodes = [
        Node("chp_I", "chapter", "I", "CHUNG", 0, 90),
        Node("chp_I__art_1", "article", "1", "Phạm vi", 10, 90, "chp_I"),
        Node("chp_I__art_1__cl_1", "clause", "1", None, 20, 90, "chp_I__art_1"),
    ]
    assert [(line.text, line.depth, line.heading) for line in contents(nodes)] == [
        ("Chương I. CHUNG", 0, True),
        ("Điều 1. Phạm vi", 1, False),
    ]


def test_a_table_is_one_block_between_the_lines_around_it() -> None:
    text = "Mức thu của đò:\nTT | Đò\n1 | Đò ngang\nHết."
    at = text.index("TT")
    rows = (
        (Cell(at, at + 2, 1, 1, True), Cell(at + 5, at + 7, 1, 1, True)),
        (Cell(at + 8, at + 9), Cell(at + 12, at + 20)),
    )
    found = list(blocks(text, [], [link(at + 12, at + 14)], (at + 15, at + 20), [Table(at, at + 20, rows)]))
    assert [block.kind for block in found] == ["line", "table", "line"]
    table = found[1]
    assert [["".join(s.text for s in cell.segments) for cell in row] for row in table.rows] == [
        ["TT", "Đò"],
        ["1", "Đò ngang"],
    ]
    assert (table.headings, [cell.scope for cell in table.rows[0]]) == (1, ["col", "col"])
    linked, _, marked = table.rows[1][1].segments
    assert linked.link is not None and linked.text == "Đò"
    assert (marked.text, marked.marked) == ("ngang", True)


def test_paragraphs_of_a_cell_are_lines() -> None:
    text = "TT | Hồ sơ\n1 | a) Đơn; b) Bản sao"
    at = text.index("a)")
    rows = ((Cell(0, 2), Cell(5, 10)), (Cell(11, 12), Cell(at, len(text), breaks=(text.index("b)"),))))
    (table,) = blocks(text, [], [link(at + 3, at + 6)], None, [Table(0, len(text), rows)])
    shown = table.rows[1][1].segments
    assert [segment.text for segment in shown] == ["a) ", "Đơn", "; ", "\n", "b) Bản sao"]
    assert [segment.link is not None for segment in shown] == [False, True, False, False, False]


def test_lines_of_quoted_text_name_their_quotation() -> None:
    text = "1. Sửa đổi như sau:\n“Điều 5. Phao\n1. Có phao.”.\n“Điều 6. Đò”.\n2. Khác"
    first, second = text.index("“"), text.index("“Điều 6")
    quoted = [Span(first, second - 2), Span(second, text.index("”.\n2") + 1)]
    assert [block.quote for block in blocks(text, [], [], quoted=quoted)] == [
        None,
        first,
        first,
        second,
        None,
    ]
