"""Pages of bringing files in: who may see and do what, the job's page, the form beside the picture."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ExpressionRow
from app.services.permissions import SYSTEM
from tests.web.conftest import Browser

SignedIn = Callable[[str], Browser]
MAY = {"reviewer", "lead", "admin"}
ACT = """ỦY BAN NHÂN DÂN TỈNH NÚI XANH
Số: {n}/2026/QĐ-UBND
Núi Xanh, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến thuyền số {n}
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""
STAMPED = ACT.format(n=5).replace("Số: 5/2026/QĐ-UBND", "Số:      /QĐ-UBND")


def _sent(text: str, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


def _upload(browser: Browser, *files: tuple[io.BytesIO, str]) -> str:
    answer = browser.post("/nap-van-ban", {"files": list(files)}, seen="/nap-van-ban")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.location


@pytest.fixture
def job(signed_in: SignedIn) -> str:
    """Address of a job that is done: one act, one whose number is to be confirmed, one that is refused."""
    return _upload(
        signed_in("reviewer"),
        _sent(ACT.format(n=4), "bốn.txt"),
        _sent(STAMPED, "=đóng dấu.txt"),
        _sent("", "rỗng.txt"),
    )


def test_roles_and_pages_of_bringing_files_in(signed_in: SignedIn, job: str) -> None:
    to_confirm = signed_in("reviewer").page("/xac-nhan")
    number = to_confirm.split('href="/xac-nhan/')[1].split('"')[0]
    pages = {
        "/nap-van-ban": 200,
        "/nap-van-ban/dot": 200,
        job: 200,
        f"{job}/bao-cao.csv": 200,
        f"{job}/bao-cao.xlsx": 200,
        "/xac-nhan": 200,
        f"/xac-nhan/{number}": 200,
        f"/xac-nhan/{number}/trang-1.png": 404,  # a text file has no pages
    }
    for username in ("viewer", "drafter", "reviewer", "lead", "admin"):
        browser = signed_in(username)
        for path, status in pages.items():
            assert browser.get(path).status_code == (status if username in MAY else 403), (username, path)
        for path in (job, f"/xac-nhan/{number}", "/nap-van-ban"):
            if username not in MAY:
                assert browser.post(path, {"wish": "retry"}).status_code == 403, (username, path)


def test_who_is_not_signed_in_sees_none_of_it(browser: Browser, job: str) -> None:
    for path in ("/nap-van-ban/dot", job, f"{job}/bao-cao.csv", "/xac-nhan", "/xac-nhan/1/trang-1.png"):
        answer = browser.get(path)
        assert (answer.status_code, "/dang-nhap" in answer.location) == (302, True), path


def test_the_page_of_a_job_tells_each_file(signed_in: SignedIn, job: str) -> None:
    page = signed_in("lead").page(job)
    for words in ("3 trên 3 tệp", "Văn bản mới (2)", "Không nạp được (1)", "bốn.txt", "Thử lại tệp", "=đóng"):
        assert words in page, words
    assert "data-refresh" not in page
    refused = signed_in("lead").page(f"{job}?outcome=refused")
    assert "rỗng.txt" in refused
    assert "bốn.txt" not in refused


def test_reports_open_in_a_spreadsheet_and_compute_nothing(signed_in: SignedIn, job: str) -> None:
    browser = signed_in("reviewer")
    csv = browser.get(f"{job}/bao-cao.csv").get_data()
    assert csv.startswith(b"\xef\xbb\xbf")
    assert "'=đóng dấu.txt" in csv.decode()
    sheet = load_workbook(io.BytesIO(browser.get(f"{job}/bao-cao.xlsx").get_data())).active
    assert sheet is not None
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=đóng dấu.txt"] == "s"
    assert browser.get("/nap-van-ban/dot/999/bao-cao.csv").status_code == 404


def test_wishes_that_do_not_fit_and_jobs_that_are_not_there(signed_in: SignedIn, job: str) -> None:
    browser = signed_in("reviewer")
    for wish in ("pause", "", "delete"):
        assert browser.post(job, {"wish": wish}, seen=job).status_code == 409
    assert browser.post("/nap-van-ban/dot/999", {"wish": "retry"}, seen=job).status_code == 404
    assert browser.get("/nap-van-ban/dot/99999999999999").status_code == 404
    assert browser.post(job, {"wish": "retry"}, seen=job).location == job


def test_a_job_is_paused_and_goes_on(
    services: Services, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in("reviewer")
    with monkeypatch.context() as patch:
        patch.setattr(services.runner, "wake", lambda: None)
        path = _upload(browser, _sent(ACT.format(n=7), "bảy.txt"))
        assert 'data-refresh="2000"' in browser.page(path)
        browser.post(path, {"wish": "pause"}, seen=path)
        page = browser.page(path)
        assert "Tạm dừng" in page
        assert "Nạp tiếp" in page
    browser.post(path, {"wish": "resume"}, seen=path)
    assert services.ingest_jobs.get(SYSTEM, 1).counts == {"new": 1}


def test_a_person_states_what_was_stamped(signed_in: SignedIn, job: str) -> None:
    browser = signed_in("reviewer")
    listed = browser.page("/xac-nhan")
    assert "=đóng dấu.txt" in listed
    path = "/xac-nhan/" + listed.split('href="/xac-nhan/')[1].split('"')[0]
    form = browser.page(path)
    assert "Cần xem lại" in form
    assert "Quy định về bến thuyền số 5" in form
    stated = {
        "type": "Quyết định",
        "number": "5/2026/QĐ-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Núi Xanh",
        "issued": "2026-03-05",
        "title": "Quy định về bến thuyền số 5",
    }
    assert browser.post(path, {**stated, "type": ""}, seen=path).status_code == 200
    odd = browser.post(path, {**stated, "number": "5\0/2026/QĐ-UBND"}, seen=path)
    assert odd.status_code == 302  # what PostgreSQL cannot keep is taken out
    done = browser.post(path, stated, seen=path)
    assert done.status_code == 302
    assert "5/2026/QĐ-UBND" in browser.page(done.location)
    assert "=đóng dấu.txt" not in browser.page("/xac-nhan")


def test_a_wrong_number_is_asked_about_and_nothing_typed_is_lost(signed_in: SignedIn, job: str) -> None:
    browser = signed_in("reviewer")
    path = "/xac-nhan/" + browser.page("/xac-nhan").split('href="/xac-nhan/')[1].split('"')[0]
    stated = {
        "type": "Nghị định",
        "number": "900/2015/NĐ-CP",
        "issuer": "Chính phủ",
        "issued": "2015-06-01",
        "title": "Tên vừa nhập nhầm",
    }
    asked = browser.post(path, stated, seen=path)
    page = asked.get_data(as_text=True)
    assert asked.status_code == 200
    assert "Sổ đã có một văn bản như vừa nhập" in page
    for words in ("Nghị định 900/2015/NĐ-CP", "01/06/2015", "Về bến thuyền", "Tên vừa nhập nhầm"):
        assert words in page, words
    assert "Tên vừa nhập nhầm" not in browser.page("/tim-kiem?q=900/2015/NĐ-CP")
    answer = re.search(r'name="sure" value="([^"]+)"', page)
    assert answer
    done = browser.post(path, {**stated, "sure": answer[1]}, seen=path)
    assert done.status_code == 302
    assert "Đã xác nhận Nghị định 900/2015/NĐ-CP." in browser.page(done.location)


def test_a_whole_folder_goes_in_without_what_programs_put_there(signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    # Browsers send the path inside the chosen folder as the name.
    sent = {
        "files": [_sent(ACT.format(n=30), "rời.txt")],
        "folder": [
            _sent(ACT.format(n=31), "hồ sơ/2026/ba mốt.txt"),
            _sent("x", "hồ sơ/.git/config"),
            _sent("x", "hồ sơ/2026/Thumbs.db"),
            _sent("x", "hồ sơ/2026/~$ mốt.docx"),
        ],
    }
    answer = browser.post("/nap-van-ban", sent, seen="/nap-van-ban")
    assert answer.status_code == 302
    page = browser.page(answer.location)
    assert "2 trên 2 tệp" in page
    assert "Quyết định 30/2026/QĐ-UBND" in page and "Quyết định 31/2026/QĐ-UBND" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Hãy chọn ít nhất một tệp hoặc một thư mục."),
        ({"folder": [("x", "hồ sơ/.DS_Store")]}, "Thư mục không có tệp nào"),
    ],
)
def test_nothing_to_bring_in_is_said(
    signed_in: SignedIn, sent: dict[str, list[tuple[str, str]]], sentence: str
) -> None:
    fields = {name: [_sent(*file) for file in files] for name, files in sent.items()}
    answer = signed_in("reviewer").post("/nap-van-ban", fields, seen="/nap-van-ban")
    assert answer.status_code == 200
    assert sentence in answer.get_data(as_text=True)


def test_what_a_field_may_be_as_well_is_a_button_that_fills_it(
    services: Services, signed_in: SignedIn, job: str
) -> None:
    browser = signed_in("reviewer")
    number = int(browser.page("/xac-nhan").split('href="/xac-nhan/')[1].split('"')[0])
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(ExpressionRow, number)
        read = {"value": "5/QĐ-UBND", "start": None, "end": None, "confidence": 0.4}
        row.header = {**row.header, "number": {**read, "others": ["6/QĐ-UBND"]}}
        row.doubtful = "number issued"
        row.header["issued"] = {**row.header["issued"], "others": ["2026-03-06"]}
    page = browser.page(f"/xac-nhan/{number}")
    assert 'data-fill="number" data-value="6/QĐ-UBND">6/QĐ-UBND</button>' in page
    assert 'data-fill="issued" data-value="2026-03-06">06/03/2026</button>' in page
