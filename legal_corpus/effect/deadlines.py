"""Days and working days of procedures: when a self-check of a new act is due (R1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from legal_corpus.effect.rules import LegalRule, RuleBook
from legal_corpus.registry.issuers import Level
from legal_corpus.registry.vocabulary import read_day
from legal_corpus.text.dates import parse_date

SELF_CHECK = "self_check"
WORKING_DAYS = "working_days"
_FILE = "legal_rules.yaml"
_WEEKDAYS = ("thu_hai", "thu_ba", "thu_tu", "thu_nam", "thu_sau", "thu_bay", "chu_nhat")
_DAY = timedelta(days=1)
# More free days on end than any calendar has: a table that frees every day is refused, not looped over.
_LONGEST_BREAK = 60


@dataclass(frozen=True, slots=True)
class Deadline:
    """Last day of a term. ``working``: counted in working days; ``rules``: the versions applied.

    ``note`` says in Vietnamese how days were counted and what nobody has checked against the law's text.
    """

    day: date
    days: int
    working: bool
    rules: tuple[LegalRule, ...]
    note: str


def is_working_day(day: date, rules: RuleBook) -> bool:
    """False on the weekend and on the holidays that the table ``working_days`` lists for that time."""
    rule = rules.at(WORKING_DAYS, day)
    if rule is None:
        return day.weekday() < 5
    told = rule.parameters
    free = {_WEEKDAYS.index(name) for name in told.get("weekend", ()) if name in _WEEKDAYS}
    if day in _days(told.get("holidays", ())):
        return False
    return day.weekday() not in free or day in _days(told.get("worked_weekends", ()))


def _days(listed: Iterable[Any]) -> set[date]:
    """Days of a table that people edit: 2027-01-01 or 01/01/2027. Raises :class:`VocabularyError`."""
    found = {item if isinstance(item, date) else parse_date(str(item)) for item in listed}
    odd = [str(item) for item in listed if not isinstance(item, date) and parse_date(str(item)) is None]
    iso = {day for item in odd if (day := read_day(_FILE, item))}
    return {day for day in found if day} | iso


def add_working_days(start: date, days: int, rules: RuleBook) -> date:
    """The day that is ``days`` working days after ``start``, which itself does not count."""
    day, left, idle = start, days, 0
    while left:
        day += _DAY
        if is_working_day(day, rules):
            left, idle = left - 1, 0
        else:
            idle += 1
        if idle > _LONGEST_BREAK:
            raise ValueError(f"Bảng ngày nghỉ không còn ngày làm việc nào sau ngày {start:%d/%m/%Y}.")
    return day


def self_check_deadline(
    signed: date, *, rules: RuleBook, level: Level = "province", rut_gon: bool = False
) -> Deadline | None:
    """Last day for the issuer's own check of an act adopted or signed on ``signed``.

    ``None`` where no rule is recorded for that day. The day of signing does not count; that way of counting
    is custom and was not checked against a text, and the note says so. Nghị định 79/2025/NĐ-CP, Điều 12
    khoản 2.
    """
    rule = rules.at(SELF_CHECK, signed)
    if rule is None:
        return None
    told = rule.parameters
    counted = 1 if told.get("first_day_counts") else 0
    if rut_gon:
        days = int(told["shortened_working_days"])
        calendar = rules.at(WORKING_DAYS, signed)
        applied = (rule, calendar) if calendar else (rule,)
        note = f"{days} ngày làm việc, không tính ngày ký và ngày nghỉ (cách tính chưa đối chiếu nguyên văn)"
        return Deadline(add_working_days(signed, days - counted, rules), days, True, applied, note)
    days = int(told["central_days" if level == "central" else "local_days"])
    note = f"{days} ngày, không tính ngày ký (cách tính chưa đối chiếu nguyên văn)"
    return Deadline(signed + timedelta(days=days - counted), days, False, (rule,), note)
