"""Decisions of a province that rest on decrees, in a store: what tests of changes begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, EventRow
from app.services.permissions import SYSTEM
from app.services.registry_store import new_row
from legal_corpus.model.act import Act
from legal_corpus.registry.identity import act_uid

ON = date(2026, 11, 21)
DECREE, OTHER, REPEALING = "41/2018/NĐ-CP", "88/2019/NĐ-CP", "300/2026/NĐ-CP"
HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/2023/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2023
QUYẾT ĐỊNH
Quy định việc thứ {number} của tỉnh
"""
TEXT = (
    HEAD
    + """Căn cứ Nghị định số {decree} của Chính phủ;
Theo đề nghị của Giám đốc {agency} tại Tờ trình số {number}/TTr;
QUYẾT ĐỊNH:
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định một việc.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2023.
"""
)


def add_decree(services: Services, number: str, issued: date, title: str = "Quy định một việc") -> int:
    """A decree of the Government; its id."""
    with transaction(services.sessions, writes=True) as session:
        uid = act_uid("Nghị định", number, "chinh-phu", issued)
        act = Act(uid, "Nghị định", number, title, "chinh-phu", "Chính phủ", issued, issued)
        row = new_row(act)
        session.add(row)
        session.flush()
        return row.id


def fill_corpus(services: Services, folder: Path) -> tuple[int, int, int]:
    """Three decisions on one decree, one on another; swept. Ids of both decrees and of a later one."""
    first = add_decree(services, DECREE, date(2018, 3, 12))
    other = add_decree(services, OTHER, date(2019, 11, 14))
    later = add_decree(services, REPEALING, date(2026, 8, 3))
    folder.mkdir()
    paths = []
    for number, (decree, agency) in enumerate(
        [(DECREE, "Sở Tư pháp"), (DECREE, "Sở Tư pháp"), (DECREE, "Công an tỉnh"), (OTHER, "Sở Nội vụ")], 11
    ):
        path = folder / f"{number}.txt"
        path.write_text(TEXT.format(number=number, decree=decree, agency=agency), encoding="utf-8")
        paths.append(path)
    assert services.ingest.ingest(SYSTEM, paths).count("new") == 4
    services.sweep.sweep(SYSTEM, ON)
    return first, other, later


def add_event(services: Services, target: int, by: int | None, **said: Any) -> None:
    """A whole repeal of the act ``target``, but for what is ``said`` otherwise."""
    with transaction(services.sessions, writes=True) as session:
        label = session.get_one(ActRow, by).label if by else None
        plain: dict[str, Any] = {"predicate": "repeals", "scope": "whole", "source": "van_ban"}
        session.add(EventRow(target_id=target, by_id=by, by_label=label, **{**plain, **said}))
