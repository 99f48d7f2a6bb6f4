"""The status answer of the product: the text held, former units, acts above it that ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.db.models import ActRow
from app.services.derivations import derive
from app.services.permissions import SYSTEM
from app.services.status import ActQuestion
from indexer.importers.core import core_rows_of
from legal_corpus.model.effect import StatusReading

ON = date(2026, 11, 21)
TEXT = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/2022/QĐ-UBND
Kiên Giang, ngày 04 tháng 5 năm 2022
QUYẾT ĐỊNH
Quy định quản lý bến thuyền
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Phạm vi
1. Quyết định này quy định quản lý bến thuyền.
2. Không áp dụng cho bến cảng.
Điều 2. Hiệu lực
1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 5 năm 2022.
2. Khoản 2 Điều 1 Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2023 đến hết ngày 31 tháng 12 năm 2025.
"""
SUCCESSOR = """ỦY BAN NHÂN DÂN
TỈNH AN GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 31/2026/QĐ-UBND
An Giang, ngày 02 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định quản lý bến thuyền
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
QUYẾT ĐỊNH:
Điều 1. Phạm vi
Quyết định này quy định quản lý bến thuyền.
Điều 2. Hiệu lực
Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 3 năm 2026 và thay thế Quyết định số 12/2022/QĐ-UBND \
ngày 04 tháng 5 năm 2022 của Ủy ban nhân dân tỉnh Kiên Giang.
"""
ROWS = [
    *(
        {
            "type": "Quyết định",
            "number": "12/2022/QĐ-UBND",
            "issuer": issuer,
            "issuer_name": name,
            "issued": issued,
            "events": [{"predicate": "enters_into_force", "from": "2022-06-01", "source": "van_ban"}],
        }
        for issuer, name, issued in (
            ("ubnd:kien-giang", "Ủy ban nhân dân tỉnh Kiên Giang", "2022-05-04"),
            ("ubnd:an-giang", "Ủy ban nhân dân tỉnh An Giang", "2022-03-09"),
            ("ubnd:lai-chau", "Ủy ban nhân dân tỉnh Lai Châu", "2022-02-09"),
        )
    ),
    {
        "type": "Luật",
        "number": "901/2019/QH14",
        "issuer": "quoc-hoi",
        "issued": "2019-06-14",
        "title": "Luật Bến thủy thử nghiệm",
        "events": [
            {"predicate": "enters_into_force", "from": "2020-01-01", "source": "van_ban"},
            {
                "predicate": "repeals",
                "from": "2026-03-01",
                "by_label": "Luật 902/2025/QH15",
                "source": "van_ban",
            },
        ],
    },
    {
        "type": "Nghị định",
        "number": "903/2020/NĐ-CP",
        "issuer": "chinh-phu",
        "issued": "2020-02-03",
        "title": "Quy định chi tiết một số điều của Luật Bến thủy thử nghiệm số 901/2019/QH14",
        "events": [{"predicate": "enters_into_force", "from": "2020-04-01", "source": "van_ban"}],
    },
    {
        "type": "Thông tư",
        "number": "904/2020/TT-BXD",
        "issuer": "bo-xay-dung",
        "issued": "2020-09-03",
        "title": "Hướng dẫn thi hành Nghị định số 903/2020/NĐ-CP ngày 03 tháng 02 năm 2020 của Chính phủ",
        "events": [{"predicate": "enters_into_force", "from": "2020-11-01", "source": "van_ban"}],
    },
]


@pytest.fixture
def services(settings: Settings, tmp_path: Path) -> Iterator[Services]:
    made = build_services(settings, today=lambda: ON)
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    made.registry.import_rows(SYSTEM, core_rows_of(lines), "thử")
    with transaction(made.sessions) as session:
        acts = session.scalars(select(ActRow.id)).all()
    derive(made.sessions, acts)
    yield made
    made.close()


def _read(
    services: Services, number: str, provision: str | None = None, issuer: str | None = None
) -> StatusReading:
    return services.status.status(SYSTEM, ActQuestion(number, issuer=issuer), ON, provision)[1]


def test_the_end_of_a_law_is_proposed_for_everything_that_rests_on_it(services: Services) -> None:
    decree, circular = _read(services, "903/2020/NĐ-CP"), _read(services, "904/2020/TT-BXD")
    assert [item.status for item in (decree, circular)] == ["in_force", "in_force"]
    assert any("Luật 901/2019/QH14" in note and "Đề xuất" in note for note in decree.notes)
    assert any("Nghị định 903/2020/NĐ-CP → Luật 901/2019/QH14" in note for note in circular.notes)


def test_an_act_of_a_former_province_answers_with_its_land_and_its_own_provisions(
    services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "qd.txt"
    file.write_text(TEXT, encoding="utf-8")
    services.ingest.ingest(SYSTEM, [file])
    unit = "ubnd:kien-giang"
    whole = _read(services, "12/2022/QĐ-UBND", issuer=unit)
    assert (whole.status, whole.scope) == ("partly_expired", "chỉ áp dụng trên địa bàn tỉnh Kiên Giang (cũ)")
    assert _read(services, "12/2022/QĐ-UBND", "1/1", unit).status == "in_force"
    part = _read(services, "12/2022/QĐ-UBND", "1/2", unit)
    assert (part.status, part.since) == ("expired", date(2026, 1, 1))
    early = services.status.status(
        SYSTEM, ActQuestion("12/2022/QĐ-UBND", issuer=unit), date(2022, 9, 1), "1/2"
    )[1]
    assert (early.status, early.until) == ("not_yet_in_force", date(2023, 1, 1))
    absent = _read(services, "12/2022/QĐ-UBND", "999/9", unit)
    assert absent.status == "unknown"
    assert any("không có khoản 9 Điều 999" in note for note in absent.notes)


def test_the_new_province_replaces_the_act_of_the_named_predecessor_only(
    services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "qd.txt"
    file.write_text(SUCCESSOR, encoding="utf-8")
    services.ingest.ingest(SYSTEM, [file])
    found = {
        unit: _read(services, "12/2022/QĐ-UBND", issuer=f"ubnd:{unit}")
        for unit in ("kien-giang", "an-giang", "lai-chau")
    }
    assert (found["kien-giang"].status, found["kien-giang"].since) == ("expired", date(2026, 3, 15))
    assert [found[unit].status for unit in ("an-giang", "lai-chau")] == ["in_force", "in_force"]
    assert found["an-giang"].scope == "chỉ áp dụng trên địa bàn tỉnh An Giang (cũ)"
    assert found["lai-chau"].scope is None
