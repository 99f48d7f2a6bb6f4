"""Paragraphs broken into short lines read as paragraphs; other texts stay as they are."""

from __future__ import annotations

import textwrap

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.text.wrapped import unwrapped

PARAGRAPHS = [
    "QUYẾT ĐỊNH:",
    "Điều 1. Áp dụng các văn bản quy phạm pháp luật thuộc lĩnh vực chợ trên địa bàn tỉnh, cụ thể như sau:",
    *(
        f"{n}. Quyết định số {n}/2029/QĐ-UBND của Ủy ban nhân dân tỉnh quy định về chợ nổi."
        for n in range(1, 9)
    ),
    "**Điều 2. **Bãi bỏ các văn bản quy phạm pháp luật thuộc lĩnh vực phí trên địa bàn tỉnh, cụ thể như sau:",
    *(
        f"{n - 20}. Quyết định số {n}/2029/QĐ-UBND của Ủy ban nhân dân tỉnh Đông Lĩnh Sửa đổi, bổ sung "
        "Quyết định số 99/2020/QĐ-UBND về phí đò ngang."
        for n in range(21, 29)
    ),
]
WRAPPED = "\n\n".join(textwrap.fill(paragraph, 40) for paragraph in PARAGRAPHS)


def test_offsets_stay_and_paragraphs_are_whole() -> None:
    read = unwrapped(WRAPPED)
    assert len(read) == len(WRAPPED)
    assert read.replace("\n\n", "\n").split("\n") == PARAGRAPHS


def test_text_with_a_paragraph_a_line_is_unchanged() -> None:
    text = "\n".join(PARAGRAPHS * 3)
    assert unwrapped(text) is text


def test_lists_of_a_wrapped_act_end_as_its_heads_say() -> None:
    citations = extract_citations(WRAPPED)
    found = extract_effects(WRAPPED, citations, extract_provisions(WRAPPED, citations))
    numbers = {c.start: c.number for c in citations}
    assert [(e.predicate, e.scope) for e in found] == [("repeals", "whole")] * 8
    assert {numbers[e.target] for e in found} == {f"{n}/2029/QĐ-UBND" for n in range(21, 29)}
