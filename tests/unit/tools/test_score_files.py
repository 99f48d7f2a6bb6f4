from __future__ import annotations

import pytest

from legal_corpus.model.act import Header, HeaderField
from tools.score_files import folded, misses

ROW = {
    "file": "a.pdf",
    "so_hieu": "05/QĐ-UBND",
    "ngay_ban_hanh": "2025-03-03",
    "loai": "Quyết định",
    "trich_yeu": "",
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2170 /QĐ - UBND", "2170/QĐ-UBND"),
        ("Về việc hoà giải", "HÒA GIẢI"),
        ("V/v: bãi bỏ.", "bãi bỏ"),
        (None, ""),
    ],
)
def test_what_counts_as_equal(one: str | None, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("05/QĐ-UBND", "50/QĐ-UBND"), ("bổ sung", "bố sung")])
def test_what_does_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_misses_name_the_field_and_its_confidence() -> None:
    header = Header(number=HeaderField("5/QĐ-UBND", confidence=0.4), type=HeaderField("Quyết định"))
    assert list(misses(ROW, header)) == [
        ("a.pdf", "so_hieu", "05/QĐ-UBND", "5/QĐ-UBND", 0.4),
        ("a.pdf", "ngay_ban_hanh", "2025-03-03", None, 0.0),
    ]
