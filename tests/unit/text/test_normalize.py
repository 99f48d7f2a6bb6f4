"""One form of letters that look alike, offsets kept."""

from __future__ import annotations

import pytest

from legal_corpus.text.normalize import lowered, with_real_d


@pytest.mark.parametrize(
    ("printed", "real"),
    [
        ("12/2025/QÐ-UВND", "12/2025/QĐ-UBND"),  # Eth, Cyrillic В
        ("5⁄2024∕NĐ-CP", "5/2024/NĐ-CP"),
        ("ＴＴ－ＢＴＰ", "TT-BTP"),
        ("“Điều 1”, tháng 3", "“Điều 1”, tháng 3"),
        ("\ud800 С", "\ud800 C"),
    ],
)
def test_signs_that_only_look_alike_are_read_as_what_they_are(printed: str, real: str) -> None:
    assert with_real_d(printed) == real
    assert with_real_d(printed + " " * 500) == real + " " * 500


def test_lower_case_keeps_every_offset() -> None:
    text = "QUYẾT ĐỊNH İ Điều 1 " * 30
    assert len(lowered(text)) == len(text)
    assert lowered(text).startswith("quyết định")
