"""Words of operative clauses: what an act does to other acts, forward ("Bãi bỏ Quyết định X") and in
reverse ("Quyết định X hết hiệu lực"). Every expression is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from legal_corpus.citations.pinpoint_targets import own_type
from legal_corpus.model.citation import ClausePredicate
from legal_corpus.text.normalize import lowered
from legal_corpus.text.places import WordPlaces

ACT_TYPES = (
    r"(?:Bộ luật|Luật|Pháp lệnh|Lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông "
    r"tư liên tịch|Thông tư"
    r"|Chỉ thị|Quy định|Quy chế|Điều lệ|Kế hoạch)"
)
NOT_WORD = r"(?![\wÀ-ỹ])"
OWN_SUBJECT = re.compile(
    rf"(?<![\wÀ-ỹ]){ACT_TYPES}(?:[ \t]+này{NOT_WORD}|[ \t]+(?=(?:sẽ[ \t]+)?có hiệu lực))", re.IGNORECASE
)

_AMEND = r"sửa đổi(?:[ \t]*,)?(?:[ \t]+(?:và[ \t]+)?bổ sung)?"
_FORWARD = re.compile(
    r"(?<![\wÀ-ỹ])(?:"
    rf"(?P<amends>{_AMEND}|đính chính và sửa đổi|điều chỉnh(?=[ \t]+(?:khoản|[Đđ]iều[ \t]+\d|điểm|"
    rf"một số điều)))"
    r"|(?P<supplements>bổ sung)"
    r"|(?P<replaces>thay thế(?:[ \t]+cho)?(?=[ \t:])|thay(?=[ \t]+(?:cụm )?từ))"
    r"|(?P<repeals>(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?:[ \t]+(?:hiệu lực(?:[ \t]+thi "
    r"hành)?(?:[ \t]+của)?))?|bỏ(?=[ \t]+(?:cụm )?từ)"
    r"|chấm dứt(?:[ \t]+việc)?[ \t]+(?:hiệu lực(?:[ \t]+thi hành)?|thực hiện|áp dụng|thi "
    r"hành)(?:[ \t]+(?:của|đối với|toàn bộ))*)"
    r"|(?P<suspends>(?:tạm[ \t]+)?(?:ngưng|dừng)[ \t]+hiệu lực(?:[ \t]+thi hành)?(?:[ \t]+(?:của|đối với))?"
    r"|đình chỉ(?:[ \t]+việc)?[ \t]+thi hành(?:[ \t]+(?:toàn bộ|của|đối với))*)"
    r"|(?P<corrects>đính chính(?:[ \t]+(?:nội dung|sai sót|lỗi kỹ thuật))?)"
    r"|(?P<extends>(?:kéo dài|gia hạn)[ \t]+(?:thời hạn[ \t]+|thời gian[ \t]+)?(?:áp dụng|thực "
    r"hiện|hiệu lực|có hiệu lực|thi hành)(?:[ \t]+thi hành)?"
    r"(?:[ \t]+(?:của|đối với|các chính sách tại|quy định tại))*)"
    r"|(?P<continues>(?:công bố[ \t]+)?(?:về việc[ \t]+)?tiếp tục có hiệu lực(?:[ \t]+thi "
    r"hành)?[ \t]+(?:của|đối với))"
    rf"){NOT_WORD}",
    re.IGNORECASE,
)
_REVERSE = re.compile(
    r"(?<![\wÀ-ỹ])(?:"
    r"(?P<repeals>(?:sẽ[ \t]+)?(?:hết|chấm dứt|không còn|hết hạn)[ \t]+hiệu lực(?:[ \t]+thi hành)?"
    r"|(?:bị|được|đều)[ \t]+(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?:[ \t]+(?:toàn bộ|một phần))?)"
    r"|(?P<replaces>(?:bị|được)[ \t]+thay thế(?=[ \t]+(?:bởi|bằng)[ \t]+[^.;]{0,60}này))"
    r"|(?P<suspends>bị[ \t]+(?:tạm[ \t]+)?ngưng hiệu lực(?:[ \t]+thi hành)?|"
    # With an object after it ("về việc ngưng hiệu lực thi hành khoản 2 …") it is a title.
    r"(?:tạm[ \t]+)?ngưng hiệu lực(?:[ \t]+thi hành)?(?=[ \t]*(?:[.,;:)\n]|$|(?:kể[ \t]+từ|từ|đến|cho|trong|"
    r"một phần|toàn bộ[ \t]+(?:kể|từ))[ \t]))|"
    r"bị[ \t]+(?:tạm[ \t]+)?đình chỉ(?:[ \t]+việc)?[ \t]+thi hành)"
    r"|(?P<continues>(?:được[ \t]+)?tiếp tục có hiệu lực(?:[ \t]+thi hành)?)"
    rf"){NOT_WORD}",
    re.IGNORECASE,
)
# In lower case.
_PASSIVE = re.compile(
    rf"(?:được|bị)[ \t]+(?:(?P<amends>{_AMEND}|thay(?:[ \t]+thế)?)|(?P<supplements>bổ sung)|"
    rf"(?P<repeals>bãi bỏ|hủy bỏ|huỷ bỏ))"
)
# What may stand right before a verb when the document itself is the subject or nobody is named.
_BEFORE_VERB = re.compile(
    r"(?:^|[,;:]|[ \t](?:và|này|đồng thời|ký|hành|lực|năm[ \t]+\d{4}|[\d/.\-]{8,10}|quy định|quy "
    r"định việc|việc|để)|^[ \t]*(?:nay|đồng thời|công bố|quyết định))[ \t]*$",
    re.IGNORECASE,
)
_NUMBERED_PART = re.compile(
    r"[ \t]+(?:các[ \t]+)?(?:điểm|khoản|điều|phụ lục)[ \t]+[\da-zđIVX]", re.IGNORECASE
)
# How a forward or a reverse verb begins, in lower case.
_BEGINS = re.compile(
    r"(?<![\wÀ-ỹ])(?:sửa|bổ|đính|điều|thay|bãi|h(?:ủy|uỷ)|bỏ|chấm|tạm|ngưng|dừng|đình|kéo|gia|công|về|tiếp|"
    rf"sẽ|hết|không|bị|được|đều){NOT_WORD}"
)
_LONGEST_BEGIN = 8  # characters of such a word, and one more
_FARTHEST_ROOT = 48  # characters from where a verb begins to its root
_STRETCH = 4000  # characters in which roots are looked for at once: many segments are short
# Verbs and characters looked at: more than any honest sentence has, so that garbage stays linear.
_MOST_VERBS = 40
_WINDOW = 800
_OPENING = re.compile(
    r'[ \t\n,;:“"*#]*(?:(?:nay|đồng thời|công bố|quyết định)[ \t]+|(?:kể )?từ ngày[^,;]{6,60},[ \t]*)?',
    re.IGNORECASE,
)
# "2. Thông tư thay thế Thông tư số …", the "này" left out.
_OWN_TYPE = re.compile(
    r'[ \t\n,;:“"*#]*(?P<type>thông tư|nghị định|nghị quyết|quyết định)[ \t]+', re.IGNORECASE
)
_HEADING = re.compile(r"[^.;:\d\n]{0,120}")
# "trình" is to submit, unless it ends another word: "quy trình", "chương trình".
_SUBMITS = "".join(f"(?<!{word} )" for word in ("quy", "chương", "công", "quá", "lộ", "giáo", "tiến", "tờ"))
_NARRATIVE = re.compile(
    rf"(?<![\wÀ-ỹ])(?:giao|{_SUBMITS}trình|đề nghị|đề xuất|kiến nghị|tham mưu|xem xét|nếu|trường hợp|trong "
    r"quá trình|khi có|rà soát|căn cứ|bởi|nhằm|nghiên cứu)" + NOT_WORD,
    re.IGNORECASE,
)


# "… có hiệu lực từ ngày …, trừ trường hợp quy định tại khoản 2 Điều này và thay thế …"
_SPARED_CASES = re.compile(
    r"trừ[ \t]+(?:các[ \t]+)?trường hợp[^.;]{0,120}?[ \t]này(?![\wÀ-ỹ])", re.IGNORECASE
)


def longest_first(words: str) -> str:
    """Alternation of comma-separated words, longest first: the runs below never step back."""
    return "|".join(sorted((w.strip() for w in words.split(",") if w.strip()), key=len, reverse=True))


_LISTED = (
    "toàn bộ, một phần, hiệu lực, các, những, một số, nội dung, đối với, tại, của, và, văn bản "
    "quy phạm pháp luật, văn bản, "
    "quyết định, nghị quyết, chỉ thị, thông tư, nghị định, quy định, luật, điều, khoản, điểm"
)
LIST_HEAD = re.compile(
    rf"(?:[ \t,]|\(?\d{{1,3}}\)?|(?:{longest_first(_LISTED)})(?![\wÀ-ỹ]))*+", re.IGNORECASE
)
_ACTS = re.compile(
    r"(?<![\wÀ-ỹ])(?:văn bản|luật|quyết định|nghị quyết|nghị định|thông tư|chỉ thị)(?![\wÀ-ỹ])", re.IGNORECASE
)
_PROVISIONS = re.compile(
    r"[ \t]*(?:(?:toàn bộ|một số|các|những|cụm|từ ngữ|từ|điểm|khoản|điều|mục|chương|phụ lục|biểu|mẫu|tiết|"
    r"đoạn|và|nội dung|quy định)[ \t,]*)++(?:(?:của|tại|trong)[ \t][^.;:]{0,160}[ \t,])?"
    r"(?:cụ thể[ \t]+)?(?:như sau|sau đây|sau)[ \t]*:\s*",
    re.IGNORECASE,
)
# "các nội dung quy định về tỷ giá tại:"
_CONTENTS_AT = re.compile(
    r"[ \t]*(?:(?:các|những|một số)[ \t]+)?(?:nội dung|quy định)(?:[ \t][^.;:]{0,240})?[ \t](?:tại|của|trong)"
    r"(?:[ \t]+các[ \t][^.;:]{0,60})?[ \t]*:\s*",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"(?:sau|sau đây|dưới đây|gồm|bao gồm|cụ thể)[^.:]{0,120}:?[ \t]*$|:[ \t]*$", re.IGNORECASE
)
PARTIAL = re.compile(
    r"(?<![\wÀ-ỹ])(?:một phần|một số|nội dung|cụm từ|thủ tục|quy định tại|phụ lục|danh mục|mục|mẫu"
    r"|tiêu đề|tên|đoạn|gạch đầu dòng|số thứ tự)" + NOT_WORD,
    re.IGNORECASE,
)
WORDS_ONLY = re.compile(
    r"[ \t]*(?:(?:một số|các)[ \t]+)?(?:cụm[ \t]+từ|từ ngữ|từ)(?:[ \t,]+cụm[ \t]+từ)?(?![\wÀ-ỹ])",
    re.IGNORECASE,
)
AMENDABLE = re.compile(
    r"[ \t:]*(?:(?:toàn bộ|các|một số|những|tên|tiêu đề|nội dung|thêm|(?:gạch đầu dòng|đoạn|câu)"
    r"(?:[ \t]+(?:thứ[ \t]+\w{2,5}|đầu|cuối))?(?:[ \t]+vào)?|từ|"
    r"cụm từ|thời hạn|mức|(?:số thứ tự|số tt|stt|dòng|cột|hàng)"
    r"(?:[ \t]+(?:số[ \t]+)?\d{1,3}(?:\.\d{1,2})*)?)[ \t,]+)*"
    r"(?:của[ \t]+|tại[ \t]+|quy định tại[ \t]+)?"
    r"(?:điều|khoản|điểm|tiết|mục|chương|phần|phụ lục|mẫu|biểu|bảng|danh mục|quy định|quy chế|quy "
    r"trình|điều lệ|định mức|nội dung|cụm từ|từ|tên"
    r"|bộ luật|luật|nghị định|nghị quyết|quyết định|thông tư|pháp lệnh|chỉ thị|các|một số|“)",
    re.IGNORECASE,
)
LOCATED = re.compile(
    r"(?:vào[ \t]+)?(?:phía[ \t]+|liền[ \t]+|ngay[ \t]+)?(?:sau|trước|tiếp theo)[ \t]+(?:các[ \t]+)?$",
    re.IGNORECASE,
)
ALREADY = re.compile(r"(?:đã|chưa|không bị|khi|ngày|không)[ \t]+$", re.IGNORECASE)
BY_OTHER = re.compile(r"[ \t]+(?:một số điều[ \t]+)?(?:bởi|tại|theo)[ \t]+(?![^.;]{0,60}này)", re.IGNORECASE)
EXCEPT = re.compile(r"[,;(]?[ \t]*(?:trừ|ngoại trừ|không bao gồm)[ \t]+", re.IGNORECASE)


class Verb(NamedTuple):
    """An operative verb: what it does and where it stands."""

    predicate: ClausePredicate
    start: int
    end: int


def _verb(match: re.Match[str]) -> Verb:
    name = next(key for key, value in match.groupdict().items() if value)
    return Verb(name, match.start(), match.end())  # type: ignore[arg-type]


# Every verb, forward, reverse and passive, holds one of these, in whatever case.
_ROOTS = WordPlaces((
    "sửa đổi", "bổ sung", "thay", "bỏ", "hiệu lực", "điều chỉnh", "chấm dứt", "đình chỉ", "đính chính",
    "kéo dài", "gia hạn",
))  # fmt: skip


class VerbPlaces:
    """Where roots of operative verbs stand in a text, so that all other words are passed over."""

    def __init__(self, text: str) -> None:
        self._lower = lowered(text)
        self._start = self._end = 0  # the stretch in which roots were looked for last
        self._places: list[int] = []

    def inside(self, start: int, end: int) -> bool:
        """Whether a root stands in ``[start, end)``."""
        places = self._around(start, end)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def _around(self, start: int, end: int) -> list[int]:
        """Where roots stand in a stretch that holds ``[start, end)``, in order."""
        if start < self._start or end > self._end:
            self._start, self._end = start, max(end, start + _STRETCH)
            self._places = _ROOTS.find(self._lower, self._start, self._end)
        return self._places

    def begins(self, start: int, end: int) -> Iterator[int]:
        """Where verbs may begin in ``[start, end)``, in order."""
        places = self._around(start, end)
        for root in places[bisect_left(places, start) : bisect_left(places, end)]:
            near = max(start, root - _FARTHEST_ROOT)
            for word in _BEGINS.finditer(self._lower, near, root + _LONGEST_BEGIN):
                if word.start() <= root:
                    yield word.start()
            start = max(start, root + 1)


@lru_cache(maxsize=2)
def verb_places(text: str) -> VerbPlaces:
    """Places of the verbs of a text; every sentence asks for them."""
    return VerbPlaces(text)


def _verbs_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Matches of the pattern in ``[start, end)``, in order; they do not overlap."""
    for at in verb_places(text).begins(start, end):
        match = pattern.match(text, at, end) if at >= start else None
        if match is not None:
            start = match.end()
            yield match


@lru_cache(maxsize=2)
def forward_verbs(text: str, start: int, end: int) -> tuple[Verb, ...]:
    """Verbs of which this document is the subject, in one sentence ``[start, end)``.

    The first one opens the sentence ("Bãi bỏ …") or follows the document's own name ("Quyết định này có
    hiệu lực … và thay thế …"); later ones are joined to an accepted one.
    """
    found: list[Verb] = []
    for match in _verbs_of(_FORWARD, text, start, end):
        if len(found) < _MOST_VERBS and _is_own(text, start, match, bool(found)):
            found.append(_verb(match))
    return tuple(found)


def _is_own(text: str, start: int, match: re.Match[str], joined: bool) -> bool:
    """Whether the document itself is the subject of the verb, judged by what stands before it."""
    floor = max(start, match.start() - _WINDOW)
    before = text[floor : match.start()]
    near = _BEFORE_VERB.search(before[-40:]) is not None
    # A heading glued before it ("Điều 1. Bãi bỏ văn bản Bãi bỏ …"): the verb starts with a capital.
    glued = match.group()[0].isupper() and _HEADING.fullmatch(before) is not None
    opens = floor == start and (glued or _OPENING.fullmatch(before) is not None)
    if match.lastgroup in {"replaces", "repeals"} and not opens and floor == start:
        named = _OWN_TYPE.fullmatch(before)
        opens = named is not None and named["type"].lower() == own_type(text)
    if not (opens or near):
        return False
    joins = joined and (match.lastgroup not in {"amends", "supplements"} or _is_joined(text, match))
    # What is told of an object of an earlier verb ("được sửa đổi bởi …;") does not bind this one.
    since = before.rfind(";") + 1 if joined else 0
    told = before[since:]
    if "trừ" in told:
        told = _SPARED_CASES.sub(" ", told)
    return (opens or joins or OWN_SUBJECT.search(before) is not None) and not _NARRATIVE.search(told)


def _is_joined(text: str, match: re.Match[str]) -> bool:
    """ "Bãi bỏ Điều 3 và sửa đổi khoản 1 Điều 4": amends parts beside the first verb, no title's verb."""
    after = _NUMBERED_PART.match(text, match.end()) is not None
    return after and text.endswith(("và ", "và\xa0"), 0, match.start())


@lru_cache(maxsize=2)
def reverse_verbs(text: str, start: int, end: int) -> tuple[Verb, ...]:
    """ "hết hiệu lực", "bị bãi bỏ" in one sentence, except what has already happened by another act."""
    found: list[Verb] = []
    for match in _verbs_of(_REVERSE, text, start, end):
        if ALREADY.search(text, max(start, match.start() - 12), match.start()):
            continue
        if BY_OTHER.match(text, match.end(), min(end, match.end() + 80)) and "hiệu lực" not in match.group():
            continue
        if len(found) < _MOST_VERBS:
            found.append(_verb(match))
    return tuple(found)


def lists_acts(words: str) -> bool:
    """Whether the words after a verb announce a list of acts: "các Quyết định sau đây:"."""
    return _ACTS.search(words) is not None and "thủ tục" not in words.lower()


def lists_provisions(words: str) -> bool:
    """Whether the words after a verb announce provisions or phrases: "một số khoản, cụm từ như sau:"."""
    return _PROVISIONS.fullmatch(words) is not None or lists_contents(words)


def lists_contents(words: str) -> bool:
    """Whether the words after a verb announce acts of which only contents are meant: "các nội dung tại:"."""
    return _CONTENTS_AT.fullmatch(words) is not None


def passive_verb(text: str, start: int, end: int) -> Verb | None:
    """ "Khoản 2 Điều 5 được sửa đổi, bổ sung như sau": the passive verb of an instruction."""
    match = _PASSIVE.search(lowered(text), start, end)
    return _verb(match) if match else None
