"""Invariants of header and structure on any text."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.structure.header import parse_header
from indexer.structure.parser import parse_structure
from legal_corpus.text.normalize import to_nfc

PIECES = st.sampled_from(
    [
        "Điều 1.",
        "Điều 2. Hiệu lực",
        "Điều 15a.",
        "Chương I",
        "Chương II",
        "CHƯƠNG IV",
        "Mục 1",
        "Phần thứ hai",
        "1. Một",
        "2. Hai",
        "a) một",
        "b) hai",
        "đ) năm",
        "QUY CHẾ",
        "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)",
        "PHỤ LỤC I",
        "Phụ lục",
        "Nơi nhận:",
        "TM. CHÍNH PHỦ",
        "“Điều 3. Trích",
        "”",
        "Số: 1/2025/QĐ-UBND",
        "Số:   /",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "QUYẾT ĐỊNH",
        "Căn cứ Luật Giá,",
        "An Bình, ngày 1 tháng 2 năm 2025",
        "ỦY BAN NHÂN DÂN TỈNH AN BÌNH",
        "CHỦ TỊCH",
        "Trần Văn An",
        "Số hiệu:",
        "Ngày ban hành:",
        "\n",
        " ",
        "\t",
        ".",
    ]
)
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("\n".join),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.text(max_size=300),
).map(to_nfc)


@settings(max_examples=300)
@given(TEXTS)
def test_nodes_nest_and_name_themselves_once(text: str) -> None:
    nodes = parse_structure(text)
    by_eid = {node.eid: node for node in nodes}
    assert len(by_eid) == len(nodes)
    last_end: dict[str | None, int] = {}
    for node in nodes:
        assert 0 <= node.start < node.end <= len(text)
        if node.parent is not None:
            parent = by_eid[node.parent]
            assert parent.start <= node.start and node.end <= parent.end
        assert last_end.get(node.parent, 0) <= node.start
        last_end[node.parent] = node.end


@settings(max_examples=300)
@given(TEXTS)
@example("QUY CHẾ\n0¯0")
def test_header_spans_lie_in_the_text(text: str) -> None:
    header = parse_header(text)
    for name in ("number", "type", "issuer", "issued", "title", "effective_from", "signer"):
        field = getattr(header, name)
        if field is not None and field.start is not None:
            assert 0 <= field.start < field.end <= len(text)
            assert field.value.strip() == field.value != ""
