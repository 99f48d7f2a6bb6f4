"""Parts with days of their own, told by the act itself."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.part_terms import PartTerm, part_terms

HEAD = """LUẬT
Về bến thử nghiệm
Điều 1. Phạm vi
Luật này quy định về bến.
Điều 9. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.
"""


def read(body: str) -> list[PartTerm]:
    text = HEAD + body
    return part_terms(text, extract_provisions(text, extract_citations(text)), date(2026, 1, 15))


@pytest.mark.parametrize(
    ("body", "refs", "first", "last"),
    [
        (
            "2. Khoản 2, khoản 3 Điều 4 và Điều 7 của Luật này có hiệu lực thi hành từ ngày 01/01/2026.",
            ("4/2", "4/3", "7"),
            date(2026, 1, 1),
            None,
        ),
        (
            "2. Quy định tại Điều 5 của Luật này có hiệu lực từ ngày 01/01/2027 đến hết ngày 30/6/2028.",
            ("5",),
            date(2027, 1, 1),
            date(2028, 6, 30),
        ),
        ("2. Điều 6 Luật này có hiệu lực kể từ ngày ký.", ("6",), date(2026, 1, 15), None),
        ("2. Điều 6 Luật này hết hiệu lực từ ngày 01/01/2029.", ("6",), None, date(2028, 12, 31)),
        (
            "2. Điểm a khoản 1 Điều 3; khoản 8 Điều 4; Điều 7 của Luật này có hiệu lực từ ngày 20/01/2026.",
            ("3/1/a", "4/8", "7"),
            date(2026, 1, 20),
            None,
        ),
    ],
)
def test_parts_and_their_days(
    body: str, refs: tuple[str, ...], first: date | None, last: date | None
) -> None:
    (found,) = read(body)
    assert (found.refs, found.effective_from, found.last_day) == (refs, first, last)
    assert "Luật này" in (HEAD + body)[found.start : found.end]


@pytest.mark.parametrize(
    "body",
    [
        "2. Quy định về phí tại Điều 5 của Luật này có hiệu lực từ ngày 01/01/2027.",
        "2. Việc thu phí theo Điều 5 của Luật này được thực hiện từ ngày 01/01/2027.",
        "2. Điều 5 Luật Giá có hiệu lực từ ngày 01/01/2027.",
        "2. Điều 5 của Luật này được thực hiện theo quy định của Chính phủ.",
        "“2. Điều 5 của Luật này có hiệu lực từ ngày 01/01/2027.”",
    ],
)
def test_some_of_their_content_or_another_act_is_no_term_of_parts(body: str) -> None:
    assert read(body) == []
