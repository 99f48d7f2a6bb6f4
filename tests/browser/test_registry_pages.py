"""Contradictions, sources and rules in a real browser: by keyboard, on a phone, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

PASSWORD = "mot cau du dai 2026"
pytestmark = pytest.mark.browser


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/dang-nhap")
    page.fill("#username", "admin")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"{address}/")


def test_sources_move_and_a_rule_is_edited_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}, locale="vi-VN"
    )
    page = context.new_page()
    _sign_in(page, address)
    page.goto(f"{address}/mau-thuan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mâu thuẫn giữa các nguồn")
    page.get_by_role("button", name="Tìm lại trong toàn bộ sổ").click()
    expect(page.get_by_role("status").first).to_contain_text("mâu thuẫn đang mở")

    page.goto(f"{address}/nguon")
    rows = page.locator("tbody tr")
    second = rows.nth(2).locator("th .sub").inner_text()
    rows.nth(2).get_by_role("button", name="Chuyển").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").nth(1).locator("th .sub")).to_contain_text(second.split(" ")[0])
    expect(page.get_by_role("status").first).to_contain_text("Đã đổi thứ tự")

    page.goto(f"{address}/quy-tac/district_acts?sua=0")
    page.get_by_label("áp dụng đến hết ngày").fill("2027-06-30")
    page.get_by_label("Lý do sửa").fill("Quốc hội kéo dài.")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("table.plain")).to_contain_text("30/06/2027")
    wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wider
    page.goto(f"{address}/quan-tri/nhat-ky")
    expect(page.locator("tbody tr").first).to_contain_text("Sửa quy tắc pháp luật")
    context.close()
