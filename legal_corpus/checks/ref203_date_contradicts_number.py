"""Ngày hoặc năm ban hành được viện dẫn không khớp với số, ký hiệu.

**Kiểm tra gì.** Ngày ban hành ghi kèm khác ngày của văn bản mang số đó trong sổ, hoặc năm trong số, ký hiệu
trái với ngày ban hành được ghi.

**Vì sao.** Sai số hoặc ngày làm người đọc tìm nhầm văn bản; sai ở câu bãi bỏ, thay thế có thể làm văn bản
cần bãi bỏ vẫn còn hiệu lực.

**Ví dụ sai.** “Nghị định số 187/2020/NĐ-CP ngày 01 tháng 7 năm 2025”: năm trong số là 2020.

**Ví dụ đúng.** “Nghị định số 187/2025/NĐ-CP ngày 01 tháng 7 năm 2025”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Sổ văn bản cũng có thể sai: cần đối chiếu bản gốc trước khi đính chính. Một chỗ viện dẫn sai
nhiều chi tiết chỉ được nêu một lần, theo chi tiết đáng kể nhất.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.contradictions import contradictions
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation whose date contradicts its number."""
    return contradictions(context, CHECK, "issued")


CHECK = Check("REF203", "error", (CITING_MANNER,), __doc__, run)
