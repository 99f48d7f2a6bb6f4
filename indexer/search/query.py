"""What a person's query asks for: a number, a type, a date, or words. Never raises.

Numbers and dates are answered by the database and come first, always; where a query can be read in two
ways ("8/2017": number 8 of 2017, or August 2017) both readings are returned.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from indexer.search.analysis import fold_chars
from legal_corpus.text.dates import find_dates
from legal_corpus.text.normalize import to_nfc
from legal_corpus.text.numbers import number_search_key

MAX_QUERY_CHARS = 1000
_FIRST_YEAR, _LAST_YEAR = 1945, 2099

# Folded spelling -> type as printed. Abbreviations count only directly before a number.
_TYPE_WORDS = {
    "thong tu lien tich": "Thông tư liên tịch",
    "nghi quyet lien tich": "Nghị quyết liên tịch",
    "quyet dinh": "Quyết định",
    "nghi dinh": "Nghị định",
    "nghi quyet": "Nghị quyết",
    "thong tu": "Thông tư",
    "phap lenh": "Pháp lệnh",
    "hien phap": "Hiến pháp",
    "chi thi": "Chỉ thị",
    "bo luat": "Bộ luật",
    "luat": "Luật",
    "lenh": "Lệnh",
}
_TYPE_SHORT = {
    "ttlt": "Thông tư liên tịch",
    "nqlt": "Nghị quyết liên tịch",
    "qd": "Quyết định",
    "nd": "Nghị định",
    "nq": "Nghị quyết",
    "tt": "Thông tư",
    "pl": "Pháp lệnh",
    "ct": "Chỉ thị",
    "bl": "Bộ luật",
}

_YEAR = r"(?:19|20)[0-9]{2}"
_THIS_CENTURY = 50  # "20/12/21" is of 2021, "20/12/98" of 1998
_B, _E = r"(?<![\w/.-])", r"(?![\w/])"
_ISO_DAY = re.compile(rf"{_B}(?P<y>{_YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){_E}")
_SHORT_DAY = re.compile(
    rf"{_B}(?P<d>[0-9]{{1,2}})(?P<sign>[/.-])(?P<m>[0-9]{{1,2}})(?P=sign)(?P<y>[0-9]{{2}}){_E}"
)
_GLUED_DAY = re.compile(rf"{_B}(?P<d>[0-9]{{2}})(?P<m>[0-9]{{2}})(?P<y>{_YEAR}){_E}")
_DAY_WORD = re.compile(r"(?<!\w)ngay\s*$")
_MONTH = re.compile(rf"{_B}thang\s+(?P<m>[0-9]{{1,2}})\s*(?:[/.-]\s*|,?\s+nam\s+|\s)(?P<y>{_YEAR}){_E}")
_YEAR_WORD = re.compile(rf"{_B}nam\s+(?P<y>{_YEAR}){_E}")
_BARE_YEAR = re.compile(rf"{_B}(?P<y>{_YEAR}){_E}")

_TYPE = "|".join((*_TYPE_WORDS, *sorted(_TYPE_SHORT, key=len, reverse=True)))
# How files are called: "45-2021-qd-ubnd", "45_2021_QD-UBND".
_FILE_NAME = re.compile(rf"(?<![^\W_])(?P<n>[0-9]{{1,6}})[-_](?P<y>{_YEAR})[-_](?=[a-z]{{2}})")
_SYMBOL = r"[a-z]+[0-9]*(?:\s?-\s?[a-z0-9]+)*"
_NUMBER = re.compile(
    rf"{_B}(?:(?P<type>{_TYPE})\.?\s*)?(?P<so>so\s*:?\s*)?"
    rf"(?P<number>[0-9]{{1,6}}(?:(?:\s?/\s?|(?P<apart>\s))(?P<year>{_YEAR})(?:\s?/\s?{_SYMBOL}|\s+[a-z]{{1,6}}-[a-z][a-z0-9-]*)?"
    rf"|\s?/\s?[0-9]{{2}}\s?/\s?{_SYMBOL}|\s?/\s?{_SYMBOL}|-[a-z]{{2,}}(?:-[a-z]+)*)?){_E}"
)
_LEADING_TYPE = re.compile(rf"\s*(?P<type>{'|'.join(_TYPE_WORDS)})(?!\w)")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``first`` to ``last``, both included; ``precision`` is how exactly it was asked."""

    first: date
    last: date
    precision: Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query taken apart.

    ``numbers``: prefixes of act numbers in the form of :func:`number_search_key`; a number begins with one
    up to its end, a "/" or a "-" ("92/2017" begins "92/2017/ND-CP", not "92/20171"). ``dates``: ranges of
    the day of issue; every one is a reading of its own.
    ``types``: types that the person named together with a number or date; they narrow those look-ups.
    ``text``: what is left for full text, quotes kept, empty when nothing is left. ``full_text``: the
    whole query, for acts that mention the number or the words anywhere. ``printed``: the numbers as the
    person wrote them, in capitals. ``ambiguous``: a number and a
    date are two readings of the same words, not two conditions of one question.
    """

    numbers: tuple[str, ...] = ()
    dates: tuple[DateRange, ...] = ()
    types: tuple[str, ...] = ()
    text: str = ""
    full_text: str = ""
    ambiguous: bool = False
    printed: tuple[str, ...] = field(default=(), compare=False)


class _Reader:
    """One pass over one query; what has been understood is blanked out."""

    def __init__(self, query: str) -> None:
        query = _as_printed(query)
        self.original = query
        # Quoted words are words, whatever they look like.
        self.open = _QUOTED.sub(lambda m: "\x00" * len(m.group()), fold_chars(query))
        self.rest = list(query)
        self.numbers: dict[str, str] = {}
        self.dates: list[DateRange] = []
        self.types: list[str] = []
        self.same_words = False

    def take(self, start: int, end: int) -> None:
        """Blank out what was understood."""
        self.open = self.open[:start] + "\x00" * (end - start) + self.open[end:]
        self.rest[start:end] = " " * (end - start)

    def left(self) -> str:
        """What is not understood yet."""
        return _BLANKS.sub(" ", "".join(self.rest)).strip()

    def add_number(self, printed: str) -> None:
        self.numbers.setdefault(number_search_key(printed), printed.upper())

    def add_date(self, found: DateRange) -> None:
        if found not in self.dates:
            self.dates.append(found)


def parse_query(q: str) -> ParsedQuery:
    """Take a query apart; tone marks, case, blanks and leading zeros do not matter.

    Only the first :data:`MAX_QUERY_CHARS` characters count. Never raises.
    """
    query = _BLANKS.sub(" ", to_nfc(q[:MAX_QUERY_CHARS])).strip()
    reader = _Reader(query)
    _read_days(reader)
    _read_months(reader)
    _read_numbers(reader)
    _read_years(reader)
    if reader.numbers or reader.dates:
        _read_leading_type(reader)
    return ParsedQuery(
        numbers=tuple(reader.numbers),
        dates=tuple(reader.dates),
        types=tuple(dict.fromkeys(reader.types)),
        text=_words_only(reader.left()),
        full_text=query,
        ambiguous=reader.same_words,
        printed=tuple(reader.numbers.values()),
    )


def _read_days(reader: _Reader) -> None:
    found = list(find_dates(reader.open))
    for pattern in (_ISO_DAY, _SHORT_DAY, _GLUED_DAY):
        for match in pattern.finditer(reader.open):
            year = int(match["y"])
            if year < 100:
                year += 2000 if year < _THIS_CENTURY else 1900
            try:
                found.append((*match.span(), date(year, int(match["m"]), int(match["d"]))))
            except ValueError:
                continue
    for start, end, day in found:
        if day is None:  # the 31st of February is not a day; its digits stay words
            continue
        word = _DAY_WORD.search(reader.open, 0, start)
        reader.take(word.start() if word else start, end)
        reader.add_date(DateRange(day, day, "day"))


def _read_months(reader: _Reader) -> None:
    for match in _MONTH.finditer(reader.open):
        month = _month(int(match["y"]), int(match["m"]))
        if month:
            reader.take(*match.span())
            reader.add_date(month)


def _read_numbers(reader: _Reader) -> None:
    for match in _NUMBER.finditer(reader.open):
        written = reader.original[match.start("number") : match.end("number")]
        if match["apart"]:  # "15 2021": the year after a blank
            written = written.replace(match["apart"], "/", 1)
        number = _BLANKS.sub("", _joined_symbol(written))
        named = bool(match["type"] or match["so"])
        alone = match.span() == (0, len(reader.open)) or not _words_only(_without(reader, match))
        if (number.isdigit() or match["apart"]) and not (named or alone):
            continue  # "điều 5", "100 tỷ", "đất đai 2024" are not numbers of acts
        if match["type"] and match["type"] in ("luat", "lenh") and number.isdigit() and not match["so"]:
            continue  # "luật 2024" asks for a year: laws are not called by a bare number
        reader.take(*match.span())
        reader.add_number(number)
        if match["type"]:
            reader.types.append(_TYPE_WORDS.get(match["type"]) or _TYPE_SHORT[match["type"]])
        before = len(reader.dates)
        if not named and re.fullmatch(r"[0-9]{1,2}/[0-9]{4}", number):
            month_text, year_text = number.split("/")
            month = _month(int(year_text), int(month_text))
            if month:
                reader.add_date(month)
        elif not match["so"] and re.fullmatch(_YEAR, number):
            reader.add_date(_year(int(number)))
        reader.same_words = reader.same_words or len(reader.dates) > before


def _read_years(reader: _Reader) -> None:
    for pattern in (_YEAR_WORD, _BARE_YEAR):
        for match in pattern.finditer(reader.open):
            year = int(match["y"])
            if _FIRST_YEAR <= year <= _LAST_YEAR:
                reader.take(*match.span())
                reader.add_date(_year(year))


def _read_leading_type(reader: _Reader) -> None:
    """ "luật đất đai 2024": a type at the beginning of a question that has a number or date."""
    match = _LEADING_TYPE.match(reader.open)
    if match and not reader.types:
        reader.take(*match.span())
        reader.types.append(_TYPE_WORDS[match["type"]])


def _as_printed(query: str) -> str:
    """ "45-2021-qd-ubnd" -> "45/2021/qd-ubnd"; every character stays where it is."""
    found = _FILE_NAME.search(fold_chars(query))
    if found is None:
        return query
    mended = list(query)
    mended[found.end("n")] = mended[found.end("y")] = "/"
    return "".join(mended)


def _joined_symbol(number: str) -> str:
    """ "92/2017 nđ-cp" -> "92/2017/nđ-cp"."""
    return re.sub(r"(?<=[0-9])\s+(?=[^\W\d_])", "/", number)


def _without(reader: _Reader, match: re.Match[str]) -> str:
    return "".join(reader.rest[: match.start()] + reader.rest[match.end() :])


def _words_only(text: str) -> str:
    """The text, or nothing if it has no letter or digit."""
    return text if any(c.isalnum() for c in text) else ""


def _month(year: int, month: int) -> DateRange | None:
    if not (1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR):
        return None
    return DateRange(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31), "year")
