"""Numbers that a slip of the pen turns into one another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from legal_corpus.model.act import Act
from legal_corpus.text.numbers import number_key as key_of

_PARTS = re.compile(r"^(\d+[A-Z]?)(?:/(\d{4}))?([/-].+)$")


def _digit_edits(digits: str) -> set[str]:
    found = {digits[:i] + d + digits[i + 1 :] for i in range(len(digits)) for d in "0123456789"}
    found |= {digits[:i] + digits[i + 1 :] for i in range(len(digits))}
    found |= {digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in "0123456789"}
    found |= {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    return {f.lstrip("0") for f in found if f.lstrip("0")}


def near_keys(number_key: str) -> set[str]:
    """Keys one edit away in the number or in the year, or with the year lost; never the key itself.

    ``number_key`` is a key of :func:`legal_corpus.text.numbers.number_key`. An unreadable one has none.
    """
    match = _PARTS.match(number_key)
    if not match or not match[1].isdigit():
        return set()
    number, year, symbol = match.groups()
    if year is None:
        keys = {f"{edited}{symbol}" for edited in _digit_edits(number)}
    else:
        keys = {f"{edited}/{year}{symbol}" for edited in _digit_edits(number)}
        keys |= {
            f"{number}/{y}{symbol}" for y in _digit_edits(year) if 1945 <= int(y) <= 2100 and len(y) == 4
        }
        keys |= {f"{number}/{int(year) + step}{symbol}" for step in (-1, 1)}
        keys.add(f"{number}{symbol}")
    return keys - {number_key}


def _distance(a: str, b: str) -> int:
    """Levenshtein distance of two short strings."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def rank_near(number_key: str, acts: Iterable[Act]) -> list[Act]:
    """The acts by closeness of their number to ``number_key``, newest first among equals."""

    def closeness(act: Act) -> tuple[int, int]:
        ordinal = act.issued.toordinal() if act.issued else 0
        return (_distance(number_key, key_of(act.number or "")), -ordinal)

    return sorted({act.uid: act for act in acts}.values(), key=closeness)
