"""Văn bản này sắp hết thời hạn hiệu lực.

**Kiểm tra gì.** Chính văn bản đang xét còn hiệu lực nhưng đã có ngày hết hiệu lực trong thời gian báo trước
(quy tắc “Báo trước khi hết thời hạn”: 120 ngày nếu không đổi): hết thời hạn tự quy định, hoặc đã có văn bản
thay thế, bãi bỏ chờ ngày có hiệu lực.

**Vì sao.** Cần quyết định kéo dài, thay thế hay để hết hiệu lực trước khi thời hạn tới.

**Ví dụ sai.** Quyết định có hiệu lực đến hết ngày 28/02/2027, rà soát ngày 21/11/2026.

**Ví dụ đúng.** Quyết định không có thời hạn.

**Mức độ.** Cảnh báo.

**Giới hạn.** Chỉ biết khi thời hạn được ghi rõ ngày trong văn bản hoặc sổ văn bản có sự kiện hết hiệu lực.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from legal_corpus.checks.base import REVIEW_OF_ITSELF, Check, CheckContext
from legal_corpus.checks.own import own_act, own_finding
from legal_corpus.checks.ref110_cited_act_ends_soon import coming_end, told_until
from legal_corpus.checks.report import reason_evidence
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number or its beginning."""
    reading = context.status(context.act, context.on) if context.act else None
    coming = coming_end(context, reading) if reading else None
    last = context.once(told_until)
    if coming is not None:
        day, evidence = coming.event.effective_from, reason_evidence([coming])
    elif context.own_term is not None and context.on <= context.own_term < last:
        day = context.own_term + timedelta(days=1)
        evidence = [Evidence(what=f"thời hạn ghi trong văn bản: đến hết ngày {vn_date(context.own_term)}")]
    else:
        return
    own = own_act(context)
    yield own_finding(
        context,
        CHECK,
        severity="warning",
        message=f"Văn bản này ({own.label}) sẽ hết hiệu lực từ ngày {vn_date(day)}.",
        key=str(day),
        evidence=evidence,
        suggestion="Quyết định kéo dài, thay thế hoặc để văn bản hết hiệu lực.",
        reading=reading,
    )


CHECK = Check("ACT301", "warning", (REVIEW_OF_ITSELF,), __doc__, run)
