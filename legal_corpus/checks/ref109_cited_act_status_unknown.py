"""Chưa rõ hiệu lực của văn bản được viện dẫn.

**Kiểm tra gì.** Văn bản được viện dẫn có trong sổ nhưng không nguồn nào cho biết nó còn hay hết hiệu lực
vào ngày rà soát.

**Vì sao.** “Chưa rõ” không phải là “còn hiệu lực”: người rà soát cần biết chỗ nào chưa được kiểm chứng.

**Ví dụ sai.** Dẫn chiếu một thông tư mà sổ văn bản chỉ có số và tên.

**Ví dụ đúng.** Dẫn chiếu một thông tư mà nguồn tin cậy ghi nhận còn hiệu lực.

**Mức độ.** Thông tin, nêu một lần ở chỗ viện dẫn đầu tiên.

**Giới hạn.** Phụ thuộc hoàn toàn vào nguồn đã nạp vào sổ văn bản.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import REVIEW_OF_BASIS, REVIEW_OF_REFERENCE, Check, CheckContext
from legal_corpus.checks.identified import first_places
from legal_corpus.checks.report import cited_finding
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an act whose status nobody states, at its first place."""
    for cited in first_places(context.relying()):
        if cited.act is None or cited.now is None or cited.now.status != "unknown":
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Chưa rõ hiệu lực của {cited.act.label} vào ngày {vn_date(context.on)}.",
            legal_source=str(REVIEW_OF_BASIS if cited.is_basis else REVIEW_OF_REFERENCE),
            suggestion="Tra cứu Cơ sở dữ liệu quốc gia về pháp luật rồi bổ sung vào sổ văn bản.",
        )


CHECK = Check("REF109", "info", (REVIEW_OF_BASIS, REVIEW_OF_REFERENCE), __doc__, run)
