"""Legal effect as dated events, and the reading of a status at a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.model.text import Evidence

Predicate = Literal[
    "enters_into_force",  # có hiệu lực
    "observed_in_force",  # a trusted source still listed it as in force on that date
    "amends",
    "supplements",
    "replaces",
    "repeals",
    "expires",  # own term, or a source states that it ended
    "suspends",
    "resumes",
    "corrects",
    "extends",
    "continues",  # công bố tiếp tục có hiệu lực
]
StatusValue = Literal["in_force", "partly_expired", "expired", "suspended", "not_yet_in_force", "unknown"]


@dataclass(frozen=True, slots=True)
class EffectEvent:
    """One dated event on one act.

    ``target`` and ``by`` are act uids (``by`` is ``None`` for an act's own term or where the acting
    act is unknown; ``by_label`` is then what was printed). ``effective_from`` ``None`` means the
    source states the event without a date; it is never guessed. ``provisions`` are refs "5/2/a";
    empty with scope ``part`` means "some parts, which is not known".
    """

    target: str
    predicate: Predicate
    scope: Literal["whole", "part"]
    effective_from: date | None
    source: str
    by: str | None = None
    by_label: str | None = None
    provisions: tuple[str, ...] = ()
    effective_until: date | None = None
    evidence: Evidence | None = None
    confidence: float = 1.0
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a status holds: an event in words, with its proof. ``rule`` names a dated legal rule."""

    event: EffectEvent
    note: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class StatusReading:
    """Status of an act (or one provision) on a date, folded from events.

    ``since``/``until`` bound the period in which this status holds, ``None`` where unknown or open.
    ``because`` is ordered by date; ``conflicts`` are plain sentences about contradicting sources.
    ``notes`` are further sentences a person needs: rules applied as proposals, text that is not held.
    ``scope`` is where the act applies when that is not where its issuer's successor rules.
    """

    status: StatusValue
    on: date
    since: date | None = None
    until: date | None = None
    because: tuple[Reason, ...] = ()
    conflicts: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()  # uids of acts that ended it wholly
    partly_by: tuple[str, ...] = ()  # uids of acts that ended or amended parts
    notes: tuple[str, ...] = ()
    scope: str | None = None
