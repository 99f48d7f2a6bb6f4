"""Văn bản không ghi rõ ngày, tháng, năm có hiệu lực.

**Kiểm tra gì.** Điều khoản thi hành nói “có hiệu lực kể từ ngày ký”, “sau 10 ngày kể từ ngày ký”, thay vì
một ngày, tháng, năm cụ thể.

**Vì sao.** Văn bản quy phạm pháp luật phải xác định cụ thể ngày, tháng, năm có hiệu lực để người thi hành
không phải tự tính.

**Ví dụ sai.** “Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.”

**Ví dụ đúng.** “Quyết định này có hiệu lực từ ngày 30 tháng 11 năm 2026.”

**Mức độ.** Cảnh báo.

**Giới hạn.** Chỉ xét văn bản quy phạm pháp luật ký từ ngày 01/4/2025. Không thấy câu nói về hiệu lực thì
không báo, vì bản chữ có thể bị cắt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import is_normative, own_finding
from legal_corpus.effect.clauses import effective_date
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span
from legal_corpus.text.normalize import lowered

_STATED = LegalSource("Nghị định", "78/2025/NĐ-CP", "khoản 2 Điều 67")
_EXACT_DATE = "effect_date_stated"
# A quick look, in lower case, before the text is read: most acts print their date.
_COUNTED = re.compile(r"hiệu\s+lực[^.;]{0,90}?ngày\s+(?:được\s+)?(?:ký|ban\s+hành|thông\s+qua)")
_PRINTED = "ngày ghi trong văn bản"  # note of a date that the text itself prints


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the clause on the document's own effect."""
    rule = context.rules.at(_EXACT_DATE, context.signed) if context.signed else None
    if rule is None or not is_normative(context) or not _COUNTED.search(lowered(context.text)):
        return
    said = effective_date(context.text, context.signed)
    if said is None or said[3] == _PRINTED:
        return
    day, start, end, note = said
    clause = Span(start, end)
    yield own_finding(
        context,
        CHECK,
        severity="warning",
        message=(
            f"“{' '.join(clause.of(context.text).split())}”: không ghi ngày, tháng, năm cụ thể ({note}, "
            f"tức ngày {vn_date(day)})."
        ),
        place=clause,
        legal_source=rule.shown_source,
        suggestion=f"Ghi rõ “có hiệu lực từ ngày {vn_date(day)}”.",
    )


CHECK = Check("ACT305", "warning", (_STATED,), __doc__, run)
