"""Tên gọi được viện dẫn không phải của văn bản mang số đó.

**Kiểm tra gì.** Luật, bộ luật, pháp lệnh được viện dẫn bằng cả tên và số, nhưng sổ văn bản ghi số đó là của
văn bản có tên khác hẳn.

**Vì sao.** Không biết người soạn muốn nói văn bản nào: tên và số chỉ tới hai văn bản.

**Ví dụ sai.** “Luật Thủy lợi số 31/2024/QH15” trong khi 31/2024/QH15 là Luật Đất đai.

**Ví dụ đúng.** “Luật Đất đai số 31/2024/QH15”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Tên viết tắt hoặc gõ sai vài chữ không bị báo.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.contradictions import contradictions
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation whose name contradicts its number."""
    return contradictions(context, CHECK, "name")


CHECK = Check("REF205", "error", (CITING_MANNER,), __doc__, run)
