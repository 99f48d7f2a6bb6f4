"""Văn bản này đã hết thời hạn.

**Kiểm tra gì.** Thời hạn có hiệu lực mà văn bản tự quy định đã qua vào ngày rà soát; hoặc tên gọi nói tới
một giai đoạn đã kết thúc.

**Vì sao.** Văn bản hết hiệu lực khi hết thời hạn được quy định trong văn bản; cần đưa vào danh mục văn bản
hết hiệu lực hoặc xử lý tiếp.

**Ví dụ sai.** Nghị quyết ghi “thực hiện đến hết ngày 31/12/2025”, rà soát tháng 11 năm 2026.

**Ví dụ đúng.** Nghị quyết được kéo dài thời hạn bằng văn bản khác.

**Mức độ.** Thời hạn ghi trong điều khoản: cảnh báo. Chỉ có giai đoạn trong tên gọi: thông tin, phải xác
nhận.

**Giới hạn.** Đợt rà soát bỏ qua văn bản mà sổ đã ghi hết hiệu lực; phát hiện này chủ yếu cho tệp chưa có
trong sổ.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import own_act, own_finding
from legal_corpus.checks.report import rule_source
from legal_corpus.effect.status import EXPIRY_GROUNDS
from legal_corpus.effect.title_term import title_term
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence

_TERM_ENDS = LegalSource("Luật", "64/2025/QH15", "khoản 1 Điều 57")


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number."""
    own = own_act(context)
    stated, named = context.own_term, title_term(own.title)
    if _extended(context):
        return
    if stated is not None and stated < context.on:
        yield own_finding(
            context,
            CHECK,
            severity="warning",
            message=f"Văn bản này đã hết thời hạn: có hiệu lực đến hết ngày {vn_date(stated)}.",
            key=str(stated),
            legal_source=rule_source(context, EXPIRY_GROUNDS, "quy định về hết hiệu lực", stated),
            suggestion="Đưa vào danh mục văn bản hết hiệu lực, hoặc xử lý tiếp nếu còn cần quy định.",
        )
    elif stated is None and named is not None and named.last_day < context.on:
        yield own_finding(
            context,
            CHECK,
            severity="info",
            message=(
                f"Tên gọi nói tới “{named.words}”, đã kết thúc ngày {vn_date(named.last_day)}; văn bản không "
                f"ghi thời hạn, cần xác nhận còn áp dụng hay không."
            ),
            key=named.words,
            evidence=[Evidence(what="tên gọi", quote=own.title)],
            suggestion="Xác nhận văn bản còn áp dụng, hoặc đề xuất bãi bỏ, thay thế.",
        )


def _extended(context: CheckContext) -> bool:
    """Another document extended the term by the day of review."""
    events = context.events(context.act) if context.act else ()
    return any(e.predicate == "extends" and (e.effective_from or context.on) <= context.on for e in events)


CHECK = Check("ACT302", "warning", (_TERM_ENDS,), __doc__, run)
