"""Ngày có hiệu lực sớm hơn mức tối thiểu.

**Kiểm tra gì.** Khoảng cách từ ngày ký (ngày thông qua với nghị quyết) tới ngày có hiệu lực ngắn hơn số
ngày tối thiểu của cấp ban hành, theo quy định của ngày ký.

**Vì sao.** Người thi hành cần thời gian chuẩn bị; chỉ văn bản theo trình tự rút gọn hoặc trường hợp đặc
biệt mới được có hiệu lực sớm hơn.

**Ví dụ sai.** Quyết định của Ủy ban nhân dân tỉnh ký ngày 20/11/2026, có hiệu lực ngày 29/11/2026.

**Ví dụ đúng.** Có hiệu lực từ ngày 30/11/2026; hoặc có hiệu lực ngay và ghi rõ theo trình tự, thủ tục rút
gọn.

**Mức độ.** Cảnh báo: khoảng cách ngắn khá phổ biến và tự nó chưa phải vi phạm, cần bằng chứng về trình tự
rút gọn hoặc trường hợp đặc biệt.

**Giới hạn.** Chỉ xét văn bản quy phạm pháp luật (số có năm). Nghị quyết được tính từ ngày ghi ở đầu văn
bản; nếu ngày thông qua khác thì phải tính lại.
"""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import is_normative, own_act, own_finding, own_level
from legal_corpus.effect.minimum import earliest_effective_date, effect_date_outcome
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.text.normalize import lowered

_MINIMUM = LegalSource("Luật", "64/2025/QH15", "khoản 1 Điều 53")
_SHORTENED = ("thủ tục rút gọn", "trình tự rút gọn")


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the document's number."""
    level, own, starts = own_level(context), own_act(context), context.effective_from
    if context.signed is None or starts is None or level is None or not is_normative(context):
        return
    earliest = earliest_effective_date(level, own.type, signed=context.signed, rules=context.rules)
    if effect_date_outcome(starts, earliest) != "too_early" or earliest.rule is None:
        return
    low = lowered(context.text)
    if any(words in low for words in _SHORTENED):
        return
    gap = (starts - earliest.counted_from).days
    after = "ngay trong ngày ký" if gap == 0 else f"sau {gap} ngày"
    yield own_finding(
        context,
        CHECK,
        severity="warning",
        message=(
            f"Văn bản ký ngày {vn_date(context.signed)}, có hiệu lực từ ngày {vn_date(starts)} ({after}); "
            f"mức tối thiểu là {earliest.days} ngày, tức từ ngày {vn_date(earliest.day)}. Cần bằng chứng về "
            f"trình tự rút gọn hoặc trường hợp đặc biệt."
        ),
        key=str(starts),
        legal_source=earliest.rule.shown_source,
        suggestion="Đính kèm văn bản cho phép áp dụng trình tự rút gọn, hoặc xem lại ngày có hiệu lực.",
    )


CHECK = Check("ACT303", "warning", (_MINIMUM,), __doc__, run)
