"""Văn bản bị bãi bỏ, thay thế không có trong sổ.

**Kiểm tra gì.** Sổ văn bản không có văn bản mà điều khoản thi hành sửa đổi, thay thế hoặc bãi bỏ, hoặc
nhiều văn bản cùng khớp.

**Vì sao.** Sai số ở câu bãi bỏ làm văn bản cần bãi bỏ vẫn còn hiệu lực. Khi không xác định được, sổ văn bản
cũng không ghi được việc hết hiệu lực.

**Ví dụ sai.** “Bãi bỏ Quyết định số 99/2019/QĐ-UBND” trong khi không có quyết định nào mang số đó.

**Ví dụ đúng.** Số, ngày và tên gọi của văn bản bị bãi bỏ khớp với sổ.

**Mức độ.** Thông tin: sổ văn bản của địa phương thường chưa đủ.

**Giới hạn.** Số gần giống một văn bản ban hành đúng ngày đó do REF204 nêu.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext
from legal_corpus.checks.identified import listed, near_of_own, near_words
from legal_corpus.checks.ref204_number_near_another import likely_meant
from legal_corpus.checks.repealing import targets
from legal_corpus.checks.report import cited_finding, identity_of, rule_source
from legal_corpus.checks.standing import AMEND_SAME_ISSUER
from legal_corpus.model.finding import Finding


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an act that is ended or changed and that nobody knows."""
    seen: set[str] = set()
    for _effect, cited in targets(context, ending=False):
        found = cited.resolution
        if found.outcome not in ("unknown", "ambiguous") or identity_of(cited) in seen:
            continue
        if likely_meant(context, cited):
            continue
        seen.add(identity_of(cited))
        choice = f"Chọn một trong: {listed(found.candidates)}." if found.candidates else None
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Chưa xác định được văn bản bị tác động “{cited.citation.text}”. {found.reason}",
            legal_source=rule_source(
                context,
                AMEND_SAME_ISSUER,
                "quy định về sửa đổi, bãi bỏ văn bản",
                context.signed or context.on,
            ),
            suggestion=choice
            or near_words(near_of_own(context, cited))
            or "Bổ sung văn bản bị tác động vào sổ văn bản.",
        )


CHECK = Check("REP502", "info", (AMENDING_POWER,), __doc__, run)
