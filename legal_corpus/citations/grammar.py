"""Regular expressions of the citation engine: types, numbers and anchors.

Every expression is anchored or bounded: no quantifier nests another over the same characters, so
hostile repeats cost linear time. ``\\s`` is deliberately short (blanks, a broken line).
"""

from __future__ import annotations

import re
from functools import lru_cache

from legal_corpus.text.normalize import fold_marks
from legal_corpus.text.numbers import clean_number

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"  # Vietnamese small letters
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐÐƉĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
GAP = r"\s{1,3}"
DASHES = "-–—‑−"
DASH = f"[{DASHES}]"

# printed type -> canonical type; the order matters only for prefixes (longer first).
NUMBERED_TYPES = (
    "Nghị quyết liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư liên tịch", "Thông tư",
    "Thông tri", "Chỉ thị", "Công điện", "Kế hoạch", "Kết luận", "Chương trình", "Văn bản hợp nhất",
    "Hướng dẫn", "Quy định", "Quy chế", "Phương án", "Sắc lệnh", "Sắc luật", "Lệnh", "Đề án",
)  # fmt: skip
PAPER_TYPES = ("Tờ trình", "Báo cáo", "Công văn", "Văn bản", "Thông báo", "Phiếu trình")
TREATY_TYPES = ("Nghị định thư", "Hiệp định", "Hiệp ước", "Công ước", "Thỏa thuận", "Thoả thuận")
LAW_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
ABBREVIATIONS = {
    "NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NQ": "Nghị quyết",
    "CT": "Chỉ thị", "KH": "Kế hoạch", "CV": "Công văn", "TTr": "Tờ trình", "VBHN": "Văn bản hợp nhất",
}  # fmt: skip


def _initial(letter: str) -> str:
    return "[ĐđÐDd]" if letter in "Đđ" else f"[{letter.upper()}{letter.lower()}]"


def _spelled(name: str) -> tuple[str, str]:
    """Patterns of a type name: any capital on a syllable's first letter, and all capitals.

    The commonest misprints are let through: "Nghị đinh", "Quyết dịnh", Ð for Đ.
    """
    syllables = name.split()
    mixed = GAP.join(_initial(s[0]) + s[1:].lower().replace("ịnh", "[ịi]nh") for s in syllables)
    return mixed, GAP.join(s.upper() for s in syllables).replace("Đ", "[ĐÐ]")


def _any_of(names: tuple[str, ...]) -> str:
    return "|".join("|".join(_spelled(name)) for name in names)


CANONICAL = {fold_marks(name): name for name in (*NUMBERED_TYPES, *PAPER_TYPES, *LAW_TYPES, *TREATY_TYPES)}
_LAW = f"(?:{_any_of(LAW_TYPES)})"
_SO = r"(?:[Ss][ốô]|SỐ)"

# --- numbers -----------------------------------------------------------------------------------
_GLUED = r"(?=ngày|của|về|quy định|ban hành|và|sửa đổi|hướng dẫn|năm|đã|được|tháng)"
_PART_END = rf"(?:(?![{LOWER}])|{_GLUED})"
# One part of a symbol: "QĐ", "TTg", "UBTVQHK9", "QH 14", "SXD(KTXD)", "BCA(A11)", "KT.NN".
PART = (
    rf"(?:TTg|TTr|Ttr|CTr|Qh\d{{1,2}}|(?:UBTV)?QH\s\d{{1,2}}(?!\d)|[A-ZĐÐƉƯÔÂÊ]{{1,16}}(?:Tg|t(?=\W))?\d{{0,3}}"
    rf"(?:[.&][A-ZĐÐ]{{2,8}}(?![{LOWER}]))?"
    r"(?:\([A-ZĐÐ]{2,8}\)|\([A-Z]\d{1,2}\)|\s\(\s?[A-Z]\d{1,2}\s?\)(?=\sngày\s\d))?)"
    rf"{_PART_END}"
)
_JOIN = rf"(?:\s{{0,2}}{DASH}\s{{0,2}}|\s?/\s{{0,2}}|\.(?=[A-ZĐ]{{2}}))"
SYMBOL = rf"{PART}(?:{_JOIN}{PART}){{0,9}}"  # joint circulars name up to eight ministries
_LOW_SYMBOL = rf"(?:nđ|qđ|tt|nq|ct|kh|ttlt|ttr|vbhn)\s?{DASH}\s?[a-zđ]{{2,10}}"
_CODE = rf"(?:NĐ|NÐ|QĐ|QÐ|NQ|TT|TTLT|CT|KH|TTr|(?:UBTV)?QH\d)(?![{LOWER}])"
HEAD = r"\d{1,6}(?:[a-zđA-E]|\s[a-zđ](?=\s?/))?(?:\.\d{1,4}){0,2}"
_SLASH = r"\s{0,2}/\s{0,2}"
# A dash alone on its line is the cell of a table.
_OLD_DASH = rf"(?:\s{{0,2}}{DASH}[ \t\xa0]{{0,2}}|[ \t\xa0]{{0,2}}{DASH}\s{{0,2}})"
# With a symbol: 12/2025/QĐ-UBND, 12/QĐ-UBND, 18-NQ/TW, 95/2024 NĐ-CP, 2609QĐ/UBND, 143 TCTK/PPCĐ.
SYMBOLED = (
    rf"{HEAD}(?:{_SLASH}\d{{2,4}}(?:{_SLASH}(?:{SYMBOL}|{_LOW_SYMBOL})|\s{{0,2}}{DASH}\s?{SYMBOL}|"
    rf"\s{{0,2}}(?={_CODE}){SYMBOL})"
    rf"|{_SLASH}(?:{SYMBOL}|{_LOW_SYMBOL})|{_OLD_DASH}{SYMBOL}"
    rf"|\s{{0,1}}(?=[A-ZĐÐ]{{2,6}}(?:{DASH}|/)[A-ZĐÐ])(?!ND\d){SYMBOL}|\s(?:CP|TTg|HĐBT)(?![\w/-]))"
)
NUMBER = re.compile(SYMBOLED)
# Without one: "Nghị định 61", "Thông tư số 08", "Nghị quyết số 30a", "Nghị định số 12/2020".
BARE_NUMBER = re.compile(
    rf"\d{{1,4}}[a-z]?(?:/\d{{4}})?(?![\w/%])(?!\s?/\s?[\d{UPPER}])(?![.,]\d)(?!\s?{DASH}\s?\d)"
)
SO = re.compile(rf"(?:{GAP})?(?::\s{{0,2}})?{_SO}(?:\s{{1,2}}{_SO})?[\s:.]{{0,4}}(?=\d)")
DIRECT = re.compile(r"(?:\s{1,3}|\s?:\s{0,2})(?=\d)")

# --- anchors: three passes over the text -----------------------------------------------------------
# Each alternative begins with a literal capital, so the engine skips everything else at memory speed.
# A numbered type counts only if a number, a "số" or a date follows soon. Most types have no figure near, and
# that is cheap to tell.
_FIGURE_NEAR = r"(?=[^\d;]{1,99}+\d)"
_SOON = (
    rf"(?=\s{{0,3}}:?\s{{0,2}}(?:{_SO}[\s:\d]|\d)"
    rf"|{GAP}(?:ngày\s|{_FIGURE_NEAR}[^\d\n;]{{1,90}}?\s{_SO}[\s:]{{0,3}}\d))"
)


# A Vietnamese syllable without marks: "Khung", "Thanh", "Trung"; what has another shape is a foreign name.
_SYLLABLE = (
    r"(?:[bdhlmrsvx]|[ckp]h?|g[hi]?|n(?:gh?|h)?|qu|t[hr]?)?(?:[aeiouy]|oa|oe|uy|ie|uo|ye|uye|uya)"
    r"(?:[aiouy]|c|ch|m|n|ng|nh|p|t)?"
)
# Before "Paris", "Marrakesh": a word of five letters and more without marks that is no such syllable.
_FOREIGN_WORD = rf"(?=\s[A-Z][a-z]{{4}}[a-z]*(?![{LOWER}]))(?!\s(?i:{_SYLLABLE})(?![{LOWER}]))"


def _by_capital() -> str:
    """Alternation of all types factored by their first letter, upper-case forms included."""
    tails: dict[str, list[str]] = {}
    # Treaties first: "Nghị định thư" is no "Nghị định".
    # "Thỏa thuận" is a treaty only before the foreign place where it was made.
    agreements = tuple(name for name in TREATY_TYPES if name.endswith("thuận"))
    treaties = tuple(name for name in TREATY_TYPES if name not in agreements)
    groups = (
        (treaties, r"(?=\s)"),
        (agreements, _FOREIGN_WORD),
        (LAW_TYPES, r"(?=[\s:])"),
        (NUMBERED_TYPES + PAPER_TYPES, _SOON),
    )
    for names, condition in groups:
        for name in names:
            # Each spelling begins with a letter of its own, by which the engine passes over most of them.
            for spelling in _spelled(name):
                rest = spelling[spelling.index("]") + 1 :] if spelling.startswith("[") else spelling[1:]
                tails.setdefault(name[0], []).append(rest + condition)
    for short in ABBREVIATIONS:
        tails.setdefault(short[0], []).append(
            short[1:].replace("Đ", "[ĐÐ]") + r"(?=\s{0,2}(?:số\s{0,2})?:?\s{0,2}\d)"
        )
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))


ANCHOR = re.compile(_by_capital())
# A law's type word without a capital: "luật Giá năm 2023", "pháp lệnh …"; "pháp luật" is not one.
SMALL_LAW = re.compile(r"l(?:uật(?<!áp luật)|ệnh(?<=háp lệnh))(?=\s)")
# A number whose symbol shows it to be an act's, wherever its type word is: looked for by the sign before the
# symbol, a literal one in each expression, because digits are far more frequent; the group is what follows.
_SYMBOL_SIGNS = (
    (
        "/",
        re.compile(
            rf"/(?:(?=(\s{{0,2}}(?:\d{{2,4}}\s{{0,2}}/\s{{0,2}})?(?:[A-ZĐÐ]{{2}}|(?:nđ|qđ|tt|nq)-)))"
            rf"|(?<!\s.)(?=(\d{{4}}\s){_CODE}))"
        ),
    ),
    *(
        (
            dash,
            re.compile(rf"{dash}(?=(\s{{0,2}}(?:[A-ZĐ][A-ZĐr]{{1,4}}/[A-ZĐ]|(?:CP|HĐBT|TTg)(?!\w))))"),
        )
        for dash in DASHES
    ),
)
_HEAD_BEFORE = re.compile(r"[0-9](?<![\d/.,-].)\d{0,5}[a-zđA-E]?(?:\.\d{1,4}){0,2}\s{0,2}\Z")
_LONGEST_HEAD = 19  # characters
# What stands right before such a number: perhaps a type word without a capital, perhaps only "số".
BEFORE_NUMBER = re.compile(
    rf"(?<![{LOWER}{UPPER}])(?:(?P<type>{_any_of(NUMBERED_TYPES + PAPER_TYPES)})[\s:]{{0,3}})?"
    rf"(?P<so>{_SO}[\s:]{{0,3}})?$"
)

# Words between type and number: the issuer ("của Chính phủ"), or what kind of paper it is.
QUALIFIER = re.compile(
    rf"{GAP}(?:của{GAP}[{UPPER}][^\d\n;:().]{{2,70}}?(?:\(nay là [^\d\n;:().]{{2,60}}\))?|"
    rf"[Bb]ộ{GAP}[^\d\n;:().]{{2,90}}?"
    rf"|"
    rf"(?:(?![Ss]ố\b)[{LOWER},]{{1,12}}\s{{1,2}}){{0,7}}[{LOWER}]{{1,12}}(?:{GAP}của{GAP}[{UPPER}][^\d\n;:().]{{2,60}}?)?)"
    rf"(?=\s{{0,2}}:?\s{{0,2}}{_SO}[\s:]{{0,3}}\d)"
)
TYPE_INSIDE = re.compile(
    rf"(?<![{LOWER}{UPPER}])(?:[NQTCKLBPHV](?:ghị (?:định|quyết)|uyết định|hông (?:tư|báo)|hỉ thị|"
    rf"ế hoạch|uật|ộ luật|háp lệnh|iến pháp|"
    rf"ờ trình|áo cáo|ông văn|ăn bản)|nghị (?:định|quyết)|quyết định|thông tư|chỉ thị|tờ trình|"
    rf"công văn|luật|này|kèm|Mẫu|mẫu|"
    rf"Phụ lục|phụ lục|Điều|khoản|theo|tại|ban hành|thực hiện)(?![{LOWER}{UPPER}])"
)

_LOST_SLASH = re.compile(r"(?<=\d)(?=[A-ZĐ][A-ZĐ])")
_BLANK = re.compile(r"\s+")


def symboled_numbers(text: str) -> list[int]:
    """Where the numbers begin whose symbol shows them to be an act's ("12/2025/QĐ-UBND"), in order."""
    spans: list[tuple[int, int]] = []
    for printed, expression in _SYMBOL_SIGNS:
        for sign in expression.finditer(text) if printed in text else ():
            head = _HEAD_BEFORE.search(text, max(0, sign.start() - _LONGEST_HEAD), sign.start())
            if head:
                spans.append((head.start(), sign.end(sign.lastindex or 0)))
    found, floor = [], 0
    for start, end in sorted(spans):
        if start >= floor:  # "2025" in "65/ 2025/QĐ-UBND" is no number of its own
            found.append(start)
            floor = end
    return found


def normalise_number(printed: str) -> str:
    """Printed number with blanks removed, Đ for Ð, and a plainly lost "/" before the symbol restored."""
    number = clean_number(printed)
    if "/" in number or " " in printed:
        cut = _LOST_SLASH.search(number)
        if cut and not re.search(r"[A-ZĐ]", number[: cut.start()]):
            return f"{number[: cut.start()]}/{number[cut.start() :]}"
    return number


@lru_cache(maxsize=512)
def canonical_type(printed: str) -> str:
    """Type word in normal case: "NGHỊ  QUYẾT" -> "Nghị quyết", "QĐ" -> "Quyết định"."""
    word = printed.replace("Ð", "Đ")
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    return CANONICAL[fold_marks(_BLANK.sub(" ", word))]
