"""Văn bản được viện dẫn sắp hết hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ hoặc được dẫn chiếu còn hiệu lực vào ngày rà soát nhưng đã có ngày hết
hiệu lực trong 120 ngày tới.

**Vì sao.** Nhiều văn bản về sắp xếp tổ chức bộ máy chỉ có hiệu lực đến hết tháng 02/2027; báo trước giúp kịp
rà soát văn bản dựa vào chúng.

**Ví dụ sai.** Quyết định căn cứ một nghị định có hiệu lực đến hết ngày 28/02/2027, rà soát ngày 21/11/2026.

**Ví dụ đúng.** Căn cứ nghị định không có thời hạn.

**Mức độ.** Thông tin.

**Giới hạn.** Văn bản có thể được kéo dài hiệu lực hoặc hết hiệu lực sớm hơn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.effect import Reason, StatusReading
from legal_corpus.model.finding import Finding

SOON = timedelta(days=120)


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of an act whose end is dated within the warning time."""
    for cited in context.relying():
        if cited.act is None or cited.now is None or not (coming := coming_end(cited.now)):
            continue
        day = coming.event.effective_from
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"{cited.act.label} sẽ hết hiệu lực từ ngày {vn_date(day)}.",
            legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
            evidence=reason_evidence([coming]),
            suggestion="Chuẩn bị rà soát trước ngày đó.",
        )


def coming_end(reading: StatusReading) -> Reason | None:
    """The dated end of the whole act within the warning time, while the act stands."""
    if reading.status not in ("in_force", "partly_expired"):
        return None
    for reason in reading.because:
        event = reason.event
        if event.predicate not in ("replaces", "repeals", "expires") or event.scope != "whole":
            continue
        if event.effective_from and reading.on < event.effective_from <= reading.on + SOON:
            return reason
    return None


CHECK = Check("REF110", "info", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
