"""What the words of a list head mean, read alone."""

from __future__ import annotations

import pytest

from legal_corpus.effect.list_heads import means_parts, member_head


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (" các Nghị quyết của Hội đồng nhân dân tỉnh và các điều khoản sau đây:", False),
        (" các nội dung về phí tại các Nghị quyết của tỉnh và các quy định có liên quan sau đây:", True),
        (" các Quyết định có một số điều về phí chợ và các quy định sau đây:", True),
        ("Từ ngày 01/01/2031, các Nghị định của Chính phủ và các điều khoản sau đây", False),
    ],
)
def test_acts_and_parts_in_one_head(words: str, parts: bool) -> None:
    assert means_parts(words) is parts


def test_only_a_colon_makes_a_member_a_head() -> None:
    assert member_head("Giấy phép thuê sạp;") is None
    assert member_head("Giấy phép thuê sạp: ") == "other"
