"""Pages over the real services: what a reader sees, what is escaped, what goes wrong politely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, EventRow, FindingRow
from app.services.permissions import SYSTEM
from tests.web.conftest import Browser
from tests.web.store import (
    DECISION,
    NEW_DECREE,
    OLD_DECREE,
    ORIGINAL,
    ORIGINAL_HASH,
    TODAY,
    event_row,
    span,
)

SignedIn = Callable[[str], Browser]


def test_home_counts_what_waits(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page("/")
    assert "Phát hiện chờ kết luận" in page
    assert "Quyết định 12/2024/QĐ-UBND" in page
    assert 'href="/phat-hien?code=REF102"' in page


def test_home_counts_acts_whose_term_ends_in_the_time_that_checks_warn_of(
    services: Services, signed_in: SignedIn
) -> None:
    def ends(*days: int) -> int:
        with transaction(services.sessions, writes=True) as session:
            act = session.scalars(select(ActRow).where(ActRow.uid == DECISION)).one()
            session.execute(delete(EventRow).where(EventRow.predicate == "expires"))
            for number in days:
                last = TODAY + timedelta(days=number)
                session.add(event_row(act, "expires", last))
        return int(services.acts.statistics(SYSTEM, TODAY)["ending_soon"])

    assert "hết thời hạn trong 120 ngày tới" in signed_in("viewer").page("/")
    assert [ends(), ends(1), ends(120), ends(0), ends(121)] == [0, 1, 1, 0, 0]
    assert ends(30, 60) == 1, "an act that two sources let end is one act"


def test_search_puts_the_exact_number_first(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page("/tim-kiem?q=900/2015/nd-cp&on=2026-03-02")
    assert "Nghị định 900/2015/NĐ-CP" in page
    assert 'class="st st-expired"' in page


def test_search_for_nothing_says_what_to_do(signed_in: SignedIn) -> None:
    assert "Không có văn bản nào khớp" in signed_in("viewer").page("/tim-kiem?q=zzzzqqq")
    assert "Nhập số hiệu" in signed_in("viewer").page("/tim-kiem?q=")


def test_filters_alone_list_acts_and_long_words_wrap(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page("/tim-kiem?type=Nghị định")
    assert "Nghị định 900/2015/NĐ-CP" in page and "Không có văn bản nào khớp" not in page
    assert "đúng bộ lọc" in page
    echoed = signed_in("viewer").page(f"/tim-kiem?q={'a' * 300}")
    assert re.search(r'class="[^"]*break[^"]*" role="status">[^<]*a{300}', echoed)


def test_a_number_that_the_filters_leave_out_is_shown_as_such(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page("/tim-kiem?q=900/2015/NĐ-CP&from=2021-01-01")
    assert "Có văn bản mang số này nhưng không khớp ngày hoặc bộ lọc" in page
    assert "Không có đúng số này" not in page and "900/2015/NĐ-CP</a>" in page


def test_links_take_the_status_of_the_day_asked_about(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    before = browser.page(f"/van-ban/{DECISION}?on=2025-07-31")
    after = browser.page(f"/van-ban/{DECISION}?on=2025-08-01")
    assert before.count('class="cite st-in_force"') == 2
    assert after.count('class="cite st-expired"') == 2
    assert "[Hết hiệu lực]" in after
    assert f'href="/van-ban/{OLD_DECREE}?on=2025-08-01"' in after


def test_an_unresolved_citation_leads_to_the_search(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page(f"/van-ban/{DECISION}")
    assert 'class="cite st-unresolved" href="/tim-kiem?q=' in page
    assert "1 viện dẫn chưa xác định được đúng một văn bản" in page


def test_provisions_are_anchors_and_the_contents_name_them(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page(f"/van-ban/{DECISION}")
    for eid in ("chp_I", "art_1", "art_1__cl_2", "art_1__cl_2__point_dd", "art_2"):
        assert f'id="{eid}"' in page
    assert '<a href="#art_2">Điều 2. Hiệu lực thi hành</a>' in page


def test_a_finding_marks_its_place(signed_in: SignedIn) -> None:
    start, end = span("Nghị định số 900/2015/NĐ-CP", 2)
    page = signed_in("viewer").page(f"/van-ban/{DECISION}?mark={start}-{end}")
    assert page.count('<mark class="place">') == 1
    assert "<mark" not in signed_in("viewer").page(f"/van-ban/{DECISION}?mark=9-1")


def test_timeline_shows_the_clause_and_who_cites(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page(f"/van-ban/{OLD_DECREE}")
    assert "Nghị định này thay thế Nghị định số 900/2015/NĐ-CP kể từ ngày 01 tháng 8 năm 2025." in page
    assert "01/08/2025" in page
    assert f'href="/van-ban/{DECISION}' in page
    assert "Chưa có toàn văn" in page


def test_a_title_with_markup_is_text(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    for path in (f"/van-ban/{NEW_DECREE}", "/tim-kiem?q=901/2025", "/tim-kiem?q=<script>alert(1)</script>"):
        page = browser.page(path)
        assert "<script>alert" not in page, path
        assert "&lt;script&gt;alert" in page, path


def test_the_original_is_downloaded_never_shown(services: Services, signed_in: SignedIn) -> None:
    stored = services.acts._originals.path(ORIGINAL_HASH)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(ORIGINAL)
    answer = signed_in("viewer").get(f"/tep-goc/{ORIGINAL_HASH}")
    assert answer.data == ORIGINAL
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert signed_in("viewer").get("/tep-goc/..%2f..%2fsecret.key").status_code == 404


def test_findings_are_filtered_sorted_and_counted(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    everything = browser.page("/phat-hien")
    assert everything.index("Căn cứ Nghị định") < everything.index("Dẫn chiếu Nghị định")
    only = browser.page("/phat-hien?severity=warning")
    assert "Dẫn chiếu Nghị định" in only
    assert "Căn cứ Nghị định 900" not in only
    assert "Dẫn chiếu" in browser.page("/phat-hien?text=12/2024/qd-ubnd")
    assert "Không có phát hiện nào khớp" in browser.page("/phat-hien?text=kh%C3%B4ng-c%C3%B3")
    assert "Không có phát hiện nào khớp" in browser.page("/phat-hien?state=dismissed")
    assert "2 phát hiện" in browser.page("/phat-hien?state=nonsense&severity=nonsense&page=-3")


def test_findings_as_csv(signed_in: SignedIn) -> None:
    answer = signed_in("viewer").get("/phat-hien.csv?severity=error")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 2
    assert rows[1][1:5] == ["REF102", "Lỗi", "Chờ kết luận", "Quyết định 12/2024/QĐ-UBND"]
    assert len(rows[0]) == len(rows[1])


def test_findings_as_workbook(signed_in: SignedIn) -> None:
    answer = signed_in("viewer").get("/phat-hien.xlsx?severity=error")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][1:3] == ["REF102", "Lỗi"] and sheet.max_row == 2


def test_finding_page_shows_both_sides_dates_and_source(signed_in: SignedIn) -> None:
    page = signed_in("viewer").page("/phat-hien/1")
    assert "<mark>Nghị định số 900/2015/NĐ-CP</mark>" in page
    assert "Nghị định này thay thế Nghị định số 900/2015/NĐ-CP" in page
    assert "Hiệu lực ngày ký (05/03/2024)" in page
    assert "Hiệu lực ngày rà soát (02/03/2026)" in page
    assert "Nghị định 79/2025/NĐ-CP, Điều 39" in page
    assert f"/van-ban/{DECISION}?on=2026-03-02&amp;mark=" in page
    assert 'href="/phat-hien/2"' in page


def test_errors_are_one_sentence_in_vietnamese(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    assert "Không có trang này" in browser.page("/khong-co", 404)
    assert "Không có văn bản này" in browser.page("/van-ban/khong/co", 404)
    assert "không phải là ngày" in browser.page(f"/van-ban/{DECISION}?on=hom-qua", 400)
    assert "vai trò “Quản trị”" in browser.page("/quan-tri/nguoi-dung", 403)
    assert "Không thể mở trang này trực tiếp" in browser.page("/phat-hien/1/ket-luan", 405)


def test_an_unforeseen_error_tells_nothing_inside(
    services: Services, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("bí mật bên trong")

    browser = signed_in("viewer")
    monkeypatch.setattr(type(services.acts), "statistics", fail)
    page = browser.page("/", 500)
    assert "bí mật" not in page
    assert "hãy thử lại" in page


def test_english_pages(signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    browser.post("/ngon-ngu", {"language": "en", "next": "/phat-hien"})
    page = browser.page("/phat-hien")
    assert '<html lang="en">' in page
    assert "Findings" in page
    browser.post("/ngon-ngu", {"language": "vi", "next": "/"})
    assert '<html lang="vi">' in browser.page("/phat-hien")


def test_health_needs_no_account(browser: Browser) -> None:
    assert browser.get("/healthz").get_json() == {"status": "ok"}


def test_pages_carry_no_inline_script_or_style_and_load_nothing_from_outside(signed_in: SignedIn) -> None:
    browser = signed_in("admin")
    paths = ("/", "/tim-kiem?q=900", f"/van-ban/{DECISION}", "/phat-hien", "/phat-hien/1", "/kien-nghi")
    for path in (*paths, "/quan-tri/nguoi-dung", "/quan-tri/nhat-ky", "/nap-van-ban", "/kiem-tra-du-thao"):
        page = browser.page(path)
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert "<script>" not in page, path
        assert 'src="http' not in page, path
        assert 'href="http' not in page, path


def test_audit_page_tells_who_did_what(services: Services, signed_in: SignedIn) -> None:
    signed_in("reviewer").post(
        "/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": "đã đối chiếu"}, seen="/phat-hien/1"
    )
    page = signed_in("admin").page("/quan-tri/nhat-ky?action=finding.confirm")
    assert "finding/1" in page
    assert "đã đối chiếu" in page
    assert services.audit.page(SYSTEM, action="finding.confirm").total == 1


def test_a_finding_that_no_other_act_caused_shows_no_clause_of_one(
    services: Services, signed_in: SignedIn
) -> None:
    assert "Điều khoản làm thay đổi hiệu lực" in signed_in("viewer").page("/phat-hien/1")
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(FindingRow, 2)
        row.code, row.evidence = "FRM605", []
    page = signed_in("viewer").page("/phat-hien/2")
    assert "Điều khoản làm thay đổi hiệu lực" not in page and "hãy tra bản gốc" not in page
    assert "Xem văn bản được viện dẫn" in page
