"""Viện dẫn thiếu chữ “số”.

**Kiểm tra gì.** Loại văn bản đứng ngay trước số, ký hiệu mà không có chữ “số”.

**Vì sao.** Cách viết thống nhất giúp người đọc và phần mềm nhận ra số, ký hiệu.

**Ví dụ sai.** “theo Nghị định 78/2025/NĐ-CP”

**Ví dụ đúng.** “theo Nghị định số 78/2025/NĐ-CP”

**Mức độ.** Thông tin, chỉ là góp ý về cách viết; nêu một lần cho cả văn bản, kèm số chỗ.

**Giới hạn.** Tên gọi tắt đã được giải thích thì không tính.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.identified import manner_source
from legal_corpus.checks.own import own_finding
from legal_corpus.model.citation import Citation
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span

# "Quyết định 12/QĐ-UBND năm 2025" is how law portals list related acts under a text.
_NUMBER = re.compile(r"[ \t]+\d\S*/[^\s,;]++(?!\s+năm\s)")
_RECIPIENTS = re.compile(r"^[ \t#*_]*Nơi nhận", re.IGNORECASE | re.MULTILINE)


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the first such citation above the recipients."""
    below = _RECIPIENTS.search(context.text)
    end = below.start() if below else len(context.text)
    found = [item.citation for item in context.cited if item.citation.end <= end and _lacks(item.citation)]
    if not found:
        return
    item = found[0]
    more = f" (và {len(found) - 1} chỗ khác)" if len(found) > 1 else ""
    yield own_finding(
        context,
        CHECK,
        severity="info",
        message=f"“{item.text}” thiếu chữ “số”{more}.",
        place=Span(item.start, item.end),
        legal_source=manner_source(context),
        suggestion=f"Viết: “{item.type} số {item.number}”.",
    )


def _lacks(item: Citation) -> bool:
    named = item.kind == "act" and item.text.lower().startswith(item.type.lower())
    return named and _NUMBER.match(item.text, len(item.type)) is not None


CHECK = Check("FRM605", "info", (CITING_MANNER,), __doc__, run)
