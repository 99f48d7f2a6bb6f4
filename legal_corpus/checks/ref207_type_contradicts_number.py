"""Loại văn bản được viện dẫn không khớp với số, ký hiệu.

**Kiểm tra gì.** Loại văn bản ghi trước số khác loại của văn bản mang số đó.

**Vì sao.** Loại và ký hiệu phải nói về cùng một văn bản; sai loại thường kéo theo sai thứ bậc hiệu lực.

**Ví dụ sai.** “Thông tư số 10/2025/NĐ-CP” trong khi 10/2025/NĐ-CP là một nghị định.

**Ví dụ đúng.** “Nghị định số 10/2025/NĐ-CP”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Bộ luật được gọi là luật thì không bị báo. Chỉ biết loại của văn bản có trong sổ.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.contradictions import contradictions
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation whose type contradicts its number."""
    return contradictions(context, CHECK, "type")


CHECK = Check("REF207", "error", (CITING_MANNER,), __doc__, run)
