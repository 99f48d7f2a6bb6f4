"""A run that stops half-way leaves a store that the next run completes, links between texts included."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

import app.services.ingest
import app.services.ingest_batch
from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import CitationRow, ExpressionRow
from app.services.ingest_batch import BatchStore
from app.services.ingest_queue import IngestQueue
from app.services.permissions import SYSTEM

# Read in the order of their names: the plan comes before the decision that it cites.
PLAN = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 30/KH-UBND
Cao Bằng, ngày 05 tháng 5 năm 2026
KẾ HOẠCH
Triển khai quy định về bến khách ngang sông
Căn cứ Quyết định số 21/2026/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Cao Bằng;
"""
DECISION = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 21/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách ngang sông
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


class _KilledError(BaseException):
    """What no handler for errors catches."""


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1-ke-hoach.txt").write_text(PLAN, "utf-8")
    (folder / "2-quyet-dinh.txt").write_text(DECISION, "utf-8")
    return folder


def _state(services: Services) -> tuple[int, list[str]]:
    with transaction(services.sessions) as session:
        texts = len(session.scalars(select(ExpressionRow.id)).all())
        return texts, list(session.scalars(select(CitationRow.outcome)))


@pytest.mark.parametrize("moment", ["linking anew", "between two batches", "finishing"])
def test_the_next_run_completes_what_a_killed_one_left(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    folder = _folder(tmp_path)
    monkeypatch.setattr(app.services.ingest, "_BATCH", 1)

    def killed(*_args: object, **_more: object) -> None:
        raise _KilledError

    with monkeypatch.context() as patch:
        if moment == "linking anew":
            patch.setattr(app.services.ingest_batch, "relink", killed)
        elif moment == "finishing":
            patch.setattr(IngestQueue, "finish", killed)
        else:
            stored = BatchStore.store

            def once(*args: object) -> object:
                patch.setattr(BatchStore, "store", killed)
                return stored(*args)  # type: ignore[arg-type]

            patch.setattr(BatchStore, "store", once)
        with pytest.raises(_KilledError):
            services.ingest.ingest(SYSTEM, [folder])
    left = {"linking anew": 0, "between two batches": 1, "finishing": 2}[moment]
    assert _state(services)[0] == left

    again = services.ingest.ingest(SYSTEM, [folder])
    assert (again.count("unchanged"), again.count("new")) == (left, 2 - left)
    assert _state(services) == (2, ["resolved"])
    originals = [path for path in services.settings.originals.rglob("*") if path.is_file()]
    assert len(originals) == 2
