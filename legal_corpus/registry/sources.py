"""Sources of claims and how far each is trusted (``data/sources.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from legal_corpus.registry.vocabulary import core_rows, read_day

Trust = Literal["best", "good", "stub"]
_ORDER: dict[str, int] = {"best": 0, "good": 1, "stub": 2}
_FILE = "sources.yaml"
OWN_TEXT = "van_ban"
INFERRED = "suy_luan"  # follows from other facts; a person has to confirm it


@dataclass(frozen=True, slots=True)
class Source:
    """A source: ``trust`` "stub" means that only numbers and names count, never dates or status.

    ``as_of`` is the day the source was taken; what it lists as in force was in force then.
    """

    code: str
    name: str
    trust: Trust
    as_of: date | None


@cache
def sources() -> dict[str, Source]:
    """All shipped sources by code, in the order of the file (which is their order of trust)."""
    found = {}
    for row in core_rows(_FILE):
        as_of = read_day(_FILE, row.get("as_of"))
        found[str(row["code"])] = Source(row["code"], row["name"], cast(Trust, row["trust"]), as_of)
    return found


def source(code: str) -> Source:
    """The source with this code; an unknown one is a stub of that name."""
    return sources().get(code) or Source(code, code, "stub", None)


def trust_rank(code: str) -> tuple[int, int]:
    """Sort key, most trusted first: the act's own text, then by trust, then by order in the file."""
    if code == OWN_TEXT:
        return (-1, 0)
    order = list(sources())
    return (_ORDER[source(code).trust], order.index(code) if code in order else len(order))
