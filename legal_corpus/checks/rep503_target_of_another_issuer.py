"""Sửa đổi, thay thế, bãi bỏ văn bản không thuộc thẩm quyền.

**Kiểm tra gì.** Điều khoản thi hành sửa đổi, thay thế văn bản của cơ quan khác, hoặc bãi bỏ văn bản của cơ
quan mà cơ quan ban hành không đứng trên và không kế thừa.

**Vì sao.** Văn bản chỉ được sửa đổi, bổ sung, thay thế bằng văn bản của chính cơ quan đã ban hành; chỉ bị
bãi bỏ bằng văn bản của cơ quan đó hoặc cơ quan có thẩm quyền.

**Ví dụ sai.** Quyết định của Ủy ban nhân dân tỉnh thay thế nghị quyết của Hội đồng nhân dân tỉnh.

**Ví dụ đúng.** Nghị quyết của Hội đồng nhân dân tỉnh bãi bỏ quyết định của Ủy ban nhân dân tỉnh đó; tỉnh
mới bãi bỏ văn bản của các tỉnh cũ đã nhập vào mình.

**Mức độ.** Cảnh báo.

**Giới hạn.** Không kết luận khi không rõ cơ quan ban hành của văn bản bị tác động. Thẩm quyền giao riêng
cho một cơ quan trong luật khác không được biết.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import AMENDING_POWER, Check, CheckContext
from legal_corpus.checks.own import own_act
from legal_corpus.checks.repealing import targets
from legal_corpus.checks.report import cited_finding, rule_source
from legal_corpus.checks.standing import AMEND_SAME_ISSUER, is_same_body, may_repeal
from legal_corpus.model.finding import Finding

_VERBS = {"amends": "sửa đổi", "supplements": "bổ sung", "replaces": "thay thế", "repeals": "bãi bỏ"}


def run(context: CheckContext) -> Iterable[Finding]:
    """One finding an act of a body that the document's issuer may not act on."""
    own, day = own_act(context), context.signed or context.on
    if own.issuer is None:
        return
    seen: set[str] = set()
    for effect, cited in targets(context, ending=False):
        act, verb = cited.act, _VERBS.get(effect.predicate)
        if act is None or act.issuer is None or verb is None or act.uid in seen:
            continue
        if is_same_body(own.issuer, act.issuer, context.book):
            continue
        # A new act that "replaces" one of a lower body ends it, which the higher body may do.
        ends = effect.predicate in ("repeals", "replaces")
        allowed = may_repeal(own, act, day, context.book) if ends else False
        if allowed is not False:
            continue
        seen.add(act.uid)
        yield cited_finding(
            context,
            cited,
            code=CHECK.code,
            severity="warning",
            message=(
                f"Văn bản này {verb} {act.label} của {act.issuer_name or act.issuer}, không phải cơ quan ban "
                f"hành văn bản này và không phải cấp dưới của cơ quan đó."
            ),
            legal_source=rule_source(context, AMEND_SAME_ISSUER, "quy định về thẩm quyền sửa đổi", day),
            suggestion="Kiểm tra số, ký hiệu và thẩm quyền; đề nghị cơ quan đã ban hành xử lý.",
        )


CHECK = Check("REP503", "warning", (AMENDING_POWER,), __doc__, run)
