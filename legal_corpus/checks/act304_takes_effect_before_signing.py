"""Văn bản có hiệu lực trở về trước.

**Kiểm tra gì.** Ngày có hiệu lực của văn bản sớm hơn ngày ký ban hành.

**Vì sao.** Đến hết tháng 3 năm 2025 văn bản của địa phương không được có hiệu lực trở về trước. Từ
01/4/2025 chỉ Hội đồng nhân dân, Ủy ban nhân dân cấp tỉnh được quy định khi thật cần thiết, và không được áp
cho trách nhiệm mới hoặc nặng hơn.

**Ví dụ sai.** Quyết định ký ngày 10/6/2024, có hiệu lực từ ngày 01/6/2024.

**Ví dụ đúng.** Quyết định ký ngày 10/6/2024, có hiệu lực từ ngày 20/6/2024.

**Mức độ.** Lỗi khi quy định của ngày ký cấm; cảnh báo khi được phép có điều kiện hoặc chưa rõ quy định.

**Giới hạn.** Chỉ xét văn bản quy phạm pháp luật. Ngày ký hoặc ngày có hiệu lực đọc nhầm cũng gây phát hiện
này.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import is_normative, own_finding, own_level
from legal_corpus.checks.report import rule_source
from legal_corpus.effect.minimum import RETROACTIVITY, RetroOutcome, retroactive_effect
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding

_RETROACTIVE = LegalSource("Luật", "64/2025/QH15", "Điều 55")
_WORDS: dict[RetroOutcome, str] = {
    "forbidden": "quy định vào ngày ký không cho phép",
    "allowed_if_needed": (
        "chỉ được phép khi thật cần thiết và không áp cho trách nhiệm pháp lý mới hoặc nặng hơn"
    ),
    "unknown": "chưa rõ quy định cho cơ quan này vào ngày ký, cần người rà soát xác định",
}
_SURE = 0.5


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number."""
    level, starts = own_level(context), context.effective_from
    if context.signed is None or starts is None or starts >= context.signed or not is_normative(context):
        return
    organ, colon, _ = (context.citing.issuer or "").partition(":")
    outcome: RetroOutcome = "unknown"
    if level is not None:
        outcome = retroactive_effect(level, organ if colon else "", context.signed, context.rules)
    printed = context.header.issued
    sure = printed is None or printed.confidence >= _SURE
    yield own_finding(
        context,
        CHECK,
        severity="error" if outcome == "forbidden" and sure else "warning",
        message=(
            f"Văn bản ký ngày {vn_date(context.signed)} nhưng có hiệu lực từ ngày {vn_date(starts)}, sớm hơn "
            f"ngày ký: {_WORDS[outcome]}."
        ),
        key=str(starts),
        legal_source=rule_source(context, RETROACTIVITY, "quy định về hiệu lực trở về trước", context.signed),
        suggestion="Kiểm tra ngày ký, ngày có hiệu lực và lý do quy định hiệu lực trở về trước.",
    )


CHECK = Check("ACT304", "error", (_RETROACTIVE,), __doc__, run)
