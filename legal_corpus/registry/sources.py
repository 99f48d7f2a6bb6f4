"""Sources of claims and how far each is trusted (``data/sources.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, cast

from legal_corpus.registry.vocabulary import core_rows, read_day

Trust = Literal["best", "good", "stub"]
_ORDER: dict[str, int] = {"best": 0, "good": 1, "stub": 2}
_FILE = "sources.yaml"
OWN_TEXT = "van_ban"
PERSON = "nguoi_dung"  # a person's decision on a disagreement; it ranks first and cannot be moved
INFERRED = "suy_luan"  # follows from other facts; a person has to confirm it


@dataclass(frozen=True, slots=True)
class Source:
    """A source: ``trust`` "stub" means that only numbers and names count, never dates or status.

    ``as_of`` is the day the source was taken; what it lists as in force was in force then, unless it
    ``runs_late``: it goes on listing acts for months after their end.
    """

    code: str
    name: str
    trust: Trust
    as_of: date | None
    runs_late: bool = False


@cache
def sources() -> dict[str, Source]:
    """All shipped sources by code, in the order of the file (which is their order of trust)."""
    found = {}
    for row in core_rows(_FILE):
        as_of = read_day(_FILE, row.get("as_of"))
        late = bool(row.get("runs_late", False))
        found[str(row["code"])] = Source(row["code"], row["name"], cast(Trust, row["trust"]), as_of, late)
    return found


def source(code: str) -> Source:
    """The source with this code; an unknown one is a stub of that name."""
    return sources().get(code) or Source(code, code, "stub", None)


@dataclass(frozen=True, slots=True)
class SourceRanking:
    """Which source is believed where several contradict each other: ``order`` lists the codes, most
    trusted first. A person's decision always comes first, a source that is not listed comes last."""

    order: tuple[str, ...]
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = {code: place for place, code in enumerate(self.order, start=1)}
        object.__setattr__(self, "_places", {**places, PERSON: 0})

    def rank(self, code: str) -> int:
        """Place of a source, smaller is more trusted."""
        return self._places.get(code, len(self.order) + 1)


@cache
def core_ranking() -> SourceRanking:
    """The ranking that ships with the product: by trust, then by the order of the file; the act's own
    text before every register."""
    return ranked(sources())


def ranked(codes: Iterable[str]) -> SourceRanking:
    """Shipped ranking of these sources; those that are not shipped follow in the given order."""
    order = {code: place for place, code in enumerate(sources())}
    known = [code for code in dict.fromkeys(codes) if code != PERSON]
    return SourceRanking(
        tuple(sorted(known, key=lambda c: (c != OWN_TEXT, _ORDER[source(c).trust], order.get(c, len(order)))))
    )
