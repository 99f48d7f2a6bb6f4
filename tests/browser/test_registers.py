"""A lead imports a register, on a desk, on a phone and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, expect

from tests.browser.test_smoke import SIZES, Visitor

pytestmark = pytest.mark.browser


def sheet_of(book: Workbook) -> Worksheet:
    """The first sheet of a new workbook."""
    assert isinstance(book.active, Worksheet)
    return book.active


def register(folder: Path) -> Path:
    book = Workbook()
    page = sheet_of(book)
    page.title = "Quyết định"
    page.append(["DANH MỤC VĂN BẢN CỦA TỈNH (tính đến ngày 31/12/2025)"])
    page.merge_cells("A1:E1")
    page.append(["STT", "Số, ký hiệu", "Ban hành hôm", "Trích yếu nội dung văn bản", "Cơ quan ban hành"])
    page.append([1, "901/2019/QĐ-UBND", "04/5/2019", "Quy định về phí bến bãi", "UBND tỉnh An Giang"])
    page.append([2, "902/2019/QĐ-UBND", "05/5/2019", "Quy định về lệ phí chợ", None])
    path = folder / "so-van-ban.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("size", "script"), [(size, True) for size in SIZES] + [("desk", False)], ids=[*SIZES, "without-script"]
)
def test_a_lead_imports_a_register(
    chromium: Browser, address: str, tmp_path: Path, size: str, script: bool
) -> None:
    lead = Visitor(chromium, address, size, script=script)
    lead.sign_in("lead")
    page = lead.page
    page.locator("summary", has_text="Dữ liệu").click()
    page.get_by_role("link", name="Nhập sổ đăng ký").click()
    lead.stop("20-register-upload")
    page.get_by_label("Tệp sổ (.xlsx hoặc .csv)").set_input_files(register(tmp_path))
    page.get_by_role("button", name="Xem các cột").click()
    expect(page.get_by_label("Ý nghĩa của cột Số, ký hiệu")).to_have_value("number")
    expect(page.get_by_label("Ý nghĩa của cột Ban hành hôm")).to_have_value("")
    lead.stop("21-register-columns")

    page.get_by_label("Ý nghĩa của cột Ban hành hôm").select_option("Ngày ban hành")
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.get_by_text("thiếu cơ quan ban hành")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải mọi dòng bị loại (CSV)").click()
    assert "thiếu cơ quan ban hành" in Path(saved.value.path()).read_text("utf-8-sig")
    lead.stop("22-register-trial")

    page.get_by_label("Cơ quan ban hành của dòng không ghi cơ quan").fill("tỉnh An Giang")
    page.get_by_role("button", name="Xác nhận nạp vào sổ văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nạp sổ so-van-ban.xlsx")
    lead.stop("23-register-done")
