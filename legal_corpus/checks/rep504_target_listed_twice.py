"""Một văn bản được nêu hai lần trong danh sách bãi bỏ, thay thế.

**Kiểm tra gì.** Hai mục của danh sách văn bản bị bãi bỏ, thay thế nêu cùng một văn bản.

**Vì sao.** Mục trùng thường che một mục bị gõ sai số: văn bản thứ hai cần bãi bỏ có thể bị bỏ sót.

**Ví dụ sai.** “1. Quyết định số 12/2019/QĐ-UBND …; 5. Quyết định số 12/2019/QĐ-UBND …”.

**Ví dụ đúng.** Mỗi văn bản một mục.

**Mức độ.** Thông tin, nêu ở lần nhắc lại.

**Giới hạn.** Chỉ xét các mục của danh sách đánh số hoặc gạch đầu dòng; nhắc lại trong tên gọi, trong câu
giải thích không tính.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext, Cited
from legal_corpus.checks.report import cited_finding, identity_of, rule_source
from legal_corpus.checks.standing import AMEND_SAME_ISSUER
from legal_corpus.model.finding import Finding
from legal_corpus.text.outline import outline_of

_ROLES = ("repeals", "replaces")


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a list item whose act an earlier item already named."""
    part = {effect.target for effect in context.effects if effect.scope == "part"}
    pinpointed = {item.target for item in context.provisions}
    named: dict[str, list[Cited]] = defaultdict(list)
    for cited in context.cited:
        item = cited.citation
        if item.role in _ROLES and item.number and item.start not in part | pinpointed:
            named[f"{identity_of(cited)}#{item.issued or ''}"].append(cited)
    repeated = [group for group in named.values() if len(group) > 1]
    if not repeated:
        return
    outline = outline_of(context.text)
    for group in repeated:
        items = [cited for cited in group if outline.mark_ends_at(cited.citation.start)]
        for cited in items[1:]:
            yield _finding(context, cited)


def _finding(context: CheckContext, cited: Cited) -> Finding:
    return cited_finding(
        context,
        cited,
        code=CHECK.code,
        severity="info",
        message=f"“{cited.citation.text}” đã có trong một mục trước của danh sách.",
        legal_source=rule_source(
            context,
            AMEND_SAME_ISSUER,
            "quy định về bãi bỏ, thay thế văn bản",
            context.signed or context.on,
        ),
        suggestion="Đối chiếu bản gốc của mục này: có thể một văn bản khác bị gõ nhầm số.",
    )


CHECK = Check("REP504", "info", (AMENDING_POWER,), __doc__, run)
