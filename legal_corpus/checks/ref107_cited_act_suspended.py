"""Văn bản được viện dẫn đang tạm ngưng hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ hoặc được dẫn chiếu đang tạm ngưng hiệu lực toàn bộ vào ngày rà soát,
hoặc đã tạm ngưng hiệu lực vào ngày ký; hoặc điều khoản được viện dẫn đang tạm ngưng hiệu lực vào ngày rà
soát.

**Vì sao.** Trong thời gian tạm ngưng, văn bản không được áp dụng; việc tạm ngưng là một trường hợp phải rà
soát văn bản viện dẫn nó.

**Ví dụ sai.** Dẫn chiếu trình tự của một quyết định đang bị đình chỉ việc thi hành.

**Ví dụ đúng.** Thời gian tạm ngưng đã hết và văn bản tiếp tục có hiệu lực.

**Mức độ.** Căn cứ ban hành: lỗi. Dẫn chiếu: cảnh báo. Tạm ngưng vào ngày ký nhưng nay đã thôi: căn cứ là
cảnh báo, dẫn chiếu là thông tin.

**Giới hạn.** Tạm ngưng một phần chỉ được xét khi điều khoản được viện dẫn rõ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext, Cited
from legal_corpus.checks.pinpointed import cited_provisions
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import ref_words, vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading
from legal_corpus.model.finding import Finding, Severity


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of an act, or of provisions, suspended at the review or at the signing."""
    for cited in context.relying():
        if cited.act is None or cited.now is None or cited.now.status == "expired":
            continue
        if cited.now.status == "suspended":
            yield _finding(context, cited, cited.act, cited.now)
        elif not any(event.predicate == "suspends" for event in context.events(cited.act)):
            continue
        elif cited.at_signing is not None and cited.at_signing.status == "suspended":
            yield _finding(context, cited, cited.act, cited.at_signing)
    for cited, act, provisions in cited_provisions(context):
        stopped = [item for item in provisions if item.now.status == "suspended"]
        if stopped and cited.now is not None and cited.now.status != "suspended":
            refs = [item.ref for item in stopped]
            yield _finding(context, cited, act, stopped[0].now, refs)


def _finding(
    context: CheckContext, cited: Cited, act: Act, reading: StatusReading, refs: Sequence[str] = ()
) -> Finding:
    grades: tuple[Severity, Severity] = ("error", "warning")
    moment = "vào ngày rà soát"
    if reading is cited.at_signing:
        grades, moment = ("warning", "info"), f"vào ngày ký {vn_date(reading.on)}"
    until = f" đến trước ngày {vn_date(reading.until)}" if reading.until else ""
    parts = f"{', '.join(map(ref_words, refs))} của " if refs else ""
    return cited_finding(
        context,
        cited,
        code=CHECK.code,
        severity=grades[0] if cited.is_basis else grades[1],
        message=f"{parts}{act.label} tạm ngưng hiệu lực {moment} (từ {vn_date(reading.since)}{until}).",
        legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
        evidence=reason_evidence(item for item in reading.because if item.event.predicate == "suspends"),
        suggestion="Xác định quy định áp dụng trong thời gian tạm ngưng.",
        provision=", ".join(refs) or None,
    )


CHECK = Check("REF107", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
