"""Viện dẫn chưa đủ để xác định một văn bản.

**Kiểm tra gì.** Nhiều văn bản cùng khớp với những gì được viện dẫn: cùng số của nhiều tỉnh, hoặc tên luật
có hai bản vào thời điểm đó.

**Vì sao.** Số, ký hiệu của văn bản địa phương lặp lại giữa các tỉnh và giữa đơn vị cũ, mới cùng tên. Sản
phẩm không đoán.

**Ví dụ sai.** “Nghị quyết số 01/2026/NQ-HĐND” không nêu Hội đồng nhân dân tỉnh nào.

**Ví dụ đúng.** “Nghị quyết số 01/2026/NQ-HĐND ngày … của Hội đồng nhân dân tỉnh Đồng Nai”.

**Mức độ.** Thông tin, nêu một lần ở chỗ viện dẫn đầu tiên.

**Giới hạn.** Chỉ liệt kê những văn bản có trong sổ.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, Check, CheckContext
from legal_corpus.checks.identified import checked_citations, listed, manner_source
from legal_corpus.checks.report import cited_finding
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation that several acts fit."""
    for cited in checked_citations(context, "ambiguous"):
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"“{cited.citation.text}” chưa xác định được. {cited.resolution.reason}",
            legal_source=manner_source(context),
            suggestion=f"Chọn một trong: {listed(cited.resolution.candidates)}.",
        )


CHECK = Check("REF202", "info", (CITING_MANNER,), __doc__, run)
