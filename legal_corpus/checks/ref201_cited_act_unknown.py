"""Không tìm thấy văn bản được viện dẫn.

**Kiểm tra gì.** Sổ văn bản không có văn bản mang số, ký hiệu hoặc tên gọi được viện dẫn.

**Vì sao.** Số, ký hiệu có thể bị gõ sai; hoặc sổ chưa đủ nên hiệu lực chưa được kiểm tra.

**Ví dụ sai.** “Thông tư số 99/2025/TT-BTP” trong khi sổ văn bản không có thông tư nào mang số đó.

**Ví dụ đúng.** Số, ký hiệu có trong sổ văn bản.

**Mức độ.** Thông tin, nêu một lần ở chỗ viện dẫn đầu tiên.

**Giới hạn.** Sổ văn bản không bao giờ đủ mọi văn bản của địa phương. Gợi ý gần giống chỉ để người rà soát
xem. Số gần giống một văn bản ban hành đúng ngày đó do REF204 nêu; đối tượng bãi bỏ, thay thế do REP502 nêu.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.identified import checked_citations, manner_source, near_of_own, near_words
from legal_corpus.checks.ref204_number_near_another import likely_meant
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation that fits no act."""
    operated = {effect.target for effect in context.effects}
    for cited in checked_citations(context, "unknown"):
        if likely_meant(context, cited) or cited.citation.start in operated:
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Chưa xác định được văn bản “{cited.citation.text}”. {cited.resolution.reason}",
            legal_source=manner_source(context),
            suggestion=near_words(near_of_own(context, cited)),
        )


CHECK = Check("REF201", "info", (CITING_MANNER,), __doc__, run)
