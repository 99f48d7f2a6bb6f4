"""Names of one letter under a signature."""

from __future__ import annotations

import pytest

from indexer.structure.signature import find_signer


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("Trần Thị B  |", "Trần Thị B"),
        ("Hồ Thị Kim Ý\n", "Hồ Thị Kim Ý"),
        ("Nguyễn Như Ý\nPhụ lục", "Nguyễn Như Ý"),
        ("Nguyễn Văn Minh A", "Nguyễn Văn Minh"),
        ("Lê Nam J\n", "Lê Nam"),
        ("Nguyễn Văn A 12", "Nguyễn Văn"),
        ("Nguyễn Văn Minh\nÝ kiến", "Nguyễn Văn Minh"),
        ("Nguyễn Văn\nA", "Nguyễn Văn"),
    ],
)
def test_a_letter_is_a_name_only_where_one_must_follow(printed: str, name: str) -> None:
    text = "Điều 2. Thi hành.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" + printed
    found = find_signer(text, 0)
    assert found is not None
    assert found.value == name
    assert text[found.start : found.end] == name
