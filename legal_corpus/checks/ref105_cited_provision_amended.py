"""Điều khoản được viện dẫn đã được sửa đổi sau ngày ký.

**Kiểm tra gì.** Điều, khoản, điểm được viện dẫn còn hiệu lực nhưng đã được sửa đổi, bổ sung sau ngày văn
bản đang xét được ký.

**Vì sao.** Nội dung được viện dẫn có thể không còn như khi văn bản này được ban hành, nên cần rà soát lại.

**Ví dụ sai.** Quyết định ký năm 2023 áp dụng mức tại khoản 1 Điều 8 của một nghị định; năm 2025 khoản đó
được sửa đổi.

**Ví dụ đúng.** Điều khoản được sửa đổi trước ngày ký: văn bản đã viện dẫn nội dung mới.

**Mức độ.** Thông tin.

**Giới hạn.** Không so sánh nội dung cũ và mới. Khi không rõ ngày ký thì không báo.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.pinpointed import CitedProvision, cited_provisions
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import ref_words
from legal_corpus.model.effect import Reason
from legal_corpus.model.finding import Finding

_CHANGES = ("amends", "supplements", "replaces", "repeals", "expires")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation, naming every provision amended after the signing."""
    for cited, act, provisions in cited_provisions(context):
        changed = [
            (item, _later(context, item)) for item in provisions if item.now.status == "partly_expired"
        ]
        changed = [(item, reasons) for item, reasons in changed if reasons]
        if not changed:
            continue
        words = ", ".join(ref_words(item.ref) for item, _ in changed)
        reasons = dict.fromkeys(reason for _, listed in changed for reason in listed)
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Sau ngày ký, {words} của {act.label} đã được sửa đổi, bổ sung hoặc bãi bỏ một phần.",
            legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
            evidence=reason_evidence(reasons),
            suggestion="Đối chiếu nội dung mới của điều khoản với phần văn bản này dựa vào nó.",
            provision=", ".join(item.ref for item, _ in changed),
        )


def _later(context: CheckContext, item: CitedProvision) -> list[Reason]:
    """Changes of the provision dated after the signing and not after the review."""
    signed = context.signed
    if signed is None:
        return []
    return [
        reason
        for reason in item.now.because
        if reason.event.predicate in _CHANGES
        and (reason.event.scope == "part" or reason.event.predicate in ("amends", "supplements"))
        and reason.event.effective_from is not None
        and signed < reason.event.effective_from <= context.on
    ]


CHECK = Check("REF105", "info", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
