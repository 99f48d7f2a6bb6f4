"""Điều khoản được viện dẫn đã bị bãi bỏ.

**Kiểm tra gì.** Văn bản được viện dẫn còn hiệu lực nhưng điều, khoản hoặc điểm được nêu đã bị bãi bỏ hoặc
hết hiệu lực. Bãi bỏ cả điều thì mọi khoản, điểm trong điều đó cũng hết hiệu lực.

**Vì sao.** Viện dẫn một điều khoản không còn tồn tại làm nội dung mất cơ sở, dù văn bản vẫn còn hiệu lực.

**Ví dụ sai.** “theo khoản 2 Điều 5 Nghị định số …” khi Điều 5 của nghị định đó đã bị bãi bỏ.

**Ví dụ đúng.** Viện dẫn một điều khoản khác, không bị bãi bỏ, của cùng nghị định.

**Mức độ.** Trong phần căn cứ: lỗi. Trong nội dung: cảnh báo.

**Giới hạn.** Khi nguồn chỉ ghi “bãi bỏ một phần” mà không nêu điều khoản thì không kết luận. Điều khoản của
quy định ban hành kèm theo không phân biệt được với điều cùng số của văn bản chính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.pinpointed import cited_provisions
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import ref_words, vn_date
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation, naming every ended provision it cites."""
    for cited, act, provisions in cited_provisions(context):
        gone = [item for item in provisions if item.now.status == "expired"]
        if not gone:
            continue
        words = ", ".join(f"{ref_words(item.ref)} (từ ngày {vn_date(item.now.since)})" for item in gone)
        early = [item for item in gone if item.at_signing is not None and item.at_signing.status == "expired"]
        when = f"; đã bị bãi bỏ trước ngày ký {vn_date(context.signed)}" if early else ""
        reasons = dict.fromkeys(
            reason
            for item in gone
            for reason in item.now.because
            if reason.event.exceptions
            or (reason.event.predicate in ("repeals", "expires") and reason.event.scope == "part")
        )
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="error" if cited.is_basis else "warning",
            message=f"Điều khoản được viện dẫn của {act.label} đã hết hiệu lực: {words}{when}.",
            legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
            evidence=reason_evidence(reasons),
            suggestion="Xác định quy định thay cho điều khoản đã bãi bỏ hoặc bỏ phần viện dẫn.",
            provision=", ".join(item.ref for item in gone),
        )


CHECK = Check("REF104", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
