"""What the queue of new work hands to the doors, plain and frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STATES = ("new", "seen", "handled")


@dataclass(frozen=True, slots=True)
class ArisenFilter:
    """Which new work to show. ``state`` is one of :data:`STATES`, ``waiting`` (new and seen) or ``all``;
    ``sector`` and ``agency`` ``None`` mean any, ``""`` means that nobody states it."""

    state: str = "waiting"
    sector: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings are new, seen and handled (confirmed, dismissed or no longer there)."""

    new: int = 0
    seen: int = 0
    handled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.seen + self.handled

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.new + other.new, self.seen + other.seen, self.handled + other.handled)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a cause's findings that concerns one field and one drafting agency."""

    sector: str | None
    agency: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that arose for one reason. ``number`` is one finding of the group and names it.

    ``kind`` is a predicate of an event, ``act``, ``claim``, ``name``, ``text``, ``vocabulary`` or ``rules``;
    ``changed_*`` is the act that became different, ``by_*`` the act that did it.
    """

    number: int
    kind: str
    changed_uid: str | None
    changed_label: str | None
    by_uid: str | None
    by_label: str | None
    effective_from: dt.date | None
    at: dt.datetime
    shares: tuple[Share, ...]

    @property
    def tally(self) -> Tally:
        """Counts over all shares."""
        found = Tally()
        for share in self.shares:
            found = found.plus(share.tally)
        return found


@dataclass(frozen=True, slots=True)
class ArisenLine:
    """One finding of a cause."""

    finding_id: int
    code: str
    severity: str
    message: str
    act_uid: str
    act_label: str
    act_title: str | None
    sector: str | None
    agency: str | None
    state: str
    at: dt.datetime
    seen_by: str | None


@dataclass(frozen=True, slots=True)
class ArisenPage:
    """One page of causes, newest first; facets are (value, findings) pairs, ``None`` for what is unknown."""

    causes: tuple[Cause, ...]
    total: int
    page: int
    per_page: int
    sectors: tuple[tuple[str | None, int], ...]
    agencies: tuple[tuple[str | None, int], ...]
    waiting_new: int
