"""The expiry calendar: terms, repeals to come, parts, rules of law, what is overdue, who rests on it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import EventRow
from app.errors import UsageError
from app.services.calendar_views import CalendarEntry
from app.services.permissions import SYSTEM
from app.services.registry_store import new_row
from legal_corpus.model.act import Act
from legal_corpus.registry.identity import act_uid
from tests.db.decisions import HEAD

ON = date(2026, 11, 21)
TEXT = (
    HEAD
    + """Căn cứ Nghị định số 41/2018/NĐ-CP của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Phạm vi điều chỉnh
Thực hiện theo Điều 5 Nghị định số 88/2019/NĐ-CP của Chính phủ.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành từ ngày 20 tháng 3 năm 2023{term}.
"""
)


def _decree(services: Services, number: str, *events: dict[str, Any], begins: date | None = None) -> int:
    with transaction(services.sessions, writes=True) as session:
        issued = date(int(number.split("/")[1]), 3, 12)
        uid = act_uid("Nghị định", number, "chinh-phu", issued)
        title = "Quy định một việc"
        act = Act(uid, "Nghị định", number, title, "chinh-phu", "Chính phủ", issued, begins or issued)
        row = new_row(act)
        session.add(row)
        session.flush()
        for said in events:
            session.add(EventRow(target_id=row.id, **{"scope": "whole", "source": "van_ban", **said}))
        return row.id


def _entries(services: Services, days: int) -> dict[tuple[str, tuple[str, ...]], CalendarEntry]:
    found = services.calendar.calendar(SYSTEM, ON, days)
    return {(entry.label.split()[-1], entry.provisions): entry for entry in found.entries}


def _ingest(services: Services, folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert services.ingest.ingest(SYSTEM, [folder]).count("new") == len(texts)


def test_every_kind_of_end_is_in_the_calendar_with_its_dependants(services: Services, tmp_path: Path) -> None:
    later = _decree(services, "300/2026/NĐ-CP", begins=date(2027, 1, 1))
    _decree(services, "41/2018/NĐ-CP", {"predicate": "expires", "effective_from": date(2026, 12, 1)})
    _decree(services, "88/2019/NĐ-CP", {"predicate": "repeals", "by_id": later, "by_label": "Nghị định sau"})
    part = {"predicate": "repeals", "scope": "part", "provisions": ["5/2"]}
    _decree(services, "90/2020/NĐ-CP", {**part, "effective_from": ON + timedelta(days=20)})
    _decree(services, "91/2020/NĐ-CP", {"predicate": "expires", "effective_from": ON + timedelta(days=200)})
    term = " đến hết ngày 31 tháng 12 năm 2026"
    _ingest(services, tmp_path / "in", a=TEXT.format(number=11, term=""), b=TEXT.format(number=12, term=term))
    found = _entries(services, 90)
    assert set(found) == {
        ("41/2018/NĐ-CP", ()),
        ("88/2019/NĐ-CP", ()),
        ("90/2020/NĐ-CP", ("5/2",)),
        ("12/2023/QĐ-UBND", ()),
    }
    term_over, repealed = found["41/2018/NĐ-CP", ()], found["88/2019/NĐ-CP", ()]
    assert (term_over.ends, term_over.last_day) == (date(2026, 12, 1), date(2026, 11, 30))
    assert (term_over.kind, term_over.basis, term_over.body) == ("expires", 2, 0)
    assert (repealed.ends, repealed.basis, repealed.body) == (date(2027, 1, 1), 0, 2)
    assert repealed.by_label is not None and repealed.by_label.endswith("Nghị định sau")
    assert [item.label for item in term_over.dependants] == [
        "Quyết định 11/2023/QĐ-UBND",
        "Quyết định 12/2023/QĐ-UBND",
    ]
    own = found["12/2023/QĐ-UBND", ()]
    assert own.in_corpus and own.ends == date(2027, 1, 1)
    assert ("91/2020/NĐ-CP", ()) in _entries(services, 365)


def test_a_term_that_was_extended_is_gone_from_the_calendar(services: Services) -> None:
    _decree(
        services,
        "41/2018/NĐ-CP",
        {"predicate": "expires", "effective_from": date(2026, 12, 1)},
        {"predicate": "extends", "effective_from": date(2026, 11, 1), "effective_until": date(2029, 12, 31)},
    )
    assert _entries(services, 90) == {}


def test_what_only_a_rule_says_is_marked_as_unread(services: Services) -> None:
    _decree(services, "127/2025/NĐ-CP")
    _decree(services, "140/2025/NĐ-CP", {"predicate": "expires", "effective_from": date(2027, 3, 1)})
    found = _entries(services, 120)
    by_rule, by_words = found["127/2025/NĐ-CP", ()], found["140/2025/NĐ-CP", ()]
    assert (by_rule.kind, by_rule.ends, by_rule.unread) == ("rule", date(2027, 3, 1), True)
    assert (by_words.kind, by_words.unread) == ("expires", False)
    assert _entries(services, 60) == {}


def test_past_its_day_and_not_settled(services: Services, tmp_path: Path) -> None:
    _decree(services, "41/2018/NĐ-CP", {"predicate": "expires", "effective_from": ON - timedelta(days=30)})
    _decree(services, "42/2018/NĐ-CP", {"predicate": "expires", "effective_from": ON - timedelta(days=30)})
    _ingest(services, tmp_path / "in", a=TEXT.format(number=11, term=""))
    assert _entries(services, 90) == {}  # nobody has found anything yet
    services.sweep.sweep(SYSTEM, ON)
    found = services.calendar.calendar(SYSTEM, ON, 90)
    assert [entry.label for entry in found.overdue] == ["Nghị định 41/2018/NĐ-CP"]
    assert found.overdue[0].open_findings >= 1 and found.overdue[0].days_left == -30


def test_months_and_horizons_count_what_is_to_come(services: Services) -> None:
    for number, days in (("41/2018/NĐ-CP", 5), ("42/2018/NĐ-CP", 45), ("43/2018/NĐ-CP", 46)):
        _decree(services, number, {"predicate": "expires", "effective_from": ON + timedelta(days=days)})
    found = services.calendar.calendar(SYSTEM, ON, 60)
    assert [(month.first, month.total) for month in found.months()] == [
        (date(2026, 11, 1), 1),
        (date(2026, 12, 1), 0),
        (date(2027, 1, 1), 2),
    ]
    assert (found.within(30), found.within(60)) == (1, 3)
    with pytest.raises(UsageError):
        services.calendar.calendar(SYSTEM, ON, 0)
