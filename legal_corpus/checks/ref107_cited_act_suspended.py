"""Văn bản được viện dẫn đang tạm ngưng hiệu lực.

**Kiểm tra gì.** Văn bản làm căn cứ hoặc được dẫn chiếu đang tạm ngưng hiệu lực toàn bộ vào ngày rà soát, hoặc
đã tạm ngưng hiệu lực vào ngày ký.

**Vì sao.** Trong thời gian tạm ngưng, văn bản không được áp dụng; việc tạm ngưng là một trường hợp phải rà
soát văn bản viện dẫn nó.

**Ví dụ sai.** Dẫn chiếu trình tự của một quyết định đang bị đình chỉ việc thi hành.

**Ví dụ đúng.** Thời gian tạm ngưng đã hết và văn bản tiếp tục có hiệu lực.

**Mức độ.** Căn cứ ban hành: lỗi. Dẫn chiếu: cảnh báo.

**Giới hạn.** Tạm ngưng một phần chỉ được xét khi điều khoản được viện dẫn rõ.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.report import cited_finding, reason_evidence
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation of an act suspended at the review or at the signing."""
    for cited in context.relying():
        readings = [item for item in (cited.now, cited.at_signing) if item and item.status == "suspended"]
        if cited.act is None or not readings or (cited.now and cited.now.status == "expired"):
            continue
        reading = readings[0]
        until = f" đến trước ngày {vn_date(reading.until)}" if reading.until else ""
        moment = "vào ngày rà soát" if reading is cited.now else f"vào ngày ký {vn_date(reading.on)}"
        reasons = [item for item in reading.because if item.event.predicate == "suspends"]
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="error" if cited.is_basis else "warning",
            message=f"{cited.act.label} tạm ngưng hiệu lực {moment} (từ {vn_date(reading.since)}{until}).",
            legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
            evidence=reason_evidence(reasons),
            suggestion="Xác định quy định áp dụng trong thời gian tạm ngưng.",
        )


CHECK = Check("REF107", "error", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
