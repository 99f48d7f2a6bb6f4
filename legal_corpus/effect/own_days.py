"""Days that an act counts from its own: the day it was signed or passed, and so long after it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from legal_corpus.effect.clause_grammar import ACT_TYPES
from legal_corpus.text.dates import match_date
from legal_corpus.text.normalize import lowered

COUNT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_LAST_WORDS = {**COUNT_WORDS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_NUMERAL = rf"(?:{'|'.join({*_LAST_WORDS, 'mươi'})})(?:[ \t]+(?:{'|'.join({*_LAST_WORDS, 'mươi'})})){{0,2}}"
# "kề", "kê": the mark of "kể" is often lost in scans and in typing.
_SINCE = r"(?:k[ểêề][ \t\xa0]*)?(?:từ(?:[ \t\xa0]*(?:ngày|khi|thời điểm))?|ngày)[ \t\xa0]*"
# "được Hội đồng nhân dân tỉnh thông qua", "Quyết định này được ký ban hành": this act, no other. So nothing
# may follow that is signed or passed: "kể từ ngày ký biên bản". Lines of a page may be glued together.
_OWN_DAY = (
    rf"(?:{ACT_TYPES}[ \t]+này[ \t]+)?(?:được[ \t]+)?"
    r"(?:(?:Quốc hội|Hội đồng nhân dân|HĐND|[ỦU][ỷy] ban|UBND|Hội đồng Thẩm phán|Chủ tịch)"
    r"(?:[ \t]+[^\s.,;:\d]+){0,12}?[ \t]+)?(?:biểu quyết[ \t]+)?"
    r"(?P<what>ký(?:[ \t]+ban hành)?|ban hành|thông qua)(?![\wÀ-ỹ])"
    rf"(?=[ \t\xa0]*(?:$|[^\w \t\xa0]|(?:này|và|hoặc|cho|đến|trừ|thay|bãi|đồng thời|áp dụng|tại|"
    rf"(?:{ACT_TYPES}|văn bản)[ \t]+này|"
    r"(?-i:Điều|Các|Những|Chánh|Giao|Trong|Thủ trưởng|Giám đốc))(?![\wÀ-ỹ])))"
)
_SIGNING = re.compile(_SINCE + _OWN_DAY, re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:(?P<how>sau|trong)[ \t]+)?(?P<span>(?:thời hạn|thời gian)[ \t]+(?:là[ \t]+)?)?"
    rf"(?P<count>\d{{1,3}}|{_NUMERAL})"
    r"(?:[ \t]*\((?P<again>[^)\n]{1,30})\))?[ \t]+(?P<unit>ngày|tháng|năm)(?P<working>[ \t]+làm việc)?"
    rf",?[ \t]*(?:được[ \t]+)?(?:tính[ \t]+)?{_SINCE}{_OWN_DAY}",
    re.IGNORECASE,
)
# "Nghị quyết này đã được Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 8 thông qua ngày 10 tháng 7 năm 2025", in
# lower case; the last words are looked for first because most texts have none of them.
_PASSED = re.compile(r"thông\s+qua\s+(?:(?:tại|trong|ở)\s+[^.;:]{0,60}?\s)?(?=ngày\s)")
_PASSED_WORD = "thông"
# What it replaces was passed as well: with another act or a number between, nothing tells whose day it is.
_ANOTHER = (
    rf"(?<![\wÀ-ỹ])(?:(?:{ACT_TYPES.lower()})(?![\wÀ-ỹ])|thay thế|bãi bỏ|sửa đổi|bổ sung|"
    r"quy định|thực hiện)|\d/"
)
_PASSED_THIS = re.compile(rf"(?:{ACT_TYPES.lower()})\s+này\s(?:(?!{_ANOTHER})[^.;:]){{0,240}}\Z")
_LONGEST_PASSED = 300  # characters from the act's own name to "thông qua"


def day_from_own(text: str, at: int, issued: date | None) -> tuple[date | None, int, str] | None:
    """The day that the words at ``at`` count from the act's own day, as ``(day, end, note)``.

    "kể từ ngày ký" is ``issued``, "từ ngày thông qua" the day on which the text says it was passed, else
    ``issued``; "sau bốn mươi lăm ngày kể từ ngày ký" 45 days after it, the note beginning with "tính". The
    day is ``None`` where it cannot be known: no ``issued``, working days, a count that is written in figures
    and in words that differ, "trong 15 ngày kể từ ngày ký". "05 năm kể từ ngày ký" is a term that begins on
    that day. ``None`` when nothing of the kind stands there.
    """
    after = _AFTER.match(text, at)
    found = after or _SIGNING.match(text, at)
    if found is None:
        return None
    what = " ".join(found["what"].split()).lower()
    passed = passed_on(text) if what == "thông qua" else None
    own = passed[0] if passed else issued
    if after is None:
        return own, found.end(), f"theo ngày {what}"
    if _is_term(after):
        return (own if after["unit"].lower() != "ngày" else None), found.end(), f"theo ngày {what}"
    count = _count(after["count"])
    again = _count(after["again"] or "")
    if own is None or after["working"] or count is None or again not in {None, count}:
        return None, found.end(), ""
    unit = after["unit"].lower()
    note = f"tính: {count} {unit} sau ngày {what} ({own:%d/%m/%Y})"
    return (own + timedelta(days=count) if unit == "ngày" else later(own, count, unit)), found.end(), note


def _is_term(after: re.Match[str]) -> bool:
    """Whether an act is in force for so long, not from then on. Years and months without "sau" are; of days
    only those that say so, because "15 ngày kể từ ngày ký" is how many acts say from when."""
    how, unit = (after["how"] or "").lower(), after["unit"].lower()
    return how != "sau" and (how == "trong" or after["span"] is not None or unit != "ngày")


@lru_cache(maxsize=4)
def passed_on(text: str) -> tuple[date, int, int] | None:
    """The day on which the act says that it was passed, as ``(day, start, end)``: the last such sentence."""
    lower = lowered(text)
    if _PASSED_WORD not in lower:
        return None
    for verb in reversed(list(_PASSED.finditer(lower))):
        if _PASSED_THIS.search(lower[max(0, verb.start() - _LONGEST_PASSED) : verb.start()]):
            found = match_date(text, verb.end())
            if found is not None and found[1] is not None:
                return found[1], verb.end(), found[0]
    return None


def later(first: date, number: int, unit: str) -> date:
    """The same day so many years ("năm") or months on; the last day of a month that is too short."""
    months = first.year * 12 + first.month - 1 + (number * 12 if unit == "năm" else number)
    year, month = divmod(months, 12)
    for day in range(first.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, first.day)


def _count(printed: str) -> int | None:
    """A number below 1000 in figures or below 100 in words: "bốn mươi lăm" is 45."""
    words = printed.lower().split()
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    tens = 0
    if words and words[0] == "mười":
        tens, words = 10, words[1:]
    elif len(words) > 1 and words[1] == "mươi" and words[0] in COUNT_WORDS:
        tens, words = 10 * COUNT_WORDS[words[0]], words[2:]
    if not words:
        return tens or None
    return tens + _LAST_WORDS[words[0]] if len(words) == 1 and words[0] in _LAST_WORDS else None
