"""A review register after a merger: which acts a row is about, and what its words say was done."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.importers.base import RejectedRow
from indexer.importers.review_register import (
    KEPT,
    LAPSED,
    NEW,
    REPEALED,
    REPLACED,
    outcome_of,
    read_review_register,
    subjects_of,
)
from legal_corpus.registry.rows import ActRow
from tests.conftest import SHARED

OLD = "Quyết định số 5/2019/QĐ-UBND ngày 04/5/2019 của Ủy ban nhân dân tỉnh Kiên Giang quy định giá đò"
ISSUED = "Quyết định số 7/2025/QĐ-UBND ngày 26/9/2025 của UBND tỉnh An Giang"
LIST = SHARED / "data" / "registry" / "review_register_angiang.jsonl.gz"


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        (OLD, ["5/2019/QĐ-UBND"]),
        (f"{OLD} sửa đổi Quyết định số 4/2018/QĐ-UBND ngày 03/4/2018", ["5/2019/QĐ-UBND"]),
        (
            "Quyết định quy định giá đò (thay thế Quyết định số 5/2019/QĐ-UBND ngày 04/5/2019; Quyết định số "
            "6/2020/QĐ-UBND ngày 05/6/2020)",
            ["5/2019/QĐ-UBND", "6/2020/QĐ-UBND"],
        ),
        ("Quyết định bãi bỏ Quyết định số 5/2019/QĐ-UBND ngày 04/5/2019", ["5/2019/QĐ-UBND"]),
        ("Quyết định quy định giá đò ngang", []),
    ],
)
def test_the_acts_a_row_is_about(name: str, numbers: list[str]) -> None:
    assert [act.number for act in subjects_of(name)] == numbers


@pytest.mark.parametrize(
    ("name", "issued", "disposition", "by"),
    [
        (OLD, f"{ISSUED} quy định giá đò", REPLACED, ["7/2025/QĐ-UBND"]),
        (
            OLD,
            f"{ISSUED} quy định giá đò; Quyết định số 8/2025/QĐ-UBND ngày 01/10/2025 về việc đính chính "
            "Quyết định số 7/2025/QĐ-UBND",
            REPLACED,
            ["7/2025/QĐ-UBND"],
        ),
        (OLD, f"{ISSUED} bãi bỏ Quyết định số 5/2019/QĐ-UBND", REPEALED, ["7/2025/QĐ-UBND"]),
        ("Quyết định quy định giá đò ngang", f"{ISSUED} quy định giá đò", NEW, ["7/2025/QĐ-UBND"]),
        (OLD, "Số thứ tự 3 Danh mục (hết hiệu lực theo thời gian)", LAPSED, []),
        (OLD, "Đề xuất không xử lý vì tính đặc thù.", KEPT, []),
    ],
)
def test_what_the_words_say_was_done(name: str, issued: str, disposition: str, by: list[str]) -> None:
    outcome = outcome_of(name, issued)
    assert outcome is not None
    assert (outcome.disposition, [act.number for act in outcome.by]) == (disposition, by)


def test_an_open_row_has_no_outcome() -> None:
    assert outcome_of(OLD, "") is None


def _rows(folder: Path, *rows: dict[str, Any]) -> list[ActRow | RejectedRow]:
    path = folder / "ra-soat.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return list(read_review_register(path))  # type: ignore[arg-type]  # this kind hands on no texts


ROW = {"sheet": "QĐ", "stt": "9", "name": OLD, "province": "Kiên Giang", "drafting_agency": "Sở Xây dựng"}


def test_proposals_are_claims_and_closed_rows_events(tmp_path: Path) -> None:
    words = f"{ISSUED} quy định giá đò"
    old, new = _rows(tmp_path, {**ROW, "actions": {"Thay thế": "1"}, "issued": words})
    assert isinstance(old, ActRow) and isinstance(new, ActRow)
    claims = {c.field: c.value for c in old.act.claims}
    assert (claims["disposition"], claims["drafting_agency"]) == ("Thay thế", "Sở Xây dựng")
    assert (old.act.issuer, old.act.title) == ("ubnd:kien-giang", "quy định giá đò")
    ((event, ref),) = old.events
    assert (event.predicate, event.effective_from, ref.number if ref else None) == (
        "replaces",
        None,
        "7/2025/QĐ-UBND",
    )
    assert event.evidence is not None and event.evidence.quote == words
    assert (new.act.number, new.act.issuer, new.act.issued) == (
        "7/2025/QĐ-UBND",
        "ubnd:an-giang-2025",
        date(2025, 9, 26),
    )


def test_an_act_that_was_gone_before_is_repealed_and_a_kept_one_is_not(tmp_path: Path) -> None:
    gone, kept = _rows(
        tmp_path,
        {**ROW, "issued": "Không xử lý (đã bị bãi bỏ vào năm 2019)."},
        {**ROW, "issued": "Đề xuất giữ nguyên, không xử lý."},
    )
    assert isinstance(gone, ActRow) and isinstance(kept, ActRow)
    assert [e.predicate for e, _ref in gone.events] == ["repeals"]
    assert kept.events == ()


def test_a_row_about_no_act_is_rejected(tmp_path: Path) -> None:
    (row, broken) = _rows(tmp_path, {**ROW, "name": "Quyết định về giá đò"}, {"sheet": "QĐ"})
    assert isinstance(row, RejectedRow) and "số thứ tự 9" in row.where
    assert isinstance(broken, RejectedRow) and "thiếu tên" in broken.reason


@pytest.mark.shared
def test_every_closed_row_of_the_real_register_is_read_from_its_words() -> None:
    with gzip.open(LIST, "rt") as lines:
        closed = [row for row in map(json.loads, lines) if "da xu ly" in row["sheet"]]
    said = [outcome_of(row["name"], row.get("issued") or "") for row in closed]
    agree = [
        found is not None
        and found.disposition.replace(",", "") == next(iter(row["actions"])).replace(",", "")
        for found, row in zip(said, closed, strict=True)
    ]
    assert (len(closed), sum(agree)) == (112, 112)
    for found, row in zip(said, closed, strict=True):
        listed = [act["number"] for act in row.get("successors") or []]
        if listed and found:
            # The list also names acts that the successor repeals or that correct it; it begins with the
            # successor.
            assert found.by and found.by[0].number == listed[0]
            assert {act.number for act in found.by} <= set(listed)
