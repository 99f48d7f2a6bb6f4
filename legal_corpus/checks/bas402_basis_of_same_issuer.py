"""Căn cứ ban hành do chính cơ quan ban hành văn bản này ban hành.

**Kiểm tra gì.** Văn bản quy phạm pháp luật căn cứ vào văn bản khác của chính cơ quan đã ban hành nó.

**Vì sao.** Căn cứ phải là văn bản có hiệu lực pháp lý cao hơn; văn bản cùng cơ quan thì ngang bậc. Thực tế
nhiều địa phương vẫn ghi như vậy, nên đây chỉ là thông tin.

**Ví dụ sai.** Quyết định của Ủy ban nhân dân tỉnh căn cứ một quyết định khác của Ủy ban nhân dân tỉnh đó.

**Ví dụ đúng.** Quyết định của Ủy ban nhân dân tỉnh căn cứ luật, nghị định và thông tư.

**Mức độ.** Thông tin.

**Giới hạn.** Chỉ xét văn bản ký từ ngày 01/4/2025. Văn bản hành chính (không có năm trong số) do BAS403
nêu.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import BASIS_CONDITIONS_2025, Check, CheckContext
from legal_corpus.checks.grounds import ground_finding, ground_problems
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that the issuer itself issued."""
    for cited, problem in ground_problems(context, "same_issuer"):
        yield ground_finding(
            context,
            CHECK,
            cited,
            severity="info",
            message=f"Căn cứ {problem.words}, nên không có hiệu lực pháp lý cao hơn.",
            suggestion="Cân nhắc chuyển việc nhắc tới văn bản này vào nội dung thay vì phần căn cứ.",
        )


CHECK = Check("BAS402", "info", (BASIS_CONDITIONS_2025,), __doc__, run)
