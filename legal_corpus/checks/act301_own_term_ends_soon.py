"""Văn bản này sắp hết thời hạn hiệu lực.

**Kiểm tra gì.** Chính văn bản đang xét còn hiệu lực nhưng đã có ngày hết hiệu lực trong 120 ngày tới: hết
thời hạn tự quy định, hoặc đã có văn bản thay thế, bãi bỏ chờ ngày có hiệu lực.

**Vì sao.** Cần quyết định kéo dài, thay thế hay để hết hiệu lực trước khi thời hạn tới.

**Ví dụ sai.** Quyết định có hiệu lực đến hết ngày 28/02/2027, rà soát ngày 21/11/2026.

**Ví dụ đúng.** Quyết định không có thời hạn.

**Mức độ.** Cảnh báo.

**Giới hạn.** Chỉ biết khi văn bản đã có trong sổ cùng sự kiện hết hiệu lực.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_ITSELF, Check, CheckContext
from legal_corpus.checks.ref110_cited_act_ends_soon import coming_end
from legal_corpus.checks.report import fingerprint, reason_evidence
from legal_corpus.effect.status import ending_numbers
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import CitedAct, Finding
from legal_corpus.model.text import Evidence


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number or its beginning."""
    act = context.act
    if act is None:
        return
    reading = context.status(act, context.on)
    coming = coming_end(reading)
    if coming is None:
        return
    day = coming.event.effective_from
    printed = context.header.number
    start, end = (printed.start, printed.end) if printed else (None, None)
    start, end = start or 0, end or 0
    yield Finding(
        code=CHECK.code,
        severity="warning",
        message=f"Văn bản này ({act.label}) sẽ hết hiệu lực từ ngày {vn_date(day)}.",
        start=start,
        end=end,
        text=context.text[start:end],
        act=CitedAct(
            uid=act.uid,
            type=act.type,
            number=act.number,
            issuer=act.issuer_name or act.issuer,
            issued=act.issued,
            title=act.title,
            status=reading.status,
            expired_from=None,
            ended_by=ending_numbers(reading, context.registry),
        ),
        provision=None,
        legal_source=CHECK.legal_source,
        evidence=(*reason_evidence([coming]), Evidence(what="căn cứ pháp lý", source=CHECK.legal_source)),
        suggestion="Quyết định kéo dài, thay thế hoặc để văn bản hết hiệu lực.",
        fingerprint=fingerprint(CHECK.code, act.uid, str(day)),
    )


CHECK = Check("ACT301", "warning", (REVIEW_OF_ITSELF,), __doc__, run)
