"""The one search box: numbers, names and days as people type them, one answer for one act."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.services.disagreement_views import DisagreementFilter
from app.services.permissions import SYSTEM
from app.services.views import SearchPage

ON = date(2026, 11, 21)


def _act(number: str, issued: str, title: str, **more: Any) -> dict[str, Any]:
    plain = {"source": "vbpl2026", "type": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Lai Châu"}
    return {**plain, "number": number, "issued": issued, "title": title, **more}


LAW = {"type": "Luật", "issuer": "Quốc hội"}
ROWS = (
    _act("15/2021/QĐ-UBND", "2021-05-10", "Về bến thủy nội địa"),
    _act("16/2021/QĐ-UBND", "2021-12-20", "Về phí tham quan hang động"),
    _act("15/2019/QĐ-UBND", "2019-03-01", "Về nghề cá trên hồ"),
    _act("12/2020/QĐ-UBND", "2020-02-11", "Về chợ nổi"),
    _act("15/2022/TT-BTC", "2022-03-01", "Về kế toán", type="Thông tư", issuer="Bộ Tài chính"),
    _act("31/2024/QH15", "2024-01-18", "Đất đai", **LAW),
    _act("43/2024/QH15", "2024-06-29", "Sửa đổi, bổ sung một số điều của Luật Đất đai", **LAW),
)


@pytest.fixture
def stored(services: Services, tmp_path: Path) -> Services:
    _import(services, tmp_path, *ROWS)
    return services


def _import(services: Services, folder: Path, *rows: dict[str, Any]) -> None:
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    services.registry.import_file(SYSTEM, path)


def _search(services: Services, query: str) -> SearchPage:
    return services.search.search(SYSTEM, query, on=ON)


def _told(page: SearchPage, why: str) -> list[str | None]:
    return [hit.act.number for hit in page.hits if hit.why == why]


@pytest.mark.parametrize(
    "query",
    [
        "15/2021",
        "qd 15 2021",
        "QĐ15/2021",
        "15 2021",
        "15-2021-qd-ubnd",
        "15_2021_QĐ-UBND.",
        "Quyết định số 15 năm 2021",
        "quyet dinh 15 2021",
    ],
)
def test_a_number_is_found_in_every_form(stored: Services, query: str) -> None:
    page = _search(stored, query)
    assert page.hits[0].act.number == "15/2021/QĐ-UBND" and page.hits[0].why == "đúng số hiệu"
    assert _told(page, "đúng số hiệu") == ["15/2021/QĐ-UBND"]


@pytest.mark.parametrize("query", ["20/12/2021", "20.12.21", "20122021", "ngày 20 tháng 12 năm 2021"])
def test_a_day_is_found_in_every_form(stored: Services, query: str) -> None:
    page = _search(stored, query)
    assert page.hits[0].act.number == "16/2021/QĐ-UBND" and page.hits[0].why == "đúng ngày ban hành"


def test_what_is_of_the_month_is_not_said_to_be_of_the_number(stored: Services) -> None:
    page = _search(stored, "12/2021")
    assert _told(page, "đúng số hiệu") == []
    assert _told(page, "đúng ngày ban hành") == ["16/2021/QĐ-UBND"]


@pytest.mark.parametrize("query", ["Luật Đất đai", "luat dat dai", "đất đai", "luật đất đai 2024"])
def test_a_law_called_by_its_name_comes_first(stored: Services, query: str) -> None:
    page = _search(stored, query)
    assert page.hits[0].act.number == "31/2024/QH15" and page.hits[0].why == "đúng tên gọi"
    assert _told(page, "đúng tên gọi") == ["31/2024/QH15"]


def test_a_name_beside_another_year_is_not_that_law(stored: Services) -> None:
    assert _told(_search(stored, "luật đất đai 2019"), "đúng tên gọi") == []


def test_a_number_that_no_act_has_shows_the_nearest(stored: Services) -> None:
    page = _search(stored, "15/2020/QĐ-UBND")
    assert [act.number for act in page.near] == ["15/2021/QĐ-UBND", "12/2020/QĐ-UBND", "15/2019/QĐ-UBND"]
    assert _search(stored, "15/2021").near == () == _search(stored, "hang động").near


def test_the_number_is_shown_as_it_was_typed(stored: Services) -> None:
    assert _search(stored, "08/2021/QĐ-UBND").reading == "số hiệu 08/2021/QĐ-UBND"


def test_two_records_that_are_one_act_are_one_answer_with_both_spellings(
    services: Services, tmp_path: Path
) -> None:
    placed = _act("31/2019/QĐ-UBND", "2019-06-20", "Về quản lý bến thủy", effective_from="2019-07-01")
    bare = {**placed, "source": "angiang_rasoat2026", "effective_from": None, "issuer": None}
    _import(services, tmp_path, placed, {key: value for key, value in bare.items() if value})
    before = _search(services, "31/2019")
    assert (len(before.hits), before.total) == (2, 2)
    (line,) = services.disagreements.export(SYSTEM, DisagreementFilter(kind="maybe_same"))
    services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Đã đối chiếu.")
    for query in ("31/2019", "20/6/2019", "quản lý bến thủy", "31/2019 bến thủy"):
        page = _search(services, query)
        assert (len(page.hits), page.total) == (1, 1), query
        (hit,) = page.hits
        assert hit.act.issuer_name == "Ủy ban nhân dân tỉnh Lai Châu"
        assert [other.uid for other in hit.also] == [line.act_uid if hit.act.uid != line.act_uid else ""]
