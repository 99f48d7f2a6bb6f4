"""Chi tiết viện dẫn không khớp với sổ văn bản.

**Kiểm tra gì.** Số, ký hiệu, loại văn bản, ngày ban hành, cơ quan ban hành hoặc tên gọi được viện dẫn trái
với thông tin của văn bản đó trong sổ, hoặc năm trong số trái với ngày ban hành được ghi.

**Vì sao.** Sai số hoặc ngày làm người đọc tìm nhầm văn bản; sai ở câu bãi bỏ, thay thế có thể làm văn bản cần
bãi bỏ vẫn còn hiệu lực.

**Ví dụ sai.** “Nghị định số 187/2020/NĐ-CP ngày 01 tháng 7 năm 2025”: năm trong số là 2020.

**Ví dụ đúng.** “Nghị định số 187/2025/NĐ-CP ngày 01 tháng 7 năm 2025”.

**Mức độ.** Ở câu sửa đổi, thay thế, bãi bỏ: lỗi. Ở chỗ khác: cảnh báo.

**Giới hạn.** Sổ văn bản cũng có thể sai: cần đối chiếu bản gốc trước khi đính chính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import CITING_MANNER, OPERATIVE_ROLES, Check, CheckContext, Cited
from legal_corpus.checks.identified import manner_source, near_words
from legal_corpus.checks.report import act_label, cited_finding
from legal_corpus.effect.wording import status_sentence, vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Evidence


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a citation with details that contradict the registry or one another."""
    operated = {effect.target for effect in context.effects}
    for cited in context.cited:
        resolution = cited.resolution
        if cited.citation.kind == "paper" or not resolution.mismatches:
            continue
        grave = cited.citation.role in OPERATIVE_ROLES or cited.citation.start in operated
        details = "; ".join(item.sentence for item in resolution.mismatches)
        message = (
            resolution.reason
            if resolution.outcome == "mismatch"
            else f"Chi tiết viện dẫn không khớp: {details}."
        )
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="error" if grave else "warning",
            message=f"“{cited.citation.text}”: {message}",
            legal_source=manner_source(context),
            evidence=[
                Evidence(what=item.sentence, act=resolution.act.label if resolution.act else None)
                for item in resolution.mismatches
            ],
            suggestion=_suggestion(context, cited),
        )


def _suggestion(context: CheckContext, cited: Cited) -> str | None:
    """The near act with exactly the cited date first, else the act that has the number and its status: a
    slip in the date must not hide that the act has ended."""
    resolution, issued = cited.resolution, cited.citation.issued
    exact = [act for act in resolution.near if issued and act.issued == issued]
    if exact:
        return near_words(exact)
    if resolution.act is not None:
        now = status_sentence(context.status(resolution.act, context.on))
        return f"Sổ văn bản có {act_label(resolution.act)}: {now} vào ngày {vn_date(context.on)}."
    return near_words(resolution.near)


CHECK = Check("REF203", "error", (CITING_MANNER,), __doc__, run)
