"""From when an act says that it is itself in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from legal_corpus.effect.clause_grammar import ACT_TYPES
from legal_corpus.effect.own_days import day_from_own
from legal_corpus.text.dates import find_dates, match_date
from legal_corpus.text.normalize import lowered, with_real_d
from legal_corpus.text.outline import Outline, outline_of
from legal_corpus.text.wrapped import unwrapped

# Each branch begins with a letter: so all other places are skipped at little cost.
_IN_ORDER = "Ị"  # a rare letter that each of them has
_ORDER = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)[ \t]*:|NGHỊ QUYẾT[ \t]*:|QUY ĐỊNH[ \t]*:|CHỈ THỊ[ \t]*:")
_SUBJECT = (
    rf"(?<![\wÀ-ỹ])(?:{ACT_TYPES}|Bảng giá đất|Đề án)[ \t\xa0]+(?:này[ \t\xa0]+){{0,2}}"
    r"(?:\((?:[^()\n]{0,80})\)[ \t]+)?"
)


@dataclass(frozen=True, eq=False, slots=True)
class _Saying:
    """A way of saying from when: in lower case the word is looked for, then the verb that holds it; then the
    whole in the text as printed.
    """

    whole: re.Pattern[str]
    verb: re.Pattern[str]
    word: str


_IS_IN_FORCE = (
    r"có[ \t\xa0]+hiệu[ \t\xa0]+lực"
    r"(?:[ \t\xa0]*(?:thi[ \t]+hành|pháp luật|áp dụng|thực hiện))?"
    r"(?:[ \t\xa0]+và[ \t\xa0]+(?:được[ \t]+)?(?:áp dụng|thi hành|thực hiện))?[ \t\xa0]*[:,]?[ \t\xa0\n-]*"
)
_IN_FORCE = _Saying(
    re.compile(
        rf"{_SUBJECT}(?:[^.;:\n]{{0,300}}?(?:[ \t,]và|,|(?<=\d{{4}}))[ \t]+)?"
        rf"(?:sẽ[ \t]+)?(?:chính thức[ \t]+)?{_IS_IN_FORCE}",
        re.IGNORECASE,
    ),
    re.compile(_IS_IN_FORCE),
    "hiệu",
)
# How the act's own name begins, in lower case and sorted by first letter: it is looked for by these words.
_SUBJECT_BEGINS = re.compile(
    r"b(?=ộ luật|ảng giá đất)|l(?=uật|ệnh)|p(?=háp lệnh)|n(?=ghị (?:quyết|định))|"
    r"q(?=uyết định|uy (?:định|chế))|t(?=hông tư)|c(?=hỉ thị)|đ(?=iều lệ|ề án)|k(?=ế hoạch)"
)
_LONGEST_SUBJECT = 400  # characters from the act's own name to the verb
_FROM = re.compile(
    r"(?:k[ểêề][ \t\xa0]*)?(?:từ[ \t\xa0]*)?(?:(?:00|0|24)[ \t]*(?:giờ|h)(?:[ \t]*00)?(?:[ \t]*phút)?,"
    r"?[ \t]*)?(?:(?=ngày|\d)|ngay[ \t]+(?=\d))",
    re.IGNORECASE,
)
_APPLIED = _Saying(
    re.compile(_SUBJECT + r"(?:được[ \t]+)?(?:áp dụng|thực hiện)[ \t]+(?:kể[ \t]+)?từ[ \t]+", re.IGNORECASE),
    re.compile(r"từ[ \t]+(?=ngày)"),
    "từ",
)
_HEAD = re.compile(r"hiệu lực(?: thi hành)?[ \t]*+[.:]?[ \t\n]*+(?=(?:kể[ \t]+)?từ[ \t]+ngày)")
_HEADED = _Saying(_HEAD, _HEAD, "hiệu")
_SAYINGS = (_IN_FORCE, _HEADED, _APPLIED)
_TO_APPLY = re.compile(r"(?:áp dụng|thực hiện)[ \t]+(?:kể[ \t]+)?\Z")
_LONGEST_TO_APPLY = 24  # characters
_THIS = re.compile(rf"(?:{ACT_TYPES}|Bảng giá đất|Đề án)[ \t\xa0]+này", re.IGNORECASE)
_NUMBER = re.compile(r"\d/\d{4}/[A-ZĐ]|[/-](?:NĐ|QĐ|NQ|TT|QH)", re.IGNORECASE)
# "Thông tư này thay thế Thông tư số … và có hiệu lực": the number is no other subject.
_REPLACES = re.compile(
    rf"{_THIS.pattern}[ \t]+(?:thay thế|bãi bỏ)[^.;:\n]*[ \t]và[ \t]+có[ \t]", re.IGNORECASE
)
# "… thay thế Quyết định A đã được ký và có hiệu lực từ …", "không áp dụng đối với hợp đồng đã ký, có hiệu lực
# từ …": what else was signed or passed has days of its own.
_OTHERS = re.compile(
    r"(?:thay thế|bãi bỏ|sửa đổi|bổ sung|áp dụng)(?![\wÀ-ỹ])[^.;:\n]*?(?<![\wÀ-ỹ])(?:đã|được)[ \t]+"
    r"(?:được[ \t]+)?(?:ký|ban hành|thông qua|cấp|phê duyệt|công nhận)(?![\wÀ-ỹ])|"
    r"đối với[ \t][^.;:\n]*,[ \t]*có[ \t]|trước ngày",
    re.IGNORECASE,
)
# "Quyết định của Tòa án có hiệu lực kể từ ngày ký" is a rule about others' decisions: without "này" the verb
# has to follow.
_BARE = re.compile(rf"{_SUBJECT}(?:sẽ[ \t]+)?(?:chính thức[ \t]+)?(?:có|được|áp|thực)(?!\w)", re.IGNORECASE)
# "Điều 5 Thông tư này có hiệu lực từ …" dates a part, "mức chi tại Thông tư này được áp dụng từ …" a rule.
_PART = re.compile(r"(?:Điều|khoản|điểm|Chương|Mục|Phụ lục|Mẫu số)[ \t][^.;:\n]{0,40}$", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![\wÀ-ỹ])(?:tại|trong|theo|của)[ \t\xa0]*$", re.IGNORECASE)
_SHORT_REACH = 60  # characters before the subject
_HEADING_END = re.compile(r"(?:thi hành|hiệu lực|thực hiện)$", re.IGNORECASE)
_LIST_MARK = re.compile(r"[ \t\n]*(?:1\.|a\)|[-+])?[ \t\n]*")
_MAY_BE_DAY = re.compile(rf"{_LIST_MARK.pattern}[kKtTnNsS\d….]")
_CLOSED = re.compile(r"[ \t]*(?:[.;/\n]|$)")


@lru_cache(maxsize=4)
def operative_start(text: str, outline: Outline) -> int:
    """Where the operative part begins: "QUYẾT ĐỊNH:" or the first article, else 0."""
    articles = (mark.start for mark in outline.marks if mark.level == "article")
    article = next((at for at in articles if outline.quotation(at) is None), None)
    end = 60000 if article is None else min(article, 60000)
    order = _ORDER.search(text, 0, end) if _IN_ORDER in text else None
    return order.end() if order else article or 0


def _opens_sentence(text: str, outline: Outline, at: int) -> bool:
    """Whether a sentence begins at ``at``: after a full stop, a mark or the title of the article."""
    before = text[max(0, at - 60) : at].rstrip(" \t\xa0")
    return (
        not before
        or before[-1] in ".;:\n"
        or _HEADING_END.search(before) is not None
        or outline.mark_ends_at(at)
    )


def _verbs(saying: _Saying, text: str) -> list[tuple[int, int]]:
    """Spans of the verbs that may tell a day."""
    return [
        verb.span()
        for verb in saying.verb.finditer(lowered(text))
        if _MAY_BE_DAY.match(text, verb.end()) and (saying is not _APPLIED or _applied(text, verb.start()))
    ]


@lru_cache(maxsize=2 * len(_SAYINGS))
def _statements(saying: _Saying, text: str) -> tuple[tuple[int, int], ...]:
    """Where statements of the operative part begin and where their days are said, outside quotations.

    A type word without "này" has to open a sentence, and no number may stand between subject and verb.
    "Quyết định này …" that opens a sentence comes first, then where it stands in one, then without "này".
    """
    verbs = _verbs(saying, text)
    told = sorted(_told(saying, verbs, text, outline_of(text))) if verbs else []
    return tuple((start, when) for _rank, start, when in told)


def _told(
    saying: _Saying, verbs: Sequence[tuple[int, int]], text: str, outline: Outline
) -> Iterator[tuple[int, int, int]]:
    begin = operative_start(text, outline)
    for left, when in verbs:
        if left < begin:
            continue
        if saying is not _HEADED:
            left = max(begin, left - _LONGEST_SUBJECT, text.rfind("\n", begin, left) + 1)
        for start in _starts(saying, text, left, when):
            said = text[start:when]
            if outline.quotation(start) is not None or _OTHERS.search(said):
                continue
            if _NUMBER.search(said) and not _REPLACES.match(said):
                continue
            opens = _opens_sentence(text, outline, start)
            if opens and (saying is _HEADED or _THIS.match(said)):
                yield 0, start, when
            elif _THIS.match(said):
                before = text[max(0, start - _SHORT_REACH) : start]
                if not (_PART.search(before) or (saying is _APPLIED and _WITHIN.search(before))):
                    yield 1, start, when
            elif opens and _BARE.match(said):
                yield 2, start, when


def _applied(text: str, at: int) -> bool:
    """Whether "áp dụng" or "thực hiện" stands before the "từ" at ``at``."""
    return _TO_APPLY.search(lowered(text), max(0, at - _LONGEST_TO_APPLY), at) is not None


def _starts(saying: _Saying, text: str, left: int, when: int) -> list[int]:
    """Where a match that ends at ``when`` begins."""
    if saying is _HEADED:
        return [left]
    found = []
    for subject in _SUBJECT_BEGINS.finditer(lowered(text), left, when):
        match = saying.whole.match(text, subject.start(), when) if subject.start() >= left else None
        if match is not None:
            left = match.end()
            if left == when:
                found.append(match.start())
    return found


def read_when(text: str, at: int, issued: date | None) -> tuple[date, int, str] | None:
    """The day of effect said at ``at`` ("kể từ ngày ký", "từ ngày 01/7/2026"): ``(date, end, note)``."""
    mark = _LIST_MARK.match(text, at)
    at = mark.end() if mark else at
    counted = day_from_own(text, at, issued)
    if counted is not None:
        day, end, note = counted
        return (day, end, note) if day else None
    start = _FROM.match(text, at)
    begin = start.end() if start else at
    found = match_date(text, begin) or _dotted_date(text, begin)
    if found is None or found[1] is None:
        return None
    return found[1], found[0], "ngày ghi trong văn bản"


def _dotted_date(text: str, at: int) -> tuple[int, date | None] | None:
    """A date filled into a dotted line: "ngày … 27 tháng……01 năm 2025"."""
    window = text[at : at + 60].split("\n")[0]
    kept = [(offset, char) for offset, char in enumerate(window) if char not in "…."]
    found = match_date("".join(char for _offset, char in kept), 0)
    return (at + kept[found[0] - 1][0] + 1, found[1]) if found else None


def effective_date(text: str, issued: date | None) -> tuple[date, int, int, str] | None:
    """From when the act itself is in force: ``(date, start, end, note)`` or ``None``.

    Read in the operative part only. "kể từ ngày ký" gives ``issued``, "kể từ ngày thông qua" the day that the
    act says it was passed on; "sau 10 ngày kể từ ngày ký" gives ``issued`` + 10 days and a note that begins
    with "tính". ``None`` when nothing is stated, when only parts are dated, when the text was cut before it,
    or when ``issued`` would be needed and is ``None``.
    """
    text = unwrapped(with_real_d(text))
    lower = lowered(text)
    for saying in _SAYINGS:
        for start, when in _statements(saying, text) if saying.word in lower else ():
            said = read_when(text, when, issued)
            # "Hiệu lực: Từ ngày …, bãi bỏ …" dates another clause.
            if said is not None and (saying is not _HEADED or _CLOSED.match(text, said[1])):
                return said[0], start, said[1], said[2]
    return None


def dates_in(text: str, start: int, end: int) -> list[tuple[int, int, date]]:
    """Valid dates of ``text[start:end]`` with offsets of the whole text."""
    return [(start + s, start + e, d) for s, e, d in find_dates(text[start:end]) if d is not None]
