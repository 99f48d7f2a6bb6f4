"""Where an inserted part goes: clause and article stand behind "vào sau"."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions

HEAD = "Điều 1. Sửa đổi, bổ sung một số điều của Luật Vườn ươm số 61/2030/QH16\n"


@pytest.mark.parametrize(
    ("instruction", "refs"),
    [
        ("2. Bổ sung điểm g vào sau điểm e khoản 3 Điều 33 như sau:", ("33/3/g",)),
        ("2. Sửa đổi, bổ sung khoản 1; bổ sung khoản 7 và khoản 8 Điều 2 như sau:", ("2/1",)),
        ("2. Bổ sung khoản 5a vào sau khoản 5 Điều 17 như sau:", ("17/5a",)),
        ("2. Sửa đổi, bổ sung khoản 1 và bổ sung khoản 1a vào sau khoản 1 Điều 119 như sau:", ("119/1",)),
        ("2. Sửa đổi điểm a và bổ sung điểm a1 vào sau điểm a khoản 2 Điều 90 như sau:", ("90/2/a",)),
        (
            "2. Sửa đổi một số khoản của Điều 50 như sau:\na) Bổ sung điểm c vào sau điểm b khoản 2 như sau:",
            ("50/2/c",),
        ),
        (
            "2. Sửa đổi một số khoản của Điều 50 như sau:\na) Bổ sung khoản 2a vào sau khoản 2 như sau:",
            ("50/2a",),
        ),
    ],
)
def test_place_of_an_insertion(instruction: str, refs: tuple[str, ...]) -> None:
    # An earlier instruction about another clause must not leave its mark.
    text = f"{HEAD}1. Sửa đổi khoản 2 Điều 31 như sau:\n“2. Cây giống.”.\n{instruction}\n“Nội dung.”."
    citations = extract_citations(text)
    found = extract_provisions(text, citations)
    later = [item for item in found if item.start > text.index("Cây giống") and item.refs != ("50",)]
    assert later[0].refs == refs
    assert later[0].target == citations[0].start
