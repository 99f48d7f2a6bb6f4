"""Căn cứ ban hành ra đời sau ngày ký.

**Kiểm tra gì.** Văn bản nêu ở phần căn cứ được thông qua, ký ban hành sau ngày ký của văn bản đang xét.

**Vì sao.** Văn bản chưa có thì không thể là căn cứ. Đây thường là sai số, sai năm, hoặc sai ngày ký của
chính văn bản đang xét.

**Ví dụ sai.** Quyết định ký ngày 01/5/2026 căn cứ luật được thông qua ngày 20/6/2026.

**Ví dụ đúng.** Luật đã được thông qua trước ngày ký và có hiệu lực không muộn hơn quyết định.

**Mức độ.** Lỗi; cảnh báo khi ngày ký của văn bản đang xét còn phải xác nhận, hoặc khi chỗ viện dẫn chỉ nêu
tên.

**Giới hạn.** Cần ngày ban hành của văn bản làm căn cứ trong sổ văn bản.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import BASIS_CONDITIONS_2025, Check, CheckContext
from legal_corpus.checks.report import cited_finding, rule_source
from legal_corpus.effect.rules import BASIS_CONDITIONS
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence

_SURE = 0.5  # below it a person has to confirm a header field


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a ground that was issued only after the signing."""
    signed = context.signed
    for cited in context.relying():
        act = cited.act
        if act is None or act.issued is None or signed is None or not cited.is_basis or act.issued <= signed:
            continue
        printed = context.header.issued
        sure = (printed is None or printed.confidence >= _SURE) and bool(cited.citation.number)
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="error" if sure else "warning",
            message=(
                f"Căn cứ {act.label} ban hành ngày {vn_date(act.issued)}, sau ngày ký {vn_date(signed)} của "
                f"văn bản này."
            ),
            legal_source=rule_source(context, BASIS_CONDITIONS, "quy định về căn cứ ban hành", signed),
            evidence=[Evidence(what=f"ngày ban hành: {vn_date(act.issued)}", act=act.label)],
            suggestion="Kiểm tra số, ngày của căn cứ và ngày ký; sai sót về căn cứ được đính chính.",
        )


CHECK = Check("REF113", "error", (BASIS_CONDITIONS_2025,), __doc__, run)
