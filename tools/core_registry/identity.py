"""Reading types, numbers, dates and titles out of the raw material, in one comparable form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from legal_corpus.text.normalize import to_nfc
from legal_corpus.text.numbers import clean_number, number_key

TYPES = (
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Bộ luật",
    "Hiến pháp",
    "Luật",
    "Pháp lệnh",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Thông tư",
    "Chỉ thị",
    "Lệnh",
)
TYPE_RE = "|".join(TYPES)
NUMBER_RE = (
    r"\d{1,4}(?:\.\d{1,3})?[a-z]?/(?:\d{4}/)?"
    r"[A-ZĐ][A-Za-zĐđ]*\d{0,2}(?:[-/][A-ZĐ][A-Za-zĐĐ]*\d{0,2})*"
)
DATE_RE = r"ngày\s+(?P<d>\d{1,2})\s*(?:tháng|/|-|\.)\s*(?P<m>\d{1,2})\s*(?:năm|/|-|\.)\s*(?P<y>\d{4})"

_GLUE = (
    (re.compile(r"(?<=\d)\s*/\s*(?=\d{4}\s*/)"), "/"),
    (re.compile(r"(?<=\d)\s*/\s*(?=[A-ZĐ]{2})"), "/"),
    (re.compile(r"(?<=[A-ZĐ][A-ZĐ])\s*[-–]\s*(?=[A-ZĐ]{2})"), "-"),
    (re.compile(r"(?<=[A-ZĐg0-9])(?=ngày\s)"), " "),
    (re.compile(r"\bsố(?=\d)"), "số "),
    (re.compile(r"Thông tư Liên tịch"), "Thông tư liên tịch"),
)
# Hyphens of typesetting, and Cyrillic capitals that some pages print inside numbers.
_LOOKALIKES = str.maketrans(
    "\u2010\u2011\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425", "--ABEKMHOPCTX"
)
_SUFFIX_TYPES = (
    (re.compile(r"/TTLT[-/]"), "Thông tư liên tịch"),
    (re.compile(r"/NQLT[-/]"), "Nghị quyết liên tịch"),
    (re.compile(r"/PL-UBTVQH"), "Pháp lệnh"),
    (re.compile(r"/TT-[A-ZĐ]"), "Thông tư"),
    (re.compile(r"/NĐ-CP$"), "Nghị định"),
    (re.compile(r"/QĐ-[A-ZĐ]"), "Quyết định"),
    (re.compile(r"/CT-[A-ZĐ]"), "Chỉ thị"),
    (re.compile(r"/NQ-[A-ZĐ]"), "Nghị quyết"),
)


def tidy(text: str) -> str:
    """NFC text with Ð read as Đ and the blanks inside numbers taken out."""
    text = to_nfc(text).replace("Ð", "Đ").replace("\u00a0", " ").replace("\u200b", "").translate(_LOOKALIKES)
    for pattern, glue in _GLUE:
        text = pattern.sub(glue, text)
    return text


def type_of_number(number: str) -> str | None:
    """Type that the symbol alone tells; ``None`` for laws, ordinances, resolutions of the Assembly."""
    upper = number.upper()
    return next((name for pattern, name in _SUFFIX_TYPES if pattern.search(upper)), None)


def known_type(printed: str | None) -> str | None:
    """The type as this builder writes it, of one printed in capitals ("LUẬT"); others as they are."""
    return next((name for name in TYPES if printed and name.lower() == printed.strip().lower()), printed)


def has_year(number: str) -> bool:
    """Whether the number has a year segment, which numbering of normative acts has."""
    return re.search(r"/(?:19|20)\d\d/", number) is not None


def is_national(number: str) -> bool:
    """Whether the symbol belongs to a central body."""
    return re.search(r"UBND|HĐND|-UB$|-UB-|CTUBND|/UB", number.upper()) is None


def parse_date(day: str, month: str, year: str) -> date | None:
    """A date, or ``None`` when the digits name no day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    """First "ngày … tháng … năm …" of the text."""
    found = re.search(DATE_RE, text)
    return parse_date(found["d"], found["m"], found["y"]) if found else None


@dataclass(frozen=True, slots=True)
class Key:
    """Identity inside the builder: numbers without a year repeat every year, so the date joins them."""

    type: str
    number: str
    issued: str | None = None

    @classmethod
    def of(cls, type_: str, number: str, issued: date | str | None = None) -> Key:
        """Key of an act; ``issued`` is kept only where the number has no year."""
        number = number_key(clean_number(number))
        kind = type_of_number(number) or type_
        if kind == "Bộ luật":
            kind = "Luật"
        day = None if has_year(number) or issued is None else str(issued)
        return cls(kind, number, day)


_PREFIX = re.compile(
    rf"^\s*(?:(?:{TYPE_RE})\s+)?(?:(?:số|Số)\s*:?\s*)?{NUMBER_RE}(?:\s*,?\s*{DATE_RE})?"
    r"(?:\s+của\s+(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội|Bộ trưởng[^,;]{0,40}?|"
    r"Ủy ban Thường vụ Quốc hội))?"
    r"[\s:,.-]*"
)
_TYPE_WORD = re.compile(rf"^(?:{TYPE_RE})\b(?!\s+sư\b)[\s:]*", re.IGNORECASE)  # "Luật sư" names a law
_NUMBER_TAIL = re.compile(rf"\s*,?\s*(?:số|SỐ|Số)\s*:?\s*{NUMBER_RE}.*$")
_YEAR_TAIL = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d\s*$")


def clean_title(raw: str | None, type_: str) -> str | None:
    """Title without type word and number; ``None`` when nothing readable remains.

    Names that a source prints in capitals or in English are not titles.
    """
    if not raw:
        return None
    title = _PREFIX.sub("", " ".join(tidy(raw).split()), count=1)
    if type_ in {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"} and len(re.findall(NUMBER_RE, title)) < 2:
        title = _NUMBER_TAIL.sub("", title)  # with more numbers they are those of the amended laws
    title = _TYPE_WORD.sub("", title, count=1).strip(' .;:,-"“”*')
    if type_ in {"Luật", "Bộ luật", "Pháp lệnh"}:
        title = _YEAR_TAIL.sub("", title)
    if (
        len(title) < 2
        or title.lower() in {"số", "về"}
        or re.match(r"(?:Law|Decree|Circular|Joint|Resolution|Decision|On|Văn bản)\b", title)
    ):
        return None
    if title.upper() == title:
        title = title.lower()
    title = title[0].upper() + title[1:]
    return title if len(title) <= 420 else title[:420].rsplit(" ", 1)[0] + "…"
