"""Printed numbers of parts: their order, and their form in Akoma Ntoso eids."""

from __future__ import annotations

import re

# Points run through the Vietnamese alphabet without letters with marks but đ; some acts print the letters
# f, j, w, z too, which most leave out.
POINTS = "abcdđefghijklmnopqrstuvwxyz"
_LEFT_OUT = "fjwz"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORDS = {
    "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_NUMBER = re.compile(r"(\d+)([a-zđ]*)$")
ABBREVIATIONS = {
    "part": "part", "chapter": "chp", "section": "sec", "subsection": "subsec", "article": "art",
    "clause": "cl", "point": "point", "appendix": "app", "attachment": "att",
}  # fmt: skip


def roman_value(label: str) -> int | None:
    """Value of a Roman number, ``None`` when it is none ("IIX" is read as printed: 8 is not guessed)."""
    total = 0
    letters = [_ROMAN.get(letter) for letter in label]
    if not letters or None in letters:
        return None
    values = [value for value in letters if value]
    for at, value in enumerate(values):
        total += -value if at + 1 < len(values) and value < values[at + 1] else value
    return total


def order(label: str) -> tuple[int, str] | None:
    """Sort key of a number: "15a" -> (15, "a"), "IV" -> (4, ""), "thứ hai" -> (2, "")."""
    found = _NUMBER.match(label)
    if found:
        return int(found[1]), found[2]
    value = roman_value(label.upper()) or _WORDS.get(label.lower().removeprefix("thứ ").strip())
    return (value, "") if value else None


def follows(before: str | None, label: str, most: int = 1) -> bool:
    """Whether a part numbered ``label`` can stand behind ``before`` (``None`` = first of its kind).

    The next number, an inserted one (15 -> 15a -> 15b), or up to ``most`` steps on, because numbers
    are left out when a text is cut. The first one is 1.
    """
    new = order(label)
    if new is None:
        return False
    if before is None:
        return new == (1, "")
    old = order(before)
    if old is None:
        return True
    if new[0] == old[0]:
        return new[1] > old[1]
    return 0 < new[0] - old[0] <= most


def point_follows(before: str | None, label: str, most: int = 1) -> bool:
    """The same for points: a, b, c, d, đ, e …; inserted a1, a2. The first one is a."""
    if label[0] not in POINTS:
        return False
    if before is None:
        return label == "a"
    first, last = POINTS.index(before[0]), POINTS.index(label[0])
    if first == last:
        return label[1:] > before[1:] or label == before == before[0]
    step = 1 + sum(letter not in _LEFT_OUT for letter in POINTS[first + 1 : last])
    return first < last and step <= most


def preceding(level: str, label: str) -> str | None:
    """The number that a part so numbered stands behind: "15a" behind "15", "c" behind "b"; ``None`` for
    the first number and for what is none."""
    if level == "point":
        if label[1:]:
            return label[0]
        at = POINTS.find(label[0])
        return POINTS[at - 1] if at > 0 else None
    found = order(label)
    if found is None or found == (1, ""):
        return None
    return str(found[0]) if found[1] else str(found[0] - 1)


def eid_part(level: str, label: str) -> str:
    """ "article", "15a" -> "art_15a"; "point", "đ" -> "point_dd"."""
    value = order(label) if level in {"part", "appendix"} else None
    printed = str(value[0]) + value[1] if value else label
    plain = re.sub(r"[^0-9A-Za-z]+", "-", printed.replace("đ", "dd").replace("Đ", "DD"))
    return f"{ABBREVIATIONS[level]}_{plain}"
