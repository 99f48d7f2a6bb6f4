"""What a row of a crawled register gives; every row is made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.importers.base import RejectedRow
from indexer.importers.records import read_records
from legal_corpus.registry.rows import ActRow


@pytest.mark.parametrize(
    ("number", "title", "whole"),
    [
        ("7/2025/NQ-CP", "Nghị quyết số 66.7/2025/NQ-CP Quy định về kho bãi", "66.7/2025/NQ-CP"),
        ("7/2025/NQ-CP", "Nghị quyết số 7/2025/NQ-CP Quy định về kho bãi", "7/2025/NQ-CP"),
        ("7/2025/NQ-CP", "Sửa đổi Nghị quyết số 67/2025/NQ-CP", "7/2025/NQ-CP"),
    ],
)
def test_what_a_source_cut_off_a_number_is_put_back(
    tmp_path: Path, number: str, title: str, whole: str
) -> None:
    file = tmp_path / "records.jsonl"
    row = {"source": "vbpl2026", "number": number, "type": "Nghị quyết", "title": title}
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (found,) = read_records(file)
    assert isinstance(found, ActRow)
    assert found.act.number == whole


@pytest.mark.parametrize(
    ("number", "stated", "kind"),
    [
        ("46-NQ/TW", "Nghị định", "Nghị quyết"),
        ("15/2019/NQ-HĐND", "Quyết định", "Nghị quyết"),
        ("9/NQ-LT", "Nghị quyết liên tịch", "Nghị quyết liên tịch"),
        ("16/2011/QĐ-BCT", "Quy chế", "Quy chế"),
    ],
)
def test_a_symbol_of_a_common_kind_corrects_the_kind_that_a_list_states(
    tmp_path: Path, number: str, stated: str, kind: str
) -> None:
    file = tmp_path / "records.jsonl"
    row = {"source": "vbpl_links2025", "number": number, "type": stated, "title": "Về kho bãi"}
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (found,) = read_records(file)
    assert isinstance(found, ActRow)
    assert found.act.type == kind


@pytest.mark.parametrize(
    "row",
    [
        {"number": "số", "title": "Về kho bãi"},
        {"number": "QĐ-UBND", "title": "Về kho bãi"},
        {
            "number": "1/2020/QĐ-UBND",
            "processed": True,
            "disposition": "thay thế",
            "successors": ["2/2021/QĐ-UBND", "Không"],
        },
    ],
)
def test_a_number_without_a_digit_is_no_number(tmp_path: Path, row: dict[str, object]) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps({"source": "angiang_rasoat2026", **row}), encoding="utf-8")
    (found,) = read_records(file)
    assert isinstance(found, RejectedRow)
    assert "không có chữ số nào" in found.reason
