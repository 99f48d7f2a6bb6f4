"""A reviewer brings files in, follows the job and states what was stamped, on a desk and on a phone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_smoke import SIZES, Visitor

pytestmark = pytest.mark.browser
PLAIN = """ỦY BAN NHÂN DÂN TỈNH NÚI XANH
Số: {n}/2026/QĐ-UBND
Núi Xanh, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến thuyền số {n}
{body}
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""
BODY = "\n".join(f"{n}. Bến thứ {n} có {n * 3} phao và {n * 7} chỗ đậu." for n in range(1, 30))
# On paper the number stands over the dots, with a stamp.
STAMPED = """<meta charset="utf-8"><body style="font: 14pt 'DejaVu Serif'">
<p>ỦY BAN NHÂN DÂN TỈNH NÚI XANH</p><p>Số: ……/2026/QĐ-UBND</p><p>Núi Xanh, ngày 06 tháng 3 năm 2026</p>
<p>QUYẾT ĐỊNH</p><p>Quy định về neo đậu ban đêm</p><p>Căn cứ Luật Tổ chức chính quyền địa phương;</p>
<p>Điều 1. Thuyền neo đậu ban đêm phải có đèn báo và người trông coi trên thuyền.</p>
<p>Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.</p>"""


def _files(browser: Browser, folder: Path) -> list[Path]:
    page = browser.new_page()
    page.set_content(STAMPED)
    page.pdf(path=folder / "đóng dấu.pdf")
    page.close()
    with zipfile.ZipFile(folder / "gói.zip", "w") as archive:
        archive.writestr("văn bản/chín.txt", PLAIN.format(n=9, body=BODY))
        archive.writestr("văn bản/mười.txt", PLAIN.format(n=10, body=BODY.replace("9 phao", "8 phao")))
    (folder / "rỗng.txt").write_bytes(b"")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("size", SIZES)
def test_from_upload_to_a_confirmed_header(
    chromium: Browser, address: str, size: str, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    reviewer = Visitor(chromium, address, size)
    reviewer.sign_in("reviewer")
    page = reviewer.page
    page.goto("/nap-van-ban")
    page.get_by_label("Tệp văn bản").set_input_files(_files(chromium, folder))
    expect(page.get_by_text("Đã chọn 3 tệp.")).to_be_visible()
    reviewer.stop("30-files-chosen")
    page.get_by_role("button", name="Nạp vào kho").click()

    expect(page.get_by_text("Đã xong")).to_be_visible()
    expect(page.get_by_text("gói.zip » văn bản/chín.txt")).to_be_visible()
    expect(page.get_by_text("Không nạp được (1)")).to_be_visible()
    expect(page.get_by_text("Giống Quyết định 9/2026/QĐ-UBND")).to_be_visible()
    reviewer.stop("31-job")

    page.get_by_role("link", name="Quyết định 10/2026/QĐ-UBND").click()
    page.get_by_role("link", name="Quyết định 9/2026/QĐ-UBND").first.click()
    expect(page.get_by_role("heading", name="So sánh hai bản")).to_be_visible()
    expect(
        page.locator("del", has_text="10/2026").or_(page.locator("ins", has_text="10/2026"))
    ).to_be_visible()
    reviewer.stop("32-compare")

    page.goto("/xac-nhan")
    reviewer.stop("33-to-confirm")
    page.get_by_role("row", name="đóng dấu.pdf").get_by_role("link").click()
    picture = page.get_by_alt_text("Ảnh trang 1 của tệp gốc")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1000)
    reviewer.stop("34-confirm")
    kind = page.get_by_label("Loại văn bản").input_value()
    page.get_by_label("Loại văn bản").select_option("Nghị định")
    page.get_by_label("Số, ký hiệu").fill("900/2015/NĐ-CP")
    page.get_by_label("Số, ký hiệu").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Sổ đã có một văn bản như vừa nhập")
    expect(page.get_by_role("button", name="Đúng là văn bản này")).to_be_visible()
    reviewer.stop("35-confirm-question")
    page.get_by_label("Loại văn bản").select_option(kind)
    page.get_by_label("Số, ký hiệu").fill("11/2026/QĐ-UBND")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã xác nhận")).to_be_visible()
    page.goto("/xac-nhan")
    expect(page.get_by_text("đóng dấu.pdf")).to_have_count(0)


def test_where_the_keyboard_is_can_be_seen_on_every_control(chromium: Browser, address: str) -> None:
    reviewer = Visitor(chromium, address, "desk")
    reviewer.sign_in("reviewer")
    page = reviewer.page
    seen = set()
    for path in ("/nap-van-ban", "/kiem-tra-du-thao", "/phat-hien/1"):
        page.goto(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            at = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
            )
            if at[0] == "BODY":
                break
            seen.add(at[0])
            assert at[1:] == ["solid", 3], (path, at)
    assert {"A", "BUTTON", "INPUT", "TEXTAREA"} <= seen
