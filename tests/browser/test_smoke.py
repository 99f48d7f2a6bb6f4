"""A reviewer's day in a real browser, on a desk and on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, ViewportSize, expect

from tests.browser.conftest import ARTEFACTS, PASSWORD

pytestmark = pytest.mark.browser
SIZES = {"desk": (1280, 900), "phone": (360, 740)}


class Visitor:
    """A page that records console errors and takes a picture of every stop."""

    def __init__(self, browser: Browser, address: str, size: str, *, script: bool = True) -> None:
        width, height = SIZES[size]
        viewport = ViewportSize(width=width, height=height)
        self.context = browser.new_context(
            viewport=viewport, base_url=address, locale="vi-VN", java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.address, self.size, self.width, self.script = address, size, width, script
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", self._failed)
        self.page.on("request", self._asked)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _asked(self, sent: Request) -> None:
        if not sent.url.startswith(self.address):
            self.foreign.append(sent.url)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def sign_in(self, username: str) -> None:
        self.page.goto("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()

    def stop(self, name: str) -> None:
        """Picture, no sideways scroll, no complaint."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{self.size}-{name}.png", full_page=True)
        if self.script:
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= self.width, f"{name} is {wide} px wide on {self.width}"
        assert self.complaints == [], name
        assert self.foreign == [], name


@pytest.mark.parametrize("size", SIZES)
def test_from_search_to_approved_proposal(chromium: Browser, address: str, size: str, tmp_path: Path) -> None:
    reviewer = Visitor(chromium, address, size)
    page = reviewer.page
    page.goto("/dang-nhap")
    reviewer.stop("01-sign-in")
    reviewer.sign_in("reviewer")
    reviewer.stop("02-home")

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Tìm văn bản")).to_be_focused()
    page.keyboard.type("12/2024/QĐ-UBND")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả tìm kiếm")
    reviewer.stop("03-search")
    page.get_by_role("link", name="Quyết định 12/2024/QĐ-UBND").click()
    expect(page.locator("a.cite.st-expired")).to_have_count(2)
    reviewer.stop("04-act")
    page.get_by_label("Xem hiệu lực tại ngày").fill("2025-07-31")
    expect(page.locator("a.cite.st-in_force")).to_have_count(2)

    page.goto("/phat-hien")
    reviewer.stop("05-findings")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đã bị thay thế")
    reviewer.stop("06-finding")
    page.keyboard.press("c")
    expect(page.get_by_label("Lý do")).to_be_focused()
    page.keyboard.type("Đã đối chiếu bản gốc trên Công báo")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_text("Đã ghi kết luận: Xác nhận.")).to_be_visible()
    reviewer.stop("07-confirmed")

    page.get_by_role("link", name="Lập kiến nghị cho văn bản này").click()
    page.get_by_label("Sửa đổi, bổ sung văn bản").check()
    page.get_by_label("Nội dung kiến nghị").fill("Sửa căn cứ ban hành theo Nghị định 901/2025/NĐ-CP.")
    page.get_by_label("Cơ quan, đơn vị chủ trì soạn thảo").fill("Sở Xây dựng")
    reviewer.stop("08-proposal-form")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_text("Đang chờ lãnh đạo khác xem xét")).to_be_visible()
    proposal = page.url

    lead = Visitor(chromium, address, size)
    lead.sign_in("lead")
    lead.page.goto(proposal)
    lead.stop("09-proposal")
    lead.page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(lead.page.locator(".state-approved")).to_be_visible()
    with lead.page.expect_download() as saved:
        lead.page.get_by_role("link", name="Tải tệp Word").click()
    target = tmp_path / "kien-nghi.docx"
    saved.value.save_as(target)
    assert "BÁO CÁO" in [paragraph.text for paragraph in Document(str(target)).paragraphs]
    lead.stop("10-approved")


@pytest.mark.parametrize("size", SIZES)
def test_other_pages_fit(chromium: Browser, address: str, size: str) -> None:
    admin = Visitor(chromium, address, size)
    admin.sign_in("admin")
    paths = {
        "11-users": "/quan-tri/nguoi-dung",
        "12-audit": "/quan-tri/nhat-ky",
        "13-upload": "/nap-van-ban",
        "14-check": "/kiem-tra-du-thao",
        "15-proposals": "/kien-nghi",
        "16-password": "/mat-khau",
        "17-known-only": "/van-ban/nghi-dinh/900-2015-nd-cp/chinh-phu/2015-06-01",
    }
    for name, path in paths.items():
        admin.page.goto(path)
        admin.stop(name)


def test_works_without_script(chromium: Browser, address: str) -> None:
    visitor = Visitor(chromium, address, "desk", script=False)
    visitor.sign_in("reviewer")
    visitor.page.goto("/phat-hien/2")
    visitor.page.get_by_label("Lý do").fill("Không ảnh hưởng nội dung")
    visitor.page.get_by_role("button", name=re.compile("Bác bỏ")).click()
    expect(visitor.page.get_by_text("Đã ghi kết luận: Bác bỏ.")).to_be_visible()


def test_skip_link_and_names_of_controls(chromium: Browser, address: str) -> None:
    visitor = Visitor(chromium, address, "desk")
    visitor.sign_in("reviewer")
    for path in ("/", "/phat-hien", "/phat-hien/1", "/nap-van-ban"):
        visitor.page.goto(path)
        visitor.page.keyboard.press("Tab")
        expect(visitor.page.locator(".skip")).to_be_focused()
        nameless = visitor.page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a")]
                 .filter(e => !(e.labels?.length || e.textContent.trim() || e.ariaLabel || e.value))
                 .map(e => e.outerHTML)"""
        )
        assert nameless == [], path
        assert visitor.page.locator("h1").count() == 1, path
