"""What the expiry calendar hands to the doors, plain and frozen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from legal_corpus.effect.wording import ref_words

HORIZONS = (30, 60, 90, 365)
UNNAMED = "không rõ điều khoản"


@dataclass(frozen=True, slots=True)
class Dependant:
    """An act of the province that rests on another one; ``basis``: as its ground, else in its content."""

    uid: str
    label: str
    basis: bool


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One act, or some provisions of it, whose effect ends on a known day.

    ``ends`` is the first day without effect. ``kind`` is the predicate of the ending event, or ``rule`` where
    only a rule of law says so; ``by_label`` the reason in Vietnamese where more than the kind is known, and
    ``actor`` the label of the act that brings the end about. ``unread``: nobody has read the wording that
    says so. ``overdue``: the day is past and findings about it are still open. ``dependants`` lists at most
    200 of ``basis`` + ``body``.
    """

    uid: str
    label: str
    title: str | None
    issuer_name: str | None
    in_corpus: bool
    provisions: tuple[str, ...]
    ends: date
    kind: str
    by_label: str | None
    actor: str | None
    stated_by: str
    unread: bool
    overdue: bool
    days_left: int
    basis: int
    body: int
    open_findings: int
    dependants: tuple[Dependant, ...]

    @property
    def parts(self) -> str:
        """The provisions as people write them: "điểm d khoản 3 Điều 1"; empty for a whole act."""
        named = (UNNAMED if ref == "?" else ref_words(ref) for ref in self.provisions)
        return "; ".join(named)

    @property
    def last_day(self) -> date:
        """The last day with effect."""
        return self.ends - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """How many whole acts and parts of acts end in a month; ``first`` is its first day."""

    first: date
    whole: int
    parts: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.whole + self.parts


@dataclass(frozen=True, slots=True)
class ExpiryCalendar:
    """What ends after ``on`` and within ``days``, and what is overdue, by day."""

    on: date
    days: int
    entries: tuple[CalendarEntry, ...]

    @property
    def coming(self) -> tuple[CalendarEntry, ...]:
        """Entries whose day is still to come."""
        return tuple(entry for entry in self.entries if not entry.overdue)

    @property
    def overdue(self) -> tuple[CalendarEntry, ...]:
        """Entries whose day is past."""
        return tuple(entry for entry in self.entries if entry.overdue)

    def within(self, days: int) -> int:
        """How many of the coming entries end within that many days."""
        return sum(entry.days_left <= days for entry in self.coming)

    def months(self) -> tuple[Month, ...]:
        """Every month from this one to the horizon, also those in which nothing ends."""
        counts: Counter[tuple[date, bool]] = Counter()
        for entry in self.coming:
            counts[entry.ends.replace(day=1), bool(entry.provisions)] += 1
        found, first = [], self.on.replace(day=1)
        last = self.on + timedelta(days=self.days)
        while first <= last:
            found.append(Month(first, counts[first, False], counts[first, True]))
            first = (first + timedelta(days=32)).replace(day=1)
        return tuple(found)
