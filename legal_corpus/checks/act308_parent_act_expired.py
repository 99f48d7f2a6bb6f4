"""Văn bản này quy định chi tiết một văn bản đã hết hiệu lực.

**Kiểm tra gì.** Văn bản nói rõ (ở tên gọi hoặc phạm vi điều chỉnh) rằng nó quy định chi tiết, hướng dẫn
hoặc quy định biện pháp thi hành một văn bản, và văn bản đó đã hết hiệu lực toàn bộ sau ngày ký.

**Vì sao.** Số phận của văn bản quy định chi tiết tùy ngày văn bản gốc hết hiệu lực: trước 01/7/2016 không
tự hết; từ 01/7/2016 hết cùng lúc; từ 01/4/2025 vẫn còn nếu không trái; từ 01/7/2025 hết, trừ khi được công
bố tiếp tục có hiệu lực.

**Ví dụ sai.** “Quy định chi tiết một số điều của Luật Đất đai năm 2013” khi luật đó đã hết hiệu lực.

**Ví dụ đúng.** Văn bản gốc còn hiệu lực, hoặc đã có công bố tiếp tục có hiệu lực.

**Mức độ.** Cảnh báo; thông tin khi quy tắc của thời kỳ đó chưa đối chiếu nguyên văn hoặc chỉ yêu cầu rà
soát. Luôn là đề xuất để người rà soát quyết định.

**Giới hạn.** Văn bản không nói rõ nó thi hành văn bản nào thì không báo ở đây; căn cứ đã hết hiệu lực do
REF101 đến REF103 nêu.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from legal_corpus.checks.base import Check, CheckContext, Cited, LegalSource
from legal_corpus.checks.own import is_normative, own_finding
from legal_corpus.checks.report import ending_reasons, reason_evidence
from legal_corpus.effect.rules import implementing_act_reading
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding, Severity
from legal_corpus.model.text import Span
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.outline import outline_of

_DETAILING_ACTS = LegalSource("Luật", "64/2025/QH15", "khoản 2 Điều 57")
_DETAILS = re.compile(
    r"(?:quy định )?chi tiết(?: và hướng dẫn)?(?: thi hành)?|hướng dẫn(?: thi hành| thực hiện)?"
    r"|biện pháp (?:cụ thể )?(?:để )?(?:tổ chức,? )?(?:hướng dẫn )?thi hành|triển khai thi hành",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:[\s,]|một số|các|điều|khoản|điểm|nội dung|của|và|tại|thi hành|[\d]{1,3}[a-zđ]?|[a-zđ](?=[\s,]))*",
    re.IGNORECASE,
)
_REACH = 160


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding a parent that ended after the signing."""
    if not is_normative(context) or context.signed is None:
        return
    continued = context.act is not None and any(
        e.predicate == "continues" and (e.effective_from or context.on) <= context.on
        for e in context.events(context.act)
    )
    seen: set[str] = set()
    for cited, place in _parents(context):
        act, now = cited.act, cited.now
        if act is None or now is None or now.status != "expired" or now.since is None or act.uid in seen:
            continue
        then = cited.at_signing
        if then is None or then.status == "expired" or now.since <= context.signed:
            continue
        seen.add(act.uid)
        fate = implementing_act_reading(now.since, continued=continued, rules=context.rules)
        if fate.rule is None or (fate.outcome == "stands" and continued):
            continue
        sure = fate.rule.was_read and fate.outcome == "expires"
        severity: Severity = "warning" if sure or fate.outcome == "expires_unless_continued" else "info"
        yield own_finding(
            context,
            CHECK,
            severity=severity,
            message=(
                f"Văn bản này quy định chi tiết, thi hành {act.label}, đã hết hiệu lực từ ngày "
                f"{vn_date(now.since)}. {fate.proposal}"
            ),
            key=act.uid,
            place=place,
            legal_source=fate.rule.shown_source,
            evidence=reason_evidence(ending_reasons(now)),
            suggestion=f"{fate.proposal} Người rà soát xác nhận phần nội dung dựa trên văn bản gốc.",
        )


def _parents(context: CheckContext) -> Iterator[tuple[Cited, Span]]:
    """Acts that the title or the article on the scope says the document details."""
    title = fold_key(context.header.value("title") or "")
    for cited in context.cited:
        item = cited.citation
        if cited.act is None or cited.now is None or cited.now.status != "expired" or item.role == "basis":
            continue
        before = context.text[max(0, item.start - _REACH) : item.start]
        said = [m for m in _DETAILS.finditer(before) if _BETWEEN.fullmatch(before, m.end())]
        if not said or outline_of(context.text).quotation(item.start) is not None:
            continue
        in_title = item.role == "title" and fold_key(item.text) in title
        in_scope = item.role == "refers" and outline_of(context.text).place(item.start).article == "1"
        if in_title or in_scope:
            yield cited, cited.sentence


CHECK = Check("ACT308", "warning", (_DETAILING_ACTS,), __doc__, run)
