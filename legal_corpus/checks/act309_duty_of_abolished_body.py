"""Văn bản giao việc cho cấp huyện đã kết thúc hoạt động.

**Kiểm tra gì.** Nội dung giao việc cho Ủy ban nhân dân, Hội đồng nhân dân cấp huyện, quận, thị xã trong khi
cấp này đã kết thúc hoạt động ngày 30/6/2025.

**Vì sao.** Thẩm quyền đã thay đổi do sắp xếp tổ chức bộ máy; phải xác định cơ quan kế thừa và rà soát văn
bản.

**Ví dụ sai.** “Ủy ban nhân dân cấp huyện thẩm định hồ sơ trong 05 ngày làm việc.”

**Ví dụ đúng.** “Ủy ban nhân dân cấp xã thẩm định hồ sơ trong 05 ngày làm việc.”

**Mức độ.** Văn bản ký từ 01/7/2025: cảnh báo. Văn bản ký trước đó: thông tin, vì không phải ban hành văn
bản chỉ để đổi tên cơ quan. Nêu một lần ở chỗ đầu tiên, kèm số chỗ.

**Giới hạn.** Câu nhắc lại việc trước sắp xếp (“trước ngày”, “trước sắp xếp”, “cũ”, “chuyển giao”) và tên
của văn bản được viện dẫn không tính. Không biết sở nào đã hợp nhất ở từng tỉnh nên không xét sở.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from legal_corpus.checks.base import Check, CheckContext, LegalSource
from legal_corpus.checks.own import is_normative, own_finding
from legal_corpus.checks.sentence import sentence_at
from legal_corpus.effect.in_force import operative_start
from legal_corpus.effect.territory import DISTRICT_ACTS
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.finding import Finding
from legal_corpus.model.text import Span
from legal_corpus.registry.vocabulary import read_day
from legal_corpus.text.normalize import lowered
from legal_corpus.text.outline import outline_of

_RESTRUCTURED = LegalSource("Nghị định", "79/2025/NĐ-CP", "điểm b khoản 1 Điều 37")
_DISTRICT = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)[ \t]+(?:các[ \t]+)?"
    r"(?:cấp[ \t]+huyện|(?:quận|huyện|thị xã)(?:[ \t]*,[ \t]*(?:quận|huyện|thị xã|thành phố))*)(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_UNITS = ("huyện", "quận", "thị xã")
_LOOKS_BACK = re.compile(
    r"trước (?:\d|ngày|khi|đây|sắp xếp|thời điểm|đó)|\(?cũ\)?(?!\w)|(?<!\w)nguyên(?!\w)|sắp xếp|tiếp nhận"
    r"|chuyển (?:giao|từ|về|tiếp)|kết thúc hoạt động|không tổ chức|thay (?:thế )?cụm từ|bãi bỏ|thay thế"
    r"|hết hiệu lực|đã (?:ban hành|được)|giải thể",
    re.IGNORECASE,
)


def run(context: CheckContext) -> Iterable[Finding]:
    """At most one finding, at the first duty, with the number of places."""
    rule = context.rules.at(DISTRICT_ACTS, context.on)
    ended = read_day("legal_rules.yaml", rule.parameters.get("level_ended")) if rule else None
    if rule is None or ended is None or context.on <= ended or not is_normative(context):
        return
    places = list(_duties(context))
    if not places:
        return
    late = context.signed is not None and context.signed > ended
    when = f", sau ngày kết thúc {vn_date(ended)}" if late else f"; cấp này kết thúc ngày {vn_date(ended)}"
    yield own_finding(
        context,
        CHECK,
        severity="warning" if late else "info",
        message=(
            f"Văn bản ký ngày {vn_date(context.signed)} còn giao việc cho “{places[0].of(context.text)}” "
            f"({len(places)} chỗ){when}."
        ),
        place=places[0],
        legal_source=f"{CHECK.legal_source}; {rule.shown_source}",
        suggestion="Xác định cơ quan kế thừa nhiệm vụ; sửa khi sửa đổi, thay thế nội dung của văn bản.",
    )


def _duties(context: CheckContext) -> Iterator[Span]:
    """Places of the operative part that name a district body, but not to look back or inside a citation."""
    low = lowered(context.text)
    if not any(unit in low for unit in _UNITS) or not _DISTRICT.search(context.text):
        return
    outline = outline_of(context.text)
    cited = [(item.citation.start, item.citation.end) for item in context.cited]
    for found in _DISTRICT.finditer(context.text, operative_start(context.text, outline)):
        sentence = sentence_at(context.text, found.start(), found.end()).of(context.text)
        if outline.quotation(found.start()) is not None or _LOOKS_BACK.search(sentence):
            continue
        if any(start <= found.start() < end + _TITLE_REACH for start, end in cited):
            continue
        yield Span(found.start(), found.end())


_TITLE_REACH = 150  # the issuer and the title of a cited act follow its number

CHECK = Check("ACT309", "warning", (_RESTRUCTURED,), __doc__, run)
