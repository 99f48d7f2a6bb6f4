"""Văn bản được viện dẫn sắp hết hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ hoặc được dẫn chiếu còn hiệu lực vào ngày rà soát nhưng đã có ngày hết
hiệu lực trong thời gian báo trước (quy tắc “Báo trước khi hết thời hạn”: 120 ngày nếu không đổi).

**Vì sao.** Nhiều văn bản về sắp xếp tổ chức bộ máy chỉ có hiệu lực đến hết tháng 02/2027; báo trước giúp
kịp rà soát văn bản dựa vào chúng.

**Ví dụ sai.** Quyết định căn cứ một nghị định có hiệu lực đến hết ngày 28/02/2027, rà soát ngày 21/11/2026.

**Ví dụ đúng.** Căn cứ nghị định không có thời hạn.

**Mức độ.** Thông tin.

**Giới hạn.** Văn bản có thể được kéo dài hiệu lực hoặc hết hiệu lực sớm hơn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.rules import LegalRule, warning_time
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import Reason, StatusReading
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence
from legal_corpus.text.numbers import number_key

_SUNSET = "sunset_acts"
_DAY = timedelta(days=1)


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of an act whose end is dated within the warning time."""
    for cited in context.relying():
        if cited.act is None or cited.now is None or cited.now.status == "expired":
            continue
        source = str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE)
        coming = coming_end(context, cited.now)
        if coming is not None:
            day, evidence = coming.event.effective_from, reason_evidence([coming])
        elif known := _known_sunset(context, cited.act):
            day, rule = known
            source = f"{source}; {rule.shown_source}"
            evidence = [Evidence(what=rule.title, act=cited.act.label, source=rule.shown_source)]
        else:
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"{cited.act.label} sẽ hết hiệu lực từ ngày {vn_date(day)}.",
            legal_source=source,
            evidence=evidence,
            suggestion="Chuẩn bị rà soát trước ngày đó.",
        )


def coming_end(context: CheckContext, reading: StatusReading) -> Reason | None:
    """The dated end of the whole act within the warning time, while the act stands."""
    if reading.status not in ("in_force", "partly_expired"):
        return None
    last = context.once(told_until)
    for reason in reading.because:
        event = reason.event
        if event.predicate not in ("replaces", "repeals", "expires") or event.scope != "whole":
            continue
        if event.effective_from and reading.on < event.effective_from <= last:
            return reason
    return None


def _known_sunset(context: CheckContext, act: Act) -> tuple[date, LegalRule] | None:
    """First day without effect of an act on the list of temporary acts, when it is near."""
    near = context.once(_near_sunsets)
    return near.get(number_key(act.number)) if near and act.number else None


def told_until(context: CheckContext) -> date:
    """The last day whose ends are told of at the review; no later than the calendar goes."""
    return context.on + min(warning_time(context.rules, context.on), date.max - context.on)


def _near_sunsets(context: CheckContext) -> dict[str, tuple[date, LegalRule]]:
    rule = context.rules.at(_SUNSET, context.on)
    found: dict[str, tuple[date, LegalRule]] = {}
    for item in rule.parameters.get("last_days", ()) if rule else ():
        ends = item["last_day"] + _DAY
        if rule and context.on < ends <= context.once(told_until):
            for number in item["acts"]:
                found.setdefault(number_key(number), (ends, rule))
    return found


CHECK = Check("REF110", "info", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
