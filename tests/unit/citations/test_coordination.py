"""Which kinds of acts stand above which, out of the dated table of kinds."""

from __future__ import annotations

import pytest

from legal_corpus.citations.coordination import outranks
from legal_corpus.citations.extractor import extract_citations


@pytest.mark.parametrize(
    ("higher", "lower", "expected"),
    [
        ("Luật số 5/2031/QH16", "Lệnh số 6/2031/L-CTN", True),
        ("Luật số 5/2031/QH16", "Quyết định số 6/2031/QĐ-UBND", True),
        ("Pháp lệnh số 5/2031/UBTVQH16", "Nghị định số 6/2031/NĐ-CP", True),
        ("Nghị định số 6/2031/NĐ-CP", "Thông tư liên tịch số 7/2031/TTLT-BXD-BTC", True),
        ("Nghị định số 6/2031/NĐ-CP", "Luật số 5/2031/QH16", False),
        # Of the President or of a province, of the Government or of a commune: the kind alone is silent.
        ("Nghị định số 6/2031/NĐ-CP", "Quyết định số 6/2031/QĐ-UBND", False),
        ("Nghị quyết số 8/2031/NQ-CP", "Quyết định số 6/2031/QĐ-UBND", False),
        ("Thông tư số 7/2031/TT-BXD", "Thông tư liên tịch số 7/2031/TTLT-BXD-BTC", False),
        ("Kế hoạch số 8/KH-UBND", "Quyết định số 6/2031/QĐ-UBND", False),
    ],
)
def test_kinds_of_another_rank(higher: str, lower: str, expected: bool) -> None:
    (first,), (second,) = extract_citations(f"Theo {higher}."), extract_citations(f"Theo {lower}.")
    assert outranks(first, second) is expected
