"""The queue of new work, a sweep and the expiry calendar in a real browser, on a desk and on a phone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.bootstrap import build_services
from app.config import load_settings
from app.db.base import transaction
from app.db.models import ArisenRow, EventRow
from tests.browser.test_smoke import SIZES, Visitor
from tests.web.store import NOW, TODAY

pytestmark = pytest.mark.browser
OLD, NEW = 1, 2  # rows of acts; the findings of the store are 1 and 2


def _more_rows(home: Path) -> None:
    """Both findings arose because a decree was replaced; the newer one ends in 40 days, a clause in 10."""
    services = build_services(load_settings({}, home), now=lambda: NOW, today=lambda: TODAY)
    with transaction(services.sessions, writes=True) as session:
        for finding, agency in ((1, "Sở Xây dựng"), (2, None)):
            row = ArisenRow(finding_id=finding, kind="replaces", changed_id=OLD, by_id=NEW, at=NOW)
            row.by_label, row.effective_from = "Nghị định 901/2025/NĐ-CP", dt.date(2025, 8, 1)
            row.agency, row.sector = agency, "Xây dựng" if agency else None
            session.add(row)
        for days, provisions in ((40, []), (10, ["5/2"])):
            end = EventRow(target_id=NEW, predicate="expires", source="van_ban", provisions=provisions)
            end.scope, end.effective_from = "part" if provisions else "whole", TODAY + dt.timedelta(days=days)
            session.add(end)
    services.close()


@pytest.mark.parametrize("size", SIZES)
def test_new_work_and_the_calendar(chromium: Browser, address: str, size: str, tmp_path: Path) -> None:
    _more_rows(tmp_path / "home")
    reviewer = Visitor(chromium, address, size)
    page = reviewer.page
    reviewer.sign_in("reviewer")
    page.get_by_role("link", name="Việc mới 2 mới").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("hiệu lực từ ngày 01/08/2025")
    reviewer.stop("20-new-work")
    page.get_by_role("button", name="Đánh dấu đã xem Sở Xây dựng").click()
    expect(page.get_by_text("Đã đánh dấu 1 phát hiện là đã xem.")).to_be_visible()
    page.get_by_role("link", name="Xem các phát hiện").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    reviewer.stop("21-cause")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã bị thay thế")

    page.goto("/lich-het-hieu-luc?ngay=60")
    expect(page.get_by_role("img")).to_be_visible()
    expect(page.get_by_text("còn 40 ngày")).to_be_visible()
    page.locator("summary").filter(has_text="căn cứ 1").first.click()
    expect(page.get_by_role("link", name="Quyết định 12/2024/QĐ-UBND").first).to_be_visible()
    reviewer.stop("22-calendar")
    page.get_by_role("link", name="30 ngày tới").click()
    expect(page.get_by_text("còn 40 ngày")).to_have_count(0)

    page.goto("/ra-soat")
    page.get_by_role("button", name="Rà soát lại toàn bộ kho").click()
    expect(page.get_by_text("Không có văn bản nào chờ rà soát.")).to_be_visible()
    reviewer.stop("23-sweep")
