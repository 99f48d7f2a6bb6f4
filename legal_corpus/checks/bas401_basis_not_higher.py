"""Căn cứ ban hành không có hiệu lực pháp lý cao hơn.

**Kiểm tra gì.** Văn bản quy phạm pháp luật căn cứ vào văn bản của cơ quan khác mà thứ bậc hiệu lực ngang
hoặc thấp hơn chính nó, theo bảng thứ bậc của ngày ký.

**Vì sao.** Căn cứ phải là văn bản quy phạm pháp luật có hiệu lực pháp lý cao hơn.

**Ví dụ sai.** Nghị quyết của Hội đồng nhân dân tỉnh căn cứ một quyết định của Ủy ban nhân dân tỉnh.

**Ví dụ đúng.** Quyết định của Ủy ban nhân dân tỉnh căn cứ nghị quyết của Hội đồng nhân dân tỉnh.

**Mức độ.** Cảnh báo. Sai sót về căn cứ được đính chính, không làm văn bản thành trái pháp luật.

**Giới hạn.** Chỉ xét văn bản ký từ ngày 01/4/2025; trước đó chưa có nguyên văn quy định. Không kết luận khi
không rõ cơ quan ban hành của một trong hai văn bản.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import BASIS_CONDITIONS_2025, Check, CheckContext
from legal_corpus.checks.grounds import ground_finding, ground_problems
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground of equal or lower rank by another issuer."""
    for cited, problem in ground_problems(context, "not_higher"):
        yield ground_finding(
            context,
            CHECK,
            cited,
            severity="warning",
            message=f"Căn cứ {problem.words}.",
            suggestion="Thay bằng văn bản cấp trên quy định về cùng nội dung, hoặc bỏ khỏi phần căn cứ.",
        )


CHECK = Check("BAS401", "warning", (BASIS_CONDITIONS_2025,), __doc__, run)
