"""Văn bản này bị cơ quan khác sửa đổi, thay thế.

**Kiểm tra gì.** Sổ văn bản ghi văn bản này được sửa đổi, bổ sung hoặc thay thế bởi văn bản của một cơ quan
không phải cơ quan đã ban hành nó, không phải cơ quan kế thừa.

**Vì sao.** Văn bản chỉ được sửa đổi, bổ sung, thay thế bằng văn bản của chính cơ quan đã ban hành. Ghi nhận
khác đi thường là nối nhầm hai văn bản cùng số.

**Ví dụ sai.** Quyết định của Ủy ban nhân dân tỉnh được “sửa đổi” bởi quyết định của một sở.

**Ví dụ đúng.** Quyết định của Ủy ban nhân dân tỉnh Kiên Giang được sửa đổi bởi Ủy ban nhân dân tỉnh An
Giang (mới), là cơ quan kế thừa.

**Mức độ.** Cảnh báo.

**Giới hạn.** Không kết luận khi không rõ cơ quan ban hành của văn bản sửa đổi. Việc bãi bỏ không xét ở đây:
cơ quan có thẩm quyền cấp trên được bãi bỏ.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext
from legal_corpus.checks.own import own_finding
from legal_corpus.checks.report import reason_evidence, rule_source
from legal_corpus.checks.standing import AMEND_SAME_ISSUER, is_same_body
from legal_corpus.effect.wording import event_word, vn_date
from legal_corpus.model.effect import Reason
from legal_corpus.model.finding import Finding

_CHANGES = ("amends", "supplements", "replaces")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an act of another body that changed the document by the day of review."""
    act = context.act
    if act is None or act.issuer is None:
        return
    seen: set[str] = set()
    for event in context.events(act):
        by = context.registry.get(event.by) if event.by else None
        if event.predicate not in _CHANGES or by is None or by.issuer is None or by.uid in seen:
            continue
        if is_same_body(by.issuer, act.issuer, context.book):
            continue
        seen.add(by.uid)
        note = f"{event_word(event.predicate, by.label)} của {by.issuer_name or by.issuer}"
        yield own_finding(
            context,
            CHECK,
            severity="warning",
            message=f"{note}, không phải cơ quan đã ban hành văn bản này.",
            key=by.uid,
            legal_source=rule_source(
                context, AMEND_SAME_ISSUER, "quy định về thẩm quyền sửa đổi", by.issued or context.on
            ),
            evidence=reason_evidence([Reason(event, f"{note} từ ngày {vn_date(event.effective_from)}")]),
            suggestion="Kiểm tra việc nối hai văn bản trong sổ; nếu đúng thì xem xét thẩm quyền.",
        )


CHECK = Check("ACT306", "warning", (AMENDING_POWER,), __doc__, run)
