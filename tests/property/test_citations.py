"""Properties of citation extraction that hold for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.text.dates import find_dates

_PIECES = st.sampled_from(
    [
        "Căn cứ ", "Luật ", "Luật Đất đai", "Bộ luật Dân sự", "Pháp lệnh ", "Hiến pháp", "Nghị định ",
        "số ", "12/2020/NĐ-CP", "Quyết định số 5/QĐ-UBND", "sửa đổi, bổ sung một số điều của ",
        "được sửa đổi, bổ sung bởi ", "ngày 1 tháng 2 năm 2020", "ngày 31/02/2020", ", ", "; ", ". ",
        "\n", "và ", "của Chính phủ", "quy định về ", "Bãi bỏ ", "(", ")", "a) ", "Điều 1. ", "2020",
        "năm ", "/", "-", "QĐ", "Số: 7/2026/QĐ-UBND\n", "hết hiệu lực", "này ", "kèm theo ",
        "QUYẾT ĐỊNH:\n", " ", "Đ", "Ð", "<L rel=x>", "</L>", "18-NQ/TW", "Tờ trình ", "\u00a0",
        "thay thế ",
    ]
)  # fmt: skip
_LEGALESE = st.lists(_PIECES, max_size=40).map("".join)


def _check(text: str) -> None:
    nfc = unicodedata.normalize("NFC", text)
    found = extract_citations(text)
    position = 0
    for citation in found:
        assert nfc[citation.start : citation.end] == citation.text
        assert citation.text
        assert "\n" not in citation.text
        assert citation.start >= position
        position = citation.end
        assert citation.number is None or not any(c.isspace() for c in citation.number)
        assert (
            citation.number
            or citation.name
            or citation.issued
            or citation.year
            or citation.type == "Hiến pháp"
        )
        assert (citation.role == "procedure") == (citation.kind == "paper")
        assert 0 < citation.confidence <= 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_keeps_the_invariants(text: str) -> None:
    _check(text)


@settings(max_examples=250, deadline=None)
@given(_LEGALESE)
def test_any_mixture_of_legal_pieces_keeps_the_invariants(text: str) -> None:
    _check(text)


@settings(max_examples=100, deadline=None)
@given(_LEGALESE)
def test_decomposed_text_gives_the_same_citations(text: str) -> None:
    assert extract_citations(unicodedata.normalize("NFD", text)) == extract_citations(
        unicodedata.normalize("NFC", text)
    )


@settings(max_examples=100, deadline=None)
@given(_LEGALESE, st.sampled_from(["Nghị định số 77/2031/NĐ-CP", "Luật Giá số 5/2031/QH17"]))
def test_a_clear_citation_on_its_own_line_is_always_found(text: str, citation: str) -> None:
    whole = f"{text}\n\nTheo {citation} của cơ quan.\n"
    assert citation in [c.text for c in extract_citations(whole)]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ngàythángnăm 0123456789/-.,\n", max_size=120))
def test_dates_are_real_and_in_order(text: str) -> None:
    position = 0
    for start, end, found in find_dates(text):
        assert position <= start < end <= len(text)
        assert found is None or 1900 <= found.year <= 2100
        position = end
