"""Kinds of instruments: names, and what the symbol of a number tells."""

from __future__ import annotations

import pytest

from legal_corpus.registry.document_types import document_types, type_name, type_of_number


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("17/2025/QĐ-UBND", "Quyết định"),
        ("17/2025/QÐ - UBND", "Quyết định"),
        ("92/2017/nđ-cp", "Nghị định"),
        ("02/2010/TTLT-BTC-BNV", "Thông tư liên tịch"),
        ("3/2021/UBTVQH15", None),
        ("64/2025/QH15", None),
        ("12/TTr-SKHCN", "Tờ trình"),
        ("5/2031/L-CTN", "Lệnh"),
        ("46-NQ/TW", "Nghị quyết"),
        ("7-TT/TW", "Thông tri"),
        ("169-QĐ/TW", None),
        ("12-QĐ/TU", None),
        ("143-QĐ/UB", "Quyết định"),
        ("1296-TC/QĐ/CĐKT", "Quyết định"),
        ("1025/TC/QĐ/TCT", "Quyết định"),
        ("1163-TC/QLCS", None),
        ("393/BYT-QĐ", "Quyết định"),
        ("4532/UBND-KSTTHC", "Công văn"),
        ("4532/UBND-KH", "Công văn"),
        ("05/1998/BTC-TT", None),
        ("12", None),
        ("", None),
    ],
)
def test_what_a_number_tells(number: str, kind: str | None) -> None:
    assert type_of_number(number) == kind


def test_names_are_found_however_printed() -> None:
    assert type_name("NGHỊ  QUYẾT\nLIÊN TỊCH") == "Nghị quyết liên tịch"
    assert type_name("QUYẾT ÐỊNH") == "Quyết định"
    assert type_name("Bản vẽ") is None
    assert all(type_name(name.upper()) == name for name in document_types())
