"""Reads treaties named as such: "Công ước của Liên hợp quốc về Luật biển năm 1982", "Hiệp định CPTPP".

A name counts only when its end is plain: a year or date, a short form in parentheses, an abbreviation, or
the end of a run that holds a proper name. "Hiệp định này", "các hiệp định đã ký" and "nhiệm vụ Nghị định
thư" are none, and where the end is in doubt nothing is found.
"""

from __future__ import annotations

import re

from legal_corpus.citations.chain import read_chain
from legal_corpus.citations.confidence import TREATY_NAME
from legal_corpus.citations.grammar import LOWER, UPPER, canonical_type
from legal_corpus.citations.mention import Mention
from legal_corpus.text.dates import match_date

# "Công ước số 87 năm 1948 của Tổ chức Lao động quốc tế": conventions of a body are counted.
_COUNTED = re.compile(r"số\s{1,2}(\d{1,3})(?![\w/.-])")
_LONGEST = 240  # characters of a name
_WORD = rf"[{LOWER}{UPPER}][{LOWER}{UPPER}/.-]*(?<![.-])"
# Words that no name contains, so it ends before them.
_STOP = (
    r"này|đó|nêu|nói|quy định|được|đã|đang|sẽ|là|thì|mà|để|phải|theo|tại|(?<!tự\s)do|bởi|khi|nếu|hoặc|trước|"
    r"sau|trong|từ|kể|giai đoạn|bao gồm|gồm|ký|liên quan|hiện hành|ban hành|kèm theo|thuộc|nhằm|cho|có|với|"
    r"nào|khác|cùng|hết|chưa|cũng|vẫn|số|mẫu|và|đối với|trên(?!\sbiển)|công nhận|áp dụng|thông qua|yêu cầu|"
    r"bị|chấm dứt|như|thực hiện|trị giá|lấy|gây ra|không(?!\s(?:dân dụng|gian|vận|phổ biến))|năm(?=\s\d)|"
    r"ngày(?=\s\d)|"
    r"của(?=\s(?:Tổ chức|(?-i:[A-Z]{2})))"
)
# Before these a name may as well go on.
_DOUBT = re.compile(
    r"\s{1,2}(?:có(?!\shiệu lực)|về việc|thực thi|trên|cho|không|với|đối với|từ|trong|bị|"
    r"thuộc(?!\s(?:Hiệp định|Công ước)))\s"
    rf"|\s?,\s[{LOWER}]"
)
_END = rf"(?!(?i:{_STOP})(?![{LOWER}{UPPER}]))"
# "Công ước A và Nghị định thư B": the second is another name.
_NEXT = (
    r"(?!(?:về việc\s(?:áp dụng|công nhận)|thực thi\sLuật|Công ước|(?<!gia nhập\s)Hiệp định|Hiệp ước|"
    rf"Nghị định|Luật(?!\s[Bb]iển)|Bộ luật|Thông tư|Điều|Phụ lục)(?![{LOWER}]))"
)
_AND = rf"(?:và\s(?=[{LOWER}{UPPER}])(?!(?:các|những|pháp luật|văn bản)(?![{LOWER}])))?"
_RUN = re.compile(rf"{_NEXT}{_END}{_WORD}(?:,?\s{_AND}{_NEXT}{_END}{_WORD})*")
_DASHED = re.compile(rf"\s?[-–]\s?(?=[{UPPER}])")
_SHORT = re.compile(rf"(?!FTA|ODA)[A-Z]{{2,10}}(?:\s?[/-]\s?[A-Z]{{2,10}}(?:\sFTA)?)?(?![{LOWER}{UPPER}\w])")
# How a name may begin without a capital letter.
_OPENS = re.compile(
    r"(?:khung|chung|quốc tế|của (?:Liên|tổ chức|Tổ chức)|giữa|về|thành lập|gia nhập|thương mại|đối tác|"
    r"bổ sung|sửa đổi)\s"
)
_YEAR_NEXT = re.compile(r",?\s{1,2}(?:năm\s{1,2})?(?:1[89]|20)\d{2}(?![\w/%–-])|\s{1,2}ngày\s{1,2}\d")
_SHORT_NEXT = re.compile(r"\s{0,2}\((?:[^()\n]{0,60}\s)?[A-Z]{2,}[^()\n]{0,30}\)|\s{0,2}\((?:sau đây|gọi)")
_SIGNED = re.compile(r"\s{1,2}(?:được\s)?ký\s(?:kết\s)?(?=ngày)")
# "Công ước Viên 1969 về Luật Điều ước quốc tế": what the treaty is about, not a law.
_ABOUT_LAW = re.compile(rf"\s{{1,2}}về\s{{1,2}}[Ll]uật(?![{LOWER}])")
_CAPITAL_INSIDE = re.compile(rf"\s[{UPPER}]")
# "giữa A (viết tắt) và B": a parenthesis parted the two.
_HALF = re.compile(r"giữa\s(?!.*(?:\svà|\s?[-–])\s)")
_PARTED = re.compile(rf",(?!\s(?:thực vật|chống|cấp chứng chỉ)\s)|\svà\s(?!trực ca)[{LOWER}]")
# Conventions are often about a matter, without a proper name: "về buôn bán quốc tế các loài …".
_MATTER = re.compile(rf"(?:quốc tế\s|khung\s|của Liên [Hh]ợp [Qq]uốc\s)?về\s(?:[{LOWER}{UPPER}-]+,?\s){{4}}")
_MANY = re.compile(r"(?:[Cc]ác|[Nn]hững)\s{1,2}$")


def read_treaty(text: str, start: int, type_end: int) -> Mention | None:
    """A treaty by its name at an anchor; ``None`` if no name, or none with a plain end, stands there."""
    if _MANY.search(text, max(0, start - 8), start) or text[type_end - 1].isupper():
        return None
    pos = type_end + 1
    type_ = canonical_type(text[start:type_end])
    counted = _COUNTED.match(text, pos) if type_ == "Công ước" else None
    end = counted.end() if counted else _name_end(text, pos)
    if end is None:
        return None
    mention = Mention(start, end, end, type_.replace("oả", "ỏa"), confidence=TREATY_NAME)
    if counted:
        mention.number = counted[1]
    else:
        mention.name = " ".join(text[pos:end].split())
    read_chain(text, mention, end, bare_year=True)
    signed = _SIGNED.match(text, mention.end)
    dated = match_date(text, signed.end()) if signed else None
    if dated and mention.issued is None:
        mention.tail, mention.issued = dated
    about = _ABOUT_LAW.match(text, mention.tail)
    if about:
        mention.tail = about.end()
    return mention


def _name_end(text: str, pos: int) -> int | None:
    """End of the name that begins at ``pos``, ``None`` where it is in doubt."""
    short = _SHORT.match(text, pos)
    if short:
        return short.end()
    if not (text[pos : pos + 1].isupper() or _OPENS.match(text, pos)):
        return None
    run = _RUN.match(text, pos, pos + _LONGEST)
    if run is None:
        return None
    end = run.end()
    while dash := _DASHED.match(text, end):
        more = _RUN.match(text, dash.end(), pos + _LONGEST)
        if more is None:
            break
        end = more.end()
    name = text[pos:end]
    if _HALF.search(name):
        return None
    if _YEAR_NEXT.match(text, end) or _SHORT_NEXT.match(text, end) or _SIGNED.match(text, end):
        return end
    # A comma inside, or "và" before a small letter, may as well part two things.
    if _PARTED.search(name) or _DOUBT.match(text, end) or end == pos + _LONGEST:
        return None
    if not _is_proper(name) and not (text.startswith("Công ước", pos - 9) and _MATTER.match(name)):
        return None
    return end


def _is_proper(name: str) -> bool:
    """Whether a name without year is one: a foreign word, or several words with a capital among them."""
    if name.isascii() and name[0].isupper() and " " not in name:
        return len(name) > 3
    words = name.split()
    foreign = words[0].isascii() and words[0][0].isupper() and len(words) > 1
    return foreign or (len(words) > 2 and _CAPITAL_INSIDE.search(" " + name) is not None)
