"""Which citations a clause is about, and which only stand in the title of one of them.

"bãi bỏ Quyết định A … sửa đổi, bổ sung Quyết định B; Quyết định C và Quyết định D" is about A, C and D.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from legal_corpus.model.citation import Citation

# Words that may stand between a separator and the next member of a list of acts.
_MEMBER = re.compile(
    r"(?P<sep>[;,]|\bvà|\bcùng(?: với)?|\bhoặc|\n|(?<=[;,.])[ \t]*(?:[a-zđ]\)|\d{1,2}\.|[-+•]))[ \t\n]*(?P<rest>[^;,.\n]{0,160})$"
)
_FILLER = re.compile(
    r"(?:[ \t,]|và|các|những|toàn bộ|một phần|một số|cả|đồng thời|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ|nội dung|quy định tại|quy định|tại|của"
    r"|từ|đến|điểm|khoản|điều|mục|chương|phần|phụ lục|mẫu|số|kèm theo|ban hành|quy chế|định mức|bảng giá|danh mục"
    r"|\d{1,3}[a-zđ]?|[a-zđ](?![\wÀ-ỹ])|[IVX]{1,6}(?![\wÀ-ỹ])|[-+•)(]|[a-zđ]\)|\d{1,2}\.)*+",
    re.IGNORECASE,
)


def citations_between(citations: Sequence[Citation], start: int, end: int) -> list[Citation]:
    """Citations that begin in ``[start, end)``; ``citations`` are sorted by start."""
    first = bisect_left(citations, start, key=lambda c: c.start)
    last = bisect_left(citations, end, key=lambda c: c.start)
    return list(citations[first:last])


def _depths(text: str, start: int, end: int, places: Sequence[int]) -> list[int]:
    """How many parentheses are open at each of the sorted ``places``."""
    depths, depth, at = [], 0, start
    for place in [*places, end]:
        for char in text[at:place]:
            depth = depth + 1 if char == "(" else max(0, depth - 1) if char == ")" else depth
        depths.append(depth)
        at = place
    return depths[:-1]


def clause_objects(text: str, members: Sequence[Citation], end: int) -> list[Citation]:
    """The citations of a clause that are its objects; ``members`` begin with the first object.

    A later citation is an object when it is joined (";", ",", "và") to one; joined by "," or "và" it
    belongs with the nearest earlier citation of its own type, so "A sửa đổi B và C" is about A only.
    Nothing inside parentheses that open after the first object is an object.
    """
    if not members:
        return []
    objects = [members[0]]
    is_object = {members[0].start}
    depths = _depths(text, members[0].start, end, [c.start for c in members])
    for at, citation in enumerate(members[1:], 1):
        previous = members[at - 1]
        if depths[at] > 0 or previous.end > citation.start:
            continue
        joint = _MEMBER.search(text, max(previous.end, citation.start - 200), citation.start)
        if joint is None or not _FILLER.fullmatch(joint["rest"]):
            continue
        near = next((c for c in reversed(members[:at]) if c.type == citation.type), None)
        strong = joint["sep"] not in {",", "và", "cùng", "cùng với", "hoặc"}
        if strong or near is None or near.start in is_object:
            objects.append(citation)
            is_object.add(citation.start)
    return objects
