"""Verdicts and proposals, from both doors: the pages and the services under them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from docx import Document

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import FindingRow
from app.errors import ConflictError, PermissionDeniedError, RasoatError, UsageError
from app.services.permissions import SYSTEM, Actor
from app.services.proposals import ProposalInput
from app.services.review_views import FindingFilter
from tests.clocks import Clock
from tests.web.conftest import Browser
from tests.web.store import DECISION, ENDING

SignedIn = Callable[[str], Browser]
REASON = "đã đối chiếu bản gốc"


def person(services: Services, username: str) -> Actor:
    return next(u for u in services.users.list(SYSTEM) if u.username == username).actor


def confirm(services: Services, *numbers: int) -> None:
    for number in numbers:
        services.review.judge(person(services, "reviewer"), number, "confirmed", REASON)


def given(services: Services, *numbers: int, content: str = "Sửa căn cứ ban hành.") -> ProposalInput:
    return ProposalInput(services.proposals.handlings[3].key, content, numbers, "Sở Xây dựng")


def draft(services: Services, *numbers: int) -> int:
    confirm(services, *numbers)
    reviewer = person(services, "reviewer")
    return services.proposals.create(reviewer, DECISION, given(services, *numbers)).line.id


def test_a_verdict_needs_a_reason_and_keeps_history(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    bare = browser.post("/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": " "}, seen="/phat-hien/1")
    assert bare.status_code == 400
    assert "bắt buộc phải nhập" in bare.get_data(as_text=True)
    done = browser.post(
        "/phat-hien/1/ket-luan?code=REF102", {"verdict": "dismissed", "reason": REASON}, seen="/phat-hien/1"
    )
    assert done.location == "/phat-hien/1?code=REF102"
    browser.post(
        "/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": "xem lại thì đúng"}, seen="/phat-hien/1"
    )
    page = browser.page("/phat-hien/1")
    assert page.index("xem lại thì đúng") < page.index(REASON)
    assert services.review.finding(SYSTEM, 1).line.state == "confirmed"


def test_after_a_verdict_the_next_finding_is_offered(services: Services, signed_in: SignedIn) -> None:
    browser = signed_in("reviewer")
    assert "Sang phát hiện tiếp theo" not in browser.page("/phat-hien/1")
    confirm(services, 1)
    page = browser.page("/phat-hien/1")
    assert re.search(r'href="/phat-hien/2"[^>]*>Sang phát hiện tiếp theo', page)
    assert "Sang phát hiện tiếp theo" not in signed_in("viewer").page("/phat-hien/1")


def test_the_same_verdict_twice_is_a_conflict(services: Services, signed_in: SignedIn) -> None:
    confirm(services, 1)
    again = signed_in("reviewer").post(
        "/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": REASON}, seen="/phat-hien/1"
    )
    assert again.status_code == 409
    assert len(services.review.finding(SYSTEM, 1).verdicts) == 1


def test_neighbours_stay_while_the_list_shrinks(services: Services) -> None:
    confirm(services, 1)
    seen = services.review.finding(SYSTEM, 1, FindingFilter(state="open"))
    assert (seen.position, seen.next_id, seen.previous_id) == (1, 2, None)


def restate(services: Services, number: int, message: str) -> str:
    """Let the check say something else from now on; gives what it said."""
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(FindingRow, number)
        before, row.message = row.message, message
        return before


def test_what_the_check_said_at_the_verdict_stands_beside_what_it_says_now(
    services: Services, signed_in: SignedIn
) -> None:
    confirm(services, 1)
    assert "Nội dung đã đổi" not in signed_in("reviewer").page("/phat-hien/1")
    before = restate(services, 1, "Căn cứ đã bị bãi bỏ bởi một nghị định khác.")
    page = unescape(signed_in("reviewer").page("/phat-hien/1"))
    assert "Nội dung đã đổi sau khi có kết luận" in page
    assert (
        f'<dd lang="vi">{before}</dd>' in page
        and '<dd lang="vi">Căn cứ đã bị bãi bỏ bởi một nghị định khác.</dd>' in page
    )
    assert f"Khi đó phát hiện nêu: {before}" in page
    reviewer = person(services, "reviewer")
    services.review.judge(reviewer, 1, "reopened", "nội dung đã khác")
    services.review.judge(reviewer, 1, "confirmed", "xem lại vẫn đúng")
    page = unescape(signed_in("reviewer").page("/phat-hien/1"))
    assert "Nội dung đã đổi sau khi có kết luận" not in page
    assert page.count(f"Khi đó phát hiện nêu: {before}") == 1  # only at the earlier verdict


def test_a_later_sweep_that_did_not_find_it_again_is_told(
    services: Services, signed_in: SignedIn, clock: Clock
) -> None:
    """The findings of the little store were made by no check, so no sweep finds them again."""
    confirm(services, 1)
    on, browser = services.today(), signed_in("viewer")
    told = "không còn thấy phát hiện này"
    clock.later(60)
    services.sweep.sweep(SYSTEM, on, province="Cần Thơ")
    services.sweep.sweep(SYSTEM, on, changed_since=on)
    assert told not in browser.page("/phat-hien/1")  # neither looked at the whole corpus
    services.sweep.sweep(SYSTEM, on)
    assert told in browser.page("/phat-hien/1")
    assert told not in browser.page("/phat-hien/2")  # nobody decided on the second
    trail = unescape(signed_in("admin").page("/quan-tri/nhat-ky"))
    assert "chỉ địa phương: Cần Thơ" in trail and f"chỉ thay đổi từ ngày: {on.isoformat()}" in trail


@pytest.mark.parametrize("username", ["viewer", "drafter"])
def test_lower_roles_read_but_do_not_judge(services: Services, signed_in: SignedIn, username: str) -> None:
    browser = signed_in(username)
    assert "ket-luan" not in browser.page("/phat-hien/1")
    refused = browser.post("/phat-hien/1/ket-luan", {"verdict": "confirmed", "reason": REASON})
    assert refused.status_code == 403
    assert services.review.finding(SYSTEM, 1).line.state == "open"


def test_roles_and_pages(signed_in: SignedIn) -> None:
    allowed = {
        "/kiem-tra-du-thao": {"drafter", "reviewer", "lead", "admin"},
        "/nap-van-ban": {"reviewer", "lead", "admin"},
        f"/kien-nghi/moi?act={DECISION}": {"reviewer", "lead", "admin"},
        "/quan-tri/nguoi-dung": {"admin"},
        "/quan-tri/nhat-ky": {"admin"},
    }
    for username in ("viewer", "drafter", "reviewer", "lead", "admin"):
        browser = signed_in(username)
        for path, who in allowed.items():
            assert browser.get(path).status_code == (200 if username in who else 403), (username, path)


def test_a_proposal_goes_from_draft_to_approved(services: Services, signed_in: SignedIn) -> None:
    confirm(services, 1, 2)
    browser = signed_in("reviewer")
    form = f"/kien-nghi/moi?act={DECISION}"
    key = services.proposals.handlings[0].key
    made = browser.post(
        form, {"findings": ["1", "2"], "handling": key, "content": "Bãi bỏ quyết định."}, seen=form
    )
    assert made.status_code == 302, made.get_data(as_text=True)
    path = made.location
    assert "Dự thảo" in browser.page(path)
    browser.post(f"{path}/trinh", seen=path)
    assert "Đang chờ lãnh đạo xem xét" not in signed_in("lead").page(path)
    lead = signed_in("lead")
    bare = lead.post(f"{path}/tra-lai", {"note": ""}, seen=path)
    assert bare.status_code == 400
    lead.post(f"{path}/tra-lai", {"note": "ghi rõ cơ quan soạn thảo"}, seen=path)
    assert "ghi rõ cơ quan soạn thảo" in browser.page(path)
    changed = {"findings": ["1"], "handling": key, "content": "Bãi bỏ điều 1.", "drafting_agency": "Sở X"}
    assert browser.post(f"{path}/sua", changed, seen=f"{path}/sua").location == path
    browser.post(f"{path}/trinh", seen=path)
    lead.post(f"{path}/duyet", {"note": ""}, seen=path)
    view = services.proposals.get(SYSTEM, 1)
    assert view.line.state == "approved"
    assert [f.line.id for f in view.findings] == [1]
    assert view.decided_by == "Người lead"


def test_nobody_approves_their_own(services: Services, signed_in: SignedIn) -> None:
    confirm(services, 1)
    lead = person(services, "lead")
    number = services.proposals.create(lead, DECISION, given(services, 1)).line.id
    services.proposals.submit(lead, number)
    browser = signed_in("lead")
    assert "người lập không tự duyệt" in browser.page(f"/kien-nghi/{number}")
    assert browser.post(f"/kien-nghi/{number}/duyet").status_code == 403
    with pytest.raises(PermissionDeniedError):
        services.proposals.send_back(lead, number, "tự trả lại cũng không")
    assert services.proposals.get(SYSTEM, number).line.state == "submitted"
    assert services.proposals.approve(person(services, "lead2"), number).line.state == "approved"


def test_a_lead_does_not_rewrite_what_they_will_approve(services: Services) -> None:
    number = draft(services, 1)
    with pytest.raises(PermissionDeniedError):
        services.proposals.revise(person(services, "lead"), number, given(services, 1, content="Lời khác."))


def test_a_reviewer_does_not_decide(services: Services, signed_in: SignedIn) -> None:
    number = draft(services, 1)
    services.proposals.submit(person(services, "reviewer"), number)
    assert signed_in("reviewer").post(f"/kien-nghi/{number}/duyet").status_code == 403


def test_steps_out_of_order_are_conflicts(services: Services) -> None:
    number = draft(services, 1)
    reviewer, lead = person(services, "reviewer"), person(services, "lead")
    with pytest.raises(ConflictError):
        services.proposals.approve(lead, number)
    services.proposals.submit(reviewer, number)
    with pytest.raises(ConflictError):
        services.proposals.submit(reviewer, number)
    with pytest.raises(ConflictError):
        services.proposals.revise(reviewer, number, given(services, 1))
    with pytest.raises(ConflictError):
        services.proposals.discard(reviewer, number)


def test_only_free_confirmed_findings_of_the_act_serve(services: Services) -> None:
    reviewer = person(services, "reviewer")
    with pytest.raises(ConflictError):
        services.proposals.create(reviewer, DECISION, given(services, 1))
    with pytest.raises(UsageError):
        services.proposals.create(reviewer, DECISION, given(services))
    number = draft(services, 1)
    with pytest.raises(ConflictError):
        services.proposals.create(reviewer, DECISION, given(services, 1))
    with pytest.raises(ConflictError):
        services.review.judge(reviewer, 1, "dismissed", "đổi ý nhưng đã dùng")
    services.proposals.discard(reviewer, number)
    assert services.review.judge(reviewer, 1, "dismissed", "đổi ý sau khi hủy").line.state == "dismissed"


def test_the_command_line_cannot_judge_or_propose(services: Services) -> None:
    for attempt in (
        lambda: services.review.judge(SYSTEM, 1, "confirmed", REASON),
        lambda: services.proposals.create(SYSTEM, DECISION, given(services, 1)),
    ):
        with pytest.raises(RasoatError, match="tài khoản"):
            attempt()


def test_every_step_leaves_an_audit_entry(services: Services) -> None:
    number = draft(services, 1)
    services.proposals.submit(person(services, "reviewer"), number)
    services.proposals.approve(person(services, "lead"), number, "đồng ý")
    services.proposals.export(person(services, "viewer"), number)
    actions = [line.action for line in services.audit.page(SYSTEM).lines]
    assert actions[:5] == [
        "proposal.export",
        "proposal.approve",
        "proposal.submit",
        "proposal.create",
        "finding.confirm",
    ]


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_document_opens_and_holds_the_proof(services: Services, signed_in: SignedIn) -> None:
    number = draft(services, 1, 2)
    answer = signed_in("viewer").get(f"/kien-nghi/{number}.docx")
    words = words_of(answer.data)
    for expected in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "DỰ THẢO",
        "Quyết định 12/2024/QĐ-UBND",
        "“Căn cứ Nghị định số 900/2015/NĐ-CP ngày 01 tháng 6 năm 2015 của Chính phủ về bến thuyền;”",
        f"“{ENDING}”",
        "01/08/2025",
        "Nghị định 79/2025/NĐ-CP, Điều 39",
        f"Ý kiến người rà soát: {REASON}",
        "Sửa đổi, bổ sung văn bản",
        "Sửa căn cứ ban hành.",
        "Sở Xây dựng",
    ):
        assert expected in words, expected


def test_an_approved_document_is_no_draft_and_keeps_the_layout(services: Services) -> None:
    number = draft(services, 1)
    services.proposals.submit(person(services, "reviewer"), number)
    services.proposals.approve(person(services, "lead"), number)
    name, content = services.proposals.export(SYSTEM, number)
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    assert name == f"kien-nghi-{number}.docx"
    assert "DỰ THẢO" not in words_of(content)
    assert [round(edge.mm) for edge in (section.page_width, section.left_margin, section.right_margin)] == [
        *(210, 30, 15)
    ]
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_control_characters_do_not_break_the_document(services: Services) -> None:
    confirm(services, 1)
    reviewer = person(services, "reviewer")
    content = "Sửa \x07\x00căn cứ <b>ban hành</b> & khác."
    number = services.proposals.create(reviewer, DECISION, given(services, 1, content=content)).line.id
    assert "Sửa căn cứ <b>ban hành</b> & khác." in words_of(services.proposals.export(reviewer, number)[1])
