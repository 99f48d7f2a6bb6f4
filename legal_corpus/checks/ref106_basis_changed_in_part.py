"""Căn cứ ban hành được sửa đổi hoặc hết hiệu lực một phần sau ngày ký.

**Kiểm tra gì.** Văn bản làm căn cứ còn hiệu lực, nhưng sau ngày ký của văn bản đang xét đã được sửa đổi, bổ
sung, hoặc bị bãi bỏ một phần.

**Vì sao.** Sửa đổi, bổ sung văn bản làm căn cứ là một trường hợp phải rà soát văn bản đã căn cứ vào nó.

**Ví dụ sai.** Quyết định ký tháng 3 căn cứ một luật; tháng 7 luật đó được sửa đổi mà quyết định chưa được
rà soát.

**Ví dụ đúng.** Luật được sửa đổi trước ngày ký.

**Mức độ.** Bị bãi bỏ, thay thế một phần: cảnh báo. Sửa đổi, bổ sung: thông tin.

**Giới hạn.** Không kết luận phần bị sửa đổi có liên quan hay không: người rà soát quyết định. Khi không rõ
ngày ký thì mọi thay đổi cho tới ngày rà soát đều được nêu ở mức thông tin.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, Check, CheckContext
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import acting_label, vn_date
from legal_corpus.model.effect import Reason, StatusReading
from legal_corpus.model.finding import Finding

_ENDS = ("repeals", "replaces", "expires")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that was changed in part after the signing."""
    for cited in context.relying():
        if (
            not cited.is_basis
            or cited.act is None
            or cited.now is None
            or cited.now.status != "partly_expired"
        ):
            continue
        changes = changes_since_signing(context, cited.now)
        if not changes:
            continue
        ended = context.signed is not None and any(item.event.predicate in _ENDS for item in changes)
        words = "bị bãi bỏ, thay thế một phần hoặc sửa đổi" if ended else "được sửa đổi, bổ sung"
        after = (
            f"sau ngày ký {vn_date(context.signed)}" if context.signed else "(không rõ ngày ký văn bản này)"
        )
        actors = [label for item in changes if (label := acting_label(item.event, context.registry))]
        by = f" bởi {', '.join(dict.fromkeys(actors))}" if actors else ""
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="warning" if ended else "info",
            message=f"Căn cứ ban hành {cited.act.label} {words} {after}{by}.",
            legal_source=str(REVIEW_OF_BASIS),
            evidence=reason_evidence(changes),
            suggestion="Rà soát phần nội dung dựa trên quy định đã thay đổi.",
        )


def changes_since_signing(context: CheckContext, reading: StatusReading) -> list[Reason]:
    """Changes of parts that count by the review and came after the signing; all of them when the day of
    signing is unknown."""
    found = []
    for reason in reading.because:
        event = reason.event
        partial = event.predicate in ("amends", "supplements") or (
            (event.scope == "part" or event.exceptions) and event.predicate in _ENDS
        )
        acting = context.registry.get(event.by) if event.by else None
        # An act cannot take effect before it is issued, so its issue tells where no date is stated.
        day = event.effective_from or (acting.issued if acting else None)
        if not partial or (day is not None and day > context.on):
            continue
        if context.signed is None or (day is not None and day > context.signed):
            found.append(reason)
    return found


CHECK = Check("REF106", "warning", (REVIEW_OF_BASIS,), __doc__, run)
