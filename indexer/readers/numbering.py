"""Automatic list numbers of a Word document ("Điều 1.", "a)"), which are not in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_LOCAL_NAMES: dict[Any, str] = {}
_MOST_NAMES = 2000
_USUAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def local(element: Any) -> str:
    """Local name of an element, "" for comments and the like."""
    tag = element.tag
    try:
        return _LOCAL_NAMES[tag]
    except KeyError:
        # A document has a few hundred names; a hostile one may have more, so not all are kept.
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_LOCAL_NAMES) < _MOST_NAMES:
            _LOCAL_NAMES[tag] = name
        return name


def attribute(element: Any, name: str) -> str | None:
    """An attribute by local name, whichever of the two WordprocessingML namespaces it is in."""
    usual = element.get(_USUAL + name)
    if usual is not None:
        return str(usual)
    for key, value in element.items():
        if key.endswith(name) and key[-len(name) - 1 : -len(name)] in {"}", ""}:
            return str(value)
    return None


def children(element: Any | None) -> dict[str, Any]:
    """Children by local name, the first of each."""
    found: dict[str, Any] = {}
    known = _LOCAL_NAMES.get
    for one in element if element is not None else ():
        found.setdefault(known(one.tag) or local(one), one)
    return found


def child(element: Any | None, *names: str) -> Any | None:
    """The first child reached by local names, ``None`` when a step is missing."""
    known = _LOCAL_NAMES.get  # asked for each element of a document, so without a call where it is known
    for name in names:
        if element is None:
            return None
        for found in element:
            if (known(found.tag) or local(found)) == name:
                element = found
                break
        else:
            return None
    return element


def child_value(element: Any | None, *names: str) -> str | None:
    """The ``val`` attribute of :func:`child`."""
    return value(child(element, *names))


def value(element: Any | None) -> str | None:
    """The ``val`` attribute of an element."""
    return None if element is None else attribute(element, "val")


def ordinal(number: int, form: str) -> str:
    """A list number in a Word format: decimal, decimalZero, lowerLetter, upperRoman…"""
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        out, rest = "", number
        for worth, letters in _ROMAN:
            while rest >= worth:
                out, rest = out + letters, rest - worth
        return out if form == "upperRoman" else out.lower()
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """Counts through a document; ask :meth:`label` for each paragraph in order."""

    abstracts: dict[str, Any] = field(default_factory=dict)  # elements of abstract lists
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of those that are used
    lists: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # (list, level) -> restart
    styles: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any | None, styles: Any | None) -> Numbering:
        """From the roots of numbering.xml and styles.xml, either of which may be missing."""
        made = cls()
        for element in numbering if numbering is not None else ():
            if local(element) == "abstractNum":
                made.abstracts[attribute(element, "abstractNumId") or ""] = element
            elif local(element) == "num":
                made._add_list(element)
        for style in styles if styles is not None and made.lists else ():
            if local(style) == "style":
                parts = children(style)
                own = child(parts.get("pPr"), "numPr")
                made.styles[attribute(style, "styleId") or ""] = (
                    child_value(own, "numId"),
                    child_value(own, "ilvl"),
                    value(parts.get("basedOn")),
                )
        return made

    def _add_list(self, element: Any) -> None:
        number = attribute(element, "numId") or ""
        self.lists[number] = child_value(element, "abstractNumId") or ""
        for change in element:
            start = child_value(change, "startOverride") if local(change) == "lvlOverride" else None
            if start and start.isdigit():
                self.starts[number, int(attribute(change, "ilvl") or 0)] = int(start)

    def _place(self, properties: Mapping[str, Any]) -> tuple[str, int] | None:
        if not self.lists or not properties:
            return None
        own = properties.get("numPr")
        number, level = child_value(own, "numId"), child_value(own, "ilvl")
        style = value(properties.get("pStyle"))
        for _ in range(12):  # styles may be based on each other in a ring
            if number is not None or style is None or style not in self.styles:
                break
            number, style_level, style = self.styles[style]
            level = level or style_level
        if number is None or number == "0" or number not in self.lists:
            return None
        return number, int(level) if level and level.isdigit() else 0

    def _levels(self, abstract: str) -> dict[int, _Level]:
        if abstract not in self.levels:
            self.levels[abstract] = _levels(self.abstracts.get(abstract))
        return self.levels[abstract]

    def label(self, properties: Mapping[str, Any]) -> str:
        """The number printed before a paragraph with these parts of its ``pPr``; "" when it has none."""
        place = self._place(properties)
        if place is None:
            return ""
        number, level = place
        abstract = self.lists[number]
        levels = self._levels(abstract)
        if level not in levels:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            for (owner, at), start in self.starts.items():
                if owner == number:
                    counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].form == "bullet":
            text = levels[level].text
            return text if text in {"-", "+", "*", "–", "•"} else "-"
        if levels[level].form == "none":
            return _PLACE.sub("", levels[level].text)

        def number_of(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            known = levels.get(at)
            return ordinal(counts.get(at, known.start if known else 1), known.form if known else "decimal")

        return _PLACE.sub(number_of, levels[level].text)


def _levels(abstract: Any | None) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in abstract if abstract is not None else ():
        if local(element) != "lvl":
            continue
        parts = children(element)
        start = value(parts.get("start")) or "1"
        found[int(attribute(element, "ilvl") or 0)] = _Level(
            int(start) if start.isdigit() else 1,
            value(parts.get("numFmt")) or "decimal",
            value(parts.get("lvlText")) or "",
        )
    return found
