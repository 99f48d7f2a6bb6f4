"""Văn bản được viện dẫn còn hiệu lực nhờ công bố tiếp tục có hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ hoặc được dẫn chiếu lẽ ra hết hiệu lực theo văn bản mà nó quy định chi
tiết, nhưng đã được công bố tiếp tục có hiệu lực.

**Vì sao.** Việc tiếp tục có hiệu lực thường có điều kiện (đến khi có văn bản thay thế, chỉ một phần); người
rà soát cần biết điều kiện đó.

**Ví dụ sai.** Căn cứ Nghị định số 24/2016/NĐ-CP mà không biết nghị định này chỉ tiếp tục có hiệu lực đến
khi có văn bản thay thế, bãi bỏ.

**Ví dụ đúng.** Căn cứ văn bản mới đã thay thế văn bản được công bố tiếp tục có hiệu lực.

**Mức độ.** Thông tin, nêu một lần ở chỗ viện dẫn đầu tiên.

**Giới hạn.** Chỉ biết những công bố có trong sổ văn bản; điều kiện được nêu nguyên văn trong bằng chứng,
không tự tính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.identified import first_places
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import acting_label, vn_date
from legal_corpus.model.finding import Finding

_ANNOUNCING = LegalSource("Thông tư", "26/2025/TT-BTP", "Điều 26")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an act that stands by an announcement of continuation, at its first place."""
    for cited in first_places(context.relying()):
        if cited.act is None or cited.now is None or cited.now.status == "expired":
            continue
        kept = [
            reason
            for reason in cited.now.because
            if reason.event.predicate == "continues"
            and (reason.event.effective_from is None or reason.event.effective_from <= context.on)
        ]
        if not kept:
            continue
        event = kept[-1].event
        by = acting_label(event, context.registry)
        until = f" đến hết ngày {vn_date(event.effective_until)}" if event.effective_until else ""
        part = " một phần" if event.scope == "part" else ""
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=(
                f"{cited.act.label} được công bố tiếp tục có hiệu lực{part}"
                f"{f' bởi {by}' if by else ''}{until}; xem điều kiện trong bằng chứng."
            ),
            legal_source=CHECK.legal_source,
            evidence=reason_evidence(kept),
            suggestion="Theo dõi văn bản thay thế, bãi bỏ văn bản này.",
        )


CHECK = Check("REF112", "info", (_ANNOUNCING,), __doc__, run)
