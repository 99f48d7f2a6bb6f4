"""Văn bản được viện dẫn chưa có hiệu lực.

**Kiểm tra gì.** Căn cứ ban hành chưa có hiệu lực vào ngày ký và có hiệu lực sau văn bản đang xét; hoặc văn
bản được dẫn chiếu vẫn chưa có hiệu lực vào ngày rà soát.

**Vì sao.** Căn cứ phải đang có hiệu lực, hoặc đã được công bố, ký ban hành và có hiệu lực trước hoặc cùng
thời điểm với văn bản được ban hành.

**Ví dụ sai.** Quyết định ký ngày 01/10, có hiệu lực ngày 15/10, căn cứ một luật có hiệu lực từ ngày 01/01
năm sau.

**Ví dụ đúng.** Cũng quyết định đó nhưng có hiệu lực từ ngày 01/01 năm sau, cùng ngày với luật.

**Mức độ.** Căn cứ: lỗi; cảnh báo khi không rõ ngày có hiệu lực của văn bản đang xét, hoặc khi quy định về
căn cứ vào ngày ký chưa có nguyên văn, hoặc khi ngày có hiệu lực không đọc từ chính văn bản được căn cứ (một
số điều có thể có hiệu lực sớm hơn). Dẫn chiếu: cảnh báo. Căn cứ ban hành sau ngày ký do REF113 nêu.

**Giới hạn.** Chỉ biết khi sổ văn bản có ngày có hiệu lực của văn bản được viện dẫn. Điều kiện của căn cứ
theo Nghị định 78/2025/NĐ-CP áp dụng cho văn bản ký từ ngày 01/4/2025; trước đó chưa có nguyên văn quy định.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import (
    BASIS_CONDITIONS_2025,
    REVIEW_OF_REFERENCE,
    Check,
    CheckContext,
    Cited,
)
from legal_corpus.checks.identified import is_of_another_subject
from legal_corpus.checks.lapsed import OTHER_SUBJECT
from legal_corpus.checks.report import cited_finding, reason_evidence, rule_source
from legal_corpus.effect.basis import BasisDates, basis_dates_reading
from legal_corpus.effect.rules import BASIS_CONDITIONS
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.finding import Finding
from legal_corpus.registry.sources import OWN_TEXT


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that could not be one yet, or a reference to an act still to come."""
    for cited in context.relying():
        if cited.act is None:
            continue
        now = cited.now
        then = cited.at_signing if cited.is_basis and _may_begin_later(context, cited.act) else None
        if then is not None and then.status == "not_yet_in_force":
            if found := _basis(context, cited, then):
                yield found
        elif now is not None and now.status == "not_yet_in_force":
            yield _reference(context, cited, now)


def _may_begin_later(context: CheckContext, act: Act) -> bool:
    """A quick look before the status is read: some day of the act is after the signing, or is not told."""
    signed = context.signed
    if signed is None:
        return False
    days = [event.effective_from for event in context.events(act) if event.predicate == "enters_into_force"]
    return None in days or any(
        day is not None and day > signed for day in (act.issued, act.effective_from, *days)
    )


def _basis(context: CheckContext, cited: Cited, then: StatusReading) -> Finding | None:
    """``None`` when the ground takes effect no later than the citing act, or was not even issued (REF113)."""
    issued = cited.act.issued if cited.act else None
    days = BasisDates(then.on, context.effective_from, issued, then.until)
    found = basis_dates_reading(days, context.rules)
    if issued is not None and issued > then.on:
        return None
    starts, own = then.until, context.effective_from
    if starts is not None and own is not None and starts <= own:
        return None
    label = cited.act.label if cited.act else cited.citation.text
    mine = f"ngày {vn_date(own)}" if own else "chưa rõ ngày"
    entry = [r for r in then.because if r.event.predicate == "enters_into_force"]
    told = found.allowed is False and found.rule is not None and found.rule.was_read
    # Laws often put single provisions into force earlier; only the act's own words rule that out.
    stated = any(r.event.source == OWN_TEXT and r.event.scope == "whole" for r in entry)
    alien = is_of_another_subject(context, cited)
    sure = told and stated and not alien
    doubt = (
        OTHER_SUBJECT if alien else "" if stated else "Cần kiểm tra có điều khoản nào có hiệu lực sớm hơn."
    )
    return cited_finding(
        context,
        cited,
        code=CHECK.code,
        severity="error" if sure else "warning",
        message=(
            f"Căn cứ {label} chưa có hiệu lực vào ngày ký {vn_date(then.on)}: có hiệu lực từ ngày "
            f"{vn_date(starts)}, văn bản này có hiệu lực {mine}. {doubt}"
        ).rstrip(),
        legal_source=rule_source(context, BASIS_CONDITIONS, "quy định về căn cứ ban hành", then.on),
        evidence=reason_evidence(entry),
        suggestion="Kiểm tra ngày có hiệu lực, hoặc dùng văn bản đang có hiệu lực vào ngày ký làm căn cứ.",
    )


def _reference(context: CheckContext, cited: Cited, now: StatusReading) -> Finding:
    label = cited.act.label if cited.act else cited.citation.text
    starts = f", có hiệu lực từ ngày {vn_date(now.until)}" if now.until else ""
    return cited_finding(
        context,
        cited,
        code=CHECK.code,
        severity="warning",
        message=f"{label} chưa có hiệu lực vào ngày rà soát {vn_date(now.on)}{starts}.",
        legal_source=str(REVIEW_OF_REFERENCE),
        evidence=reason_evidence(r for r in now.because if r.event.predicate == "enters_into_force"),
        suggestion="Kiểm tra thời điểm áp dụng nội dung dẫn chiếu.",
    )


CHECK = Check("REF108", "error", (BASIS_CONDITIONS_2025, REVIEW_OF_REFERENCE), __doc__, run)
