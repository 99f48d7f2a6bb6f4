"""Which acts of a line of grounds are the grounds, and which are only named inside the title of one.

"Căn cứ Thông tư số 3/2025/TT-VPCP … hướng dẫn thi hành Nghị định số 118/2025/NĐ-CP": the act rests on the
circular; the decree belongs to its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from legal_corpus.model.citation import Citation
from legal_corpus.model.text import Span

# What may stand between the head of the line and the ground: provisions of it, nothing else.
_ONLY_PROVISIONS = re.compile(
    r"(?:[-–+•*]|\d{1,2}\.)?\s*(?:(?:căn cứ|thực hiện|triển khai|xét|theo|vào|các|quy định|tại|của|và|điểm"
    r"|tiết|khoản|điều|mục|chương|phần|phụ lục|nghị định|thông tư|thông|quyết định|nghị quyết|luật|số"
    r"|[a-zđ]\d?|\d{1,3}[a-zđ]?|[ivxlc]{1,5})[\s,:]*)*",
    re.IGNORECASE,
)
_OF_A_TITLE = re.compile(
    r"(?<!\w)(?:quy định|hướng dẫn|về|thi hành|ban hành|một số|nội dung|triển khai|thực hiện|phê duyệt"
    r"|kèm theo|theo|tại)(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:,|(?<!\w)và)\s*$")
_OPENING = re.compile(r"(?<!\w)(?:Căn cứ|CĂN CỨ)(?!\w)|:")
_HEAD = re.compile(r"(?:^|[\n;.:])\s*(?:[-–+•*]\s*)?(Căn cứ|CĂN CỨ|Thực hiện|Theo|Xét)(?!\w)")
_REACH = 1500
_NEAR = 200  # most lines open so near that the rest need not be looked through


def named_inside(text: str, citations: Sequence[Citation], sentences: Sequence[Span]) -> list[bool]:
    """For each citation in order: it stands in the grounds, but inside the title of another act.

    ``sentences`` are the clauses of the citations. Others than grounds are never called so.
    """
    found: list[bool] = []
    for at, (citation, sentence) in enumerate(zip(citations, sentences, strict=True)):
        before = citations[at - 1] if at and sentences[at - 1] == sentence else None
        if citation.role != "basis":
            found.append(False)
        elif before is None:
            lead = _after_opening(text[sentence.start : citation.start])
            found.append(_ONLY_PROVISIONS.fullmatch(lead) is None)
        else:
            line = text[sentence.start : citation.start]
            found.append(_inside(text[before.end : citation.start], line, citation, found[-1]))
    return found


def _after_opening(lead: str) -> str:
    """What follows the last "Căn cứ" or a colon: some texts run the heading and the grounds into one line."""
    return _OPENING.split(lead)[-1]


def _inside(gap: str, line: str, citation: Citation, before: bool) -> bool:
    """``gap`` parts the citation from the one before it, which is itself inside a title or not; ``line`` is
    the clause up to the citation."""
    if _OPENING.search(gap):
        return _ONLY_PROVISIONS.fullmatch(_after_opening(gap)) is None
    if _JOINED.search(gap) and citation.issued is not None:
        # "… thi hành Luật A và Nghị định số B ngày … của Chính phủ": a date marks a ground of its own, unless
        # the title is that of an amending act, which dates what it amends.
        return before and "sửa đổi" in line
    return before or _OF_A_TITLE.search(gap) is not None


@lru_cache(maxsize=512)
def opened_by(text: str, start: int) -> str | None:
    """The word that opens the line of grounds around ``start``: "Căn cứ", "Thực hiện", "Theo" or "Xét"."""
    if text.endswith("\nCăn cứ ", 0, start):
        return "Căn cứ"
    for reach in (_NEAR, _REACH):
        heads = [match[1] for match in _HEAD.finditer(text, max(0, start - reach), start)]
        if heads:
            return heads[-1].capitalize()
    return None
