"""The term that an act sets to its own effect: to a day, to the end of a year, for so many years.

Only a sentence whose subject is the act counts: "Nghị quyết này được thực hiện đến hết …", never what is
allowed "trước ngày Nghị định này có hiệu lực" or ordered by one of its provisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from legal_corpus.effect.clause_grammar import ACT_TYPES
from legal_corpus.effect.in_force import effective_date, operative_start
from legal_corpus.effect.own_days import COUNT_WORDS, day_from_own, later
from legal_corpus.text.dates import match_date
from legal_corpus.text.normalize import lowered, with_real_d
from legal_corpus.text.outline import Outline, outline_of
from legal_corpus.text.wrapped import unwrapped

_DAY = timedelta(days=1)
_BLANK = r"[ \t\xa0]+"
NAMED = (
    rf"(?:{ACT_TYPES}|Bảng giá đất|Đề án|Chính sách)(?:{_BLANK}(?:thí điểm|ủy quyền|kèm theo))?{_BLANK}này"
)
_VERB = (
    r"(?:có hiệu lực|có thời hạn|(?:được )?(?:tổ chức )?(?:thực hiện|áp dụng|thi hành)(?: thí điểm)?|"
    r"(?:được )?thí điểm|hết hiệu lực|thực hiện thí điểm)"
).replace(" ", _BLANK)
_OWN = re.compile(
    rf"(?<![\wÀ-ỹ])(?:{NAMED}[ \t\xa0]*[:,]?|"
    rf"(?:Quyết định|Nghị quyết|Thông tư|Nghị định)(?={_BLANK}có{_BLANK}hiệu))"
    rf"(?:{_BLANK}\([^()\n]{{0,80}}\))?{_BLANK}(?P<verb>{_VERB})",
    re.IGNORECASE,
)
# The end of each of them, in lower case; the act's name is looked for before it.
_OWN_ENDS = (
    re.compile(rf"này[ \t\xa0]*[:,]?(?:{_BLANK}\([^()\n]{{0,80}}\))?{_BLANK}{_VERB}"),
    re.compile(rf"có{_BLANK}hiệu{_BLANK}lực"),
)
_LONGEST_NAME = 80  # characters
# "3. Thời gian thực hiện thí điểm: 03 năm kể từ ngày …": the term under its own head.
_HEADED = re.compile(
    rf"thời(?<![\wÀ-ỹ].{{4}}){_BLANK}(?:gian|hạn){_BLANK}(?P<verb>"
    rf"(?:(?:thực hiện|áp dụng){_BLANK})?thí{_BLANK}điểm|"
    rf"(?:thực hiện|áp dụng|hiệu lực(?:{_BLANK}của)?){_BLANK}(?i:{NAMED}))"
    r"[ \t]*(?:là|:)?[ \t]*(?=(?:trong|từ|kể từ|đến|\d))"
)
# "Thời hạn ủy quyền: Kể từ ngày Quyết định này có hiệu lực đến hết ngày …"
_LEAD = re.compile(
    r"(?:^|[.;:\n])[ \t]*(?:(?:Điều[ \t]+)?\d+[.)][ \t]*|[a-zđ]\)[ \t]*|[-+][ \t]*)?"
    r"Thời[ \t]+(?:hạn|gian)[^.;:\n]{0,60}[:,]?[ \t]*(?:được tính[ \t]+)?"
    r"(?:kể[ \t]+)?từ[ \t]+(?:ngày|khi)[ \t]+$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:đến[ \t]+(?P<whole>hết[ \t]+)?|hết[ \t]+hiệu[ \t]+lực[ \t]+(?:thi hành[ \t]+)?"
    r"(?:(?P<ends>kể[ \t]+từ|từ)|vào|sau)?[ \t]*)(?=ngày|\d{1,2}[/.-])",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"đến[ \t]+hết[ \t]+(?:năm(?:[ \t]+ngân sách)?)[ \t]+(?P<year>20\d\d)(?!\d)", re.IGNORECASE
)
_SPAN = re.compile(
    r"(?:trong[ \t]+)?(?:(?:thời[ \t]+(?:hạn|gian))[ \t]+(?:là[ \t]+)?)?"
    rf"(?P<count>\d{{1,2}}|{'|'.join(COUNT_WORDS)})"
    r"(?:[ \t]*\([^()\n]{1,20}\))?[ \t]+(?P<unit>năm|tháng)(?!\w)[ \t]*,?[ \t]*(?:được[ \t]+)?(?:tính[ \t]+)?"
    r"(?:kể[ \t]+)?từ[ \t]+(?:thời điểm|ngày|khi)[ \t]+",
    re.IGNORECASE,
)
_ITS_START = re.compile(rf"(?:{NAMED}[ \t]+)?(?:bắt đầu[ \t]+)?có[ \t]+hiệu[ \t]+lực(?!\w)", re.IGNORECASE)
# What may stand between the act's verb and its term; anything else speaks of something else.
_OTHER = re.compile(
    r",(?![ \t]*(?:và[ \t]+)?(?:được[ \t]+)?(?:có hiệu lực|tổ chức|thực hiện|áp dụng|thí điểm|"
    r"hết hiệu lực|cho đến|đến|trong thời))|thay thế|bãi bỏ|trước ngày|"
    r"giấy|hợp đồng|chứng chỉ|hồ sơ|dự án|\d/\d{4}/[A-ZĐ]",
    re.IGNORECASE,
)
_BEFORE_SPAN = re.compile(
    r"(?:hiệu lực|thi hành|thực hiện|áp dụng|thí điểm|thời hạn|thời gian|là|:|này)?[ \t\xa0]*$", re.IGNORECASE
)
OPENING = re.compile(
    r"[ \t\xa0\n]*(?:(?:Điều|Khoản)[ \t]+\d+[a-zđ]?[.:]?|\d+[.)]|[a-zđ]\)|[-+*•])?[ \t\xa0\n]*", re.IGNORECASE
)
_HEAD_LINE = re.compile(
    r"(?:thi hành|hiệu lực|thực hiện|áp dụng|thí điểm|thời gian|thời hạn)$", re.IGNORECASE
)
_STOP = re.compile(r"[;\n]|\.(?=[ \t\n/]|$)")
_REACH = 300


def own_term(text: str, issued: date | None = None) -> tuple[date, int, int] | None:
    """Last day of the act's own term: ``(last_day, start, end)``, ``None`` when no term is stated.

    "đến hết ngày 28/02/2027" and "đến ngày 28/02/2027" give that day; "hết hiệu lực kể từ ngày
    01/01/2027" the day before; "đến hết năm 2030" 31 December; "trong 03 năm kể từ ngày có hiệu lực" the
    day before the same day three years on (how the first day counts was not checked against a text).
    ``issued`` is needed when the act takes effect on signing. Exceptions ("trừ trường hợp …") lie inside
    the span, for people to read.
    """
    read = unwrapped(with_real_d(text))
    outline = outline_of(read)
    start = operative_start(read, outline)
    for match in chain(_named(read, start), _HEADED.finditer(lowered(read), start)):
        if outline.quotation(match.start()) is not None or not _is_subject(read, outline, match):
            continue
        found = term_said(read, match, issued)
        if found is not None:
            return found[0], match.start(), found[1]
    return None


def _named(text: str, start: int) -> Iterator[re.Match[str]]:
    """Where the act is named as what has a term, in order."""
    ends = sorted(end.span() for pattern in _OWN_ENDS for end in pattern.finditer(lowered(text), start))
    for left, right in ends:
        found = _OWN.search(text, max(start, left - _LONGEST_NAME), right)
        whole = _OWN.match(text, found.start()) if found else None
        if whole is not None:
            start = whole.end()
            yield whole


def _is_subject(text: str, outline: Outline, match: re.Match[str]) -> bool:
    """Whether the act is what the sentence is about: it opens it, or stands in a stated term."""
    at = match.start()
    before = text[max(0, at - 120) : at]
    if _LEAD.search(before):
        return True
    cut = max(before.rfind(mark) for mark in ".;:\n")
    opening = OPENING.fullmatch(before, cut + 1) is not None and (cut >= 0 or at < 120)
    line = before[: cut + 1].rstrip(" \t\xa0.:;\n")
    return (
        opening
        or outline.mark_ends_at(at)
        or (_HEAD_LINE.search(line) is not None and not before[cut + 1 :].strip())
    )


def term_said(text: str, match: re.Match[str], issued: date | None) -> tuple[date, int] | None:
    """The last day that the clause names, with the end of the clause as evidence."""
    stop = _STOP.search(text, match.end(), match.end() + _REACH)
    end = stop.start() if stop else min(len(text), match.end() + _REACH)
    begin = match.start("verb") if match["verb"].lower().startswith("hết") else match.end()
    for until in _UNTIL.finditer(text, begin, end):
        if _OTHER.search(text, begin, until.start()):
            break
        found = match_date(text, until.end())
        if found is not None and found[1] is not None:
            return (found[1] - _DAY if until["ends"] else found[1]), max(end, found[0])
    year = _YEAR_END.search(text, begin, end)
    if year is not None and not _OTHER.search(text, begin, year.start()):
        return date(int(year["year"]), 12, 31), end
    for span in _SPAN.finditer(text, begin, end):
        first = _span_start(text, span.end(), issued)
        gap = text[begin : span.start()]
        tied = not gap.strip() or _BEFORE_SPAN.search(gap)[0].strip() != ""  # type: ignore[index]
        if first is not None and tied and not _OTHER.search(gap):
            count = span["count"].lower()
            return later(first, COUNT_WORDS.get(count) or int(count), span["unit"].lower()) - _DAY, end
    return None


def _span_start(text: str, at: int, issued: date | None) -> date | None:
    """First day of a term of years: a stated day, or that of the act's own effect."""
    stated = match_date(text, at) or match_date(text, max(0, at - 5))
    if stated is not None and stated[1] is not None:
        return stated[1]
    signed = day_from_own(text, text.rfind("từ", 0, at), issued)
    if signed is not None:
        return signed[0]
    if _ITS_START.match(text, at) is None:
        return None
    own = effective_date(text, issued)
    return own[0] if own else None
