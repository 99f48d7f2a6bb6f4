"""Bãi bỏ, thay thế một văn bản đã hết hiệu lực.

**Kiểm tra gì.** Văn bản bị bãi bỏ, thay thế toàn bộ đã hết hiệu lực toàn bộ trước ngày ký của văn bản đang
xét.

**Vì sao.** Văn bản đã hết hiệu lực thì không còn gì để bãi bỏ; thường là chép nhầm số, hoặc đã có văn bản
khác bãi bỏ.

**Ví dụ sai.** Quyết định năm 2026 bãi bỏ một quyết định đã bị thay thế từ năm 2022.

**Ví dụ đúng.** Bãi bỏ văn bản đang còn hiệu lực.

**Mức độ.** Cảnh báo; thông tin khi việc hết hiệu lực trước đó chỉ do suy luận.

**Giới hạn.** Chỉ biết khi nguồn ghi ngày hết hiệu lực. Bãi bỏ lại cho chắc chắn không gây hậu quả pháp lý.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext
from legal_corpus.checks.repealing import targets
from legal_corpus.checks.report import cited_finding, ending_reasons, reason_evidence, rule_source
from legal_corpus.checks.standing import AMEND_SAME_ISSUER
from legal_corpus.effect.wording import acting_label, vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.registry.sources import INFERRED


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a whole repeal or replacement of an act that had ended before the signing."""
    for effect, cited in targets(context):
        then = cited.at_signing if effect.scope == "whole" else None
        if cited.act is None or then is None or then.status != "expired":
            continue
        reasons = ending_reasons(then)
        if then.since is None or context.signed is None or then.since >= context.signed:
            continue
        actors = [label for item in reasons if (label := acting_label(item.event, context.registry))]
        by = f" bởi {', '.join(dict.fromkeys(actors))}" if actors else ""
        inferred = all(item.event.source == INFERRED for item in reasons)
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info" if inferred else "warning",
            message=(
                f"{cited.act.label} đã hết hiệu lực{by} từ ngày {vn_date(then.since)}, trước ngày ký "
                f"{vn_date(context.signed)}."
            ),
            legal_source=rule_source(
                context, AMEND_SAME_ISSUER, "quy định về bãi bỏ, thay thế văn bản", context.signed
            ),
            evidence=reason_evidence(reasons),
            suggestion="Kiểm tra số, ký hiệu; bỏ khỏi danh sách nếu văn bản đã hết hiệu lực.",
        )


CHECK = Check("REP501", "warning", (AMENDING_POWER,), __doc__, run)
