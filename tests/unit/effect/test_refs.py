from __future__ import annotations

import pytest

from legal_corpus.effect.refs import covers, is_open, touches_inside


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("5", "5/2/a", True),
        ("5/2", "5/2", True),
        ("5", "58", False),
        ("5/2/a", "5", False),
        ("Phụ lục II", "phụ lục ii/Mục I", True),
        ("", "5", False),
    ],
)
def test_covers(outer: str, inner: str, expected: bool) -> None:
    assert covers(outer, inner) is expected


def test_touches_inside_is_strict() -> None:
    assert touches_inside(["5/2/a"], "5")
    assert not touches_inside(["5"], "5")


def test_open_references_do_not_tell_articles() -> None:
    assert is_open([])
    assert is_open(["Chương II"])
    assert not is_open(["5", "Phụ lục I"])
