"""A drafter with a draft: dropped, read with its citations, taken away; by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_folders import drop
from tests.browser.test_smoke import SIZES, Visitor
from tests.web.store import TEXT

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    path = tmp_path / "dự thảo.docx"
    document.save(str(path))
    return path


def visit(chromium: Browser, address: str, size: str = "desk") -> tuple[Visitor, Page]:
    drafter = Visitor(chromium, address, size)
    drafter.sign_in("reviewer")
    drafter.page.goto("/kiem-tra-du-thao")
    return drafter, drafter.page


@pytest.mark.parametrize("size", SIZES)
def test_a_dropped_draft_is_shown_with_what_it_cites(
    chromium: Browser, address: str, size: str, draft: Path, tmp_path: Path
) -> None:
    drafter, page = visit(chromium, address, size)
    other = tmp_path / "khác.txt"
    other.write_text("Số: 1", encoding="utf-8")
    drop(page, draft, other)
    expect(page.get_by_text("Mỗi lần chỉ kiểm tra một tệp")).to_be_visible()
    drop(page, draft)
    expect(page.get_by_text("Đã chọn 1 tệp.")).to_be_visible()
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", name=re.compile("dự thảo.docx"))).to_be_visible()
    cited = page.locator(".act-text a.cite.st-expired").first
    assert "hết hiệu lực" in (cited.get_attribute("title") or "")
    drafter.stop("50-draft")
    page.get_by_role("link", name=re.compile("^Xem chỗ này trong dự thảo")).first.click()
    expect(page.locator(".act-text a.cite:target")).to_be_in_viewport()
    drafter.stop("51-draft-place")


def test_a_citation_tells_its_standing_to_who_reaches_it_by_keyboard(
    chromium: Browser, address: str, draft: Path
) -> None:
    _drafter, page = visit(chromium, address)
    page.get_by_label("Tệp dự thảo").set_input_files(draft)
    page.get_by_label("Tệp dự thảo").focus()
    page.get_by_role("button", name="Kiểm tra").focus()
    page.keyboard.press("Enter")
    cited = page.locator(".act-text a.cite.st-expired").first
    cited.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    shown = cited.evaluate("node => getComputedStyle(node, '::after').content")
    assert "hết hiệu lực" in shown
