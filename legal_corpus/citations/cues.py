"""Words around a mention that tell its role: grounds, titles, amenders, operative verbs."""

from __future__ import annotations

import re

from legal_corpus.citations.grammar import LOWER, UPPER
from legal_corpus.model.citation import Role

# A clause ends at ";" or at a full stop before a capital or a number.
SEPARATOR = re.compile(
    rf";|:(?=\s[a-zđ]\)\s)|(?<!\s\d)(?<!\s\d\d)[.](?=\s{{1,3}}(?:[{UPPER}\d“\"(-]|[a-zđ]\)\s))|\./\."
)
ENUMERATOR = re.compile(r"\s{0,3}(?:[a-zđ]\)|\d{1,2}[.)]|[-+•])?\s{0,3}$")
PARENTHESES = re.compile(r"\([^()]*\)")

GROUND = re.compile(rf"Căn cứ(?<![{LOWER}]Căn cứ)(?![{LOWER}])")
CARRYING_OUT = re.compile(
    r"\W{0,6}(?:Thực hiện|Trên cơ sở|Triển khai|(?:Để|Tiếp tục)\s(?:tiếp tục\s)?(?:thực hiện|triển khai))\s"
)
# A paragraph among the grounds of a plan that tells what was done so far.
NARRATIVE = re.compile(r"\W{0,6}(?:Sau|Qua|Trong|Ngày|Đến|Hiện|Tuy|Bên cạnh|Thời gian)\s")
DANGLING = re.compile(r"\s(?:của|và|hoặc|tại|theo|về|các)[ \t]?\n\Z")
# "…; quy định chi tiết một số điều của Luật A": the title of a ground goes on behind the semicolon.
TITLE_GOES_ON = re.compile(r"\s{0,3}(?:và\s)?(?:quy định|hướng dẫn|biện pháp|một số)\s[^;:]{0,160}$")
PROPOSAL = re.compile(
    r"(?:Theo|Xét|xét)\s{1,2}(?:đề nghị|Tờ trình|tờ trình|đề xuất)|Xét\s|ban hành\s|thông qua\s"
)

TITLE_START = re.compile(
    r"[\s,:]{0,4}(?:(?:khóa|khoá|Khóa|nhiệm kỳ)\s\S+,?\s?(?:kỳ họp[^,;]{0,30})?[\s,]{0,2})?"
    r"(?:(?:trước đây|cũ|nay là[^,;:]{0,50})[\s,]{0,2})?[\s,:]{0,3}"
    r"(?:quy định|về|hướng dẫn|ban hành|sửa đổi|bổ sung|bãi bỏ|thay thế|phê duyệt|công bố|thi hành|"
    r"quy chế|điều chỉnh|v/v|"
    r"giao|hợp nhất|đính chính|chi tiết|kéo dài|thí điểm|phân cấp|phân định|triển khai|hủy bỏ|huỷ bỏ|"
    r"thành lập|tổ chức|"
    r"tăng cường|hỗ trợ|cho phép|danh mục|chương trình|kế hoạch|chính sách|thông qua)" + rf"(?![{LOWER}])",
    re.IGNORECASE,
)
# "của Bộ Công an, Bộ Tài chính hướng dẫn …": a joint act has several issuers.
JOINT_ISSUERS = re.compile(
    r"(?:,\s(?:Bộ|Thanh tra|Ngân hàng|Tòa án|Viện|Ủy ban|Tổng)\s[^,;.\d\n]{2,60}?(?=[,\s])){1,4}"
    r"(?=[\s,]{1,2}(?:quy định|về|hướng dẫn|ban hành|sửa đổi|bổ sung|bãi bỏ))"
)
AMENDING_START = re.compile(r"[\s,:(]{0,4}(?:về\s(?:việc\s)?)?(?:sửa đổi|bổ sung)", re.IGNORECASE)
# "quy định chi tiết khoản 3 Điều 37 và Điều 39 của Luật A": the list of parts is what the title details.
DETAILING_START = re.compile(
    r"[\s,:]{0,4}(?:quy định\s)?(?:chi tiết|hướng dẫn)(?:\s(?:và\s)?(?:thi hành|hướng dẫn|thực hiện)){0,3}"
    r"\s(?:các\s)?(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều)\s[^;.:]{0,90}$"
)
AMENDED_BY = re.compile(
    r"(?:được|đã|\()\s{0,2}(?:được\s)?(?:[^.;:]{0,40}?\s)?(?:sửa đổi|bổ sung|thay thế|điều chỉnh|"
    r"đính chính)"
    r"(?:(?!thực hiện|hoặc hướng dẫn|(?:trong |thuộc )lĩnh vực)[^.;]){0,90}?"
    r"(?:bởi|bới|tại|theo|bằng|của|qua)\s?:?(?:\s(?:các|các văn bản))?"
    r"(?:[\s,]{0,2}(?:điểm|khoản|[Đđ]iều|Điểm|Khoản|Mục|Chương|của|và|\d{1,3}|"
    r"[a-zđ])(?=[\s,])){0,14}[\s:]{0,3}$"
    # "Nghị định A bị bãi bỏ bởi khoản 2 Điều 9 Nghị định B" tells of what B did.
    r"|(?:bị|được)\s(?:bãi bỏ|hủy bỏ|huỷ bỏ)\s(?:bởi|bằng|tại|theo)"
    r"(?:[\s,]{0,2}(?:điểm|khoản|[Đđ]iều|của|và|\d{1,3}|[a-zđ])(?=[\s,])){0,14}\s{0,3}$"
)
_AMENDING_VERBS = (
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "điều chỉnh",
    "đính chính",
)  # one of them in each of these
_LONGEST_AMENDED = 300  # characters of such words, and of the part before them
# "khoản 8 Điều 25 được sửa đổi bởi …" before the first act of a line.
PART_BEFORE = re.compile(
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|(?<!danh )[Mm]ục|[Mm]ẫu|[Pp]hụ lục)\s{1,2}(?:số\s{1,2})?"
    r"(?:\d[\wĐđ.]{0,6}|này|[a-zđ]\d?|[IVXL]{1,5})[\s,]{0,3}$"
)
CONNECTOR = re.compile(r"\s{0,3}(?:[,;]|và|hoặc|[,;]\s?và)?\s{0,3}(?:(?:các|tại|bởi)\s)?$")
DEFINED = re.compile(r"(?:\((?:gọi|viết|sau đây|dưới đây)|,\s(?:sau|dưới) đây (?:gọi|viết))[^()]{0,60}$")
# Words that leave a title: "…, Thông tư số", "… và quy định tại Điều 5 Nghị định số".
LEAVES_TITLE = re.compile(
    r"(?:,|và|hoặc)\s{0,3}(?:(?:theo|thẩm quyền|trường hợp|đối tượng|nhiệm vụ)\s)?"
    r"(?:(?:quy định|hướng dẫn|nội dung|nguyên tắc|yêu cầu)\s(?:tại|của)\s)?(?:các\s)?"
    r"(?:(?:điểm|khoản|[Đđ]iều|của|và|\d{1,3}|[a-zđ])[\s,]{1,2}){0,12}$"
)
# "… của Luật A và Điều 77 Luật B": the title goes on with another law.
SAME_AGAIN = re.compile(
    r"\s{0,3}(?:,|và)\s{1,3}(?:(?:điểm|khoản|[Đđ]iều|của|và|một số|các|\d{1,3}|[a-zđ])[\s,]{1,2}){1,12}$"
)
AND_END = re.compile(r"(?:,|và)\s{0,3}(?:các\s)?$")
ONLY_AND = re.compile(r"\s{0,3},?\s{0,2}và\s{0,3}(?:các\s)?$")

_NUMBERING = r"(?:(?:Điều\s\d{1,3}[a-z]?|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.):]?|[-+•*–])?"
_OWN = (
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Thông tư|Nghị định|Quy định|Quy chế|Kế hoạch|Luật|Văn bản|"
    r"văn bản)\s{1,2}này"
)
_VERBS: tuple[tuple[Role, str], ...] = (
    ("suspends", r"(?:tạm\s)?(?:ngưng|đình chỉ)(?:\sviệc\sthi hành|\shiệu lực|\sthi hành)"),
    ("corrects", r"đính chính"),
    ("repeals", r"bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực|(?:làm\s)?chấm dứt hiệu lực"),
    ("replaces", r"thay thế"),
    ("amends", r"sửa đổi|bổ sung|điều chỉnh"),
)
_VERB = re.compile(
    rf"(?<!được )(?<!bị )(?<!đã )(?<!việc )(?<!hoặc )(?<![{LOWER}])(?:"
    + "|".join(f"(?P<{role}>{verb})" for role, verb in _VERBS)
    + rf")(?![{LOWER}])",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    rf"[\s*#]{{0,5}}(?:QUYẾT (?:ĐỊNH|NGHỊ)\s?:\s{{0,2}})?{_NUMBERING}[\s*]{{0,5}}"
    r"(?:Điều khoản thi hành\s{1,2})?(?:Nay\s)?"
    rf"(?P<verb>{'|'.join(f'(?:{verb})' for _, verb in _VERBS)})(?![{LOWER}])",
    re.IGNORECASE,
)
_OWN_SUBJECT = re.compile(rf"{_OWN}\s{{1,2}}(?:(?:sẽ|nhằm)\s)?")
_ENTERS = re.compile(r"(?:bắt đầu\s)?có\s{1,2}hiệu\s{1,2}lực")
_AMENDED_OBJECT = re.compile(
    r"[\s,]{0,3}(?:(?:và\s)?(?:bổ sung|thay thế|bãi bỏ)[\s,]{1,2}){0,2}(?:(?:thêm|nội dung|toàn bộ)\s)?"
    r"(?:một số|các|khoản|điểm|điều|chương|mục|phần|phụ lục|tên|tiêu đề|cụm từ|từ|đoạn|tiết|quy định|"
    r"quy chế|danh mục|bảng|biểu|"
    r"gạch|số thứ tự|nghị quyết|quyết định|chỉ thị|kế hoạch|đề án|"
    r"cho)(?=[\s,:])(?!\s?số lượng)(?!.{0,200}đã quy định tại)",
    re.IGNORECASE,
)
_NOT_DIRECT = re.compile(
    rf"(?<![{LOWER}])(?:(?<!kèm )theo|căn cứ|để|nhằm|khi|như sau|trường hợp|nếu|thì|đề nghị|"
    rf"trình|văn bản[^.;:\n]{{0,60}}\s(?:quy định|nêu|liệt kê)\stại\s(?:các\s)?"
    rf"(?:điểm|khoản|điều|mục|phụ lục))(?![{LOWER}])",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"cụm từ|từ ngữ|\btừ\s[“\"]")
_WORDS = re.compile(r"\s(?:(?:một số|các|những)\s)?(?:cụm từ|từ,|từ ngữ|từ\s[“\"])")
_LIST_COLON = re.compile(
    r"(?<!như )(?:sau(?:\sđây)?|gồm|là|này|quy định|văn bản|quyết định|nghị quyết)\s{0,2}:", re.IGNORECASE
)
_AS_FOLLOWS = re.compile(r"[\s,;]{0,3}(?:cụ thể\s)?như sau$")
CLOSING_PARENTHESIS = re.compile(r"(?<!\s[a-zđ])\)")  # not the ")" of an item "a)"
ENDS = re.compile(
    r"(?:hết|chấm dứt|không còn|mất)\s{1,2}hiệu lực|(?:bị|được|đều)\s(?:bãi bỏ|hủy bỏ|huỷ bỏ)"
    # "… bởi Nghị định B": another act did it before.
    r"(?!\s(?:bởi|bằng|tại|theo)\s(?![^.;:\n]{0,80}\snày)[^.;:\n]{0,60}?"
    r"(?:Luật|Pháp lệnh|Nghị|Quyết định|Thông tư|Chỉ thị)\s)"
    r"|được\sthay thế\s(?:bởi|bằng)\s(?:Quyết định|Nghị quyết)\snày"
)
CONDITION = re.compile(
    r"\W{0,4}(?:\d{1,2}[.)]|[a-zđ]\))?\s{0,2}(?:Trường hợp|Trong trường hợp|Khi|Nếu|Đối với|Sau khi|"
    r"Trước khi)\s"
)
SUBJECT_LEAD = re.compile(
    rf"[\s“\"]{{0,3}}{_NUMBERING}\s{{0,3}}(?:Điều khoản thi hành\s)?(?:(?:Kể\s)?[Tt]ừ ngày[^;]{{0,120}},\s)?"
    r"(?:(?:[Cc]ác|[Mm]ột số|[Tt]oàn bộ)\s)?(?:(?:[Qq]uy định|[Nn]ội dung|[Đđ]iều|[Kk]hoản|[Đđ]iểm|"
    r"tại|của|và|\d{1,3}|[a-zđ]|,)\s{0,2}){0,14}$"
)
BULLET = re.compile(
    r"[ \t]{0,6}(?:(?P<letter>[a-zđ]{1,2}\))|(?P<dash>[-+•*–])|"
    r"(?P<figure>\d{1,3}(?:\.\d{1,2}){0,2}\s?[.)]))?[ \t]{0,4}"
)
ACT_FIRST = re.compile(
    r"[ \t]{0,6}(?:Nghị|Quyết định|Chỉ thị|Thông tư|Luật|Pháp lệnh|Khoản|Điều|Điểm|khoản|điểm)\s"
)
ITEM_LEAD = re.compile(
    r"(?:(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Pp]hụ lục|[Cc]hương|[Mm]ục|[Nn]ội dung|của|tại|và|các|"
    r"[Tt]oàn bộ|[Qq]uy định|[Qq]uy chế|ban hành|kèm theo|"
    r"\d{1,3}|[a-zđ]|[IVX]{1,4}|,)(?![a-zà-ỹ])\s{0,2}){0,20}$"
)


def last_separator(words: str) -> re.Match[str] | None:
    """The last clause end in the words; asked of each sign from the right, because clauses are long."""
    last = {sign: words.rfind(sign) for sign in ";.:"}
    while (at := max(last.values())) >= 0:
        found = SEPARATOR.match(words, at)
        if found is not None:
            return found
        last[words[at]] = words.rfind(words[at], 0, at)
    return None


def part_amended(lead: str) -> bool:
    """Whether the words before the first act of a clause make it an amender: they tell who amended a part,
    or stand in parentheses."""
    lead = lead[-_LONGEST_AMENDED:]
    if not any(verb in lead for verb in _AMENDING_VERBS):
        return False
    found = AMENDED_BY.search(lead)
    if found is not None and found.group().startswith("("):
        if found.group().startswith(("(đã", "(được")):
            return True
        found = AMENDED_BY.search(lead, found.start() + 1)
    if found is None:
        return False
    return lead.endswith("(", 0, found.start()) or PART_BEFORE.search(lead, 0, found.start()) is not None


def last_match(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The last match of the pattern in the words."""
    last: re.Match[str] | None = None
    for match in pattern.finditer(words):
        last = match
    return last


def verb_role(lead: str, *, at_start: bool) -> Role | None:
    """Role that an operative verb in ``lead``, the words before the mention, gives it; ``None`` if none.

    ``at_start``: the lead begins a sentence, so that "Bãi bỏ …" there is this document speaking.
    """
    subject = last_match(_OWN_SUBJECT, lead) if "này" in lead else None
    if subject is not None:
        verb = _VERB.match(lead, subject.end())
        if verb is None and _ENTERS.match(lead, subject.end()):
            verb = next((v for v in _VERB.finditer(lead, subject.end()) if not v["amends"]), None)
    else:
        first = _VERB_FIRST.match(lead) if at_start else None
        verb = _VERB.search(lead, first.start("verb")) if first else None
    if verb is None:
        return None
    between = lead[verb.end() :]
    if (
        _opens_quotation(between)
        or _NOT_DIRECT.search(between)
        or (":" in between and not _LIST_COLON.search(between))
    ):
        return None
    if verb["amends"] and not _AMENDED_OBJECT.match(between):
        return None
    return _role_of(verb, between)


def _opens_quotation(words: str) -> bool:
    """Whether a quotation is open after the words: what "cụm từ “theo Luật A”" names is wording."""
    return words.rfind("“") > words.rfind("”") or words.count('"') % 2 == 1


def _role_of(verb: re.Match[str], between: str) -> Role:
    role: Role = next(role for role, _ in _VERBS if verb[role])
    if (role == "replaces" and _PHRASE.search(between)) or (role == "repeals" and _WORDS.match(between)):
        return "amends"
    return role


def heading_role(line: str) -> Role | None:
    """Role that a list heading gives the acts listed below: "Các Quyết định sau hết hiệu lực:"."""
    heading = line.rstrip()
    if not heading.endswith(":") or CONDITION.match(heading):
        return None
    if ENDS.search(heading):
        return "repeals"
    heading = heading[:-1].rstrip()
    follows = _AS_FOLLOWS.search(heading)
    if follows:
        heading = heading[: follows.start()]
    cut = last_separator(heading)
    clause = heading[cut.end() :] if cut else heading
    role = verb_role(clause, at_start=True) or verb_role(heading, at_start=True)
    # "Sửa đổi … như sau:" introduces new wording, not a list of acts.
    return None if follows and role == "amends" else role
