"""Căn cứ ban hành không phải văn bản quy phạm pháp luật.

**Kiểm tra gì.** Văn bản quy phạm pháp luật căn cứ vào văn bản hành chính (số không có năm), công văn, kế
hoạch, thông báo, văn bản của Đảng.

**Vì sao.** Căn cứ của văn bản quy phạm pháp luật phải là văn bản quy phạm pháp luật.

**Ví dụ sai.** “Căn cứ Kế hoạch số 120/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh” trong một quyết
định mang số 12/2026/QĐ-UBND.

**Ví dụ đúng.** “Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 45/TTr-STC”: giấy tờ trình ban hành
không phải căn cứ và không bị báo.

**Mức độ.** Cảnh báo; thông tin với văn bản của Đảng và nghị quyết, quyết định cá biệt, vì thực tế nhiều nơi
vẫn ghi. Sai sót về căn cứ được đính chính.

**Giới hạn.** Chỉ xét văn bản ký từ ngày 01/4/2025. Nhận biết theo loại và ký hiệu, không đọc nội dung văn
bản được căn cứ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.checks.base import BASIS_CONDITIONS_2025, Check, CheckContext
from legal_corpus.checks.grounds import cited_as_act, ground_finding, ground_problems
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.registry.ranks import core_ranks

# "57-NQ/TW", "100-KL/ĐU", "10-CTr/TU": bodies of the Party.
_PARTY = re.compile(r"-[^\W\d_]+/(?:[^\W\d_]*TW|[TĐHQ]U)$")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that is no normative act."""
    for cited, problem in ground_problems(context, "administrative"):
        basis = cited_as_act(context, cited)
        usual = core_ranks().is_normative_kind(basis.type) or _PARTY.search(basis.number or "")
        severity: Severity = "info" if usual else "warning"
        yield ground_finding(
            context,
            CHECK,
            cited,
            severity=severity,
            message=f"Căn cứ {problem.words}.",
            suggestion="Bỏ khỏi phần căn cứ, hoặc nêu ở phần đề nghị, phần nội dung nếu cần nhắc tới.",
        )


CHECK = Check("BAS403", "warning", (BASIS_CONDITIONS_2025,), __doc__, run)
