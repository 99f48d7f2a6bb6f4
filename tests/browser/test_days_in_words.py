"""A day is said in words beside its field: browsers show it in an order of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_smoke import Visitor

pytestmark = pytest.mark.browser


def test_the_day_of_a_draft_is_said_in_words_and_follows_the_keys(chromium: Browser, address: str) -> None:
    drafter = Visitor(chromium, address, "desk")
    drafter.sign_in("reviewer")
    page = drafter.page
    page.goto("/kiem-tra-du-thao")
    field = page.get_by_label("Xét hiệu lực tại ngày")
    words = page.locator(".field .day-words")
    expect(words).to_have_text(re.compile(r"\b2 tháng 3\b.*2026"))
    field.fill("2020-11-12")
    expect(words).to_have_text(re.compile(r"\b12 tháng 11\b.*2020"))
    field.fill("")
    expect(words).to_have_text("")
    page.get_by_role("button", name="English").click()
    page.goto("/kiem-tra-du-thao")
    expect(words).to_have_text(re.compile("March.*2026"))
