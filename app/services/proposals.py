"""Proposals to handle a reviewed act: draft, submit, decide, export (NĐ 79/2025 Điều 38).

States: draft → submitted → approved | returned; a returned one is amended and submitted again. Each
step is one conditional UPDATE, so two people pressing at once cannot both succeed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import FindingRow, ProposalRow
from app.errors import ConflictError, PermissionDeniedError, UsageError
from app.reports.proposal import proposal_docx
from app.services.audit import record_audit
from app.services.permissions import Actor, Permission, require
from app.services.proposal_report import report_of
from app.services.proposals_query import (
    FindingRows,
    find_act,
    find_proposal,
    finding_counts,
    free_findings,
    proposal_line,
    proposal_view,
    select_proposals,
)
from app.services.review import finding_view
from app.services.review_views import FindingView, HandlingForm, ProposalLine, ProposalView
from legal_corpus.effect.rules import RuleBook

HANDLING_RULE = "handling_forms"
MAX_CONTENT = 8000
EDITABLE = ("draft", "returned")


@dataclass(frozen=True, slots=True)
class ProposalInput:
    """What a person fills in. ``handling`` is a key of the forms of handling."""

    handling: str
    content: str
    finding_ids: tuple[int, ...]
    drafting_agency: str | None = None
    deadline: dt.date | None = None


def handling_forms(rules: RuleBook, on: dt.date) -> tuple[HandlingForm, ...]:
    """The forms of handling in force on the day, from the dated rules of law; empty when none is recorded.

    The rule's parameter ``forms`` is a list of ``{key, name, source?}`` in the order of the law.
    """
    rule = rules.at(HANDLING_RULE, on)
    rows = rule.parameters.get("forms", ()) if rule else ()
    return tuple(
        HandlingForm(str(row["key"]), str(row["name"]), str(row.get("source") or rule.shown_source))
        for row in rows
        if rule
    )


class ProposalService:
    """Proposals resting on confirmed findings of one act."""

    def __init__(
        self,
        *,
        sessions: SessionFactory,
        now: Callable[[], dt.datetime],
        handlings: Callable[[], Iterable[HandlingForm]],
    ) -> None:
        self._sessions = sessions
        self._now = now
        self._forms = handlings

    @property
    def _handlings(self) -> dict[str, HandlingForm]:
        """The forms of today; an administrator may have changed the rule since this was made."""
        return {form.key: form for form in self._forms()}

    @property
    def handlings(self) -> tuple[HandlingForm, ...]:
        """The closed list of forms of handling, in the order of the law."""
        return tuple(self._handlings.values())

    def available(
        self, actor: Actor, act_uid: str, *, proposal_id: int | None = None
    ) -> tuple[FindingView, ...]:
        """Confirmed findings of the act that no other proposal rests on."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            act = find_act(session, act_uid)
            return tuple(finding_view(session, row) for row in free_findings(session, act.id, proposal_id))

    def list(self, actor: Actor, *, state: str | None = None) -> tuple[ProposalLine, ...]:
        """Proposals, newest first, optionally of one state."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            query = select_proposals().order_by(ProposalRow.id.desc())
            if state:
                query = query.where(ProposalRow.state == state)
            counts = finding_counts(session)
            return tuple(
                proposal_line(row, counts.get(row.id, 0), self._handlings) for row in session.scalars(query)
            )

    def get(self, actor: Actor, proposal_id: int) -> ProposalView:
        """One proposal with its findings. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            return proposal_view(session, find_proposal(session, proposal_id), self._handlings)

    def editable(self, actor: Actor, proposal_id: int) -> ProposalView:
        """One proposal for its author to change.

        Raises :class:`PermissionDeniedError` for anybody else, :class:`ConflictError` when it is with a
        lead or decided.
        """
        require(actor, Permission.PROPOSE)
        with transaction(self._sessions) as session:
            row = find_proposal(session, proposal_id)
            _only_author(actor, row)
            _only_in(row, EDITABLE)
            return proposal_view(session, row, self._handlings)

    def create(self, actor: Actor, act_uid: str, given: ProposalInput) -> ProposalView:
        """Draft a proposal from confirmed findings of one act.

        Raises :class:`UsageError` on incomplete input and :class:`ConflictError` when a finding is not
        confirmed, belongs to another act or already serves another proposal.
        """
        require(actor, Permission.PROPOSE)
        author = _person(actor)
        with transaction(self._sessions, writes=True) as session:
            act = find_act(session, act_uid)
            findings = self._checked(session, act.id, given, None)
            row = ProposalRow(
                act_id=act.id,
                handling=given.handling,
                content=given.content.strip(),
                drafting_agency=_blank_to_none(given.drafting_agency),
                deadline=given.deadline,
                state="draft",
                created_by_id=author,
                created_at=self._now(),
                findings=findings,
            )
            session.add(row)
            session.flush()
            self._audit(session, actor, "proposal.create", row.id, act=act.uid, handling=row.handling)
            return proposal_view(session, find_proposal(session, row.id), self._handlings)

    def revise(self, actor: Actor, proposal_id: int, given: ProposalInput) -> ProposalView:
        """Change a draft or a returned proposal; only its author may."""
        require(actor, Permission.PROPOSE)
        with transaction(self._sessions, writes=True) as session:
            row = find_proposal(session, proposal_id, locked=True)
            _only_author(actor, row)
            _only_in(row, EDITABLE)
            row.findings = self._checked(session, row.act_id, given, row.id)
            row.handling = given.handling
            row.content = given.content.strip()
            row.drafting_agency = _blank_to_none(given.drafting_agency)
            row.deadline = given.deadline
            self._audit(session, actor, "proposal.revise", row.id, handling=row.handling)
            session.flush()
            return proposal_view(session, row, self._handlings)

    def discard(self, actor: Actor, proposal_id: int) -> None:
        """Delete a draft or a returned proposal; its findings become free again."""
        require(actor, Permission.PROPOSE)
        with transaction(self._sessions, writes=True) as session:
            row = find_proposal(session, proposal_id, locked=True)
            _only_author_or_lead(actor, row)
            _only_in(row, EDITABLE)
            self._audit(session, actor, "proposal.discard", row.id, act=row.act.uid, content=row.content)
            session.delete(row)

    def submit(self, actor: Actor, proposal_id: int) -> ProposalView:
        """Hand a draft or returned proposal to a lead."""
        require(actor, Permission.PROPOSE)
        with transaction(self._sessions, writes=True) as session:
            row = find_proposal(session, proposal_id, locked=True)
            _only_author(actor, row)
            self._step(session, row, EDITABLE, "submitted", submitted_at=self._now())
            self._audit(session, actor, "proposal.submit", row.id)
            return proposal_view(session, row, self._handlings)

    def approve(self, actor: Actor, proposal_id: int, note: str = "") -> ProposalView:
        """Approve; never by the author (:class:`PermissionDeniedError`)."""
        return self._decide(actor, proposal_id, "approved", note)

    def send_back(self, actor: Actor, proposal_id: int, note: str) -> ProposalView:
        """Return to the author with a note that says what to change; never by the author."""
        if len(note.strip()) < 5:
            raise UsageError("Cần ghi rõ nội dung phải sửa khi trả lại kiến nghị.")
        return self._decide(actor, proposal_id, "returned", note)

    def export(self, actor: Actor, proposal_id: int) -> tuple[str, bytes]:
        """The proposal as DOCX in the layout of administrative documents: (file name, content)."""
        require(actor, Permission.READ)
        with transaction(self._sessions, writes=True) as session:
            view = proposal_view(session, find_proposal(session, proposal_id), self._handlings)
            self._audit(session, actor, "proposal.export", proposal_id)
        return f"kien-nghi-{proposal_id}.docx", proposal_docx(report_of(view))

    def _decide(self, actor: Actor, proposal_id: int, state: str, note: str) -> ProposalView:
        require(actor, Permission.DECIDE_PROPOSAL)
        decider = _person(actor)
        with transaction(self._sessions, writes=True) as session:
            row = find_proposal(session, proposal_id, locked=True)
            if row.created_by_id == decider:
                raise PermissionDeniedError(
                    "Người lập kiến nghị không được tự duyệt; hãy nhờ một lãnh đạo khác xem xét."
                )
            values = {"decided_by_id": decider, "decided_at": self._now()}
            self._step(session, row, ("submitted",), state, decision_note=_blank_to_none(note), **values)
            action = "proposal.approve" if state == "approved" else "proposal.return"
            self._audit(session, actor, action, row.id, note=note.strip())
            return proposal_view(session, row, self._handlings)

    def _step(
        self, session: Session, row: ProposalRow, allowed: tuple[str, ...], state: str, **values: object
    ) -> None:
        _only_in(row, allowed)
        done = session.execute(
            update(ProposalRow)
            .where(ProposalRow.id == row.id, ProposalRow.state.in_(allowed))
            .values(state=state, **values)
            .execution_options(synchronize_session=False)
        )
        assert isinstance(done, CursorResult)
        if done.rowcount != 1:
            raise ConflictError("Người khác vừa xử lý kiến nghị này; hãy tải lại trang.")
        session.expire(row)

    def _checked(
        self, session: Session, act_id: int, given: ProposalInput, proposal_id: int | None
    ) -> FindingRows:
        if given.handling not in self._handlings:
            raise UsageError("Hãy chọn một hình thức xử lý trong danh sách.")
        if not 5 <= len(given.content.strip()) <= MAX_CONTENT:
            raise UsageError(f"Nội dung kiến nghị phải có từ 5 đến {MAX_CONTENT} ký tự; hãy ghi rõ đề nghị.")
        if not given.finding_ids:
            raise UsageError("Hãy chọn ít nhất một phát hiện đã xác nhận làm căn cứ của kiến nghị.")
        # Two proposals must not take one finding, nor may a verdict change under a proposal's feet.
        of_act = select(FindingRow.id).where(FindingRow.act_id == act_id)
        session.execute(of_act.order_by(FindingRow.id).with_for_update())
        free = {row.id: row for row in free_findings(session, act_id, proposal_id)}
        if any(number not in free for number in given.finding_ids):
            raise ConflictError(
                "Có phát hiện chưa được xác nhận, thuộc văn bản khác hoặc đã nằm trong kiến nghị khác; "
                "hãy chọn lại."
            )
        return [free[number] for number in dict.fromkeys(given.finding_ids)]

    def _audit(self, session: Session, actor: Actor, action: str, number: int, **detail: object) -> None:
        record_audit(session, actor, self._now(), action, f"proposal/{number}", **detail)


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise UsageError("Kiến nghị phải do một người có tài khoản lập và duyệt; hãy đăng nhập.")
    return actor.user_id


def _blank_to_none(text: str | None) -> str | None:
    return (text or "").strip() or None


def _only_author(actor: Actor, row: ProposalRow) -> None:
    # A lead who edited a proposal would be approving their own words, so nobody else edits it.
    if row.created_by_id != actor.user_id:
        raise PermissionDeniedError("Chỉ người lập được sửa và trình kiến nghị này; hãy liên hệ người lập.")


def _only_author_or_lead(actor: Actor, row: ProposalRow) -> None:
    if row.created_by_id != actor.user_id and not actor.may(Permission.DECIDE_PROPOSAL):
        raise PermissionDeniedError(
            "Chỉ người lập hoặc lãnh đạo được hủy kiến nghị này; hãy liên hệ người lập."
        )


def _only_in(row: ProposalRow, states: tuple[str, ...]) -> None:
    if row.state not in states:
        raise ConflictError(
            "Kiến nghị không ở trạng thái cho phép bước này; hãy tải lại trang để xem trạng thái mới."
        )
