"""Văn bản do đơn vị hành chính đã sắp xếp ban hành.

**Kiểm tra gì.** Cơ quan ban hành thuộc tỉnh đã nhập vào tỉnh khác, hoặc thuộc cấp huyện đã kết thúc hoạt
động; văn bản chỉ còn áp dụng trên địa bàn cũ, có trường hợp tới một ngày nhất định.

**Vì sao.** Hai văn bản cùng nội dung của hai tỉnh cũ có thể cùng áp dụng trong một tỉnh mới; cơ quan kế
thừa phải rà soát và quyết định áp dụng hoặc bãi bỏ.

**Ví dụ sai.** Áp dụng quyết định của Ủy ban nhân dân tỉnh Kiên Giang cho toàn tỉnh An Giang mới.

**Ví dụ đúng.** Có quyết định của tỉnh mới về việc áp dụng trên toàn tỉnh, hoặc văn bản mới thay thế.

**Mức độ.** Thông tin. Quy tắc của thời kỳ này chưa đối chiếu nguyên văn, nên đây là đề xuất.

**Giới hạn.** Chỉ biết các đơn vị trong danh mục đơn vị hành chính. Quyết định áp dụng của tỉnh mới chưa nạp
vào sổ thì chưa được tính.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import own_act, own_finding
from legal_corpus.effect.territory import rule_terms, territorial_scope
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding

_SUCCESSOR_REVIEWS = LegalSource("Nghị định", "79/2025/NĐ-CP", "khoản 4 Điều 35")


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number."""
    own = own_act(context)
    scope = territorial_scope(own, context.on, context.rules, context.book.provinces)
    if scope is None:
        return
    terms = rule_terms(own, context.on, context.rules)
    until = next((item.start for item in terms if item.start), None)
    end = f" Đề xuất: áp dụng đến trước ngày {vn_date(until)}." if until else ""
    yield own_finding(
        context,
        CHECK,
        severity="info",
        message=f"Văn bản của đơn vị hành chính đã sắp xếp: {scope.words}.{end}",
        key=scope.rule.id,
        legal_source=f"{CHECK.legal_source}; {scope.rule.shown_source}",
        suggestion="Cơ quan kế thừa rà soát, quyết định áp dụng, thay thế hoặc bãi bỏ.",
    )


CHECK = Check("ACT310", "info", (_SUCCESSOR_REVIEWS,), __doc__, run)
