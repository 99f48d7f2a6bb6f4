"""Properties of citation extraction that hold for any text."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.text.dates import find_dates

_PIECES = st.sampled_from(
    [
        "Căn cứ ", "Luật ", "Luật Đất đai", "Bộ luật Dân sự", "Pháp lệnh ", "Hiến pháp", "Nghị định ",
        "số ", "12/2020/NĐ-CP", "Quyết định số 5/QĐ-UBND", "sửa đổi, bổ sung một số điều của ",
        "được sửa đổi, bổ sung bởi ", "ngày 1 tháng 2 năm 2020", "ngày 31/02/2020", ", ", "; ", ". ",
        "\n", "và ", "của Chính phủ", "quy định về ", "Bãi bỏ ", "(", ")", "a) ", "Điều 1. ", "2020",
        "năm ", "/", "-", "QĐ", "Số: 7/2026/QĐ-UBND\n", "hết hiệu lực", "này ", "kèm theo ",
        "QUYẾT ĐỊNH:\n", " ", "Đ", "Ð", "<L rel=x>", "</L>", "18-NQ/TW", "Tờ trình ", "\u00a0",
        "thay thế ", "А", "\u200b", "Luật Ký kết, gia nhập ", "Pháp lệnh “A” ", "1Quyết định ",
        "củaLuật Giá ",
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


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_keeps_the_invariants(text: str) -> None:
    _check(text)


@settings(max_examples=250)
@given(_LEGALESE)
def test_any_mixture_of_legal_pieces_keeps_the_invariants(text: str) -> None:
    _check(text)


@settings(max_examples=100)
@given(_LEGALESE)
def test_decomposed_text_gives_the_same_citations(text: str) -> None:
    assert extract_citations(unicodedata.normalize("NFD", text)) == extract_citations(
        unicodedata.normalize("NFC", text)
    )


@settings(max_examples=100)
@given(_LEGALESE, st.sampled_from(["Nghị định số 77/2031/NĐ-CP", "Luật Giá số 5/2031/QH17"]))
def test_a_clear_citation_on_its_own_line_is_always_found(text: str, citation: str) -> None:
    whole = f"{text}\n\nTheo {citation} của cơ quan.\n"
    assert citation in [c.text for c in extract_citations(whole)]


@settings(max_examples=100)
@given(st.text(alphabet="ngàythángnăm 0123456789/-.,\n", max_size=120))
def test_dates_are_real_and_in_order(text: str) -> None:
    position = 0
    for start, end, found in find_dates(text):
        assert position <= start < end <= len(text)
        assert found is None or 1900 <= found.year <= 2100
        position = end


_PARAGRAPHS = [
    "Căn cứ Luật Giá số 16/2023/QH15 ngày 19 tháng 6 năm 2023;",
    "Theo khoản 2 Điều 5 Nghị định số 12/2020/NĐ-CP ngày 1 tháng 2 năm 2020 của Chính phủ về phí.",
    "Bãi bỏ các Quyết định số 5/2021/QĐ-UBND, số 6/2021/QĐ-UBND và số 7/2021/QĐ-UBND.",
    "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở năm 2031 được áp dụng.",
    "Thực hiện Nghị quyết số 18-NQ/TW và Kế hoạch số 84-KH/TU.",
    "Xét đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 12/TTr-STP ngày 3/4/2031.",
]


def _read(text: str, start: int, end: int) -> list[tuple[object, ...]]:
    return [
        (c.start - start, c.text, c.type, c.number, c.name, c.year, c.issued, c.issuer)
        for c in extract_citations(text)
        if start <= c.start < end
    ]


@settings(max_examples=150)
@given(_LEGALESE, st.sampled_from(_PARAGRAPHS), _LEGALESE)
def test_what_a_paragraph_cites_does_not_depend_on_its_neighbours(before: str, own: str, after: str) -> None:
    lead = f"{before}\n\n\n\n"
    whole = unicodedata.normalize("NFC", f"{lead}{own}\n\n\n\n{after}")
    start = whole.index(own, len(unicodedata.normalize("NFC", before)))
    assert _read(whole, start, start + len(own)) == _read(own, 0, len(own))


_PARTS = st.sampled_from(
    [
        "điểm a ", "khoản 2 ", "khoản 2", "Điều 5 ", "Điều 5", "các khoản 1, 2 và 3 ",
        "từ Điều 5 đến Điều 9 ", "“", "và ", "đến ",
        "Chương II ", "Phụ lục I ", "Mẫu số 01 ", "này", "của ", "Quyết định này ", "Nghị định đó ", "(", ")",
        "được sửa đổi tại ", "Luật Giá ", "Nghị định số 1/2020/NĐ-CP ", "Bãi bỏ ", "Sửa đổi ", "như sau:\n",
        "”", "\n", "Điều 1. ", "1. ", "a) ", "hết hiệu lực ", "trừ các quy định sau:\n", "; ", ", ",
        "Các điều của Luật Giá hết hiệu lực gồm: ", "từ ngày 1/7/2031 ", "đến hết năm 2032 ",
    ]
)  # fmt: skip


@settings(max_examples=250)
@given(st.lists(_PARTS, max_size=40).map("".join))
def test_parts_and_effects_point_at_what_was_found(text: str) -> None:
    citations = extract_citations(text)
    starts = {c.start for c in citations}
    provisions = extract_provisions(text, citations)
    for item in provisions:
        assert text[item.start : item.end] == item.text
        assert "\n" not in item.text
        assert item.refs
        assert item.target in {"self", None} or item.target in starts
    for effect in extract_effects(text, citations, provisions):
        assert effect.target in starts
        assert 0 <= effect.start < effect.end <= len(text)
        assert not effect.provisions or effect.scope == "part"


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_gives_parts_and_effects_without_a_fault(text: str) -> None:
    nfc = unicodedata.normalize("NFC", text)
    citations = extract_citations(nfc)
    provisions = extract_provisions(nfc, citations)
    assert all(nfc[item.start : item.end] == item.text for item in provisions)
    extract_effects(nfc, citations, provisions)


@settings(max_examples=100)
@given(_LEGALESE, st.sampled_from("\u00ad\u200b\u2060\ufeff"), st.data())
def test_an_invisible_character_changes_no_citation(text: str, sign: str, data: st.DataObject) -> None:
    nfc = unicodedata.normalize("NFC", text)
    at = data.draw(st.integers(0, len(nfc)))
    plain, signed = extract_citations(nfc), extract_citations(nfc[:at] + sign + nfc[at:])
    assert [(c.number, c.name, c.issued, c.role) for c in signed] == [
        (c.number, c.name, c.issued, c.role) for c in plain
    ]
    assert [c.text.replace(sign, "") for c in signed] == [c.text.replace(sign, "") for c in plain]
