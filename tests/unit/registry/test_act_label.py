"""How an act is called in a message."""

from __future__ import annotations

import pytest

from legal_corpus.model.act import Act

CONSTITUTION = "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"


@pytest.mark.parametrize(
    ("type_", "number", "title", "label"),
    [
        ("Nghị định", "79/2025/NĐ-CP", "Về kiểm tra", "Nghị định 79/2025/NĐ-CP"),
        ("Luật", None, "Đất đai", "Luật Đất đai"),
        ("Hiến pháp", None, CONSTITUTION, CONSTITUTION),
        ("Hiến pháp", None, None, "Hiến pháp"),
    ],
)
def test_the_kind_is_said_once(type_: str, number: str | None, title: str | None, label: str) -> None:
    assert Act("x", type_, number, title, None, None, None).label == label
