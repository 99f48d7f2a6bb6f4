"""The one search box: numbers, names and days as people type them, one answer for one act."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.services.disagreement_views import DisagreementFilter
from app.services.permissions import SYSTEM
from app.services.search import SearchService
from app.services.views import SearchPage
from indexer.search.null_index import NullIndex
from indexer.search.protocol import Hit, SearchQuery, SearchResults, TextsOf

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


@pytest.mark.parametrize(("query", "count"), [("số 15", 3), ("số 1", 0), ("31/2024/QH", 0), ("31/2024", 1)])
def test_a_number_is_found_by_what_it_begins_with(stored: Services, query: str, count: int) -> None:
    assert len(_told(_search(stored, query), "đúng số hiệu")) == count


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


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("12/2020/QĐ-UBND ngày 12/02/2020", {}),
        ("12/2020/QĐ-UBND", {"date_from": date(2021, 1, 1)}),
        ("12/2020/QĐ-UBND", {"date_to": date(2019, 1, 1)}),
        ("12/2020", {"type": "Thông tư"}),
        ("12/2020", {"issuer": "Bộ Tài chính"}),
    ],
)
def test_a_number_that_does_not_fit_the_day_or_the_filters_is_not_said_to_be_missing(
    stored: Services, query: str, filters: dict[str, Any]
) -> None:
    page = stored.search.search(SYSTEM, query, on=ON, **filters)
    assert [act.number for act in page.unfit] == ["12/2020/QĐ-UBND"]
    assert (page.hits, page.near) == ((), ())


def test_filters_alone_list_the_acts_that_pass_them(
    stored: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> SearchPage:
        until = date(2021, 12, 31)
        return stored.search.search(SYSTEM, "", on=ON, type="Quyết định", date_to=until, per_page=3)

    page = found()
    assert (len(page.hits), page.warning) == (3, None) and page.total >= 4
    assert {(hit.act.type, hit.why) for hit in page.hits} == {("Quyết định", "đúng bộ lọc")}
    assert stored.search.search(SYSTEM, "", on=ON).total == 0
    monkeypatch.setattr("app.services.exact_search.MAX_EXACT", 2)
    monkeypatch.setattr("app.services.search.MAX_EXACT", 2)
    assert "Chỉ liệt kê 2 văn bản đầu" in (found().warning or "")


def test_near_numbers_of_another_kind_or_with_filters_stay_near(stored: Services) -> None:
    page = stored.search.search(SYSTEM, "14/2021/QĐ-UBND", on=ON, type="Thông tư")
    assert [act.number for act in page.near] == ["16/2021/QĐ-UBND", "15/2021/QĐ-UBND"]
    assert page.unfit == () == _search(stored, "15/2021").unfit == _search(stored, "hang động").unfit


def test_the_nearest_of_many_near_numbers_come_first(services: Services, tmp_path: Path) -> None:
    """However many there are and in whatever order they came in."""
    older = [
        _act(f"415/{year}/QĐ-UBND", f"{year}-05-10", f"Về việc {year}") for year in range(2026, 2000, -1)
    ]
    other = [
        _act(f"{n}/2010/QĐ-UBND", "2010-06-10", f"Về việc số {n}") for n in range(500, 1100) if n % 100 != 15
    ]
    edited = [_act(number, "2010-01-10", number) for number in ("451/2010/QĐ-UBND", "15/2010/QĐ-UBND")]
    symbol = _act("415/2011/QĐ-CTUBND", "2011-08-01", "Về việc khác")
    known = [row for row in older if not row["number"].startswith("415/2010/")]
    _import(services, tmp_path, *other, symbol, *known, *edited)
    near = [act.number for act in _search(services, "415/2010/QĐ-UBND").near]
    assert near == [
        *("415/2011/QĐ-UBND", "15/2010/QĐ-UBND", "451/2010/QĐ-UBND", "415/2009/QĐ-UBND"),
        *("415/2012/QĐ-UBND", "415/2008/QĐ-UBND", "415/2013/QĐ-UBND", "415/2007/QĐ-UBND"),
    ]
    assert "415/2011/QĐ-CTUBND" not in near
    assert _search(services, " ".join(f"{n}/2031" for n in range(1, 40))).near == ()


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


class _Ranked(NullIndex):
    """An index whose answer to every question is these acts, best first."""

    def __init__(self, uids: Sequence[str]) -> None:
        self._uids = uids

    def search(self, query: SearchQuery, texts_of: TextsOf | None = None) -> SearchResults:
        found = [uid for uid in self._uids if query.uids is None or uid in query.uids]
        page = found[query.offset : query.offset + query.limit]
        return SearchResults(len(found), tuple(Hit(uid, 1.0) for uid in page))


def _one_act(services: Services, folder: Path) -> tuple[str, str]:
    """Uids of two records that are decided to be one act: the one in use, and the other."""
    placed = _act("31/2019/QĐ-UBND", "2019-06-20", "Về quản lý bến thủy", effective_from="2019-07-01")
    bare = {**placed, "source": "angiang_rasoat2026"}
    del bare["issuer"], bare["effective_from"]
    _import(services, folder, *ROWS, placed, bare)
    (line,) = services.disagreements.export(SYSTEM, DisagreementFilter(kind="maybe_same"))
    services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Đã đối chiếu.")
    (hit,) = _search(services, "31/2019").hits
    return hit.act.uid, hit.also[0].uid


@pytest.mark.parametrize("first", ["kept", "lesser"])
def test_records_that_are_one_act_stand_where_the_better_of_them_does(
    services: Services, tmp_path: Path, first: str
) -> None:
    """On every page size the pages together hold each act once, in the order of the index."""
    kept, lesser = _one_act(services, tmp_path)
    others = [
        hit.act.uid for number in ("15/2021", "16/2021", "12/2020") for hit in _search(services, number).hits
    ]
    better, worse = (kept, lesser) if first == "kept" else (lesser, kept)
    index = _Ranked([others[0], better, *others[1:], worse])
    searching = SearchService(sessions=services.sessions, index=index)
    wanted = [others[0], kept, *others[1:]]
    for size in (1, 2, 3, 10):
        pages = [
            searching.search(SYSTEM, "bến", on=ON, page=number, per_page=size)
            for number in range(1, len(wanted) // size + 2)
        ]
        assert [hit.act.uid for page in pages for hit in page.hits] == wanted
        assert {page.total for page in pages} == {len(wanted)}


def test_what_is_an_answer_already_does_not_come_again_on_a_later_page(
    services: Services, tmp_path: Path
) -> None:
    kept, lesser = _one_act(services, tmp_path)
    others = [hit.act.uid for number in ("15/2021", "16/2021") for hit in _search(services, number).hits]
    searching = SearchService(sessions=services.sessions, index=_Ranked([lesser, others[0], kept, others[1]]))
    pages = [searching.search(SYSTEM, "31/2019", on=ON, page=page, per_page=1) for page in (1, 2, 3, 4)]
    assert [[hit.act.uid for hit in page.hits] for page in pages] == [[kept], [others[0]], [others[1]], []]
    assert {page.total for page in pages} == {3}
