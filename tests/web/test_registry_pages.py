"""Pages of contradictions, of the order of sources, of the rules of law; the audit trail in words."""

from __future__ import annotations

import ast
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

import app.services
from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, ClaimRow
from app.services.disagreement_views import DisagreementFilter
from app.services.permissions import SYSTEM
from app.web import registry_words
from app.web.audit_words import ACTION
from legal_corpus.effect.rule_shape import shape_of
from legal_corpus.effect.rules import core_rules
from tests.web.conftest import Browser
from tests.web.store import OLD_DECREE

SignIn = Callable[[str], Browser]


@pytest.fixture
def contested(services: Services) -> Iterator[int]:
    """Two sources give the old decree two dates; the number of that contradiction."""
    with transaction(services.sessions, writes=True) as session:
        act = session.query(ActRow).filter_by(uid=OLD_DECREE).one()
        for value, source in (("2015-06-01", "phapdien2026"), ("2015-01-06", "vbpl2026")):
            session.add(ClaimRow(act_id=act.id, field="issued", value=value, source=source))
        session.add(ClaimRow(act_id=act.id, field="title", value="=1+1", source="vbpl2026"))
        session.add(ClaimRow(act_id=act.id, field="title", value="Về bến thuyền", source="phapdien2026"))
    services.disagreements.refresh(SYSTEM)
    lines = services.disagreements.export(SYSTEM, DisagreementFilter(field="issued"))
    yield lines[0].id


def test_the_list_shows_both_sides_the_one_in_use_and_filters(contested: int, signed_in: SignIn) -> None:
    page = signed_in("viewer").page("/mau-thuan")
    assert "01/06/2015" in page and "06/01/2015" in page and "đang dùng" in page
    assert f"/mau-thuan/{contested}" in page and "Nghị định 900/2015/NĐ-CP" in page
    assert "Không có mâu thuẫn nào" in signed_in("viewer").page("/mau-thuan?kind=maybe_same")
    assert "06/01/2015" not in signed_in("viewer").page("/mau-thuan?field=title")
    assert "06/01/2015" not in signed_in("viewer").page("/mau-thuan?state=settled")
    assert "06/01/2015" in signed_in("viewer").page("/mau-thuan?source=vbpl2026&kind=nonsense")


def test_table_files_never_compute(contested: int, signed_in: SignIn) -> None:
    browser = signed_in("viewer")
    csv = browser.get("/mau-thuan.csv")
    assert csv.mimetype == "text/csv" and "06/01/2015" in csv.get_data(as_text=True)
    sheet = load_workbook(io.BytesIO(browser.get("/mau-thuan.xlsx").data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert browser.get("/mau-thuan.exe").status_code == 404


def test_a_reviewer_decides_with_a_reason_and_the_act_page_tells(
    contested: int, signed_in: SignIn, services: Services
) -> None:
    browser, here = signed_in("reviewer"), f"/mau-thuan/{contested}"
    assert "Mâu thuẫn giữa các nguồn" in browser.page(f"/van-ban/{OLD_DECREE}")
    refused = browser.post(f"{here}/ket-luan", {"value": "2015-01-06", "reason": " "}, seen=here)
    assert refused.status_code == 400 and "lý do" in refused.get_data(as_text=True)
    nothing = browser.post(f"{here}/ket-luan", {"reason": "Đã xem."}, seen=here)
    assert nothing.status_code == 400
    done = browser.post(f"{here}/ket-luan", {"value": "2015-01-06", "reason": "Đã xem công báo."}, seen=here)
    assert done.status_code == 302
    page = browser.page(here)
    assert "Đã kết luận" in page and "Đã xem công báo." in page and "Người reviewer" in page
    new = "nghi-dinh/900-2015-nd-cp/chinh-phu/2015-01-06"
    assert "06/01/2015" in browser.page(f"/van-ban/{new}")
    assert services.search.search(SYSTEM, "900/2015/NĐ-CP", on=services.today()).hits[0].act.uid == new
    audit = signed_in("admin").page("/quan-tri/nhat-ky")
    assert "Kết luận mâu thuẫn giữa các nguồn" in audit and "trước: 2015-06-01" in audit
    reopened = browser.post(f"{here}/mo-lai", {"reason": "Nhầm."}, seen=here)
    assert reopened.status_code == 302 and "01/06/2015" in browser.page(f"/van-ban/{OLD_DECREE}")
    assert browser.post(f"{here}/mo-lai", {"reason": "Nhầm."}, seen=here).status_code == 409


def test_who_may_not_decide_sees_no_form_and_is_refused(contested: int, signed_in: SignIn) -> None:
    browser, here = signed_in("drafter"), f"/mau-thuan/{contested}"
    assert "Ghi kết luận" not in browser.page(here)
    assert browser.post(f"{here}/ket-luan", {"value": "giu-nguyen", "reason": "x"}).status_code == 403
    assert browser.post("/nguon/len", {"code": "vbpl2026"}).status_code == 403


def test_sources_move_by_button_and_by_number(contested: int, signed_in: SignIn) -> None:
    browser = signed_in("admin")
    first = re.findall(r'name="place-([a-z0-9_]+)"', browser.page("/nguon"))
    assert first[0] == "van_ban"
    browser.post("/nguon/xuong", {"code": "van_ban"}, seen="/nguon")
    order = re.findall(r'name="place-([a-z0-9_]+)"', browser.page("/nguon"))
    assert order[:2] == [first[1], "van_ban"]
    typed = {f"place-{code}": str(at) for at, code in enumerate(order, start=1)} | {"place-vbpl2026": "1"}
    told = browser.client.post(
        "/nguon/luu", data={**typed, "csrf_token": browser.token("/nguon")}, follow_redirects=True
    ).get_data(as_text=True)
    assert "2 giá trị của 1 văn bản thay đổi" in told
    assert re.findall(r'name="place-([a-z0-9_]+)"', told)[0] == "vbpl2026"
    wrong = browser.client.post(
        "/nguon/luu",
        data={**typed, "place-vbpl2026": "đầu", "csrf_token": browser.token("/nguon")},
        follow_redirects=True,
    )
    assert "số nguyên dương" in wrong.get_data(as_text=True)
    browser.post("/nguon/mac-dinh", seen="/nguon")
    assert re.findall(r'name="place-([a-z0-9_]+)"', browser.page("/nguon")) == first


def test_rules_are_readable_by_all_with_their_confidence_in_words(signed_in: SignIn) -> None:
    page = signed_in("viewer").page("/quy-tac")
    assert "đã đọc trong văn bản" in page and "chưa đối chiếu nguyên văn" in page
    one = signed_in("viewer").page("/quy-tac/district_acts")
    assert "28/02/2027" in one and "chỉ là đề xuất" in one
    assert "Sửa phiên bản này" not in one
    assert signed_in("viewer").get("/quy-tac/no_such_rule").status_code == 404


def test_an_administrator_edits_adds_and_restores_a_rule(signed_in: SignIn, services: Services) -> None:
    browser, here = signed_in("admin"), "/quy-tac/district_acts"
    form = browser.page(f"{here}?sua=0")
    assert 'value="2027-02-28"' in form
    given = {
        "position": "0",
        "title": "Văn bản của cấp huyện",
        "text": "Thử.",
        "source": "Luật 87/2025/QH15",
        "confidence": "T",
        "valid_from": "2025-07-01",
        "valid_until": "",
        "why": "Đã đọc luật.",
        "p-applies_until": "2027-06-30",
        "p-level_ended": "2025-06-30",
    }
    assert browser.post(here, given, seen=f"{here}?sua=0").status_code == 302
    assert "30/06/2027" in browser.page(here)
    rule = services.rules.book().at("district_acts", services.today())
    assert rule and rule.was_read
    wrong = browser.post(here, {**given, "p-applies_until": "mai"}, seen=f"{here}?sua=0")
    assert wrong.status_code == 400 and 'value="mai"' in wrong.get_data(as_text=True)
    later = {**given, "position": "", "valid_from": "2027-07-01", "p-applies_until": "2028-01-01"}
    assert browser.post(here, later, seen=f"{here}?moi=1").status_code == 302
    assert "01/01/2028" in browser.page(here)
    audit = browser.page("/quan-tri/nhat-ky?action=rule.edit")
    assert "Sửa quy tắc pháp luật" in audit and "Đã đọc luật." in audit and "→" in audit
    browser.post(f"{here}/khoi-phuc", {"why": "Xong."}, seen=here)
    assert "28/02/2027" in browser.page(here) and "01/01/2028" not in browser.page(here)
    assert signed_in("lead").post(here, given).status_code == 403


@pytest.mark.parametrize(
    ("rule_id", "position", "name", "typed", "status"),
    [
        ("handling_forms", "1", "forms", "- {key: a, name: Bãi bỏ, clause: 38/1}", 302),
        ("handling_forms", "1", "forms", "- {key: a, colour: red}", 400),
        ("handling_forms", "1", "forms", "&a [*a, *a]", 400),
        ("handling_forms", "1", "forms", "key: [unclosed", 400),
        ("replace_not_amend", "0", "article_share_above", "0,6", 302),
        ("replace_not_amend", "0", "article_share_above", "nan", 400),
    ],
)
def test_every_shape_of_parameter_is_read_or_refused(
    signed_in: SignIn, services: Services, rule_id: str, position: str, name: str, typed: str, status: int
) -> None:
    from app.web.ui.rules import _form_of

    form = _form_of(services.rules.get(SYSTEM, rule_id), int(position), copy=False)
    given = {f"p-{key}": value for key, value in form.pop("parameters").items()}
    given |= {key: str(value) for key, value in form.items()} | {"why": "Thử.", f"p-{name}": typed}
    here = f"/quy-tac/{rule_id}"
    assert signed_in("admin").post(here, given, seen=f"{here}?sua={position}").status_code == status


def test_every_audited_action_has_words() -> None:
    found = set()
    for path in Path(app.services.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_audit":
                action = node.args[3]
                if isinstance(action, ast.Constant):
                    found.add(action.value)
    assert len(found) > 15
    assert found - set(ACTION) == set()


def test_the_pages_are_in_english_too(contested: int, signed_in: SignIn) -> None:
    browser = signed_in("admin")
    browser.post("/ngon-ngu", {"language": "en", "next": "/"}, seen="/")
    assert "Contradictions between sources" in browser.page("/mau-thuan")
    assert "Order of trust" in browser.page("/nguon")
    assert "read in the act" in browser.page("/quy-tac")


def test_every_word_of_the_shipped_rules_has_a_name_that_people_read() -> None:
    by_rule = defaultdict(list)
    for rule in core_rules().all():
        by_rule[rule.id].append(rule)
    shapes = [shape for rules in by_rule.values() for shape in shape_of(rules)]
    unnamed = {shape.name for shape in shapes} - set(registry_words.TABLES["parameter"])
    unsaid = {word for shape in shapes for word in shape.words} - set(registry_words.TABLES["rule_word"])
    assert (unnamed, unsaid) == (set(), set())
