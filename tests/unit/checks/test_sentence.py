"""The clause that is shown as evidence of a citation."""

from __future__ import annotations

import pytest

from legal_corpus.checks.sentence import in_site_notice, sentence_at
from legal_corpus.citations.extractor import extract_citations


def _clause(text: str, cited: str) -> str:
    at = text.index(cited)
    return sentence_at(text, at, at + len(cited)).of(text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "Điều 2. Thu phí\n1. Mức thu theo Nghị định\nsố 15/2020/NĐ-CP của Chính phủ. Sở Tài chính nộp.\n",
            "1. Mức thu theo Nghị định\nsố 15/2020/NĐ-CP của Chính phủ",
        ),
        (
            "Căn cứ Luật Giá; Căn cứ Nghị định số\n15/2020/NĐ-CP ngày 01/02/2020;\n",
            "Căn cứ Nghị định số\n15/2020/NĐ-CP ngày 01/02/2020;",
        ),
        (
            "Căn cứ Nghị định số 15/2020/NĐ-CP\nngày 01 tháng 02 năm 2020 của Chính phủ;\nCăn cứ Luật Giá;\n",
            "Căn cứ Nghị định số 15/2020/NĐ-CP\nngày 01 tháng 02 năm 2020 của Chính phủ;",
        ),
    ],
)
def test_a_clause_runs_over_a_line_break_inside_the_citation(text: str, clause: str) -> None:
    (citation,) = (c for c in extract_citations(text) if c.number == "15/2020/NĐ-CP")
    assert sentence_at(text, citation.start, citation.end).of(text) == clause


@pytest.mark.parametrize(
    "text",
    [
        "Bãi bỏ các Quyết định sau:\n15/2020/NĐ-CP về phí.\n",  # a list begins
        "Số hiệu | Nghị định |\n15/2020/NĐ-CP | Phí\n",  # rows of a table
        "Sở Tài chính thu phí\n15/2020/NĐ-CP về phí.\n",  # nothing opened a citation above
        "Theo Nghị định\n1. Số 15/2020/NĐ-CP về phí.\n",  # a clause begins
    ],
)
def test_a_paragraph_of_its_own_stays_alone(text: str) -> None:
    assert "\n" not in _clause(text, "15/2020/NĐ-CP")


def test_a_break_joins_few_lines_and_few_characters() -> None:
    lines = "theo Nghị định\n" * 6 + "15/2020/NĐ-CP\n" + "về phí\n" * 6
    assert _clause(lines, "15/2020/NĐ-CP").count("\n") == 4
    long = "a" * 10_000 + " 15/2020/NĐ-CP " + "b" * 10_000
    assert len(_clause(long, "15/2020/NĐ-CP")) < 6100


def test_notices_of_portals() -> None:
    text = "Quý khách lưu ý 15/2020/NĐ-CP đã cũ\nTheo 16/2020/NĐ-CP\n"
    assert in_site_notice(text, text.index("15/"), text.index(" đã"))
    assert not in_site_notice(text, text.index("16/"), len(text))
