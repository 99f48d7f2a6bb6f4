"""Where ink stands on a header line that was looked at several times, and what it says there.

The printed words around the figures say where they are: "Số: … /QĐ-UBND", "ngày … tháng … năm 2010". What
the looks see at a place is added up, so each reading comes with its share of all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from indexer.readers.figures import likelihood, readings, shares
from indexer.readers.ink import Strip

LONGEST = 6  # figures of a number
_SYMBOL = r"[A-ZĐ][A-Za-zĐ\d]*(?:\s?[-.,&]\s?[A-ZĐ][A-Za-zĐ\d]*)*"
# The stroke before a symbol of several parts may be taken for a letter or a figure.
_NUMBER = re.compile(
    r"^\W{0,4}[Ss§](?:[^\s/]{0,2}?\s?[:;.]|[^\d\s/]{0,2}\s)(?P<figures>[^:;]{0,16}?)"
    rf"(?:/(?=\s?(?P<symbol>(?:\d{{4}}\s?/\s?)?{_SYMBOL}))|[Il|!1](?=\s?(?P<parts>[A-ZĐ]{{2,}}-{_SYMBOL})))"
)
_GLUED = re.compile(r"(?<=[A-ZĐ]{3})[A-ZĐ][^\W\dA-ZĐ]+$")  # the place behind it: "QĐ-UBNDAn"
_DATE = re.compile(
    r"\b(?P<said>n[^\W\d]{0,2}[yv])(?P<day>.{0,8}?)th[^\W\d]{1,2}g(?P<month>.{0,8}?)n[^\W\d]{1,2}m\s?"
    r"(?P<year>(?:19|20)\d\d)?\D{0,3}$"
)
# Days below 10 and the first two months are written with two figures (Decree 30/2020/NĐ-CP, annex I, part I,
# section II, number 4).
_ODD = 0.01
DAYS = {**{f"{day:02}": 1.0 for day in range(1, 32)}, **{str(day): _ODD for day in range(1, 10)}, "": 1.0}
MONTHS = {
    **{"01": 1.0, "02": 1.0, "1": 0.1, "2": 0.1, "": 1.0},
    **{str(month): 1.0 for month in range(3, 13)},
    **{f"{month:02}": 0.3 for month in range(3, 10)},
}

# No symbol has a plain D where these have Đ; recognition loses the stroke.
_STROKES = ((re.compile(r"(?<![^\W\d_])QD(?=-)"), "QĐ"), (re.compile(r"(?<![^\W\d_])ND(?=-CP)"), "NĐ"),
            (re.compile(r"HDND"), "HĐND"))  # fmt: skip
Looks = Sequence[tuple[int, Strip]]  # left edge in pixels of the page, and what is seen from there on
Place = tuple[float, float, dict[str, float]]  # edges in pixels of the page, readings with their shares


@dataclass(frozen=True, slots=True)
class Slot:
    """Figures between two places of a line, edges in pixels of the page; readings with their shares."""

    left: float
    right: float
    weighed: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DateSlots:
    """Where "ngày" begins, day and month, and the year when it was read."""

    left: float
    day: Slot
    month: Slot
    year: str | None


def number_in(looks: Looks) -> tuple[Slot, str | None] | None:
    """The figures behind "Số:", and the symbol behind them when most looks agree on it."""
    places, symbols = [], Counter[str]()
    for left, strip, found in _found(_NUMBER, looks):
        first, last = _edges(strip, found, "figures")
        places.append(_at(left, strip, first, last, readings(strip.steps[first:last], LONGEST)))
        symbols[_GLUED.sub("", "".join((found["symbol"] or found["parts"]).split()))] += 1
    slot = _added(places, len(looks))
    if slot is None:
        return None
    symbol, times = symbols.most_common(1)[0]
    return slot, symbol if 2 * times > len(looks) else None


def date_in(looks: Looks) -> DateSlots | None:
    """Day and month of a date that ends the line."""
    starts: list[float] = []
    years = Counter[str]()
    days: list[Place] = []
    months: list[Place] = []
    for left, strip, found in _found(_DATE, looks):
        starts.append(left + strip.glyphs[found.start("said")].first * strip.width)
        years.update([found["year"]] if found["year"] else [])
        for name, known, places in (("day", DAYS, days), ("month", MONTHS, months)):
            first, last = _edges(strip, found, name)
            said = {text: likelihood(strip.steps[first:last], text) * usual for text, usual in known.items()}
            places.append(_at(left, strip, first, last, said))
    day, month = _added(days, len(looks)), _added(months, len(looks))
    if day is None or month is None:
        return None
    return DateSlots(min(starts), day, month, next(iter(dict(years.most_common(1))), None))


def with_strokes(text: str) -> str:
    """The text with Đ in symbols that have no plain D: "QD-UBND" is "QĐ-UBND"."""
    for pattern, right in _STROKES:
        text = pattern.sub(right, text)
    return text


def _found(pattern: re.Pattern[str], looks: Looks) -> Iterator[tuple[int, Strip, re.Match[str]]]:
    for left, strip in looks:
        found = pattern.search("".join(glyph.text for glyph in strip.glyphs))
        if found:
            yield left, strip, found


def _edges(strip: Strip, found: re.Match[str], name: str) -> tuple[int, int]:
    """The first step behind the sign before a group, and that of the sign behind it."""
    return strip.glyphs[found.start(name) - 1].last + 1, strip.glyphs[found.end(name)].first


def _at(left: int, strip: Strip, first: int, last: int, said: Mapping[str, float]) -> Place:
    return left + first * strip.width, left + last * strip.width, shares(said)


def _added(places: Sequence[Place], looks: int) -> Slot | None:
    """What all looks say together; ``None`` when fewer than half found the place."""
    if not places or 2 * len(places) < looks:
        return None
    every = {text for *_, said in places for text in said}
    weighed = {text: sum(said.get(text, 0.0) for *_, said in places) / len(places) for text in every}
    return Slot(median(left for left, *_ in places), median(right for _, right, _ in places), weighed)
