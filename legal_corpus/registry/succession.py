"""Provinces with their periods, and who succeeded whom on 2025-07-01.

Each of the 23 merged units keeps the name of one predecessor, so a name is never an identity: the old
Gia Lai is ``gia-lai`` (until 2025-06-30), the new one ``gia-lai-2025`` (DOMAIN.md 6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from legal_corpus.registry.vocabulary import Period, VocabularyError, core_rows, read_period
from legal_corpus.text.normalize import slug

_FILE = "provinces.yaml"
_KINDS = ("tinh-", "thanh-pho-", "tp-")


@dataclass(frozen=True, slots=True)
class Province:
    """A province-level unit in one period of its life; ``kind`` as printed ("tỉnh", "thành phố")."""

    code: str
    name: str
    kind: str
    period: Period = field(default_factory=Period)
    predecessors: tuple[str, ...] = ()
    source: str | None = None

    @property
    def full_name(self) -> str:
        """ "tỉnh Gia Lai"."""
        return f"{self.kind} {self.name}".strip()


@lru_cache(maxsize=4096)
def province_key(name: str) -> str:
    """Comparison key of a province's name: without kind, marks, case and spelling of blanks."""
    key = slug(name)
    for kind in _KINDS:
        if key.startswith(kind):
            return key.removeprefix(kind)
    return key


class ProvinceTable:
    """Provinces by code and by name and date."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self._by_code = {province.code: province for province in provinces}
        self._successors: dict[str, str] = {}
        for province in self._by_code.values():
            for old in province.predecessors:
                if old not in self._by_code:
                    raise VocabularyError(_FILE, f"{province.code} kế thừa đơn vị không có: {old}")
                self._successors[old] = province.code

    def get(self, code: str) -> Province | None:
        """The province with this code."""
        return self._by_code.get(code)

    def all(self) -> Sequence[Province]:
        """Every province version, by code."""
        return [self._by_code[code] for code in sorted(self._by_code)]

    def named(self, name: str, on: date | None = None) -> tuple[Province, ...]:
        """Versions with this name; on a date only those that existed on it."""
        key = province_key(name)
        return tuple(
            province
            for province in self.all()
            if province_key(province.name) == key and (on is None or province.period.holds(on))
        )

    def predecessors(self, code: str) -> tuple[str, ...]:
        """Codes of the units a unit was directly formed from; empty for an original unit."""
        province = self._by_code.get(code)
        return province.predecessors if province else ()

    def lineage(self, code: str) -> tuple[str, ...]:
        """The unit and everything it came from, nearest first."""
        found = [code]
        for item in found:
            found.extend(old for old in self.predecessors(item) if old not in found)
        return tuple(found)

    def successor(self, code: str) -> str | None:
        """Code of the unit that took this one over, ``None`` while it stands."""
        return self._successors.get(code)

    def territory(self, code: str) -> tuple[str, ...]:
        """Codes of the oldest units whose land this unit covers; acts of a former unit go on applying
        to that land only (DOMAIN.md 6.2)."""
        return tuple(item for item in self.lineage(code) if not self.predecessors(item))


def province_of_issuer(issuer: str) -> str | None:
    """Province code inside an issuer code: "ubnd:gia-lai-2025" -> "gia-lai-2025"."""
    _, colon, unit = issuer.partition(":")
    return unit.rpartition("@")[2] if colon and unit else None


def parse_provinces(rows: Iterable[Mapping[str, Any]]) -> ProvinceTable:
    """A table from rows of ``provinces.yaml``. Raises :class:`VocabularyError`."""
    return ProvinceTable(
        Province(
            code=str(row["code"]),
            name=str(row["name"]),
            kind=str(row.get("kind") or ""),
            period=read_period(_FILE, row),
            predecessors=tuple(row.get("predecessors") or ()),
            source=row.get("source"),
        )
        for row in rows
    )


@cache
def core_provinces() -> ProvinceTable:
    """The table that ships with the product."""
    return parse_provinces(core_rows(_FILE))


def predecessors(code: str) -> tuple[str, ...]:
    """:meth:`ProvinceTable.predecessors` of the shipped table."""
    return core_provinces().predecessors(code)


def successor(code: str) -> str | None:
    """:meth:`ProvinceTable.successor` of the shipped table."""
    return core_provinces().successor(code)


def territory(code: str) -> tuple[str, ...]:
    """:meth:`ProvinceTable.territory` of the shipped table."""
    return core_provinces().territory(code)
