"""A review result with its proposal as DOCX, in the layout of administrative documents.

Layout after NĐ 30/2020, Phụ lục I: A4, margins, Times New Roman, heads in a two-column table, page
number on top from page 2. The number, place, date and signer stay open for the office that signs.
NĐ 79/2025 prescribes no form for one act's result, so the columns follow what a reader must verify:
citing sentence, reason, ending clause, date, legal source.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from app.reports.layout import (
    add_body,
    add_heading_line,
    add_heads,
    add_page_numbers,
    add_signature,
    add_table,
    add_title,
    set_page,
    vn_date,
)


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """One confirmed finding as printed. ``citing`` and ``ending`` are quoted as printed in the acts."""

    code: str
    provision: str | None
    citing: str
    cited: str | None
    message: str
    verdict_reason: str | None
    ending: str | None
    ended_on: dt.date | None
    ended_by: tuple[str, ...]
    legal_source: str


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """Everything the document prints. ``state`` and ``handling`` are Vietnamese names."""

    act_label: str
    act_title: str | None
    act_issuer: str | None
    act_issued: dt.date | None
    handling: str
    handling_source: str
    content: str
    drafting_agency: str | None
    deadline: dt.date | None
    state: str
    approved: bool
    author: str
    created_on: dt.date
    decider: str | None
    decided_on: dt.date | None
    decision_note: str | None
    findings: tuple[ReportFinding, ...]


def proposal_docx(report: ProposalReport) -> bytes:
    """The document as bytes of a .docx file."""
    document = Document()
    document.core_properties.title = f"Kiến nghị xử lý {report.act_label}"
    document.core_properties.author = report.author
    set_page(document)
    add_page_numbers(document)
    add_heads(document, symbol="BC", draft=not report.approved)
    add_title(document, "BÁO CÁO", f"Kết quả rà soát và kiến nghị xử lý {report.act_label}")
    _act(document, report)
    _findings(document, report)
    _handling(document, report)
    _state(document, report)
    add_signature(document, report.act_label)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _act(document: DocumentType, report: ProposalReport) -> None:
    add_heading_line(document, "1. Văn bản được rà soát")
    parts = [report.act_label]
    if report.act_issued:
        parts.append(f"ngày {vn_date(report.act_issued)}")
    if report.act_issuer:
        parts.append(f"của {report.act_issuer}")
    if report.act_title:
        parts.append(report.act_title)
    add_body(document, " ".join(parts) + ".")


def _findings(document: DocumentType, report: ProposalReport) -> None:
    add_heading_line(document, "2. Kết quả rà soát")
    count = len(report.findings)
    add_body(document, f"Qua rà soát, đã xác nhận {count:02d} nội dung cần xử lý như sau:")
    rows = []
    for number, finding in enumerate(report.findings, start=1):
        reason = finding.message
        if finding.verdict_reason:
            reason += f"\nÝ kiến người rà soát: {finding.verdict_reason}"
        citing = f"“{finding.citing}”"
        rows.append(
            (str(number), citing, reason, _ending(finding), _ended(finding.ended_on), finding.legal_source)
        )
    add_table(
        document,
        ("STT", "Câu viện dẫn", "Lý do", "Điều khoản làm hết hiệu lực", "Ngày", "Căn cứ pháp lý"),
        rows,
        widths=(Cm(1.2), Cm(3.5), Cm(3.6), Cm(3.1), Cm(2.3), Cm(2.8)),
    )


def _ending(finding: ReportFinding) -> str:
    acts = "; ".join(finding.ended_by)
    if finding.ending:
        return f"“{finding.ending}”" + (f" ({acts})" if acts else "")
    missing = "nguyên văn chưa có trong nguồn đã nạp, cần tra bản gốc"
    return f"{acts} ({missing})" if acts else missing.capitalize()


def _ended(on: dt.date | None) -> str:
    return on.strftime("%d/%m/%Y") if on else "Nguồn không ghi ngày"


def _handling(document: DocumentType, report: ProposalReport) -> None:
    add_heading_line(document, "3. Kiến nghị xử lý")
    add_body(document, f"Hình thức xử lý: {report.handling}.")
    if report.handling_source:
        add_body(document, f"Căn cứ của hình thức xử lý: {report.handling_source}.")
    for paragraph in report.content.splitlines():
        if paragraph.strip():
            add_body(document, paragraph.strip())
    agency = report.drafting_agency or "chưa xác định"
    add_body(document, f"Cơ quan, đơn vị chủ trì soạn thảo: {agency}.")
    deadline = f"chậm nhất ngày {vn_date(report.deadline)}" if report.deadline else "chưa xác định"
    add_body(document, f"Thời hạn xử lý: {deadline}.")


def _state(document: DocumentType, report: ProposalReport) -> None:
    add_heading_line(document, "4. Tình trạng xem xét")
    add_body(document, f"Người lập: {report.author}, ngày {vn_date(report.created_on)}.")
    said = f"Trạng thái: {report.state}"
    if report.decider and report.decided_on:
        said += f" ({report.decider}, ngày {vn_date(report.decided_on)})"
    add_body(document, said + ".")
    if report.decision_note:
        add_body(document, f"Ý kiến: {report.decision_note}")
    if not report.approved:
        paragraph = add_body(document, "Bản in này chưa được duyệt và chỉ dùng để trao đổi nội bộ.")
        paragraph.runs[0].italic = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
