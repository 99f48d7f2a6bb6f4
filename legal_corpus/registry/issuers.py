"""Issuers with their periods: from a printed name or a number's symbol to an issuer code."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from legal_corpus.registry.near import number_year
from legal_corpus.registry.succession import Province, ProvinceTable, core_provinces
from legal_corpus.registry.vocabulary import Period, core_rows, read_period
from legal_corpus.text.normalize import slug
from legal_corpus.text.numbers import number_key

Level = Literal["central", "province", "district", "commune", "party"]
_FILE = "issuers.yaml"
_ORGANS = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân", "ctubnd": "Chủ tịch Ủy ban nhân dân"}
_ORGAN_KEYS = (  # longest first
    ("chu-tich-uy-ban-nhan-dan", "ctubnd"),
    ("thuong-truc-hoi-dong-nhan-dan", "tthdnd"),
    ("uy-ban-nhan-dan", "ubnd"),
    ("hoi-dong-nhan-dan", "hdnd"),
)
_LONG_FORMS = (
    ("ubnd", "uy-ban-nhan-dan"),
    ("hdnd", "hoi-dong-nhan-dan"),
    ("tp", "thanh-pho"),
    ("hcm", "ho-chi-minh"),
)
# The head of a body issues in the body's name: "Bộ trưởng Bộ Tư pháp" is Bộ Tư pháp.
_HEADS = ("bo-truong-", "thong-doc-", "chanh-an-", "vien-truong-", "chu-nhiem-", "tong-giam-doc-")
_STATE = "-nuoc-cong-hoa-xa-hoi-chu-nghia-viet-nam"
_NAMELESS = frozenset({"tinh", "thanh-pho"})
_LOWER = re.compile(r"^(?P<kind>huyen|quan|thi-xa|xa|phuong|thi-tran|dac-khu)-(?P<name>.+)$")
_INSIDE = re.compile(r"^(?P<unit>.+?)-(?P<province>(?:tinh|thanh-pho)-.+)$")
_CITY_KIND = "thành phố"
_CITY = re.compile(r"^(?:thanh-pho|tp)-(?P<name>.+)$")
_TERM = re.compile(r"\d+$")
_LOCAL_SYMBOL = re.compile(r"(?P<chair>CT)?(?P<organ>UBND|UB|HĐND)\d*$")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body in one period of its life; ``code`` as in :attr:`Act.issuer`."""

    code: str
    name: str
    level: Level
    period: Period = field(default_factory=Period)
    aliases: tuple[str, ...] = ()
    successor_of: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SymbolIssuers:
    """Who can have issued a number. ``codes`` are central bodies; ``organ`` is the kind of local body
    ("ubnd", "hdnd", "ctubnd") whose province the symbol does not tell.
    """

    codes: frozenset[str] = frozenset()
    organ: str | None = None

    @property
    def unique(self) -> bool:
        """True when number and symbol alone identify the series."""
        return bool(self.codes) and self.organ is None


@lru_cache(maxsize=1 << 12)
def issuer_key(name: str) -> str:
    """Comparison key of a printed issuer: marks, case, UBND/Uỷ ban, heads of bodies levelled."""
    words = slug(name).split("-")
    forms = dict(_LONG_FORMS)
    key = "-".join(forms.get(word, word) for word in words).removesuffix(_STATE)
    for head in _HEADS:
        if key.startswith(head) and len(key) > len(head):
            key = key.removeprefix(head)
    return key


def initials(name: str) -> str:
    """Abbreviation as symbols use it: "Bộ Khoa học và Công nghệ" -> "BKHCN"."""
    words = re.findall(r"\w+", name)
    return "".join(word[0] for word in words if word.lower() not in {"và", "của"}).upper()


class IssuerBook:
    """Central bodies by name, and local bodies made from organ and province."""

    def __init__(self, issuers: Iterable[Issuer], provinces: ProvinceTable) -> None:
        self._provinces = provinces
        self._by_code: dict[str, Issuer] = {}
        self._by_key: dict[str, list[Issuer]] = defaultdict(list)
        self._by_symbol: dict[str, set[str]] = defaultdict(set)
        self._of_symbol = lru_cache(maxsize=4096)(self._read_symbol)
        for issuer in issuers:
            self._by_code[issuer.code] = issuer
            for name in {issuer_key(item) for item in (issuer.name, *issuer.aliases)}:
                self._by_key[name].append(issuer)
            if issuer.level in ("central", "party"):
                for short in issuer.symbols or (initials(issuer.name),):
                    self._by_symbol[short.upper()].add(issuer.code)

    @property
    def provinces(self) -> ProvinceTable:
        """The province-level units that local bodies are made from."""
        return self._provinces

    def get(self, code: str) -> Issuer | None:
        """The issuer with this code; local ones are made from organ and province."""
        if code in self._by_code:
            return self._by_code[code]
        organ, _, unit = code.partition(":")
        province = self._provinces.get(unit)
        return _provincial(organ, province) if province and organ in _ORGANS else None

    def named(self, name: str) -> tuple[Issuer, ...]:
        """Every version of the body with this printed name; () for a name without a place."""
        key = issuer_key(name)
        if key in self._by_key:
            return tuple(self._by_key[key])
        for prefix, organ in _ORGAN_KEYS:
            if key.startswith(prefix + "-"):
                return self._local(organ, key.removeprefix(prefix + "-"))
        return ()

    def at(self, name: str, on: date | None) -> Issuer | None:
        """The one body with this name on the date; ``None`` when none or several fit."""
        versions = self.named(name)
        if on is not None:
            versions = tuple(item for item in versions if item.period.holds(on))
        return versions[0] if len(versions) == 1 else None

    def lineage(self, code: str) -> tuple[str, ...]:
        """The issuer's code and the codes of the bodies it succeeds, nearest first."""
        organ, colon, unit = code.partition(":")
        if colon:
            return tuple(f"{organ}:{item}" for item in self._provinces.lineage(unit))
        found = [code]
        for item in found:
            known = self._by_code.get(item)
            found.extend(old for old in (known.successor_of if known else ()) if old not in found)
        return tuple(found)

    def same_body(self, code: str) -> set[str]:
        """The code and its counterpart: a committee and its chairman share symbols and are named for one
        another."""
        organ, colon, unit = code.partition(":")
        pair = {"ubnd": "ctubnd", "ctubnd": "ubnd"}.get(organ)
        return {code, f"{pair}:{unit}"} if colon and pair else {code}

    def for_symbol(self, number: str) -> SymbolIssuers:
        """Who can have issued this number, from its symbol."""
        return self._of_symbol(number_key(number).rpartition("/")[2])

    def _read_symbol(self, symbol: str) -> SymbolIssuers:
        local = _LOCAL_SYMBOL.search(symbol)
        if local:
            # "CT-UBND" is a directive of the committee, "QĐ-CTUBND" a decision of its chairman.
            return SymbolIssuers(
                organ="hdnd" if local["organ"] == "HĐND" else "ctubnd" if local["chair"] else "ubnd"
            )
        return SymbolIssuers(codes=frozenset().union(*self._central_parts(symbol)))

    def central_of(self, number: str) -> str | None:
        """See :func:`central_issuer_of`."""
        parts = self._central_parts(number_key(number).rpartition("/")[2])
        if not parts or self.for_symbol(number).organ:
            return None
        codes, year = parts[0], number_year(number_key(number))
        if len(codes) > 1 and year:
            codes = {item for item in codes if _lived_in(self._by_code[item].period, year)}
        return next(iter(codes)) if len(codes) == 1 else None

    def _central_parts(self, symbol: str) -> list[set[str]]:
        """Bodies named by the parts of a symbol, in order; parts that name none are left out."""
        sets = (self._by_symbol.get(_TERM.sub("", part), set()) for part in symbol.split("-"))
        return [found for found in sets if found]

    def _local(self, organ: str, rest: str) -> tuple[Issuer, ...]:
        lower = _LOWER.match(rest)
        inside = _INSIDE.match(rest)
        if lower or inside:
            unit, place = (inside["unit"], inside["province"]) if inside else (rest, "")
            provinces = self._provinces.named(place) if place else ()
            level: Level = "commune" if re.match(r"(xa|phuong|thi-tran|dac-khu)-", unit) else "district"
            code = f"{organ}:{unit}" + (f"@{provinces[0].code}" if len(provinces) == 1 else "")
            return (Issuer(code, rest, level),)
        found = self._provinces.named(rest)
        city = _CITY.match(rest)
        if city and found:
            cities = tuple(item for item in found if item.kind == _CITY_KIND)
            if not cities:  # a city within the province of its name, as Thái Nguyên was: a district body
                return (Issuer(f"{organ}:thanh-pho-{city['name']}", rest, "district"),)
            found = cities
        return tuple(issuer for item in found if (issuer := _provincial(organ, item)))


def _lived_in(period: Period, year: int) -> bool:
    return (period.start is None or period.start.year <= year) and (
        period.until is None or year <= period.until.year
    )


def _provincial(organ: str, province: Province) -> Issuer:
    name = f"{_ORGANS.get(organ, organ)} {province.full_name}"
    olds = tuple(f"{organ}:{old}" for old in province.predecessors)
    return Issuer(f"{organ}:{province.code}", name, "province", province.period, (), olds)


def parse_issuers(rows: Iterable[Mapping[str, Any]], provinces: ProvinceTable) -> IssuerBook:
    """A book from rows of ``issuers.yaml``. Raises :class:`VocabularyError`."""
    return IssuerBook(
        (
            Issuer(
                code=str(row["code"]),
                name=str(row["name"]),
                level=row.get("level") or "central",
                period=read_period(_FILE, row),
                aliases=tuple(str(item) for item in row.get("aliases") or ()),
                successor_of=tuple(row.get("successor_of") or ()),
                symbols=tuple(str(item) for item in row.get("symbols") or ()),
            )
            for row in rows
        ),
        provinces,
    )


@cache
def core_issuers() -> IssuerBook:
    """The book that ships with the product."""
    return parse_issuers(core_rows(_FILE), core_provinces())


def issuer_at(name: str, on: date | None) -> Issuer | None:
    """The issuer with this printed name on the date, from the shipped book.

    ``None`` when the name is unknown, names no place, or fits several versions and no date tells.
    """
    return core_issuers().at(name, on)


def issuers_for_symbol(number: str) -> SymbolIssuers:
    """Who can have issued this number ("79/2025/NĐ-CP" -> Chính phủ; "33/2022/QĐ-UBND" -> any UBND)."""
    return core_issuers().for_symbol(number)


def central_issuer_of(number: str) -> str | None:
    """Code of the central body whose symbol a number bears; for a joint circular the leading one.

    ``None`` for local symbols and for a symbol that several bodies bore in the number's year.
    """
    return core_issuers().central_of(number)


def names_its_province(code: str) -> bool:
    """False for a district or commune body whose province is not known ("ubnd:xa-tan-thanh"): several
    provinces have units of that name. False too for "a province" without a name ("ubnd:tinh")."""
    unit = code.partition(":")[2]
    lower = _LOWER.match(unit) or _CITY.match(unit)
    return "@" in unit or (lower is None and unit not in _NAMELESS)
