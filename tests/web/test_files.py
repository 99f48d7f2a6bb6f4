"""Uploads: into the corpus, or checked and forgotten."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.bootstrap import Services
from app.services.permissions import SYSTEM
from app.web.ui.files import base_name
from tests.web.conftest import Browser
from tests.web.store import TEXT

SignedIn = Callable[[str], Browser]


def sent(text: str, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), name


def test_a_draft_is_checked_and_not_kept(services: Services, signed_in: SignedIn) -> None:
    before = services.acts.statistics(SYSTEM, services.today())
    answer = signed_in("drafter").post(
        "/kiem-tra-du-thao", {"file": sent(TEXT, "du-thao.txt"), "on": "2026-03-02"}, seen="/kiem-tra-du-thao"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "du-thao.txt" in page
    assert "REF102" in page
    assert services.acts.statistics(SYSTEM, services.today()) == before


def test_an_unreadable_draft_is_a_sentence(signed_in: SignedIn) -> None:
    answer = signed_in("drafter").post(
        "/kiem-tra-du-thao", {"file": sent("", "rong.docx")}, seen="/kiem-tra-du-thao"
    )
    assert answer.status_code == 200
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_a_file_that_cites_nothing_is_not_called_faultless(signed_in: SignedIn) -> None:
    answer = signed_in("drafter").post(
        "/kiem-tra-du-thao", {"file": sent("Kính gửi các đồng chí.", "thu.txt")}, seen="/kiem-tra-du-thao"
    )
    page = answer.get_data(as_text=True)
    assert "Không nhận ra văn bản nào được viện dẫn" in page
    assert "Không thấy vấn đề nào" not in page


def test_uploads_report_each_file(services: Services, signed_in: SignedIn) -> None:
    text = TEXT.replace("12/2024", "13/2024").replace("QUYẾT ĐỊNH\n", "QUYẾT ĐỊNH\nSố: 13/2024/QĐ-UBND\n")
    answer = signed_in("reviewer").post(
        "/nap-van-ban",
        {"files": [sent(text, "C:\\tmp\\quyet-dinh-13.txt"), sent("", "rong.pdf")]},
        seen="/nap-van-ban",
    )
    assert answer.status_code == 302
    page = signed_in("reviewer").page(answer.location)
    assert "quyet-dinh-13.txt" in page
    assert "C:\\tmp" not in page
    assert "Không nạp được" in page


def test_no_file_and_too_large_a_file(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    empty = browser.post("/nap-van-ban", seen="/nap-van-ban")
    assert "Hãy chọn ít nhất một tệp" in empty.get_data(as_text=True)
    app.config["MAX_UPLOAD_LENGTH"] = 1000
    large = browser.post("/nap-van-ban", {"files": [sent("a" * 5000, "to.txt")]}, seen="/nap-van-ban")
    assert large.status_code == 413
    assert "quá lớn" in large.get_data(as_text=True)


def test_five_hundred_files_fit_into_one_upload_and_no_more(
    services: Services, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.runner, "wake", lambda: None)
    browser = signed_in("reviewer")
    files = [sent(f"tệp {n}", f"{n}.txt") for n in range(501)]
    over = browser.post("/nap-van-ban", {"files": files}, seen="/nap-van-ban")
    assert "tối đa 500 tệp" in over.get_data(as_text=True)
    done = browser.post(
        "/nap-van-ban", {"files": [sent("x", f"{n}.txt") for n in range(500)]}, "/nap-van-ban"
    )
    assert done.status_code == 302
    assert services.ingest_jobs.get(SYSTEM, 1).total == 500


def test_only_who_may_bring_files_in_may_send_so_much(app: Flask, signed_in: SignedIn) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 5000
    large = {"files": [sent("a" * 9000, "to.txt")]}
    assert signed_in("drafter").post("/nap-van-ban", large).status_code == 413


def test_names_of_files_lose_their_paths() -> None:
    assert base_name("../../etc/passwd") == "passwd"
    assert base_name("C:\\Users\\a\\văn bản.docx") == "văn bản.docx"
    assert base_name("a\x00\nb.txt") == "ab.txt"
    assert base_name("") == base_name(None) == "van-ban"


def job_names(services: Services, answer: TestResponse) -> tuple[str, list[str]]:
    number = int(answer.location.rpartition("/")[2])
    items, _total = services.ingest_jobs.items(SYSTEM, number)
    return services.ingest_jobs.get(SYSTEM, number).title, [item.name for item in items]


def test_files_of_a_chosen_folder_are_told_by_their_place_in_it(
    services: Services, signed_in: SignedIn
) -> None:
    files = [sent("một", "hồ sơ/2026/a.txt"), sent("hai", "hồ sơ/b.txt")]
    answer = signed_in("reviewer").post("/nap-van-ban", {"folder": files}, seen="/nap-van-ban")
    assert job_names(services, answer) == ("Thư mục hồ sơ: 2 tệp", ["2026/a.txt", "b.txt"])


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["/hồ sơ/2026/a.txt", "/hồ sơ/b.txt"], ["2026/a.txt", "b.txt"]),
        (["/một/a.txt", "/hai/b.txt"], ["một/a.txt", "hai/b.txt"]),
        (["/hồ sơ/../../a.txt", "C:\\hồ sơ\\b.txt"], ["a.txt", "b.txt"]),
        (["/hồ sơ/khác.txt", "/hồ sơ/b.txt"], ["a.txt", "b.txt"]),
        (["/hồ sơ/a.txt"], ["a.txt", "b.txt"]),
        ([1, None], ["a.txt", "b.txt"]),
        ({"a": 1}, ["a.txt", "b.txt"]),
        (3, ["a.txt", "b.txt"]),
    ],
)
def test_dropped_files_are_told_by_the_place_that_fits_them(
    services: Services, signed_in: SignedIn, paths: object, shown: list[str]
) -> None:
    data = {"files": [sent("một", "a.txt"), sent("hai", "b.txt")], "paths": json.dumps(paths)}
    answer = signed_in("reviewer").post("/nap-van-ban", data, seen="/nap-van-ban")
    assert job_names(services, answer)[1] == shown


@pytest.mark.parametrize("paths", ["[" * 100_000, '{"a":' * 100_000, "[", ""])
def test_places_that_no_script_would_send_are_left_out(
    services: Services, signed_in: SignedIn, paths: str
) -> None:
    data = {"files": [sent("một", "a.txt")], "paths": paths}
    answer = signed_in("reviewer").post("/nap-van-ban", data, seen="/nap-van-ban")
    assert job_names(services, answer)[1] == ["a.txt"]


def test_what_is_doubtful_leads_to_where_it_is_confirmed(signed_in: SignedIn) -> None:
    text = TEXT.replace("12/2024", "13/2024")
    browser = signed_in("reviewer")
    answer = browser.post("/nap-van-ban", {"files": [sent(text, "không số.txt")]}, seen="/nap-van-ban")
    page = browser.page(answer.location)
    (link,) = re.findall(r'href="(/xac-nhan/\d+)"', page)
    assert "không số.txt" in browser.page(link)
    assert 'href="/xac-nhan"' in page
    plain = browser.post("/nap-van-ban", {"files": [sent("", "rỗng.txt")]}, seen="/nap-van-ban")
    assert 'href="/xac-nhan"' not in browser.page(plain.location)  # nothing of this job waits
