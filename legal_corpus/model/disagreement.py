"""A contradiction between sources about one act, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DisagreementKind = Literal[
    "values_differ",  # sources state different values of one field
    "status_differs",  # seen in force on or after the day it is said to have ended
    "ends_differ",  # two different days of the end of the whole act
    "end_before_start",  # ended before it began or was issued
    "effect_far_from_issue",  # effect begins long before the issue, or years after it
    "number_year",  # year in the number against year of issue
    "event_before_actor",  # an event stands before the act that causes it was issued
    "type_differs",  # one number, issuer and day under two kinds of act
    "maybe_same",  # may be one act with others of its number; nothing that is known decides
]
DISAGREEMENT_KINDS: tuple[DisagreementKind, ...] = (
    "values_differ",
    "status_differs",
    "ends_differ",
    "end_before_start",
    "effect_far_from_issue",
    "number_year",
    "event_before_actor",
    "type_differs",
    "maybe_same",
)


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One side of a disagreement: the value (ISO for dates, a code for issuers), who states it and
    where. ``source`` is a source code, "" for what follows from the act's own number or identity."""

    value: str
    source: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources contradict each other in, about one act.

    ``field`` is that of :class:`legal_corpus.model.act.Claim` that a person can settle ("" where only
    noting is possible). ``subject`` tells apart several of one kind and field (the acting act's label).
    ``used`` is the value the product works with now, ``used_source`` who states it, ``why`` the reason
    in Vietnamese.
    """

    kind: DisagreementKind
    field: str
    values: tuple[StatedValue, ...]
    used: str | None = None
    used_source: str | None = None
    why: str = ""
    subject: str = ""
