"""What the words of a list head mean: acts, parts of acts, or neither.

"Bãi bỏ:" alone leaves that to its members, and a member that ends with a colon heads a list of its own:
"2. Một số nội dung của các quyết định:". In doubt a listed act ends in part, never as a whole.
"""

from __future__ import annotations

import re
from typing import Literal

from legal_corpus.effect.clause_grammar import PARTIAL, lists_provisions
from legal_corpus.effect.clause_reading import WHOSE

# "Bãi bỏ một số nội dung của các nghị định sau đây:": every member ends in part.
_OF_PARTS = re.compile(
    r"một phần|(?<![\wÀ-ỹ])(?:các|những|một số)[ \t]+(?:nội dung|quy định|chương|mục|điều|khoản|điểm|phụ lục)"
    r"(?![\wÀ-ỹ])(?![ \t]+(?:sau|dưới|như))",
    re.IGNORECASE,
)
_KINDS = r"(?:luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|văn bản|chỉ thị)(?![\wÀ-ỹ])"
_OPENING = (
    r"[ \t:]*(?:(?:kể )?từ ngày[^,;:\n]{6,60},)?[ \t]*(?:(?:toàn bộ|các|những|một số|\d{1,3})[ \t]+){0,3}"
)
# "các Nghị định của Chính phủ và các điều khoản sau đây": each member tells whether it is a part.
_ACTS_AND_PARTS = re.compile(
    rf"{_OPENING}{_KINDS}(?![ \t]+này)(?P<whose>[^.;:\n]{{0,60}})"
    r"[ \t,]và[ \t]+(?:các|những|một số)[ \t]+(?:nội dung|quy định|điều|khoản|điểm)",
    re.IGNORECASE,
)
# "Các quyết định của tỉnh:", "Trong lĩnh vực đất đai:", "Cấp tỉnh:": the acts below are listed themselves.
_ACTS_THEMSELVES = re.compile(
    rf"{_OPENING}(?:{_KINDS}|(?:(?:về|trong|thuộc)[ \t]+)?(?:lĩnh vực|ngành|giai đoạn|năm)(?![\wÀ-ỹ])|"
    r"(?:về|của|do|cấp[ \t]+(?:tỉnh|huyện|xã))(?![\wÀ-ỹ]))"
    # "Văn bản thỏa thuận cấp theo các quyết định:" lists where such a thing stands.
    rf"(?![^\n]{{0,200}}[ \t](?:theo|tại|trong|nêu|căn cứ|của)[ \t]+(?:(?:các|những|một số)[ \t]+)?{_KINDS})",
    re.IGNORECASE,
)
# "1. Quyết định A:" and on the next line "a) Điều 2;": parts of the act are listed.
_PARTS_NEXT = re.compile(
    r"\s{0,4}(?:[a-zđ]\)|\d{1,2}[.)]|[-+•])?[ \t]*"
    r"(?:(?:bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|các|một số|nội dung)[ \t]+){0,3}"
    r"(?:điểm|khoản|điều|mục|chương|phần|phụ lục|tiết|đoạn|cụm từ)(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
_LONGEST_HEAD, _NEAR_END = 400, 40  # characters of a head, and of its end where the colon is looked for
BARE_COLON = re.compile(r"[ \t]*:\s*")  # "Thông tư này bãi bỏ:" leaves it to the members what they are


def means_parts(words: str) -> bool:
    """Whether the words after a verb announce parts of the acts that follow: each ends in part."""
    told = _ACTS_AND_PARTS.match(words)
    if told and _OF_PARTS.search(told["whose"]) is None:
        return False
    return _OF_PARTS.search(WHOSE.sub(" ", words)) is not None


def member_head(words: str) -> Literal["acts", "parts", "other"] | None:
    """What a list member lists in its turn, ``None`` when no colon ends it; ``words`` name no act."""
    if not words[-_NEAR_END:].rstrip().endswith(":"):
        return None
    if len(words) > _LONGEST_HEAD:
        return "other"
    if _ACTS_THEMSELVES.match(words) and not means_parts(words):
        return "acts"
    parts = means_parts(words) or lists_provisions(words) or PARTIAL.search(words) is not None
    return "parts" if parts else "other"


def parts_follow(text: str, start: int, end: int) -> bool:
    """Whether the member ``[start, end)`` ends with a colon and the next line begins with a provision."""
    return (
        text[max(start, end - _NEAR_END) : end].rstrip().endswith(":")
        and _PARTS_NEXT.match(text, end) is not None
    )
