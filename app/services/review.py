"""Review of findings: lists, one finding with its proof, verdicts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.db.base import SessionFactory, transaction
from app.db.models import AuditRow, FindingRow, ProposalFindingRow, ProposalRow, VerdictRow
from app.errors import ConflictError, NotFoundError, UsageError
from app.services.audit import record_audit
from app.services.findings_query import (
    cited_act,
    count_findings,
    evidence_of,
    facets,
    line_of,
    select_findings,
    select_ids,
)
from app.services.permissions import Actor, Permission, require
from app.services.review_views import (
    FindingFilter,
    FindingLine,
    FindingPage,
    FindingView,
    ProposalLine,
    VerdictView,
)
from app.services.sweep import last_whole_sweep

MIN_REASON = 5
MAX_REASON = 4000
EXPORT_LIMIT = 20000
_STATE_AFTER = {"confirmed": "confirmed", "dismissed": "dismissed", "reopened": "open"}
_ACTION = {"confirmed": "finding.confirm", "dismissed": "finding.dismiss", "reopened": "finding.reopen"}


class ReviewService:
    """What reviewers do with findings. Verdicts are only ever added; the state follows the last one."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], dt.datetime]) -> None:
        self._sessions = sessions
        self._now = now

    def findings(
        self, actor: Actor, wanted: FindingFilter, *, page: int = 1, per_page: int = 50
    ) -> FindingPage:
        """One page of the findings that fit, with counts for every filter value."""
        require(actor, Permission.READ)
        page = max(page, 1)
        with transaction(self._sessions) as session:
            rows = session.scalars(
                select_findings(wanted).limit(per_page).offset((page - 1) * per_page)
            ).all()
            return FindingPage(
                lines=tuple(line_of(row) for row in rows),
                total=count_findings(session, wanted),
                page=page,
                per_page=per_page,
                facets=facets(session, wanted),
            )

    def export(self, actor: Actor, wanted: FindingFilter) -> tuple[FindingLine, ...]:
        """All findings that fit (at most 20,000), for a table file; the export is audited."""
        require(actor, Permission.READ)
        with transaction(self._sessions, writes=True) as session:
            rows = session.scalars(select_findings(wanted).limit(EXPORT_LIMIT)).all()
            record_audit(session, actor, self._now(), "finding.export", "csv", rows=len(rows))
            return tuple(line_of(row) for row in rows)

    def finding(self, actor: Actor, finding_id: int, within: FindingFilter | None = None) -> FindingView:
        """A finding with proof and history; ``within`` gives its neighbours in that list.

        Raises :class:`NotFoundError`.
        """
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            row = session.scalar(_with_everything().where(FindingRow.id == finding_id))
            if row is None:
                raise NotFoundError(
                    "Không có phát hiện này; có thể văn bản đã được nạp lại, hãy mở lại danh sách phát hiện."
                )
            around: _Around = (None, None, None, 0)
            if within is not None:
                around = _neighbours(session, within, finding_id)
            return finding_view(session, row, around)

    def judge(
        self, actor: Actor, finding_id: int, verdict: str, reason: str, *, seen: int | None = None
    ) -> FindingView:
        """Confirm, dismiss or reopen a finding, always with a reason.

        ``verdict`` is ``confirmed``, ``dismissed`` or ``reopened``; ``seen`` is how many verdicts the
        person had before their eyes. Raises :class:`UsageError` on a missing reason,
        :class:`ConflictError` when the finding is gone, rests in a proposal or was judged meanwhile.
        """
        require(actor, Permission.JUDGE_FINDING)
        if verdict not in _STATE_AFTER:
            raise UsageError("Chỉ có thể xác nhận, bác bỏ hoặc mở lại một phát hiện; hãy chọn một trong ba.")
        said = reason.strip()
        if not MIN_REASON <= len(said) <= MAX_REASON:
            raise UsageError(
                f"Cần ghi lý do từ {MIN_REASON} đến {MAX_REASON} ký tự để người khác kiểm tra được kết luận."
            )
        if actor.user_id is None:
            raise UsageError("Kết luận phải do một người có tài khoản đưa ra; hãy đăng nhập để kết luận.")
        with transaction(self._sessions, writes=True) as session:
            chosen = _with_everything().where(FindingRow.id == finding_id)
            row = session.scalar(chosen.with_for_update(of=FindingRow))
            if row is None:
                raise NotFoundError("Không có phát hiện này; hãy mở lại danh sách phát hiện.")
            if seen is not None and seen != len(row.verdicts):
                raise ConflictError(
                    "Người khác vừa kết luận phát hiện này; hãy đọc phần lịch sử rồi quyết định."
                )
            self._refuse_impossible(session, row, verdict)
            before, row.state = row.state, _STATE_AFTER[verdict]
            row.verdicts.append(
                VerdictRow(user_id=actor.user_id, verdict=verdict, reason=said, at=self._now())
            )
            session.flush()
            stated = {"message": row.message, "as_of": row.as_of.isoformat()}
            detail = {"code": row.code, "act": row.act.uid, "before": before, "reason": said, **stated}
            record_audit(session, actor, self._now(), _ACTION[verdict], f"finding/{row.id}", **detail)
            return finding_view(session, row, (None, None, None, 0))

    def _refuse_impossible(self, session: Session, row: FindingRow, verdict: str) -> None:
        if row.state == "gone":
            raise ConflictError(
                "Lần rà soát gần nhất không còn thấy phát hiện này nên không thể kết luận; hãy rà soát lại."
            )
        if row.state == _STATE_AFTER[verdict]:
            raise ConflictError("Phát hiện đã ở trạng thái này; không cần kết luận lại.")
        used = session.scalar(select(exists().where(ProposalFindingRow.finding_id == row.id)))
        if used:
            raise ConflictError(
                "Phát hiện đang là căn cứ của một kiến nghị nên không đổi được kết luận; "
                "hãy hủy kiến nghị trước."
            )


_Around = tuple[int | None, int | None, int | None, int]


def _with_everything() -> Select[FindingRow]:
    return select(FindingRow).options(
        joinedload(FindingRow.act),
        joinedload(FindingRow.cited_act),
        selectinload(FindingRow.verdicts).joinedload(VerdictRow.user),
    )


def _neighbours(session: Session, within: FindingFilter, finding_id: int) -> _Around:
    ids = session.scalars(select_ids(within, finding_id)).all()
    at = ids.index(finding_id)
    before = ids[at - 1] if at > 0 else None
    after = ids[at + 1] if at + 1 < len(ids) else None
    return before, after, at + 1, len(ids)


def finding_view(session: Session, row: FindingRow, around: _Around = (None, None, None, 0)) -> FindingView:
    """The finding's view; ``row`` must be attached to ``session``."""
    return FindingView(
        line=line_of(row),
        cited=cited_act(row.cited),
        act_issued=row.act.issued,
        act_effective_from=row.act.effective_from,
        legal_source=row.legal_source,
        evidence=evidence_of(row.evidence),
        suggestion=row.suggestion,
        first_seen=row.first_seen,
        verdicts=tuple(_verdicts(session, row)),
        proposals=tuple(_proposals_of(session, row.id)),
        previous_id=around[0],
        next_id=around[1],
        position=around[2],
        total=around[3],
        missed_on=_missed_on(session, row),
    )


def _verdicts(session: Session, row: FindingRow) -> Iterator[VerdictView]:
    """Verdicts in order, each with what the check said when it was given: that is in the audit trail."""
    moments = {verdict.at for verdict in row.verdicts}
    entries = session.execute(
        select(AuditRow.at, AuditRow.action, AuditRow.detail)
        .where(AuditRow.at.in_(moments), AuditRow.object == f"finding/{row.id}")
        .order_by(AuditRow.id.desc())
    )
    stated = defaultdict(list)
    for at, action, detail in entries:
        stated[at, action].append(detail)
    for verdict in sorted(row.verdicts, key=lambda v: (v.at, v.id)):
        of_this = stated[verdict.at, _ACTION[verdict.verdict]]
        then = of_this.pop() if of_this else {}
        day = then.get("as_of")
        yield VerdictView(
            who=verdict.user.display_name,
            verdict=verdict.verdict,
            reason=verdict.reason,
            at=verdict.at,
            stated=then.get("message"),
            stated_on=dt.date.fromisoformat(day) if day else None,
        )


def _missed_on(session: Session, row: FindingRow) -> dt.date | None:
    """The day of the last whole sweep, where that did not find again what a person has decided on."""
    if row.state not in ("confirmed", "dismissed"):
        return None
    swept = last_whole_sweep(session)
    if swept is None:
        return None
    began, on = swept
    return on if row.last_seen < began else None


def _proposals_of(session: Session, finding_id: int) -> Iterator[ProposalLine]:
    rows = session.scalars(
        select(ProposalRow)
        .join(ProposalFindingRow, ProposalFindingRow.proposal_id == ProposalRow.id)
        .where(ProposalFindingRow.finding_id == finding_id)
        .options(joinedload(ProposalRow.act), joinedload(ProposalRow.created_by))
        .order_by(ProposalRow.id)
    )
    for row in rows:
        yield ProposalLine(
            id=row.id,
            act_uid=row.act.uid,
            act_label=row.act.label,
            act_title=row.act.title,
            handling=row.handling,
            handling_name=row.handling,
            state=row.state,
            created_by=row.created_by.display_name,
            created_by_id=row.created_by_id,
            created_at=row.created_at,
            findings=0,
        )
