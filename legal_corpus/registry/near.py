"""Numbers one slip away from each other: "187/2020/NĐ-CP" and "187/2025/NĐ-CP"."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\d{2,5}")
_PRINTED = re.compile(r"\S*\d\S*/[^\s,;)]*[A-Za-zĐđ][^\s,;)]*")


def number_parts(key: str) -> tuple[str, str, str]:
    """(serial, year, symbol) of a :func:`number_key`; year "" where the number has none.

    >>> number_parts("79/2025/NĐ-CP")
    ('79', '2025', 'NĐ-CP')
    >>> number_parts("1628/QĐ-UBND")
    ('1628', '', 'QĐ-UBND')
    """
    serial, _, rest = key.partition("/")
    middle, slash, symbol = rest.partition("/")
    if slash and _YEAR.fullmatch(middle):
        return serial, middle, symbol
    return serial, "", rest


def number_year(key: str) -> int | None:
    """The year segment as a number, ``None`` where there is none or it is misprinted."""
    year = number_parts(key)[1]
    return int(year) if len(year) == 4 else None


def printed_number(label: str) -> str | None:
    """The number inside a printed label: "Luật số 116/2025/QH15 ngày 10/12/2025" -> "116/2025/QH15"."""
    found = _PRINTED.search(label)
    return found[0] if found else None


def one_edit_apart(left: str, right: str) -> bool:
    """True when one insertion, deletion, change, or swap of neighbours turns one into the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    first = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a, b = left[first:], right[first:]
    swapped = a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def bucket_keys(key: str) -> tuple[tuple[str, str, str], ...]:
    """Three index keys, each with one part blanked; near numbers share at least one of them."""
    serial, year, symbol = number_parts(key)
    return (("*", year, symbol), (serial, "*", symbol), (serial, year, "*"))


def is_near(left: str, right: str) -> bool:
    """True when exactly one of serial, year and symbol differs, by one edit."""
    differing = [(a, b) for a, b in zip(number_parts(left), number_parts(right), strict=True) if a != b]
    return len(differing) == 1 and one_edit_apart(*differing[0])


_SLIPS = ("số thứ tự", "năm", "ký hiệu")


def slip_between(left: str, right: str) -> str | None:
    """Which part of two numbers differs, in words ("năm"), when it is exactly one; else ``None``.

    >>> slip_between("187/2020/NĐ-CP", "187/2025/NĐ-CP")
    'năm'
    """
    pairs = zip(_SLIPS, number_parts(left), number_parts(right), strict=True)
    differing = [name for name, a, b in pairs if a != b]
    return differing[0] if len(differing) == 1 else None
