"""The page for drafters: what a draft cites, in its own words, on the page and as files to take away."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from werkzeug.test import TestResponse

from app.bootstrap import Services
from app.services.permissions import SYSTEM
from tests.web.conftest import Browser
from tests.web.store import TEXT

SignedIn = Callable[[str], Browser]
LAWS = (("51/2001/QH10", "2001-12-25"), ("52/2024/QH15", "2024-02-01"))
LINES = (
    "ỦY BAN NHÂN DÂN TỈNH NÚI XANH",
    "Số:      /2026/QĐ-UBND",
    "Núi Xanh, ngày      tháng 3 năm 2026",
    "QUYẾT ĐỊNH",
    "Ban hành quy định về bến thuyền",
    "Căn cứ Luật Sông hồ;",
    "Căn cứ Nghị định số 900/2015/NĐ-CP ngày 01 tháng 6 năm 2015 của Chính phủ;",
    "Điều 1. Phạm vi",
    "Quyết định này quy định việc đặt tên bến thuyền.",
)


@pytest.fixture
def laws(services: Services, tmp_path: Path) -> None:
    """Two laws of one name."""
    plain = {"source": "vbpl2026", "type": "Luật", "issuer": "Quốc hội", "title": "Sông hồ"}
    rows = [{**plain, "number": number, "issued": issued} for number, issued in LAWS]
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    services.registry.import_file(SYSTEM, path)


def draft(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def check(
    browser: Browser, content: bytes, name: str, result: str = "page", on: str = "2026-03-02"
) -> TestResponse:
    data = {"file": (io.BytesIO(content), name), "on": on, "result": result}
    return browser.post("/kiem-tra-du-thao", data, seen="/kiem-tra-du-thao")


def links(page: str) -> dict[str, str]:
    """The words of each citation with what is told of it."""
    return dict(re.findall(r'<a[^>]* class="cite [^>]* data-note="([^"]*)">([^<]*)<', page))


@pytest.mark.usefixtures("laws")
def test_the_text_is_shown_with_the_standing_of_what_it_cites(signed_in: SignedIn) -> None:
    page = check(signed_in("drafter"), draft(*LINES), "dự thảo.docx").get_data(as_text=True)
    told = {words: note for note, words in links(page).items()}
    assert "hết hiệu lực" in told["Nghị định số 900/2015/NĐ-CP ngày 01 tháng 6 năm 2015"]
    assert "thay thế" in told["Nghị định số 900/2015/NĐ-CP ngày 01 tháng 6 năm 2015"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert '<h3 class="b-article"' in page and "<h4" not in page  # no chapter above the articles
    anchors = set(re.findall(r'href="#(c-\d+)"', page))
    assert anchors and anchors <= set(re.findall(r'id="(c-\d+)"', page))


@pytest.mark.usefixtures("laws")
def test_a_bare_name_in_a_draft_without_a_date_is_read_on_the_day_of_the_check(signed_in: SignedIn) -> None:
    page = check(signed_in("drafter"), draft(*LINES), "dự thảo.docx").get_data(as_text=True)
    assert "được hiểu theo ngày 02/03/2026" in page
    told = {words: note for note, words in links(page).items()}
    assert told["Luật Sông hồ"].startswith("Luật 52/2024/QH15")


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize("changed", [(1, "Số: 14/2009/QĐ-UBND"), (2, "Núi Xanh, ngày 05 tháng 3 năm 2010")])
def test_what_is_dated_or_of_another_year_is_not_read_on_that_day(
    signed_in: SignedIn, changed: tuple[int, str]
) -> None:
    at, line = changed
    lines = (*LINES[:at], line, *LINES[at + 1 :])
    page = check(signed_in("drafter"), draft(*lines), "cũ.docx").get_data(as_text=True)
    assert "được hiểu theo ngày" not in page
    told = {words: note for note, words in links(page).items()}
    assert not told["Luật Sông hồ"].startswith("Luật 52/2024/QH15")


@pytest.mark.usefixtures("laws")
def test_a_dated_draft_shows_both_readings_of_a_bare_name(signed_in: SignedIn) -> None:
    lines = (LINES[0], "Số: 14/2010/QĐ-UBND", "Núi Xanh, ngày 05 tháng 3 năm 2010", *LINES[3:])
    page = check(signed_in("drafter"), draft(*lines), "cũ.docx").get_data(as_text=True)
    told = {words: note for note, words in links(page).items()}
    assert told["Luật Sông hồ"].startswith("Luật 51/2001/QH10")
    assert "Tên này vào ngày 02/03/2026 là của Luật 52/2024/QH15 (Sông hồ)" in told["Luật Sông hồ"]


def test_the_draft_comes_back_as_word_with_comments(signed_in: SignedIn) -> None:
    answer = check(signed_in("drafter"), draft(*LINES), "dự thảo.docx", "docx")
    assert "ra-soat.docx" in answer.headers["Content-Disposition"]
    document = Document(io.BytesIO(answer.get_data()))
    assert [p.text for p in document.paragraphs] == list(LINES)
    assert any("REF102" in comment.text for comment in document.comments)


def test_the_result_is_a_page_to_keep(signed_in: SignedIn) -> None:
    answer = check(signed_in("drafter"), TEXT.encode(), "nháp.txt", "html")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "REF102" in answer.get_data(as_text=True)


def test_comments_in_what_is_no_word_file_are_refused_with_what_to_do(signed_in: SignedIn) -> None:
    page = check(signed_in("drafter"), TEXT.encode(), "nháp.txt", "docx").get_data(as_text=True)
    assert "hãy lưu dự thảo thành .docx" in page
    assert "phát hiện</h2>" not in page


def test_a_document_that_unpacks_to_too_much_gets_no_comments_here(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.ui.files._MOST_UNPACKED", 1000)
    page = check(signed_in("drafter"), draft(*LINES), "dự thảo.docx", "docx").get_data(as_text=True)
    assert "Tệp quá lớn để ghi chú thích" in page
    assert "REF102" in check(signed_in("drafter"), draft(*LINES), "dự thảo.docx").get_data(as_text=True)


@pytest.mark.parametrize("on", ["9999-12-31", "0001-01-01", "2101-01-01", "1899-12-31", "hôm qua"])
def test_a_day_that_no_act_can_have_is_refused_in_words(signed_in: SignedIn, on: str) -> None:
    answer = check(signed_in("drafter"), TEXT.encode(), "nháp.txt", on=on)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Ngày không đúng hoặc ngoài các năm 1900–2100" in page
    assert "phát hiện</h2>" not in page
