"""Where the name of a law ends when no number follows.

A trie of the names of real laws (``text/data/law_names.csv``) becomes one factored expression over
the tone-less window; what it does not know is read by grammar: up to a number or date, else up to
the first word or mark that no name contains.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from functools import cache
from importlib import resources

from legal_corpus.citations.confidence import NAME_BY_GRAMMAR, NUMBERED_NAME
from legal_corpus.citations.grammar import LOWER, UPPER

WINDOW = 170  # longest name of a real law is about 160 characters

# Abbreviations that stand for parts of names.
_SHORT_NAMES = (
    "thuế GTGT", "thuế TNDN", "thuế TNCN", "thuế TTĐB", "thuế XNK", "NSNN", "BHXH", "BHYT", "BVMT", "TTHC",
    "ban hành VBQPPL", "ban hành văn bản QPPL", "XLVPHC",
)  # fmt: skip
_SYLLABLE = re.compile(r"[a-z0-9]+")
_GLUED = r"(?=(?:va|cua|ngay|nam|so|duoc|quy|ve)\b|va(?:dieu|khoan|nghi|luat|cac)\b)"  # a lost blank
# The vocabulary knows no name across such a sign, so what is behind it need not be read.
_NO_PART_OF_NAME = re.compile(r"[.;:()“”\"]")
_Trie = dict[str, "_Trie"]


@cache
def _toneless() -> dict[int, str]:
    """Table that maps each Vietnamese letter to its bare lower-case letter, one for one."""
    table: dict[int, str] = {ord("Đ"): "d", ord("đ"): "d", ord("Ð"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and code not in table:
            table[code] = base
    return table


def bare(text: str) -> str:
    """Tone-less lower case of the same length as ``text``, so that offsets hold."""
    return text.translate(_toneless())


@cache
def law_names() -> tuple[tuple[str, str], ...]:
    """``(type, name)`` of the laws, codes and ordinances that the vocabulary knows."""
    source = resources.files("legal_corpus.text").joinpath("data/law_names.csv")
    rows = csv.DictReader(io.StringIO(source.read_text(encoding="utf-8")))
    return tuple((row["type"], row["name"]) for row in rows)


def _pattern(trie: _Trie) -> str:
    branches = []
    for syllable, rest in sorted(trie.items()):
        if syllable == "":
            continue
        edge = f"(?:\\b|{_GLUED})" if "" in rest else "\\b"
        branches.append(f"{syllable}{edge}{_pattern(rest)}")
    if not branches:
        return ""
    body = "|".join(branches)
    # "và" and punctuation between the words of a name vary from text to text.
    joined = rf"[\s,/\-–]{{1,4}}(?:va\s{{1,2}})?(?:{body})"
    return f"(?:{joined})?" if "" in trie else f"(?:{joined})"


@cache
def _vocabulary() -> re.Pattern[str]:
    trie: _Trie = {}
    for name in (*(name for _type, name in law_names()), *_SHORT_NAMES):
        node = trie
        for syllable in _SYLLABLE.findall(bare(name)):
            if syllable != "va":
                node = node.setdefault(syllable, {})
        node[""] = {}
    heads = "|".join(f"{syllable}\\b{_pattern(rest)}" for syllable, rest in sorted(trie.items()))
    return re.compile(rf"(?:ve\s{{1,2}}(?:viec\s{{1,2}})?)?(?:{heads})")


def known_name_end(window: str) -> int | None:
    """Length of the longest known name that begins ``window``; ``None`` if none does."""
    stop = _NO_PART_OF_NAME.search(window)
    found = _vocabulary().match(bare(window[: stop.start()] if stop else window))
    return found.end() if found else None


# Words that no unnumbered name of a law contains, so a name ends before them.
_STOP = (
    "số|năm|ngày|quy định|được|đã|đang|này|đó|hiện hành|khi|nếu|thì|là|mà|để|phải|theo|tại|do|bởi|"
    r"hoặc|cũng|(?<!hàng\s)không(?!\s(?:gian|khí|vận|quân|lưu))|chưa|có(?!\scông)|trong|trên|trước|sau|"
    "từ|kể|nhưng|vẫn|còn|sẽ|hướng dẫn|căn cứ|thực hiện|nêu|nói|gồm|bao gồm|đối với|cho|của|sửa đổi|bổ sung|"
    "thay thế|ban hành|thông qua|làm|nhằm|các|những|mọi|đến|với|như|ra|bằng|"
    r"quyết định|điều(?!\sước)|vào|cùng|về việc|hiệu lực|hết|chỉ|thuộc|liên quan"
)
_NO_NAME = (
    rf"(?!(?i:{_STOP}|và)(?![{LOWER}{UPPER}]))(?!(?:Luật|Bộ luật|Pháp lệnh|Nghị|Thông tư|Khoản|Chương|"
    rf"Hiến pháp)(?![{LOWER}]))"
)
_AND = rf"(?:và\s{{1,2}}(?=[{LOWER}])(?!(?:pháp luật|văn bản|nghị|thông tư)(?![{LOWER}])))?"
_WORD = rf"[{LOWER}{UPPER}]+"
_RUN = rf"{_NO_NAME}{_WORD}(?:\s{{1,2}}{_AND}{_NO_NAME}{_WORD})"
_SOFT = re.compile(rf"(?=[{UPPER}]){_RUN}{{0,12}}")
# "phòng, chống" is one notion; "Ký kết, gia nhập và thực hiện …" one name whose list closes with "và".
_PAIR = re.compile(
    r"(?i:phòng\s?,\s{1,2}chống|quản lý\s?,\s{1,2}sử dụng|thi đua\s?,\s{1,2}khen thưởng)"
    rf"(?:\s{{1,2}}{_RUN}{{0,12}})?"
)
# "Luật TTTM xác định …": an abbreviation is the whole name.
_ACRONYM = re.compile(rf"[A-ZĐ]{{3,9}}(?=[{LOWER}]|\s{{0,2}}[^\w\s]|\s{{1,2}}[{LOWER}\d]|\s*$)")
_CLAUSE_SUBJECT = (
    "tổ chức|cá nhân|doanh nghiệp|cơ quan|người|ủy ban|uỷ ban|hội đồng|đơn vị|hộ|công dân|chủ|bên|nhà|"
    "pháp luật|hồ sơ|việc|mức|thời|đồng thời|khoản|điểm|điều|văn bản|nghị định|thông tư|luật|đề nghị|trừ|"
    "bao|cụ thể|tiếp"
)
_SEGMENT = (
    rf"(?=[{LOWER}])(?!(?:{_CLAUSE_SUBJECT})(?![{LOWER}]))(?:thực\shiện\s)?{_NO_NAME}{_WORD}"
    rf"(?:\s{{1,2}}{_NO_NAME}{_WORD}){{0,6}}+"
)
_LISTING = re.compile(
    rf"{_NO_NAME}{_WORD}(?:\s{{1,2}}{_NO_NAME}{_WORD}){{0,3}}+(?:\s?,\s{{1,2}}{_SEGMENT}){{1,3}}+"
    rf"\s{{1,2}}và\s{{1,2}}{_SEGMENT}(?!\s{{1,2}}(?:phải|có|là|thì|không|đã|sẽ|được|bị|để|theo|khi|do)(?![{LOWER}]))"
)
_NOT_SMALL = (
    "về|quốc|tục|chơi|thi đấu|riêng|mẫu|trên|dưới|cung cấp|lập|gửi|chịu|thông báo|xem xét|cấp|yêu cầu|"
    "báo cáo|giao|chủ trì|phối hợp|đề nghị|trình|tiến hành|hoàn thành|như|bay"
)
# A capital "Luật" inside a sentence is a name's even when the name has none: "đúng Luật bầu cử.".
_SMALL_START = re.compile(rf"(?=[{LOWER}])(?!(?:{_NOT_SMALL})(?![{LOWER}]))")
_SMALL = re.compile(rf"{_RUN}{{0,7}}+(?=\s?[.;)]|\s?,\s|$)")
# Words that a name may hold only in the middle of "name + number"; these never occur in one.
_NEVER = (
    "được|đã|này|đó|hiện hành|khi|nếu|thì|là|mà|phải|quy định|hướng dẫn|căn cứ|theo|kể từ|từ|trước|"
    "sau|vào|đến|"
    "có hiệu lực|thi hành từ|thông qua|ban hành kèm|nghị định|thông tư|quyết định|nghị quyết|"
    "điều \\d|khoản|chậm nhất|"
    "kế hoạch|chỉ thị|hoặc|trong đó"
)
_INNER_LAW = rf"(?:[Bb]ộ\s[Ll]uật|[Ll]uật(?!\s{{1,2}}sư)|[Pp]háp\slệnh|Hiến pháp)(?![{LOWER}])"
_BROKEN_OFF = re.compile(rf"\b(?:{_NEVER})(?![{LOWER}])|(?<!pháp ){_INNER_LAW}", re.IGNORECASE)
_NUMBERED_END = re.compile(
    r"[^;.():\n\"“”]{1,160}?(?=\s{0,3},?\s{0,3}(?:số\s{0,2}:?\s{0,2}\d{1,4}[a-z]?\s?[/\-]\s?(?:\d{2,4}\s?/\s?)?"
    r"(?:[QO]H|UBTV|PL|L[/\-.C]|NQ[/\-]UBTV|HĐNN)|ngày\s{0,2}(?:ngày\s)?\d{1,2}\s{0,2}(?:tháng|[/\-.])))"
)


_DEFINING = re.compile(r"^quy\s{1,2}định\s(?!tại|trong|về\s|chi\s|rõ)")  # "Pháp lệnh quy định thể lệ …"
_YEAR_ONLY = re.compile(r"\s{1,3}năm\s{1,2}\d{4}\s{0,2}")
_TRAILING = re.compile(r"(?:\s+năm)?[\s,]+$|\s+năm$")


def numbered_name_end(window: str) -> int | None:
    """Length of a name that runs straight up to a law's number or date; ``None`` if a clause is between."""
    if "số" not in window and "ngày" not in window:
        return None
    found = _NUMBERED_END.match(window)
    if not found or _BROKEN_OFF.search(_DEFINING.sub("", found.group())):
        return None
    return len(_TRAILING.sub("", found.group())) or None


def soft_name_end(window: str) -> int | None:
    """Length of a capitalised name by grammar alone; ``None`` if no name begins here."""
    found = _ACRONYM.match(window)
    if found is None and window[:1].isupper():
        found = _LISTING.match(window) or _PAIR.match(window) or _SOFT.match(window)
    return found.end() if found else None


def small_name_end(text: str, pos: int) -> int | None:
    """Where a name without a capital ends that fills the rest of its clause; ``None`` if none begins."""
    window = text[pos : pos + WINDOW]
    if _SMALL_START.match(window) is None:
        return None
    found = _LISTING.match(window) or _PAIR.match(window) or _SMALL.match(window)
    return pos + found.end() if found else None


def law_name_end(text: str, pos: int, *, capital_type: bool) -> tuple[int | None, float]:
    """Where the name that begins at ``pos`` ends, and how sure that is; ``(None, 0)`` if none begins.

    A name by grammar alone needs a type word with a capital ("Luật Đất đai", not "luật đất đai").
    """
    window = text[pos : pos + WINDOW]
    known = known_name_end(window)
    numbered = numbered_name_end(window)
    if numbered is not None and known is not None and _YEAR_ONLY.fullmatch(window, known, numbered):
        numbered = None
    if numbered is not None and (known is None or numbered > known):
        return pos + numbered, NUMBERED_NAME
    if known is not None:
        return pos + known, 1.0
    if not capital_type:
        return None, 0.0
    soft = soft_name_end(window)
    return (pos + soft, NAME_BY_GRAMMAR) if soft is not None else (None, 0.0)
