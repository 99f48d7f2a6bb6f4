"""Dates as acts print them: "ngày 18 tháng 11 năm 2025", "24/6/2019", "14-02-2018".

Three bounded expressions instead of a general date library: those either miss "Hà Nội, ngày ..." or
invent the day that a text leaves out. A date that does not exist is ``None``, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from legal_corpus.text.normalize import lowered

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_GAP = r"[ \t\xa0\n]{0,3}"
# Scanned marks go astray ("thảng", "nám").
# "tháng" and "năm" may be glued to the digits; "2 5 tháng" and "202 5" are blanks inside a number.
WORDED_DATE = (
    rf"(?P<wd>\d{{1,2}}|\d \d){_GAP}th[aáàảãạ]ng{_GAP}(?P<wm>\d{{1,2}}|\d \d){_GAP},?{_GAP}n[aăáàâ]m{_GAP}"
    rf"(?P<wy>\d{{4}}(?!\d)|\d{{1,3}} \d{{1,3}}(?!\d))"
)
FIGURE_DATE = (
    rf"(?<![\d/.\-])(?P<fd>\d{{1,2}}){_GAP}(?P<sep>[/\-.]){_GAP}(?P<fm>\d{{1,2}}){_GAP}(?P=sep){_GAP}"
    rf"(?P<fy>\d{{4}})(?![\d/]|-\d)"
)
_PREFIX = rf"(?:ngày(?:{_GAP}ngày)?(?:{_GAP}:)?{_GAP})"
_DATE = re.compile(rf"{_PREFIX}?(?:{WORDED_DATE}|{FIGURE_DATE})", re.IGNORECASE)
# What follows the day in lower case, by which dates are looked for; what else a date has is asked of its
# neighbours. Each expression begins with literal signs, because those are looked for at the speed of memory.
_BEHIND_DAY = (
    ("ng", re.compile(r"ng(?<=th[aáàảãạ]ng)")),
    *((sign, re.compile(rf"[{sign}](?={_GAP}\d{{1,2}}{_GAP}[{sign}])")) for sign in "/-."),
)
_DAY_BEFORE = re.compile(rf"\d{_GAP}(?:th[aáàảãạ])?$")
_FARTHEST_DAY = 7  # characters from the last figure of the day to what is looked for
_PREFIX_BEFORE = re.compile(rf"{_PREFIX}$", re.IGNORECASE)
_LONGEST_PREFIX = 20


def is_plausible(day: date) -> bool:
    """A day that an act can have. "31/12/9999" stands in registers for "never" and is no day."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def _as_date(day: str, month: str, year: str) -> date | None:
    try:
        found = date(int(year.replace(" ", "")), int(month.replace(" ", "")), int(day.replace(" ", "")))
    except ValueError:
        return None
    return found if is_plausible(found) else None


def date_of_match(match: re.Match[str]) -> date | None:
    """The date of a match of :data:`WORDED_DATE` or :data:`FIGURE_DATE`; ``None`` if it does not exist."""
    groups = match.groupdict()
    if groups.get("wd"):
        return _as_date(groups["wd"], groups["wm"], groups["wy"])
    if groups.get("fd"):
        return _as_date(groups["fd"], groups["fm"], groups["fy"])
    return None


def find_dates(text: str) -> Iterator[tuple[int, int, date | None]]:
    """Every full date of ``text`` as ``(start, end, date)`` in order of position.

    The span covers a leading "ngày". An impossible date ("31/02/2020") is reported with ``None``.
    """
    at = 0
    for day_end in _day_ends(text):
        match = _date_around(text, day_end, at) if day_end >= at else None
        if match is not None:
            at = match.end()
            yield match.start(), at, date_of_match(match)


def _day_ends(text: str) -> list[int]:
    """Where the last figure of a day may stand, in order."""
    lower, ends = lowered(text), []
    for sign, expression in _BEHIND_DAY:
        if sign not in lower:
            continue
        for behind in expression.finditer(lower):
            at = behind.start()
            day = _DAY_BEFORE.search(lower, max(0, at - _FARTHEST_DAY), at)
            if day:
                ends.append(day.start())
    return sorted(ends)


def _date_around(text: str, day_end: int, floor: int) -> re.Match[str] | None:
    """The date whose day ends with the figure at ``day_end``, searched from ``floor`` on."""
    for start in range(max(floor, day_end - 2), day_end + 1):
        if text[start].isdigit() and _DATE.match(text, start):
            left = max(floor, start - _LONGEST_PREFIX)
            prefix = _PREFIX_BEFORE.search(text[left:start])
            return _DATE.match(text, left + prefix.start() if prefix else start)
    return None


def match_date(text: str, start: int) -> tuple[int, date | None] | None:
    """The date that begins exactly at ``start`` as ``(end, date)``, or ``None`` if none begins there."""
    match = _DATE.match(text, start)
    return (match.end(), date_of_match(match)) if match else None


def parse_date(text: str) -> date | None:
    """The first full date in ``text``, or ``None`` if there is none or it does not exist."""
    for _start, _end, found in find_dates(text):
        return found
    return None
