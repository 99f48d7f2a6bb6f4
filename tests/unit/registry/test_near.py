from __future__ import annotations

import pytest

from legal_corpus.registry.near import is_near, number_parts, number_year, one_edit_apart, printed_number


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("79/2025/NĐ-CP", ("79", "2025", "NĐ-CP")),
        ("1628/QĐ-UBND", ("1628", "", "QĐ-UBND")),
        ("66.14/2026/NQ-CP", ("66.14", "2026", "NQ-CP")),
        ("22/201/QĐ-UBND", ("22", "201", "QĐ-UBND")),
        ("64/2025/QH15", ("64", "2025", "QH15")),
    ],
)
def test_parts(number: str, parts: tuple[str, str, str]) -> None:
    assert number_parts(number) == parts


def test_year_is_none_when_missing_or_misprinted() -> None:
    assert number_year("79/2025/NĐ-CP") == 2025
    assert number_year("22/201/QĐ-UBND") is None
    assert number_year("1628/QĐ-UBND") is None


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("2020", "2025", True),
        ("12", "21", True),
        ("12", "112", True),
        ("12", "1", True),
        ("", "1", True),
        ("12", "12", False),
        ("12", "34", False),
        ("123", "321", False),
    ],
)
def test_one_edit(left: str, right: str, apart: bool) -> None:
    assert one_edit_apart(left, right) is apart
    assert one_edit_apart(right, left) is apart


def test_near_means_one_part_only() -> None:
    assert is_near("187/2020/NĐ-CP", "187/2025/NĐ-CP")
    assert not is_near("187/2020/NĐ-CP", "188/2025/NĐ-CP")


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Luật số 116/2025/QH15 ngày 10/12/2025", "116/2025/QH15"),
        ("Quyết định 1628/QĐ-UBND", "1628/QĐ-UBND"),
        ("Luật An ninh mạng ngày 12/6/2018", None),
    ],
)
def test_number_inside_a_printed_label(label: str, number: str | None) -> None:
    assert printed_number(label) == number
