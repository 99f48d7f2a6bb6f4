"""Bãi bỏ mà không nói toàn bộ hay một phần.

**Kiểm tra gì.** Câu bãi bỏ nêu số, ký hiệu của văn bản nhưng không có “toàn bộ”, “một phần” và không nêu
chương, điều, khoản, điểm nào.

**Vì sao.** Văn bản bãi bỏ phải nêu rõ tên văn bản, phần, chương, mục, điều, khoản, điểm bị bãi bỏ; viết rõ
“toàn bộ” thì không ai phải đoán.

**Ví dụ sai.** “Bãi bỏ Quyết định số 12/2019/QĐ-UBND ngày 18/4/2019.”

**Ví dụ đúng.** “Bãi bỏ toàn bộ Quyết định số 12/2019/QĐ-UBND ngày 18/4/2019.”

**Mức độ.** Thông tin, chỉ là góp ý về cách viết; nêu một lần cho cả văn bản.

**Giới hạn.** Chỉ xét văn bản quy phạm pháp luật ký từ ngày 01/4/2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext
from legal_corpus.checks.own import is_normative
from legal_corpus.checks.repealing import targets
from legal_corpus.checks.report import cited_finding
from legal_corpus.checks.standing import AMEND_SAME_ISSUER
from legal_corpus.model.finding import Finding
from legal_corpus.text.outline import outline_of

_EXTENT = re.compile(
    r"toàn bộ|một phần|toàn văn|cụm từ|nội dung"
    r"|(?<!\w)(?:chương|mục|điều|khoản|điểm|phụ lục|mẫu)\s+[\dIVXa-zđ]",
    re.IGNORECASE,
)
_ARTICLE_HEAD = re.compile(r"^\s*Điều\s+\d+[a-z]?\s*[.:]", re.IGNORECASE)
_NAMING_SINCE = date(2025, 4, 1)


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the first repeal that does not state its extent."""
    rule = context.rules.at(AMEND_SAME_ISSUER, context.signed) if context.signed else None
    if rule is None or not rule.parameters.get("must_name_parts") or not is_normative(context):
        return
    if context.signed is None or context.signed < _NAMING_SINCE:
        return
    for effect, cited in targets(context):
        if effect.predicate != "repeals" or effect.scope != "whole":
            continue
        item = cited.citation
        before = context.text[effect.start : item.start]
        article = outline_of(context.text).place(item.start).article
        head = context.text.rfind(f"Điều {article}", 0, item.start) if article else -1
        lead = context.text[head : item.start] if head >= 0 else before
        if _EXTENT.search(_ARTICLE_HEAD.sub("", lead)) or "bãi bỏ" not in lead.lower():
            continue
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="info",
            message=f"Câu bãi bỏ “{item.text}” không nói bãi bỏ toàn bộ hay một phần.",
            legal_source=rule.shown_source,
            suggestion=f"Viết rõ: “Bãi bỏ toàn bộ {item.text}”.",
        )
        return


CHECK = Check("REP505", "info", (AMENDING_POWER,), __doc__, run)
