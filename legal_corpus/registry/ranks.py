"""Rank of an act in the hierarchy of a day, out of the dated table of ``document_types.yaml``.

Ranks are positions (1 is the Constitution, larger is lower), not clause numbers of Điều 4, which change
with every amendment of the law (DOMAIN.md 1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from legal_corpus.registry.issuers import IssuerBook, Level
from legal_corpus.registry.vocabulary import Period, core_rows, read_period
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

_FILE = "document_types.yaml"
# Bodies on the level of a ministry that are no ministry by name.
_EQUAL_TO_MINISTRY = frozenset(
    {"van-phong-chinh-phu", "thanh-tra-chinh-phu", "ngan-hang-nha-nuoc-viet-nam", "uy-ban-dan-toc"}
)
_COMMUNE_UNITS = ("xa-", "phuong-", "thi-tran-", "dac-khu-")
_DISTRICT_UNITS = ("huyen-", "quan-", "thi-xa-")
_LOCAL_SUFFIX: dict[str, str] = {"province": "tinh", "district": "huyen", "commune": "xa"}
Confidence = Literal["T", "X", "S", "I", "M"]


@dataclass(frozen=True, slots=True)
class Rank:
    """Position of a kind of one issuer in one period; ``position`` ``None``: the law ranks it nowhere."""

    type: str
    issuers: frozenset[str]
    position: int | None
    source: str
    confidence: Confidence
    period: Period = field(default_factory=Period)


class RankTable:
    """Ranks by kind, group of issuers and day."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._normative: dict[str, bool] = {}
        self._ranks: dict[str, list[Rank]] = {}
        self._on_day = lru_cache(maxsize=8192)(self._find)
        for row in rows:
            key = fold_key(str(row["type"]))
            self._normative[key] = bool(row["qppl"])
            self._ranks[key] = [_rank(str(row["type"]), item) for item in row.get("periods") or ()]

    def at(self, kind: str, groups: frozenset[str], on: date) -> Rank | None:
        """Rank of a kind issued by a body of one of ``groups`` on a day; ``None`` when none is recorded."""
        return self._on_day(kind, groups, on)

    def _find(self, kind: str, groups: frozenset[str], on: date) -> Rank | None:
        for rank in self._ranks.get(fold_key(kind), ()):
            if rank.period.holds(on) and rank.issuers & groups:
                return rank
        return None

    def is_normative_kind(self, kind: str) -> bool | None:
        """True for kinds that can be normative, False for kinds that never are, ``None`` for others."""
        return self._normative.get(fold_key(kind))


def level_of(issuer: str | None, book: IssuerBook) -> Level | None:
    """Level of a body by its code; "ubnd:huyen-ea-kar@dak-lak" is of a district. ``None`` when untold."""
    if issuer is None:
        return None
    known = book.get(issuer)
    if known is not None:
        return known.level
    unit = issuer.partition(":")[2]
    if unit.startswith(_COMMUNE_UNITS):
        return "commune"
    return "district" if "@" in unit or unit.startswith(_DISTRICT_UNITS) else None


@lru_cache(maxsize=1 << 12)
def issuer_groups(issuer: str, book: IssuerBook) -> frozenset[str]:
    """Groups that the table speaks of: "ubnd:gia-lai-2025" -> {"ubnd-tinh"}, "bo-tu-phap" -> {"bo", …}."""
    organ, colon, unit = issuer.partition(":")
    if colon:
        suffix = _LOCAL_SUFFIX.get(level_of(issuer, book) or "")
        special = {"dac-khu"} if unit.startswith("dac-khu-") else set()
        return frozenset({f"{organ}-{suffix}", *special} if suffix else special)
    groups = {issuer}
    if issuer.startswith("bo-") and issuer != "bo-chinh-tri":
        groups.add("bo")
    if issuer in _EQUAL_TO_MINISTRY:
        groups.add("co-quan-ngang-bo")
    return frozenset(groups)


def has_normative_number(number: str | None) -> bool | None:
    """False when the symbol carries no year, as individual decisions have it; ``None`` without a number."""
    if number is None:
        return None
    parts = number_key(number).split("/")
    return len(parts) > 2 and parts[1].isdigit() and len(parts[1]) == 4


def _rank(kind: str, row: Mapping[str, Any]) -> Rank:
    rank = row.get("rank")
    return Rank(
        type=kind,
        issuers=frozenset(row.get("issuers") or ()),
        position=None if rank is None else int(rank),
        source=str(row.get("source") or ""),
        confidence=row.get("confidence") or "M",
        period=read_period(_FILE, row),
    )


@cache
def core_ranks() -> RankTable:
    """The table that ships with the product."""
    return RankTable(core_rows(_FILE))
