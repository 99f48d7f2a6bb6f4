"""From a proposal's view to the plain data of its document."""

from __future__ import annotations

from app.calendar import in_vietnam
from app.reports.proposal import ProposalReport, ReportFinding
from app.services.review_views import FindingView, ProposalView
from legal_corpus.model.text import Evidence

CITING = "câu trích dẫn"
STATE_NAMES = {
    "draft": "Dự thảo",
    "submitted": "Đã trình, chờ duyệt",
    "approved": "Đã duyệt",
    "returned": "Bị trả lại",
}


def proof(view: FindingView) -> tuple[Evidence | None, Evidence | None, tuple[Evidence, ...]]:
    """(citing sentence, first clause that changed the cited act's effect, all other evidence)."""
    quoted = [item for item in view.evidence if item.quote]
    citing = next((item for item in quoted if item.what == CITING), None)
    ending = next((item for item in quoted if item is not citing), None)
    others = tuple(item for item in view.evidence if item is not citing and item is not ending)
    return citing, ending, others


def report_of(view: ProposalView) -> ProposalReport:
    """Plain data of the document; names are Vietnamese already."""
    return ProposalReport(
        act_label=view.line.act_label,
        act_title=view.line.act_title,
        act_issuer=view.act_issuer,
        act_issued=view.act_issued,
        handling=view.line.handling_name,
        handling_source=view.handling_source,
        content=view.content,
        drafting_agency=view.drafting_agency,
        deadline=view.deadline,
        state=STATE_NAMES.get(view.line.state, view.line.state),
        approved=view.line.state == "approved",
        author=view.line.created_by,
        created_on=in_vietnam(view.line.created_at).date(),
        decider=view.decided_by,
        decided_on=in_vietnam(view.decided_at).date() if view.decided_at else None,
        decision_note=view.decision_note,
        findings=tuple(_finding(finding) for finding in view.findings),
    )


def _finding(view: FindingView) -> ReportFinding:
    citing, ending, _ = proof(view)
    reason = view.verdicts[-1].reason if view.verdicts else None
    return ReportFinding(
        code=view.line.code,
        provision=view.line.provision,
        citing=citing.quote if citing and citing.quote else view.line.text,
        cited=view.line.cited_label,
        message=view.line.message,
        verdict_reason=reason,
        ending=ending.quote if ending else None,
        ended_on=view.cited.expired_from if view.cited else None,
        ended_by=view.cited.ended_by if view.cited else (),
        legal_source=view.legal_source,
    )
