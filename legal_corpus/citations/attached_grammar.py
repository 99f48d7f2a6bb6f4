"""Words of attached lists: clauses that refer to them, their headings, columns and rows."""

from __future__ import annotations

import re

_END = r"(?![\wÀ-ỹ])"
_TYPES = r"(?:văn bản|nghị quyết|quyết định|chỉ thị|nghị định|thông tư)"
LABEL = rf"(?:\d{{1,3}}[A-Za-z]?|[IVXL]{{1,7}}|[A-ZĐ]){_END}"
_LABELLED = rf"(?:(?:số|SỐ|Số)[ \t]*)?(?P<label>{LABEL})"
PARENTHESES = re.compile(r"\([^()]*\)?")
# Each branch begins with a letter: so all other places are skipped at little cost.
OPERATIVE = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)[ \t]*:|NGHỊ QUYẾT[ \t]*:|Điều 1[ \t]*[.:]")
# Where the act itself ends and what is attached begins; with the line end before it.
CLOSING = re.compile(
    r"\n[ \t#*|]*(?:Nơi nhận|NƠI NHẬN|TM\.|KT\.[ \t]|PHỤ LỤC|Phụ lục[ \t]?(?:[IVX\d]{1,4})?[ \t]*$|DANH MỤC)",
    re.MULTILINE,
)
BLOCK = re.compile(
    rf"^[ \t#*|]*(?:(?:PHỤ LỤC|Phụ lục)(?:[ \t]+{_LABELLED}(?=[ \t]*(?:$|[.:(|*–-]|[A-ZĐÀ-Ỹ]{{2}}))"
    rf"|(?=[ \t]*(?:$|[.:(|*–-])))|(?:DANH MỤC|DANH SÁCH|Danh mục)(?=[ \t*]|$))",
    re.MULTILINE,
)
SENTENCE = re.compile(r"\n|(?<=[^\s.])\.(?=[ \t]+[^\s\d])")
# "tại Phụ lục II", "(có Danh mục kèm theo)", "theo Danh mục ban hành kèm theo Quyết định này".
PLACE = re.compile(
    rf"[PpDd](?<![\wÀ-ỹ].)(?:(?<=[Pp])hụ lục|(?<=P)HỤ LỤC|(?<=[Dd])anh (?:mục|sách))(?:[ \t]+{_LABELLED})?"
)
PLACE_WORDS = ("phụ lục", "danh mục", "danh sách")  # one of them, in whatever case, in each of these
MORE_LABELS = re.compile(rf"(?:[ \t]*(?:,|và)[ \t]*{LABEL})+")
VERB = re.compile(
    r"(?<![\wÀ-ỹ])(?<!được )(?<!bị )(?:(?P<repeals>bãi bỏ|h[ủu][ỷy] bỏ|chấm dứt hiệu lực)"
    rf"|(?P<replaces>thay thế)|(?P<suspends>ngưng hiệu lực|đình chỉ(?: việc)? thi hành)){_END}",
    re.IGNORECASE,
)
VERB_ROOTS = ("bỏ", "hiệu lực", "thay thế", "đình chỉ")  # one of them, in whatever case, in each verb
REVERSE = re.compile(
    r"(?<![\wÀ-ỹ])(?:(?P<repeals>(?:hết|chấm dứt)[ \t]+hiệu lực|(?:bị|được)[ \t]+(?:bãi bỏ|h[ủu][ỷy] bỏ))"
    rf"|(?P<replaces>(?:bị|được)[ \t]+thay thế)|(?P<suspends>bị[ \t]+(?:ngưng hiệu lực|đình chỉ))){_END}",
    re.IGNORECASE,
)
_NUMBERING = r"(?:Điều[ \t]+\d{1,3}[a-z]?[.:]?|\d{1,3}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-+•–])?"
# Before the verb: nothing, the document as its subject, or what it orders about another list.
OPENING = re.compile(
    rf"[\s#*]*{_NUMBERING}[\s#*]*(?:(?:Nay|Đồng thời|Quyết định)[ \t]+)?"
    r"(?:(?:Quyết định|Nghị quyết|Chỉ thị|Thông tư|Nghị định)[ \t]+này[^\n]{0,160}?[ \t]|"
    r"(?:Tiếp tục[ \t]+)?[Áá]p dụng[^\n]{0,300}?[ \t,])?(?:và|đồng thời)?[ \t]*",
    re.IGNORECASE,
)
# An item of a list: "c) Các quyết định nêu tại Phụ lục kèm theo".
ITEM = re.compile(r"[ \t]*(?:(?P<letter>[a-zđ]\))|(?P<figure>\d{1,2}[.)])|(?P<dash>[-+•–]))[ \t]*")
_LISTED_ELSEWHERE = re.compile(
    rf"(?:toàn bộ[ \t]+)?(?:các|những|\d{{1,3}})[ \t]+{_TYPES}(?![ \t]+này){_END}[^.;:\n]{{0,120}}$",
    re.IGNORECASE,
)
# "Bãi bỏ các điều sau:", "Thay thế cụm từ … tại:", "… kể từ ngày": no head of a list of acts.
_PARTS = re.compile(
    r"một phần|cụm từ|[“\"]|(?<![\wÀ-ỹ])(?:các|những|một số)[ \t]+"
    rf"(?:nội dung|quy định|chương|mục|điều|khoản|điểm|phụ lục|mẫu|thủ tục){_END}",
    re.IGNORECASE,
)
_DAY = re.compile(r"từ[ \t]+ngày|ngày[ \t]+\d", re.IGNORECASE)
# "…, trừ Quyết định số 15/2031/QĐ-UBND": acts of the list that stay.
SPARED = re.compile(r"(?<![\wÀ-ỹ])(?:ngoại[ \t]+)?trừ[ \t]+", re.IGNORECASE)
_WHOLE_ACTS = re.compile(
    rf"(?:(?:các[ \t]+)?{_TYPES}[ \t]+(?:số[ \t]+)?\d[\w/\-]{{3,30}}"
    r"(?:[ \t]+ngày[ \t\d/.\-thángnăm]{6,30})?(?:[ \t]+của[ \t][^.,;:()\d\n]{2,80})?"
    r"[ \t]*(?:,[ \t]*|và[ \t]+)?){1,20}[).;]{0,2}\s*",
    re.IGNORECASE,
)
WHOLE_NUMBER = re.compile(r"\d{1,5}[a-zA-Z]?/(?:\d{4}/)?[A-ZĐ][\wĐ\-]*")
_NOT_SUBJECT = re.compile(
    rf"(?<![\wÀ-ỹ])(?:công bố|trường hợp|nếu|khi|giao|đề nghị|rà soát|đã|chưa|căn cứ|sau khi){_END}",
    re.IGNORECASE,
)
_ACTS = re.compile(rf"(?<![\wÀ-ỹ]){_TYPES}(?![ \t]+này){_END}", re.IGNORECASE)
ACT_NUMBER = re.compile(r"\d[a-z]?[ \t]*/[ \t]*(?:\d{4}|[A-ZĐ])")
_NOT_ACTS = re.compile(r"thủ tục hành chính|quy trình nội bộ|dịch vụ công|cụm từ", re.IGNORECASE)
# A row does not begin where the line above breaks off: "… sửa đổi, bổ sung một số điều của".
CONTINUED = re.compile(
    rf"(?:,|(?<![\wÀ-ỹ])(?:của|theo|tại|các|và|về|điều|bổ sung|sửa đổi|thay thế|thực hiện|bằng|bởi|do){_END})"
    r"[ \t]*$",
    re.IGNORECASE,
)
ROW_START = re.compile(r"^[ \t|]*\d{1,3}[ \t]*[.|)](?!\d)", re.MULTILINE)
# A line, or a numbered act inside a line.
ROW_CUT = re.compile(
    rf"(?:\n|(?<=[.;:)])[ \t]+)(?P<row>(?<=\n)|\d{{1,3}}\.[ \t]+(?={_TYPES}[ \t]+số))", re.IGNORECASE
)
_LEAD_WORDS = (
    "toàn bộ|một phần|một số|các|điều|khoản|điểm|mục|chương|phần|phụ lục|mẫu|số|và|đến|từ|của|tại|nội dung|"
    "quy định tại|quy định|quy chế|danh mục|bảng giá|định mức|ban hành kèm theo|ban hành|kèm theo"
)
ROW_LEAD = re.compile(
    rf"(?:[\s.,:;()\"“”\-–+•*#]|(?:{_LEAD_WORDS}|[IVX]{{1,5}}|\d{{1,3}}[a-zđ]?|[a-zđ]){_END})*+",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    r"[ \t|*]*(?:STT|TT|Số TT|Số thứ tự)(?=[ \t*.]*\||[ \t]+[A-ZĐÀ-Ỹ]|[ \t]*$)", re.IGNORECASE
)
_REASONS = re.compile(
    r"lý do|ghi chú|căn cứ|văn bản (?:được )?(?:thay thế|bãi bỏ bởi|làm)|thời điểm|cơ quan|đơn vị",
    re.IGNORECASE,
)
CELL_EXTENT = re.compile(
    r"[ \t]*(?:(?:bị[ \t]+)?(?:bãi bỏ|hết hiệu lực(?: thi hành)?)[ \t]+)?(?:toàn bộ|(?P<part>một phần))"
    r"(?=[ \t]*(?:$|\||[.;:(]|văn bản))",
    re.IGNORECASE,
)
_KINDS = {
    "ends": r"bãi bỏ|hết hiệu lực|h[ủu][ỷy] bỏ|(?:bị|được) thay thế|ngưng hiệu lực|đình chỉ",
    "keeps": r"áp dụng|còn hiệu lực|tiếp tục|giữ nguyên|sửa đổi|ban hành mới|đề nghị|kiến nghị",
    "part": r"một phần",
    "whole": r"toàn bộ",
}
_KIND = {name: re.compile(words, re.IGNORECASE) for name, words in _KINDS.items()}
_SECTION = re.compile(
    rf"[ \t|*#]*(?P<mark>(?:[IVX]{{1,5}}|[A-ZĐ]|\d{{1,2}})[ \t]*[.):|/-][ \t|.*]*)?(?:các[ \t]+|những[ \t]+)?"
    rf"(?:danh mục|văn bản|bãi bỏ|hết hiệu lực|tiếp tục|áp dụng|"
    rf"{_TYPES}(?:[^|\d\n]{{0,80}}[ \t])?(?:bị[ \t]+|được[ \t]+)?"
    rf"(?:bãi bỏ|hết hiệu lực|tiếp tục|áp dụng)){_END}",
    re.IGNORECASE,
)
_LONGEST_SECTION = 240


def label_key(printed: str | None) -> str:
    """Label of an appendix for comparison: "02" and "2" are one."""
    return (printed or "").strip().upper().lstrip("0")


def listed_elsewhere(words: str) -> bool:
    """Whether an item names acts by the place before which ``words`` stand, and nothing else."""
    return _LISTED_ELSEWHERE.fullmatch(words) is not None and _DAY.search(words) is None


def heads_acts(words: str) -> bool:
    """Whether the words of a head around its verb announce acts that end as a whole, and name none."""
    return not (_PARTS.search(words) or ACT_NUMBER.search(words) or _NOT_ACTS.search(words))


def says_day(words: str) -> bool:
    """Whether the words tell a day of their own."""
    return _DAY.search(words) is not None


def spared_numbers(words: str) -> tuple[str, ...]:
    """Numbers of the acts that "trừ Quyết định số …" leaves in force; none if it leaves anything else."""
    if _WHOLE_ACTS.fullmatch(words) is None:
        return ()
    return tuple(found.lstrip("0") for found in WHOLE_NUMBER.findall(words))


def is_subject(words: str) -> bool:
    """Whether the words before "hết hiệu lực" only name the acts, and order or suppose nothing."""
    return _NOT_SUBJECT.search(words) is None


def lists_acts(text: str, begin: int, place: re.Match[str], stop: int) -> bool:
    """Whether the words around "Phụ lục" are about acts listed there, not about a part of one act."""
    before, after = text[begin : place.start()], text[place.end() : stop].split(";")[0]
    if _NOT_ACTS.search(before) or ACT_NUMBER.search(before) or ACT_NUMBER.search(after):
        return False
    # "Bãi bỏ Danh mục các văn bản … kèm theo Quyết định này".
    return bool(_ACTS.search(before)) or re.match(rf"[ \t]+(?:các[ \t]+)?{_TYPES}(?! này)", after) is not None


def heading_kind(heading: str) -> frozenset[str]:
    """What a heading says of its list, out of ``ends``, ``keeps``, ``part``, ``whole``; empty if nothing."""
    return frozenset(name for name, pattern in _KIND.items() if pattern.search(heading))


def section_kind(line: str, *, marked: bool = False) -> frozenset[str]:
    """What a heading in a list says ("B. Văn bản bãi bỏ một phần"); empty for any other line.

    ``marked``: only headings with a letter or number count, not lines of the list's title.
    """
    if len(line) > _LONGEST_SECTION or ACT_NUMBER.search(line):
        return frozenset()
    heading = _SECTION.match(line)
    if heading is None or (marked and not heading["mark"]):
        return frozenset()
    return heading_kind(PARENTHESES.sub(" ", line))


def goes_on(before: str, line: str) -> bool:
    """Whether a line begins no row: it explains the title or goes on with the line above."""
    return line.lstrip().startswith("(") or ("|" not in line and CONTINUED.search(before) is not None)


def is_column_heading(line: str) -> bool:
    """Whether a line holds the headings of a table's columns ("STT | Tên văn bản | Lý do")."""
    return _COLUMNS.match(line) is not None


def spared_columns(line: str) -> frozenset[int]:
    """Numbers of the columns that tell reasons and replacements, not what the list is about."""
    return frozenset(at for at, cell in enumerate(line.split("|")) if _REASONS.search(cell))
