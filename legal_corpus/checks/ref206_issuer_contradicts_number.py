"""Cơ quan ban hành được viện dẫn không phải của văn bản đó.

**Kiểm tra gì.** Cơ quan ghi kèm số, ký hiệu khác cơ quan đã ban hành văn bản mang số đó.

**Vì sao.** Số của văn bản địa phương lặp lại giữa các tỉnh, nên cơ quan ban hành là phần không thể thiếu để
biết văn bản nào được nói tới.

**Ví dụ sai.** “Thông tư số 12/2026/TT-BCT của Bộ trưởng Bộ Tài chính”.

**Ví dụ đúng.** “Thông tư số 12/2026/TT-BCT của Bộ trưởng Bộ Công Thương”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Gọi văn bản cũ theo tên cơ quan kế thừa là cách nói thường gặp, không bị báo.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.contradictions import contradictions
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation whose issuer contradicts its number."""
    return contradictions(context, CHECK, "issuer")


CHECK = Check("REF206", "error", (CITING_MANNER,), __doc__, run)
