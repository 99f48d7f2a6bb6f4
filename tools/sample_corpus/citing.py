"""Citations of national acts, written from the table of facts so that no number or date is retyped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_MACRO = re.compile(r"\{(?P<style>[a-z]):(?P<number>[^}]+)\}")


def long_date(day: date) -> str:
    """``ngày 05 tháng 3 năm 2020``: two digits for days under 10 and for January, February."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def cite(fact: Mapping[str, Any], style: str) -> str:
    """One citation. Styles: ``d`` full with date, ``n`` full with number, ``s`` number only.

    Raises ValueError on another style.
    """
    kind, number, name = str(fact["type"]), str(fact["number"]), str(fact["name"])
    if style == "s":
        return f"{kind} số {number}"
    by_name = kind in {"Luật", "Bộ luật", "Pháp lệnh"}
    if style == "d":
        when = long_date(fact["issued"])
        if by_name:
            return f"{kind} {name} {when}"
        return f"{kind} số {number} {when} của {_issuer(fact)} {name}"
    if style == "n":
        return f"{kind} {name} số {number}" if by_name else f"{kind} số {number} của {_issuer(fact)} {name}"
    raise ValueError(f"unknown citation style {style!r}")


def expand(text: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    """Text with every ``{style:number}`` replaced. Raises KeyError for a number without facts."""
    return _MACRO.sub(lambda found: cite(facts[found["number"]], found["style"]), text)


def _issuer(fact: Mapping[str, Any]) -> str:
    issuer = str(fact["issuer"])
    return f"Bộ trưởng {issuer}" if issuer.startswith("Bộ ") else issuer
