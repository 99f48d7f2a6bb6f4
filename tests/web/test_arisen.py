"""The pages of new work, of a sweep under way and of the expiry calendar."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from openpyxl import load_workbook

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ArisenRow, EventRow
from tests.web.conftest import Browser
from tests.web.store import NOW, TODAY

SignedIn = Callable[[str], Browser]
DECISION, OLD, NEW = 3, 1, 2  # rows of acts; the findings of the store are 1 and 2


@pytest.fixture
def queue(services: Services) -> None:
    """Both findings of the store arose because a new decree replaced the old one."""
    with transaction(services.sessions, writes=True) as session:
        for finding, agency in ((1, "Sở Xây dựng"), (2, None)):
            session.add(
                ArisenRow(
                    finding_id=finding,
                    kind="replaces",
                    changed_id=OLD,
                    by_id=NEW,
                    by_label="Nghị định 901/2025/NĐ-CP",
                    effective_from=dt.date(2025, 8, 1),
                    agency=agency,
                    sector="Xây dựng" if agency else None,
                    at=NOW,
                )
            )


@pytest.mark.usefixtures("queue")
def test_the_queue_tells_why_from_when_and_for_whom(signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    page = browser.page("/viec-moi")
    assert "Nghị định 901/2025/NĐ-CP" in page and "hiệu lực từ ngày 01/08/2025" in page
    assert "Sở Xây dựng" in page and "chưa rõ" in page
    assert 'class="badge-count">2<' in page
    cause = browser.page("/viec-moi/1")
    assert "/phat-hien/1" in cause and "/phat-hien/2" in cause
    only = browser.page("/viec-moi?agency=&state=new")
    assert "1 nguyên nhân, 1 phát hiện mới" in only


@pytest.mark.usefixtures("queue")
def test_who_works_through_a_cause_stays_in_it(services: Services, signed_in: SignedIn) -> None:
    with transaction(services.sessions, writes=True) as session:
        session.get_one(ArisenRow, 2).by_id = None  # of another cause
    browser = signed_in("reviewer")
    (link,) = re.findall(r'href="(/phat-hien/1[^"]*)"', browser.page("/viec-moi/1"))
    page = browser.page(unescape(link))
    assert "1 / 1" in page and "data-next" not in page
    assert '<a href="/viec-moi/1">' in page
    assert "1 phát hiện" in browser.page("/phat-hien?cause=1") and "0 phát hiện" in browser.page(
        "/phat-hien?cause=9"
    )


@pytest.mark.usefixtures("queue")
def test_marking_as_seen_takes_the_badge_away(signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    sent = {"sector": "Xây dựng", "agency": "Sở Xây dựng", "back": "index"}
    assert browser.post("/viec-moi/1/da-xem", sent, seen="/viec-moi").location == "/viec-moi"
    assert 'class="badge-count">1<' in browser.page("/viec-moi")
    assert browser.post("/viec-moi/1/da-xem", {"back": "cause"}, seen="/viec-moi/1").location == "/viec-moi/1"
    page = browser.page("/viec-moi/1")
    assert "badge-count" not in page and "Người reviewer" in page and "Đánh dấu đã xem" not in page
    assert signed_in("viewer").post("/viec-moi/1/da-xem", {}, seen="/viec-moi").status_code == 403


@pytest.mark.usefixtures("queue")
def test_the_queue_as_tables(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    sheet = load_workbook(io.BytesIO(browser.client.get("/viec-moi.xlsx").data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Vì văn bản" and len(rows) == 3
    assert "901/2025/NĐ-CP" in browser.client.get("/viec-moi.csv").get_data(as_text=True)
    assert browser.client.get("/viec-moi.pdf").status_code == 404


def test_an_empty_queue_says_so(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    assert "Không có việc nào" in browser.page("/viec-moi")
    assert browser.client.get("/viec-moi/7").status_code == 404


def test_a_sweep_from_the_home_page_has_a_page_of_its_own(signed_in: SignedIn, services: Services) -> None:
    browser = signed_in("reviewer")
    assert browser.post("/ra-soat").location == "/ra-soat"
    page = browser.page("/ra-soat")
    assert "1 văn bản chờ rà soát" in page and "Không có văn bản nào chờ" in page
    assert services.ripple.progress() == (0, 0)
    viewer = signed_in("viewer")
    assert viewer.post("/ra-soat").status_code == 403
    assert "Rà soát lại toàn bộ kho" not in viewer.page("/ra-soat")


def test_work_under_way_shows_how_far_it_is(signed_in: SignedIn, services: Services) -> None:
    from app.services.permissions import SYSTEM

    services.ripple.order_sweep(SYSTEM)
    page = signed_in("viewer").page("/ra-soat")
    assert "Đã rà soát 0 trên 1 văn bản" in page and 'data-refresh="2000"' in page


@pytest.fixture
def ending(services: Services) -> None:
    """The newer decree ends in 40 days, a clause of it in 10; the old one had ended, with open findings."""
    with transaction(services.sessions, writes=True) as session:
        for days, provisions in ((40, []), (10, ["5/2"])):
            session.add(
                EventRow(
                    target_id=NEW,
                    predicate="expires",
                    scope="part" if provisions else "whole",
                    provisions=provisions,
                    effective_from=TODAY + dt.timedelta(days=days),
                    source="van_ban",
                )
            )


@pytest.mark.usefixtures("ending")
def test_the_calendar_shows_what_ends_and_who_rests_on_it(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    month = browser.page("/lich-het-hieu-luc?ngay=30")
    assert (
        "khoản 2 Điều 5" in month
        and "5/2<" not in month
        and "còn 10 ngày" in month
        and "còn 40 ngày" not in month
    )
    page = browser.page("/lich-het-hieu-luc?ngay=60")
    assert "còn 40 ngày" in page and "<svg" in page
    assert "Đã quá hạn" in page and "căn cứ 1, dẫn chiếu 0" in page and "Quyết định 12/2024/QĐ-UBND" in page
    assert "style=" not in page


@pytest.mark.usefixtures("ending")
def test_reasons_of_the_calendar_in_the_language_of_the_page(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    assert "Hết thời hạn" in browser.page("/lich-het-hieu-luc?ngay=60")
    browser.post("/ngon-ngu", {"language": "en", "next": "/"}, seen="/")
    page = browser.page("/lich-het-hieu-luc?ngay=60")
    assert "Term over" in page and "Hết thời hạn" not in page
    head = browser.client.get("/lich-het-hieu-luc.csv?ngay=60").get_data(as_text=True).splitlines()[0]
    assert "Last day in force" in head and "Vì sao" not in head


@pytest.mark.usefixtures("ending")
def test_the_calendar_to_take_away(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    days = browser.client.get("/lich-het-hieu-luc.ics?ngay=60")
    assert days.mimetype == "text/calendar"
    last_day = TODAY + dt.timedelta(days=39)
    assert f"DTSTART;VALUE=DATE:{last_day:%Y%m%d}" in days.get_data(as_text=True)
    assert days.get_data(as_text=True).count("BEGIN:VEVENT") == 2
    sheet = load_workbook(io.BytesIO(browser.client.get("/lich-het-hieu-luc.xlsx?ngay=60").data)).active
    assert sheet is not None
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)].count(
        "Nghị định 901/2025/NĐ-CP"
    ) == 2
    assert browser.client.get("/lich-het-hieu-luc.csv?ngay=60").status_code == 200
    assert browser.client.get("/lich-het-hieu-luc.doc").status_code == 404
