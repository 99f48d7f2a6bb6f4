"""What a row of a crawled register gives; every row is made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
