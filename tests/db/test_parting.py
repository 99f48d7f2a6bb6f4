"""A file that holds two acts is parted; each piece is an act of its own, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import BlobRow, ExpressionRow
from app.errors import NotFoundError, PermissionDeniedError, UsageError
from app.services.permissions import SYSTEM, Actor, Role

ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách thứ {n}
Căn cứ Luật Giao thông đường thủy nội địa số 23/2004/QH11;
Điều 1. Bến khách thứ {n}
Bến khách thứ {n} mở cửa từ sáng.
Điều 2. Hiệu lực
Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def _in_one_file(services: Services, folder: Path, *numbers: int) -> int:
    """The text of the file that holds all these acts."""
    path = folder / "hai văn bản.txt"
    path.write_text("\n".join(ACT.format(n=n) for n in numbers), encoding="utf-8")
    services.ingest.ingest(SYSTEM, [path])
    with transaction(services.sessions) as session:
        return session.scalars(select(ExpressionRow.id)).one()


def _current(services: Services) -> dict[str | None, str]:
    with transaction(services.sessions) as session:
        rows = session.scalars(select(ExpressionRow).where(ExpressionRow.current))
        return {row.act.number: row.text for row in rows}


def test_each_piece_goes_in_as_an_act_of_its_own(services: Services, tmp_path: Path) -> None:
    expression = _in_one_file(services, tmp_path, 6, 7, 8)
    words = services.parting.further(SYSTEM, expression)
    assert [line.partition(" ngày")[0] for line in words] == [
        "Quyết định số 7/2026/QĐ-UBND",
        "Quyết định số 8/2026/QĐ-UBND",
    ]
    whole = _current(services)["6/2026/QĐ-UBND"]
    job = services.parting.part(SYSTEM, expression)
    items, _total = services.ingest_jobs.items(SYSTEM, job)
    assert [(item.name, item.outcome) for item in items] == [
        ("hai văn bản - văn bản 1.txt", "changed"),
        ("hai văn bản - văn bản 2.txt", "new"),
        ("hai văn bản - văn bản 3.txt", "new"),
    ]
    texts = _current(services)
    assert sorted(number or "" for number in texts) == ["6/2026/QĐ-UBND", "7/2026/QĐ-UBND", "8/2026/QĐ-UBND"]
    for number, text in texts.items():
        assert text.count("QUYẾT ĐỊNH") == 1 and f"thứ {(number or '')[0]} mở cửa" in text
    assert "".join(texts[n] for n in sorted(texts, key=str)).split() == whole.split()
    assert services.confirming.count() == 0
    with transaction(services.sessions) as session:
        assert "hai văn bản.txt" in session.scalars(select(BlobRow.file_name)).all()


def test_a_file_with_one_act_is_not_parted(services: Services, tmp_path: Path) -> None:
    expression = _in_one_file(services, tmp_path, 6)
    assert services.parting.further(SYSTEM, expression) == ()
    with pytest.raises(UsageError, match="chỉ có một văn bản"):
        services.parting.part(SYSTEM, expression)


def test_what_was_parted_is_not_parted_again(services: Services, tmp_path: Path) -> None:
    expression = _in_one_file(services, tmp_path, 6, 7)
    services.parting.part(SYSTEM, expression)
    with pytest.raises(NotFoundError):
        services.parting.part(SYSTEM, expression)


def test_a_file_is_parted_once_at_a_time(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expression = _in_one_file(services, tmp_path, 6, 7)
    with monkeypatch.context() as patch:
        patch.setattr(services.runner, "wake", lambda: None)
        job = services.parting.part(SYSTEM, expression)
        with pytest.raises(UsageError, match=f"đang được tách ở đợt nạp {job};"):
            services.parting.part(SYSTEM, expression)
        services.ingest_jobs.change(SYSTEM, job, "cancel")
        again = services.parting.part(SYSTEM, expression)
    assert again != job
    assert services.ingest_jobs.overview(SYSTEM)[1] == 3  # with the one that brought the file in


def test_who_may_not_bring_files_in_may_not_part_them(services: Services, tmp_path: Path) -> None:
    expression = _in_one_file(services, tmp_path, 6, 7)
    drafter = Actor(None, "Người soạn thảo", Role.DRAFTER)
    with pytest.raises(PermissionDeniedError):
        services.parting.part(drafter, expression)
