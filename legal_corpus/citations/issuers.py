"""The issuer as written next to a mention: "của <issuer>" after it, "<issuer> tại" before it."""

from __future__ import annotations

import re

from legal_corpus.citations.grammar import LOWER, UPPER

# Words that begin what follows an issuer: the title, a clause, another act.
_AFTER = (
    "quy định|về|ban hành|hướng dẫn|sửa đổi|bổ sung|bãi bỏ|thay thế|phê duyệt|công bố|hết|được|đã|"
    "đang|có|là|tại|để|theo|"
    "ngày|cho|khoá|khóa|thông qua|tiếp tục|chấm dứt|không|trên|trong|đối với|do|thì|hợp nhất|"
    r"đính chính|điều chỉnh|(?<![Nn]goại )giao(?!\s[Tt]hông|\sdịch)|"
    "kèm|bị|nếu|khi|này|như|các|những|chi tiết|quy chế|v/v|ký|năm|số|thực hiện|triển khai|còn|"
    "còn lại|hoặc|với|từ|nhiệm kỳ|gửi"
)
_TYPE = (
    r"Nghị|Quyết định|Thông tư|Luật|Bộ luật|Pháp lệnh|Chỉ thị|Kế hoạch(?!\svà\s[Đđ]ầu\s)|Công văn|Tờ trình|"
    "Báo cáo|"
    "Văn bản|Điều|Khoản"
)
_WORD = rf"[{LOWER}{UPPER}]+"
_NOT_NEXT = rf"(?!(?:{_AFTER})(?![{LOWER}]))(?!(?:{_TYPE})(?![{LOWER}]))"
_CLOSED = (
    "Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội|UBTVQH|Thủ tướng Chính phủ|Chính phủ|"
    "Quốc hội|"
    "Chủ tịch nước|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương"
)
_OPEN = (
    rf"[{UPPER}][{LOWER}{UPPER}]*(?:(?:\s{{1,2}}|\s?[-–]\s?|,\s{{1,2}}(?=(?:Thể thao|Thương binh|"
    rf"Du lịch|Gia đình|Chủ nhiệm|Tổng Thanh tra|Tổng thanh tra)))"
    rf"(?:và\s{{1,2}}(?=[{UPPER}]){_NOT_NEXT})?{_NOT_NEXT}{_WORD}){{0,16}}"
)
_FOLLOWING = re.compile(
    rf"\s{{0,3}}(?:,\s{{0,2}})?của\s{{1,3}}(?P<issuer>(?i:(?-i:{_CLOSED}))(?![{LOWER}])|(?i:(?-i:{_OPEN})))"
)
_STOPPED = re.compile(rf"\s{{1,2}}(?i:{_AFTER})(?![{LOWER}])")
_BEFORE = re.compile(r"\s(?:tại|Tại)(?:\s(?:các|nội dung))?[\s:]{0,3}$")
_ENDS_OPEN = re.compile(r"(?:\s+và|[\s–,-])+$")
_BLANKS = re.compile(r"\s+")


def issuer_after(text: str, pos: int) -> tuple[str, int] | None:
    """Issuer printed as "của X" right at ``pos``: ``(issuer, end)``, or ``None``."""
    found = _FOLLOWING.match(text, pos)
    if not found:
        return None
    issuer = found["issuer"]
    # A title may start with a capital ("... tỉnh Quảng Trị Quy định chức năng"): cut there.
    cut = _STOPPED.search(issuer)
    if cut:
        issuer = issuer[: cut.start()]
    issuer = _ENDS_OPEN.sub("", issuer)
    return _BLANKS.sub(" ", issuer), found.start("issuer") + len(issuer)


def issuer_before(text: str, start: int, floor: int) -> str | None:
    """Issuer of a paper from "… của <issuer> tại [Tờ trình]" that ends at ``start``."""
    window = text[max(floor, start - 150) : start]
    found = _BEFORE.search(window)
    if not found:
        return None
    head = window[: found.start()]
    at = head.rfind("của ")
    if at < 0:
        return None
    issuer = _BLANKS.sub(" ", head[at + 4 :]).strip()
    return issuer if issuer and issuer[0].isupper() and ";" not in issuer else None
