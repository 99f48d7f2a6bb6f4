"""What people type is echoed without making a phone's page wider than the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_smoke import Visitor

pytestmark = pytest.mark.browser


def test_a_long_word_searched_for_wraps(chromium: Browser, address: str) -> None:
    reader = Visitor(chromium, address, "phone")
    reader.sign_in("reviewer")
    expect(reader.page.get_by_role("searchbox", name="Tìm văn bản")).to_be_visible()
    reader.page.goto(f"/tim-kiem?q={'a' * 300}")
    expect(reader.page.get_by_role("status")).to_contain_text("a" * 300)
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not reader.page.evaluate(wider)
