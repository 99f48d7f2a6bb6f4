"""Whole folders: dropped, chosen, too many; by keyboard and without scripts too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_ingest import BODY, PLAIN
from tests.browser.test_smoke import SIZES, Visitor

pytestmark = pytest.mark.browser
BESIDE = (".DS_Store", "2026/.git/config", "2026/Thumbs.db", "2026/~$mươi.docx")


def act(number: int) -> str:
    return PLAIN.format(n=number, body=BODY.replace("Bến thứ", f"Bến {number} thứ"))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder with two acts in folders of their own, and what programs put beside them."""
    folder = tmp_path / "hồ sơ"
    (folder / "2026" / "quý một").mkdir(parents=True)
    (folder / "2026" / ".git").mkdir()
    (folder / "mười hai.txt").write_text(act(12), encoding="utf-8")
    (folder / "2026" / "quý một" / "mười ba.txt").write_text(act(13), encoding="utf-8")
    for name in BESIDE:
        (folder / name).write_bytes(b"x")
    return folder


def drop(page: Page, *paths: Path) -> None:
    """Lets go of files and folders over the form, as a person's mouse does."""
    form = page.locator("form[data-drop]").bounding_box()
    assert form
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": form["x"] + 20, "y": form["y"] + 20, "data": data}
        session.send("Input.dispatchDragEvent", event)


def visit(chromium: Browser, address: str, size: str = "desk", *, script: bool = True) -> Visitor:
    reviewer = Visitor(chromium, address, size, script=script)
    reviewer.sign_in("reviewer")
    reviewer.page.goto("/nap-van-ban")
    return reviewer


@pytest.mark.parametrize("size", SIZES)
def test_a_dropped_folder_goes_in_with_all_below(
    chromium: Browser, address: str, size: str, dossier: Path, tmp_path: Path
) -> None:
    reviewer = visit(chromium, address, size)
    page = reviewer.page
    beside = tmp_path / "mười bốn.txt"
    beside.write_text(act(14), encoding="utf-8")
    drop(page, dossier, beside)
    expect(page.get_by_text("Đã chọn 3 tệp.")).to_be_visible()
    reviewer.stop("36-folder-dropped")
    page.get_by_role("button", name="Nạp vào kho").click()
    expect(page.get_by_text("Đã xong")).to_be_visible()
    expect(page.get_by_text("3 trên 3 tệp")).to_be_visible()
    for number in (12, 13, 14):
        expect(page.get_by_role("link", name=f"Quyết định {number}/2026/QĐ-UBND")).to_be_visible()
    for place in ("hồ sơ/2026/quý một/mười ba.txt", "hồ sơ/mười hai.txt", "mười bốn.txt"):
        expect(page.get_by_role("rowheader", name=place, exact=True)).to_be_visible()
    reviewer.stop("37-folder-job")


def test_a_chosen_folder_goes_in_and_is_reached_by_keyboard(
    chromium: Browser, address: str, dossier: Path
) -> None:
    reviewer = visit(chromium, address)
    page = reviewer.page
    page.get_by_label("Tệp văn bản").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Hoặc một thư mục")).to_be_focused()
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Enter")
    opened.value.set_files(dossier)
    expect(page.get_by_text("Đã chọn 2 tệp.")).to_be_visible()
    page.get_by_role("button", name="Nạp vào kho").click()
    expect(page.get_by_text("2 trên 2 tệp")).to_be_visible()
    reviewer.stop("38-folder-chosen")


def test_too_many_files_are_refused_before_they_are_sent(
    chromium: Browser, address: str, tmp_path: Path
) -> None:
    many = tmp_path / "nhiều"
    many.mkdir()
    for number in range(510):
        (many / f"{number}.txt").write_text("Số: 1", encoding="utf-8")
    reviewer = visit(chromium, address)
    page = reviewer.page
    drop(page, many)
    sentence = page.get_by_text("Thư mục có hơn 500 tệp")
    expect(sentence).to_be_visible()
    page.get_by_label("Hoặc một thư mục").set_input_files(many)
    expect(sentence).to_be_visible()
    page.get_by_role("button", name="Nạp vào kho").click()
    assert page.url.endswith("/nap-van-ban")
    expect(sentence).to_be_visible()
    reviewer.stop("39-too-many")


def test_an_empty_folder_is_said(chromium: Browser, address: str, tmp_path: Path) -> None:
    (tmp_path / "rỗng").mkdir()
    reviewer = visit(chromium, address)
    drop(reviewer.page, tmp_path / "rỗng")
    expect(reviewer.page.get_by_text("Thư mục không có tệp nào")).to_be_visible()
    reviewer.stop("40-empty-folder")


def test_without_scripts_files_and_folders_still_go_in(
    chromium: Browser, address: str, dossier: Path
) -> None:
    reviewer = visit(chromium, address, script=False)
    page = reviewer.page
    page.get_by_label("Hoặc một thư mục").set_input_files(dossier)
    page.get_by_role("button", name="Nạp vào kho").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("link", name="Tất cả (2)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thư mục hồ sơ: 2 tệp")
