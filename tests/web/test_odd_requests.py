"""Requests that no page of ours would send are answered with a page, never with an internal error."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from app.bootstrap import Services
from tests.web.conftest import Browser
from tests.web.test_review_flow import REASON, confirm, draft, given, person

SignedIn = Callable[[str], Browser]
HUGE = "9" * 30


@pytest.mark.parametrize("path", [f"/phat-hien/{HUGE}", f"/kien-nghi/{HUGE}", f"/kien-nghi/{HUGE}.docx"])
def test_a_number_beyond_the_database_is_no_page(signed_in: SignedIn, path: str) -> None:
    assert signed_in("viewer").get(path).status_code == 404


def test_an_account_number_beyond_the_database_is_no_page(signed_in: SignedIn) -> None:
    done = signed_in("admin").post(f"/quan-tri/nguoi-dung/{HUGE}/khoa")
    assert done.status_code == 404


@pytest.mark.parametrize("path", ["/tim-kiem?q=%00", "/phat-hien?text=a%00b", "/van-ban/x%00"])
def test_nul_in_an_address_is_refused_before_any_database_sees_it(signed_in: SignedIn, path: str) -> None:
    assert signed_in("viewer").get(path).status_code == 400


def test_control_characters_of_a_form_are_taken_out(services: Services, signed_in: SignedIn) -> None:
    data = {"verdict": "confirmed", "reason": "đã\x00 đối\x0b chiếu\r\nbản gốc\x1f"}
    assert signed_in("reviewer").post("/phat-hien/1/ket-luan", data, seen="/phat-hien/1").status_code == 302
    kept = services.review.finding(person(services, "viewer"), 1).verdicts[-1].reason
    assert kept == "đã  đối  chiếu\nbản gốc"


def test_the_page_of_a_verdict_tells_when_somebody_was_quicker(
    services: Services, signed_in: SignedIn
) -> None:
    browser = signed_in("reviewer")
    assert '<input type="hidden" name="seen" value="0">' in browser.page("/phat-hien/1")
    services.review.judge(person(services, "lead"), 1, "dismissed", REASON)
    late = browser.post(
        "/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": REASON, "seen": "0"}, seen="/phat-hien/1"
    )
    assert late.status_code == 409
    assert "vừa kết luận phát hiện này" in late.get_data(as_text=True)


@pytest.mark.parametrize(("username", "status"), [("viewer", 403), ("lead", 403), ("reviewer", 200)])
def test_the_form_of_a_proposal_opens_for_its_author_alone(
    services: Services, signed_in: SignedIn, username: str, status: int
) -> None:
    number = draft(services, 1)
    assert signed_in(username).get(f"/kien-nghi/{number}/sua").status_code == status


def test_a_submitted_proposal_has_no_form(services: Services, signed_in: SignedIn) -> None:
    number = draft(services, 1)
    services.proposals.submit(person(services, "reviewer"), number)
    assert signed_in("reviewer").get(f"/kien-nghi/{number}/sua").status_code == 409


def test_a_finding_taken_meanwhile_is_a_sentence_in_vietnamese(
    services: Services, signed_in: SignedIn
) -> None:
    confirm(services, 1, 2)
    act = services.review.finding(person(services, "viewer"), 1).line.act_uid
    taken = given(services, 1)
    services.proposals.create(person(services, "lead"), act, taken)
    page = signed_in("reviewer").post(
        f"/kien-nghi/moi?act={act}",
        {"findings": "1", "handling": taken.handling, "content": taken.content},
        seen="/mat-khau",
    )
    assert "đã nằm trong kiến nghị khác" in page.get_data(as_text=True)


def test_a_finding_number_beyond_the_database_is_a_sentence(services: Services, signed_in: SignedIn) -> None:
    confirm(services, 1)
    act = services.review.finding(person(services, "viewer"), 1).line.act_uid
    page = signed_in("reviewer").post(
        f"/kien-nghi/moi?act={act}",
        {"findings": HUGE, "handling": given(services).handling, "content": "Sửa căn cứ ban hành."},
        seen="/mat-khau",
    )
    assert "hãy chọn lại" in page.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/tim-kiem?q=quyet&page=4000", "/phat-hien?page=4000"])
def test_a_page_behind_the_last_leads_to_the_last(signed_in: SignedIn, path: str) -> None:
    response = signed_in("viewer").get(path)
    assert response.status_code == 302
    assert response.location.endswith("page=1")


def test_nothing_private_may_be_kept_by_caches(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    for path in ("/", "/phat-hien.csv", "/khong-co-trang-nay", f"/kien-nghi/{draft(services, 1)}.docx"):
        assert browser.get(path).headers["Cache-Control"] == "private, no-store", path
    assert "max-age" in browser.get("/static/app.css").headers["Cache-Control"]


def test_a_damaged_index_is_told_and_numbers_are_still_found(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("viewer")
    browser.page("/tim-kiem?q=quyet dinh")
    services.index.close()
    index = services.settings.home / "index"
    index.mkdir(exist_ok=True)
    (index / "current.json").write_text("hỏng", "utf-8")
    label = services.review.finding(person(services, "viewer"), 1).line.act_label
    page = browser.page(f"/tim-kiem?q={label.split()[-1]} bến")
    assert "Chỉ tìm được theo số hiệu và ngày ban hành." in page
    assert label in page


def test_a_store_that_is_being_written_for_long_is_a_sentence(
    services: Services, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object, **_more: object) -> None:
        raise OperationalError("UPDATE finding", None, sqlite3.OperationalError("database is locked"))

    browser = signed_in("reviewer")
    data = {"verdict": "confirmed", "reason": REASON, "csrf_token": browser.token("/phat-hien/1")}
    monkeypatch.setattr(type(services.review), "judge", locked)
    answer = browser.client.post("/phat-hien/1/ket-luan", data=data)
    assert answer.status_code == 503
    assert "đang được một lệnh khác ghi" in answer.get_data(as_text=True)
