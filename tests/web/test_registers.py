"""Importing a register on the pages: columns shown, corrected, tried, confirmed, remembered."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from app.bootstrap import Services
from app.db.models import ActRow, AuditRow
from app.web.labels import REGISTER_FIELD
from indexer.importers.columns import FIELDS
from tests.web.conftest import Browser
from tests.web.test_drafts import draft

SignedIn = Callable[[str], Browser]
HOME = "/quan-tri/nhap-so"
REGISTER = (
    "STT;Số ký hiệu;Ban hành hôm;Trích yếu;Cơ quan ban hành\n"
    "1;901/2019/QĐ-UBND;04/5/2019;Về phí bến bãi;UBND tỉnh An Giang\n"
    "2;902/2019/QĐ-UBND;05/5/2019;Về lệ phí chợ;\n"
)


def upload(browser: Browser, text: str = REGISTER, name: str = "so-2019.csv") -> str:
    answer = browser.post(HOME, {"file": (io.BytesIO(text.encode()), name)}, seen=HOME)
    assert answer.status_code == 302, answer.get_data(as_text=True)[:500]
    return answer.headers["Location"]


def send(browser: Browser, page: str, step: str, fields: dict[str, str], issuer: str = "") -> str:
    data: MultiDict[str, object] = MultiDict({"step": step, "issuer": issuer})
    for header, field in fields.items():
        data.add("header", header)
        data.add("field", field)
    data.add("csrf_token", browser.token(page))
    answer = browser.client.post(page, data=data, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


COLUMNS = {
    "STT": "",
    "Số ký hiệu": "number",
    "Ban hành hôm": "issued",
    "Trích yếu": "title",
    "Cơ quan ban hành": "issuer",
}


def acts(services: Services) -> list[str | None]:
    with services.sessions() as session:
        wanted = select(ActRow.number).where(ActRow.number.like("90_/2019%")).order_by(ActRow.number)
        return list(session.scalars(wanted))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("to-trinh.docx", draft("Tờ trình"), "Tệp này là tệp Word hoặc gói nén, không phải sổ văn bản"),
        ("to-trinh.pdf", b"%PDF-1.7\n%\xe2\xe3\n", "Tệp này là tệp PDF, không phải sổ văn bản"),
        ("so.jsonl", b'{"type": "x", "number": "1", "source": "x"}\n', "không phải bảng Excel hoặc CSV"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(
    signed_in: SignedIn, name: str, content: bytes, sentence: str
) -> None:
    answer = signed_in("admin").post(HOME, {"file": (io.BytesIO(content), name)}, seen=HOME)
    assert answer.status_code == 200
    assert sentence in answer.get_data(as_text=True)


def test_every_field_of_a_register_has_a_name_on_the_pages() -> None:
    assert {code: str(name) for code, name in REGISTER_FIELD.items()} == FIELDS


def test_columns_are_shown_with_examples_and_what_could_not_be_guessed_is_not_used(
    signed_in: SignedIn,
) -> None:
    browser = signed_in("lead")
    page = browser.page(upload(browser))
    assert "901/2019/QĐ-UBND" in page and "Về lệ phí chợ" in page
    row = page[page.index('<th scope="row">Số ký hiệu') :][:3000]
    assert 'value="number" selected' in row
    unguessed = page[page.index('<th scope="row">Ban hành hôm') :][:3000].split("</tr>")[0]
    assert "selected" not in unguessed


def test_a_trial_stores_nothing_and_lists_rejected_rows(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("lead")
    address = upload(browser)
    page = send(browser, address, "try", COLUMNS)
    assert "Kết quả chạy thử, chưa ghi gì" in page
    assert "dòng 3" in page and "thiếu cơ quan ban hành" in page
    assert acts(services) == []
    table = browser.get(f"{address}/dong-bi-loai.csv")
    assert table.mimetype == "text/csv"
    assert "thiếu cơ quan ban hành" in table.get_data(as_text=True)


def test_confirmed_rows_are_in_with_an_audit_entry_and_the_columns_are_remembered(
    services: Services, signed_in: SignedIn
) -> None:
    browser = signed_in("lead")
    address = upload(browser)
    send(browser, address, "try", COLUMNS, issuer="tỉnh An Giang")
    page = send(browser, address, "confirm", COLUMNS, issuer="tỉnh An Giang")
    assert "Đã nạp sổ so-2019.csv" in page
    assert acts(services) == ["901/2019/QĐ-UBND", "902/2019/QĐ-UBND"]
    assert browser.get(address).status_code == 404
    with services.sessions() as session:
        entry = session.scalars(select(AuditRow).where(AuditRow.action == "registry.import")).one()
        assert (entry.object, entry.detail["new"]) == ("so-2019.csv", 2)
        assert entry.user_id is not None
    again = browser.page(upload(browser, name="so-2020.csv"))
    corrected = again[again.index('<th scope="row">Ban hành hôm') :][:3000].split("</tr>")[0]
    assert 'value="issued" selected' in corrected


def test_importing_the_same_register_again_changes_nothing(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("admin")
    send(browser, upload(browser), "confirm", COLUMNS, issuer="tỉnh An Giang")
    page = send(browser, upload(browser), "try", COLUMNS, issuer="tỉnh An Giang")
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page))
    assert (facts["Văn bản mới"], facts["Văn bản thay đổi"], facts["Văn bản không đổi"]) == ("0", "0", "2")
    assert "Xác nhận nạp" not in page
    with services.sessions() as session:
        assert session.scalar(select(func.count()).where(AuditRow.action == "registry.import")) == 1


def test_what_is_discarded_is_gone(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("lead")
    address = upload(browser)
    assert "chưa nạp gì" in send(browser, address, "cancel", {})
    assert browser.get(address).status_code == 404
    assert acts(services) == []
    assert list((services.settings.home / "registers").iterdir()) == []


def test_nobody_sees_the_upload_of_somebody_else(signed_in: SignedIn) -> None:
    address = upload(signed_in("lead"))
    assert signed_in("admin").get(address).status_code == 404
    assert signed_in("lead").get(f"{HOME}/..%2f..%2fsecret.key").status_code == 404


@pytest.mark.parametrize("who", ["viewer", "drafter", "reviewer"])
def test_only_a_lead_or_an_administrator_may(signed_in: SignedIn, who: str) -> None:
    browser = signed_in(who)
    assert browser.get(HOME).status_code == 403
    assert HOME not in browser.page("/")


def test_a_file_that_is_no_register_is_told_in_a_sentence(signed_in: SignedIn) -> None:
    browser = signed_in("lead")
    answer = browser.post(HOME, {"file": (io.BytesIO(b"PK\x03\x04 broken"), "so.xlsx")}, seen=HOME)
    assert answer.status_code == 200
    assert "Tệp Excel bị hỏng" in answer.get_data(as_text=True)
    for content, name, sentence in (
        (b"", "so.xlsx", "Sổ không có dòng nào"),
        (b"MZ\x90\x00\x03" + bytes(100), "so.exe", "Tệp này là chương trình máy tính, không phải sổ văn bản"),
    ):
        answer = browser.post(HOME, {"file": (io.BytesIO(content), name)}, seen=HOME)
        assert answer.status_code == 200
        assert sentence in answer.get_data(as_text=True)
    page = browser.page(upload(browser, "một hai ba\n", "trong.csv"))
    assert "Không thấy dòng tiêu đề" in page
