"""Checking again what a change can touch finds what checking everything finds, on random small corpora."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, AliasRow, EventRow, FindingRow
from app.services.linking import relink
from app.services.permissions import SYSTEM
from app.services.registry_store import fill, new_row
from legal_corpus.model.act import Act
from legal_corpus.registry.identity import act_uid

ON = date(2026, 11, 21)
SUBJECTS = (
    "quản lý bến thuyền du lịch trên vùng nước nội địa của các địa phương",
    "hỗ trợ nông dân chuyển đổi giống cây trồng trên đất nhiễm mặn lâu năm",
    "phí tham quan bảo tàng và di tích lịch sử đã được xếp hạng cấp quốc gia",
)
NUMBERS = ("12/2019/NĐ-CP", "13/2019/NĐ-CP", "21/2019/NĐ-CP", "12/2020/NĐ-CP", "45/2021/NĐ-CP")
UNKNOWN = ("14/2019/NĐ-CP", "46/2021/NĐ-CP", "12/2018/NĐ-CP")
LAWS = ("Đường bến", "Giống cây")
TEXT = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/2022/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2022
QUYẾT ĐỊNH
Quy định việc thứ {number} của tỉnh
{grounds}
Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số {number}/TTr-STP;
QUYẾT ĐỊNH:
Điều 1. Phạm vi điều chỉnh
Thực hiện theo khoản 1 Điều 5 {reference}.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2022.
{ending}
"""
_Snapshot = dict[tuple[str, str], tuple[str, str, str, str]]


def _named_act(session: Session, type_: str, number: str, title: str, issued: date, issuer: str) -> ActRow:
    row = new_row(
        Act(act_uid(type_, number, issuer, issued), type_, number, title, issuer, None, issued, issued)
    )
    session.add(row)
    session.flush()
    return row


def _fill(services: Services, folder: Path, chance: random.Random) -> None:
    """Laws, decrees that detail them, and ten decisions that rest on some, on each other, or on slips."""
    with transaction(services.sessions, writes=True) as session:
        for at, name in enumerate(LAWS):
            _named_act(session, "Luật", f"{10 + at}/2015/QH13", f"Luật {name}", date(2015, 6, 1), "quoc-hoi")
        for number in NUMBERS:
            title = f"Quy định chi tiết Luật {chance.choice(LAWS)} về {chance.choice(SUBJECTS)}"
            issued = date(int(number.split("/")[1]), 5, 4)
            _named_act(session, "Nghị định", number, title, issued, "chinh-phu")
    paths = [_text(folder, at, chance) for at in range(1, 11)]
    assert services.ingest.ingest(SYSTEM, paths).count("new") == 10


def _text(folder: Path, at: int, chance: random.Random) -> Path:
    folder.mkdir(exist_ok=True)
    cited = chance.sample([*NUMBERS, *UNKNOWN], 2)
    grounds = [f"Căn cứ Nghị định số {n} của Chính phủ về {chance.choice(SUBJECTS)};" for n in cited]
    grounds.append(f"Căn cứ Luật {chance.choice(LAWS)};")
    other = chance.randint(1, 10)
    before = (
        f"Quyết định số {other:02d}/2022/QĐ-UBND ngày 05 tháng 3 năm 2022 của Ủy ban nhân dân tỉnh Cao Bằng"
    )
    ending = f"2. Quyết định này thay thế {before}." if chance.random() < 0.3 and other != at else ""
    reference = before if chance.random() < 0.5 else f"Nghị định số {chance.choice(NUMBERS)}"
    path = folder / f"{at}.txt"
    path.write_text(
        TEXT.format(number=f"{at:02d}", grounds="\n".join(grounds), reference=reference, ending=ending),
        encoding="utf-8",
    )
    return path


def _some_event(session: Session, chance: random.Random) -> None:
    acts = list(session.scalars(select(ActRow).order_by(ActRow.id)))
    target, by = chance.choice(acts), chance.choice([*acts, None])
    predicate = chance.choice(["replaces", "repeals", "amends", "suspends", "expires"])
    part = predicate == "amends"
    day = chance.choice([None, ON - timedelta(days=400), ON, ON + timedelta(days=60)])
    session.add(
        EventRow(
            target_id=target.id,
            by_id=by.id if by else None,
            by_label=by.label if by else "một văn bản khác",
            predicate=predicate,
            scope="part" if part else "whole",
            provisions=["5/1"] if part else [],
            exceptions=[],
            effective_from=day,
            source="van_ban",
            confidence=1.0,
        )
    )


def _no_event(session: Session, chance: random.Random) -> None:
    events = list(session.scalars(select(EventRow).where(EventRow.expression_id.is_(None))))
    if events:
        session.delete(chance.choice(events))


def _another_decree(session: Session, chance: random.Random) -> None:
    number = chance.choice([*UNKNOWN, "15/2019/NĐ-CP", "11/2019/NĐ-CP"])
    if session.scalar(select(ActRow.id).where(ActRow.number_key == number)) is None:
        issued = date(int(number.split("/")[1]), 7, 1)
        title = f"Quy định {chance.choice(SUBJECTS)}"
        row = _named_act(session, "Nghị định", number, title, issued, "chinh-phu")
        relink(session, [row.id], {number})


def _another_law(session: Session, chance: random.Random) -> None:
    name = chance.choice(LAWS)
    number = f"{chance.randint(20, 60)}/2021/QH15"
    if session.scalar(select(ActRow.id).where(ActRow.number_key == number)) is None:
        issued = date(2021, 6, 15)
        row = _named_act(session, "Luật", number, f"Luật {name}", issued, "quoc-hoi")
        relink(session, [row.id], {number})


def _another_title(session: Session, chance: random.Random) -> None:
    row = chance.choice(list(session.scalars(select(ActRow).where(ActRow.number_key.in_(NUMBERS)))))
    fill(
        row,
        Act(
            row.uid,
            row.type,
            row.number,
            f"Quy định {chance.choice(SUBJECTS)}",
            row.issuer,
            None,
            row.issued,
            chance.choice([None, ON + timedelta(days=30), row.issued]),
        ),
    )
    session.flush()
    relink(session, [row.id], {row.number_key or ""})


def _another_name(session: Session, chance: random.Random) -> None:
    row = chance.choice(list(session.scalars(select(ActRow).where(ActRow.number_key.in_(NUMBERS)))))
    name = chance.choice(LAWS).lower()
    if (
        session.scalar(select(AliasRow.id).where(AliasRow.act_id == row.id, AliasRow.name_key == name))
        is None
    ):
        session.add(AliasRow(act_id=row.id, name=name, name_key=name))
        session.flush()
        relink(session, [row.id], set())


CHANGES: tuple[Callable[[Session, random.Random], None], ...] = (
    _some_event,
    _some_event,
    _no_event,
    _another_decree,
    _another_law,
    _another_title,
    _another_name,
)


def _snapshot(services: Services) -> _Snapshot:
    """Findings that a person would see, by act and fingerprint."""
    with transaction(services.sessions) as session:
        rows = session.execute(
            select(FindingRow, ActRow.uid)
            .join(ActRow, ActRow.id == FindingRow.act_id)
            .where(FindingRow.state != "gone")
        )
        return {
            (uid, row.fingerprint): (row.code, row.message, row.severity, str(row.cited)) for row, uid in rows
        }


@pytest.mark.parametrize("seed", range(6))
def test_settling_a_change_finds_what_a_full_sweep_finds(
    services: Services, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    _fill(services, tmp_path / "in", chance)
    services.sweep.sweep(SYSTEM, ON)
    assert services.ripple.left() == 0
    for _round in range(6):
        change = chance.choice(CHANGES)
        if chance.random() < 0.2:
            later = _text(tmp_path / f"later{_round}", chance.randint(1, 13), chance)
            services.ingest.ingest(SYSTEM, [later])
        else:
            with transaction(services.sessions, writes=True) as session:
                change(session, chance)
        services.ripple.settle(SYSTEM, ON)
        rippled = _snapshot(services)
        services.sweep.sweep(SYSTEM, ON)
        assert rippled == _snapshot(services), change.__name__
