"""What else number and date of a recognised header may be, and what the text itself says for one of them.

Figures in ink come with several readings. Two things in the same file speak for one of them: the head of an
annex repeats number and date in print ("(Kèm theo Quyết định số 46/QĐ-UBND ngày …)"), and no act is older
than the acts it rests on. Both only change the order of readings: a person confirms them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from indexer.structure.header_number import printed_number
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.text.dates import find_dates, parse_date

_MOST_OTHERS = 5
_SAID_ELSEWHERE = 0.3  # confidence of what stands only in the head of an annex
_ANNEX = re.compile(
    r"^\W{0,3}(?:[Bb]an hành\s{1,3})?[Kk]èm theo\s{1,3}(?P<kind>(?:[^\s\d]+ ){0,8}?)số\s{0,3}:?\s{0,3}"
    r"(?P<figures>\d{1,5})\s?"
    r"(?P<symbol>/\S+)",
    re.MULTILINE,
)
_GROUND = re.compile(r"^\W{0,3}(?:Căn cứ|Xét|Theo|Thực hiện|Chiểu)\b.*", re.MULTILINE)
_FIRST_ARTICLE = re.compile(r"^\W{0,2}Điều 1\b", re.MULTILINE)
_REACH = 8000  # characters in which grounds stand
_FARTHEST_DATE, _DATE_LENGTH = 4, 60  # characters from the number to "ngày", and on to the year

Reading = tuple[int, int, tuple[str, ...]]  # place in the text, and what may stand there instead


def with_readings(header: Header, text: str, readings: Iterable[Reading]) -> Header:
    """The header with the other values of number and date, in the order that the text speaks for."""
    places = [reading for reading in readings if reading[2]]
    number, issued = header.number, header.issued
    if number:
        number = replace(number, others=_others(number, text, places, printed_number))
    if issued:
        issued = replace(issued, others=_others(issued, text, places, _iso))
    for said, day in islice(_annexes(text, header), 1):
        number, issued = _promoted(number, said), _promoted(issued, day)
    if issued and issued.others:
        newest = max(_grounds(text, int(issued.value[:4])), default=None)
        if newest and date.fromisoformat(issued.value) < newest:
            later = [day for day in issued.others if date.fromisoformat(day) >= newest]
            issued = _promoted(issued, later[0] if later else None)
    return replace(header, number=number, issued=issued)


def _iso(printed: str) -> str | None:
    day = parse_date(printed)
    return day.isoformat() if day else None


def _others(
    field: HeaderField, text: str, places: Iterable[Reading], value_of: Callable[[str], str | None]
) -> tuple[str, ...]:
    """The values of a field with one of its places read otherwise, first readings first."""
    if field.start is None or field.end is None:
        return ()
    inside = [place for place in places if field.start <= place[0] and place[1] <= field.end]
    found: list[str] = []
    for rank in range(max((len(others) for _, _, others in inside), default=0)):
        for start, end, others in inside:
            if rank < len(others):
                printed = text[field.start : start] + others[rank] + text[end : field.end]
                value = value_of(printed)
                if value and value not in (field.value, *found):
                    found.append(value)
    return tuple(found[:_MOST_OTHERS])


def _annexes(text: str, header: Header) -> Iterator[tuple[str, str | None]]:
    """Number and date that heads of annexes say of the act: with its own symbol, or of its own kind."""
    kind = header.value("type")
    own = header.value("number")
    for found in _ANNEX.finditer(text):
        number = printed_number(f"{found['figures']}{found['symbol']}".rstrip(".,;:)"))
        if own is not None and number.partition("/")[2] != own.partition("/")[2]:
            continue
        if own is None and (kind is None or found["kind"].strip().lower() != kind.lower()):
            continue
        behind = text[found.end() : found.end() + _DATE_LENGTH]
        days = [day for start, _, day in find_dates(behind) if day and start <= _FARTHEST_DATE]
        yield number, days[0].isoformat() if days else None


def _grounds(text: str, year: int) -> Iterator[date]:
    """The days of the acts that an act of ``year`` rests on."""
    article = _FIRST_ARTICLE.search(text, 0, _REACH)
    for ground in _GROUND.finditer(text, 0, article.start() if article else _REACH):
        for _, _, day in find_dates(ground[0]):
            if day and day.year <= year:
                yield day


def _promoted(field: HeaderField | None, value: str | None) -> HeaderField | None:
    """The field with ``value`` first and what it was behind it; as it is without ``value``."""
    if value is None or (field and field.value == value):
        return field
    if field is None:
        return HeaderField(value, confidence=_SAID_ELSEWHERE)
    others = (field.value, *(other for other in field.others if other != value))
    return replace(field, value=value, others=others[:_MOST_OTHERS])
