"""Reading side of proposals: rows, and how they become views."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from app.db.models import ActRow, FindingRow, ProposalFindingRow, ProposalRow
from app.errors import NotFoundError
from app.services.review import finding_view
from app.services.review_views import HandlingForm, ProposalLine, ProposalView

FindingRows = list[FindingRow]
Forms = Mapping[str, HandlingForm]


def find_act(session: Session, uid: str) -> ActRow:
    """The act with this uid. Raises :class:`NotFoundError`."""
    act = session.scalar(select(ActRow).where(ActRow.uid == uid))
    if act is None:
        raise NotFoundError("Không có văn bản này; hãy tìm lại theo số hiệu.")
    return act


def select_proposals() -> Select[ProposalRow]:
    """Proposals with act and people loaded."""
    return select(ProposalRow).options(
        joinedload(ProposalRow.act),
        joinedload(ProposalRow.created_by),
        joinedload(ProposalRow.decided_by),
    )


def find_proposal(session: Session, proposal_id: int, *, locked: bool = False) -> ProposalRow:
    """One proposal; ``locked`` until the transaction ends. Raises :class:`NotFoundError`."""
    query = select_proposals().where(ProposalRow.id == proposal_id)
    row = session.scalar(query.with_for_update(of=ProposalRow) if locked else query)
    if row is None:
        raise NotFoundError("Không có kiến nghị này; hãy mở lại danh sách kiến nghị.")
    return row


def free_findings(session: Session, act_id: int, proposal_id: int | None) -> FindingRows:
    """Confirmed findings of the act that no proposal but ``proposal_id`` rests on."""
    elsewhere = exists().where(ProposalFindingRow.finding_id == FindingRow.id)
    if proposal_id is not None:
        elsewhere = elsewhere.where(ProposalFindingRow.proposal_id != proposal_id)
    query = (
        select(FindingRow)
        .where(FindingRow.act_id == act_id, FindingRow.state == "confirmed", ~elsewhere)
        .options(joinedload(FindingRow.act))
        .order_by(FindingRow.start, FindingRow.id)
    )
    return FindingRows(session.scalars(query))


def finding_counts(session: Session) -> dict[int, int]:
    """How many findings each proposal rests on, by proposal id."""
    query = select(ProposalFindingRow.proposal_id, func.count()).group_by(ProposalFindingRow.proposal_id)
    return {row[0]: row[1] for row in session.execute(query)}


def proposal_line(row: ProposalRow, findings: int, forms: Forms) -> ProposalLine:
    """A row as a line of the list; an unknown form prints as its key."""
    form = forms.get(row.handling)
    return ProposalLine(
        id=row.id,
        act_uid=row.act.uid,
        act_label=row.act.label,
        act_title=row.act.title,
        handling=row.handling,
        handling_name=form.name if form else row.handling,
        state=row.state,
        created_by=row.created_by.display_name,
        created_by_id=row.created_by_id,
        created_at=row.created_at,
        findings=findings,
    )


def proposal_view(session: Session, row: ProposalRow, forms: Forms) -> ProposalView:
    """A row with its findings; it must be attached to ``session``."""
    form = forms.get(row.handling)
    return ProposalView(
        line=proposal_line(row, len(row.findings), forms),
        content=row.content,
        drafting_agency=row.drafting_agency,
        deadline=row.deadline,
        handling_source=form.source if form else "",
        findings=tuple(finding_view(session, finding) for finding in row.findings),
        submitted_at=row.submitted_at,
        decided_by=row.decided_by.display_name if row.decided_by else None,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
        act_issuer=row.act.issuer_name,
        act_issued=row.act.issued,
    )
