"""Importing registries: identity, idempotence, rejected rows, both databases."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.bootstrap import Services
from app.db.models import ActRow, AuditRow, ClaimRow, EventRow
from app.errors import AmbiguousActError, PermissionDeniedError
from app.services.permissions import SYSTEM, Actor, Role
from app.services.status import ActQuestion
from indexer.errors import InputRefusedError


def _file(folder: Path, rows: list[dict[str, Any] | str], *, packed: bool = False) -> Path:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path = folder / ("records.jsonl.gz" if packed else "records.jsonl")
    path.write_bytes(gzip.compress(lines.encode()) if packed else lines.encode())
    return path


DECREE = {
    "source": "phapdien2026",
    "number": "901/2019/NĐ-CP",
    "type": "Nghị định",
    "title": "Quy định về bến thủy nội địa",
    "issuer": "Chính phủ",
    "issued": "2019-05-06",
    "effective_from": "2019-07-01",
    "status": "Còn hiệu lực (đã pháp điển)",
}


def test_the_same_file_twice_changes_nothing(services: Services, tmp_path: Path) -> None:
    path = _file(tmp_path, [DECREE, {**DECREE, "number": "902/2019/NĐ-CP"}], packed=True)
    first = services.registry.import_file(SYSTEM, path)
    again = services.registry.import_file(SYSTEM, path)
    assert (first.new, first.changed, first.unchanged, first.rejected) == (2, 0, 0, 0)
    assert (again.new, again.changed, again.unchanged, again.events) == (0, 0, 2, 0)
    with services.sessions() as session:
        assert session.scalar(select(func.count()).select_from(ActRow)) == 2
        imports = session.scalar(
            select(func.count()).select_from(AuditRow).where(AuditRow.action == "registry.import")
        )
        assert imports == 1


def test_sources_that_contradict_each_other_keep_both_claims_on_one_act(
    services: Services, tmp_path: Path
) -> None:
    other = {**DECREE, "source": "vbpl2026", "issued": "2019-05-16", "status": "Hết hiệu lực một phần"}
    services.registry.import_file(SYSTEM, _file(tmp_path, [DECREE, other]))
    with services.sessions() as session:
        act = session.scalars(select(ActRow)).one()
        stated = session.scalars(select(ClaimRow.value).where(ClaimRow.field == "issued")).all()
        assert act.issued == date(2019, 5, 6)  # the source trusted more
        assert sorted(stated) == ["2019-05-06", "2019-05-16"]


def test_one_number_of_two_provinces_is_two_acts(services: Services, tmp_path: Path) -> None:
    row = {"source": "angiang_rasoat2026", "number": "08/2024/NQ-HĐND", "type": "Nghị quyết", "title": "Một"}
    kien_giang = {**row, "issuer": "Hội đồng nhân dân tỉnh Kiên Giang", "issued": "2024-06-26"}
    an_giang = {**row, "issuer": "Hội đồng nhân dân tỉnh An Giang", "issued": "2024-07-18"}
    summary = services.registry.import_file(SYSTEM, _file(tmp_path, [an_giang, kien_giang]))
    assert summary.new == 2
    with pytest.raises(AmbiguousActError) as caught:
        services.status.status(SYSTEM, ActQuestion("08/2024/NQ-HĐND"), date(2026, 11, 21))
    assert len(caught.value.labels) == 2
    asked = ActQuestion("8/2024/nq-hđnd", issuer="HĐND tỉnh Kiên Giang")
    act, _reading = services.status.status(SYSTEM, asked, date(2026, 11, 21))
    assert act.issued == date(2024, 6, 26)


def test_a_bad_row_is_rejected_with_its_reason_and_the_others_are_in(
    services: Services, tmp_path: Path
) -> None:
    rows: list[dict[str, Any] | str] = [
        {**DECREE, "number": "1/2020/NĐ-CP", "issued": "2020-02-31"},
        {"source": "vbpl2026"},
        "{not json",
        '["a list"]',
        {**DECREE, "number": 7},
        {**DECREE, "number": "3/2020/NĐ-CP", "issued": "0019-01-01"},
        DECREE,
    ]
    summary = services.registry.import_file(SYSTEM, _file(tmp_path, rows))
    assert (summary.rows, summary.new, summary.rejected) == (7, 1, 6)
    reasons = {row.row: row.reason for row in summary.reasons}
    assert "không phải ngày có thật" in reasons[1] and "2020-02-31" in reasons[1]
    assert "thiếu cả số" in reasons[2]
    assert "JSON" in reasons[3]


def test_a_dry_run_counts_and_stores_nothing(services: Services, tmp_path: Path) -> None:
    summary = services.registry.import_file(SYSTEM, _file(tmp_path, [DECREE]), dry_run=True)
    assert summary.new == 1
    assert services.registry.is_empty()


def test_a_damaged_file_is_refused_and_leaves_nothing(services: Services, tmp_path: Path) -> None:
    path = _file(tmp_path, [DECREE] * 50, packed=True)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputRefusedError) as caught:
        services.registry.import_file(SYSTEM, path)
    assert caught.value.code == "damaged"
    assert services.registry.is_empty()


def test_a_stub_sources_status_makes_no_event(services: Services, tmp_path: Path) -> None:
    stub = {**DECREE, "source": "binhduong2022", "status": "Văn bản đang có hiệu lực"}
    services.registry.import_file(SYSTEM, _file(tmp_path, [stub]))
    with services.sessions() as session:
        assert session.scalars(select(EventRow)).all() == []
    asked = ActQuestion("901/2019/NĐ-CP")
    _act, reading = services.status.status(SYSTEM, asked, date(2026, 11, 21))
    assert reading.status == "unknown"


def test_a_reviewer_may_not_import(services: Services, tmp_path: Path) -> None:
    with pytest.raises(PermissionDeniedError):
        services.registry.import_file(Actor(1, "An", Role.REVIEWER), _file(tmp_path, [DECREE]))


def test_the_shipped_registry_loads_twice_without_change(services: Services) -> None:
    first = services.registry.import_core(SYSTEM)
    again = services.registry.import_core(SYSTEM)
    assert first.new >= 400 and first.rejected == 0
    assert (again.new, again.changed) == (0, 0)
