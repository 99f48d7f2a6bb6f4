"""The period an act's name speaks of ("giai đoạn 2021-2025"): an indication of its term, no end of effect.

Programmes often outlive their period until something replaces them, so the name alone never ends an act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from legal_corpus.effect.wording import vn_date
from legal_corpus.registry.document_types import document_types

# How sure a name is of the end of its act; an explicit clause is certain.
TITLE_CONFIDENCE = 0.4
_PERIOD = re.compile(
    r"(?:giai[ \t\xa0]+đoạn|thời[ \t\xa0]+kỳ(?:[ \t]+ổn định ngân sách)?)"
    r"(?:[ \t\xa0]+(?:[IVX]{1,3}|\d))?[ \t\xa0]*[:,]?[ \t\xa0]+(?:từ[ \t]+)?"
    r"(?:năm[ \t]+)?(?P<first>(?:19|20)\d\d)[ \t\xa0]*(?:[-–—]|đến)[ \t\xa0]*(?:hết[ \t]+)?"
    r"(?:năm[ \t]+)?(?P<last>20\d\d)(?!\d)",
    re.IGNORECASE,
)
# "… và những năm tiếp theo", "…, tầm nhìn đến năm 2045": the name itself reaches further.
_OPEN = re.compile(
    r"[ \t,;()]*(?:và[ \t]+)?(?:(?:những|các)[ \t]+năm|tầm nhìn|định hướng|có xét|giai đoạn|đến năm|năm 20)",
    re.IGNORECASE,
)
# These act on another act, whose period it then is.
_ON_ANOTHER = re.compile(
    r"[ \t]*(?:về[ \t]+(?:việc[ \t]+)?)?(?:sửa đổi|bổ sung|bãi bỏ|thay thế|kéo dài|gia hạn|đính chính|ngưng|"
    r"tạm ngưng|công bố|tiếp tục|quyết toán|tổng kết|đánh giá)",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    rf"[ \t]*(?:{'|'.join(sorted(document_types(), key=len, reverse=True))})[ \t\xa0]+(?:số[ \t\xa0]+)?"
    r"(?:\d\S*/\S+)?(?:[ \t\xa0]+năm[ \t\xa0]+\d{4})?[ \t\xa0:,-]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?/[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class TitleTerm:
    """``last_day`` is 31 December of the period's last year; ``words`` as printed, ``start``/``end`` in the
    title."""

    last_day: date
    words: str
    start: int
    end: int
    confidence: float = TITLE_CONFIDENCE


@lru_cache(maxsize=4096)
def title_term(title: str | None) -> TitleTerm | None:
    """The period of an act's own name, ``None`` when it names none, an open one, or another act's."""
    if not title:
        return None
    found = list(_PERIOD.finditer(title))
    if not found:
        return None
    own = _OWN_NUMBER.match(title)
    offset = own.end() if own else 0
    last = found[-1]
    if _ON_ANOTHER.match(title, offset) or _NUMBER.search(title, offset, last.start()):
        return None
    if _OPEN.match(title, last.end()) or int(last["last"]) < int(last["first"]):
        return None
    return TitleTerm(date(int(last["last"]), 12, 31), last[0], last.start(), last.end())


def title_term_note(title: str | None, on: date) -> str | None:
    """A sentence when the day lies after the period of the act's name."""
    term = title_term(title)
    if term is None or on <= term.last_day:
        return None
    return (
        f"Hết thời hạn theo tên gọi (“{term.words}”, đến ngày {vn_date(term.last_day)}) – cần xác nhận: "
        "chưa có nguồn ghi văn bản hết hiệu lực."
    )
