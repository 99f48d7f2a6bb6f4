"""What the symbol of a number tells: "92/2017/NĐ-CP" is a decree's.

The one table of kinds is ``registry/data/document_types.yaml``; it is read here because citations need it
and do not know the registry.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from legal_corpus.text.numbers import clean_number

_LETTER = "Công văn"
_PARTY = "-TW"  # ends the symbols that the file gives for numbers of the Party
_KIND = re.compile(r"(?P<kind>[^\W\d_]+)(?=[-\d]|$)")
# "46-NQ/TW", "12-QĐ/TU": the Party puts "-" before the kind; old state bodies did too ("143-QĐ/UB"), but
# there a body may stand in its place ("1296-TC/QĐ": the ministry of finance).
_DASHED = re.compile(r"\d+[A-Z]?-(?P<kind>[^\W\d_]+)/(?P<organ>.+)")
_PARTY_ORGAN = re.compile(r"(?:[^\W\d_]*TW|[TĐHQ]U)(?![^\W\d_])")
_LETTER_NUMBER = re.compile(r"\d+[A-Z]?/(?P<organ>[^\W\d_]{3,})\d*-[^/]+")
# Old numbers with the kind last: "393/BYT-QĐ", "844-CTXH-NĐ".
_KIND_LAST = re.compile(r"\d+[A-Z]?[/-][^\W\d_]{3,}[-/](?P<kind>QĐ|NĐ|NQ)")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH")


@cache
def type_rows() -> tuple[dict[str, Any], ...]:
    """Rows of the table of kinds, in its order."""
    data = resources.files("legal_corpus.registry") / "data" / "document_types.yaml"
    # The C loader is ten times faster and as safe; it is missing where libyaml was not built.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(yaml.load(data.read_text(encoding="utf-8"), Loader=loader))


@cache
def _types_by_symbol() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row in type_rows():
        for symbol in row.get("symbols") or ():
            key = str(symbol).upper()
            # A symbol of two kinds tells neither.
            found[key] = None if key in found and found[key] != row["type"] else str(row["type"])
    return found


@cache
def _normative_symbols() -> frozenset[str]:
    rows = (row for row in type_rows() if row["qppl"])
    return frozenset(str(symbol).upper() for row in rows for symbol in row.get("symbols") or ())


def type_of_number(number: str) -> str | None:
    """The kind that the symbol of a number tells, or ``None`` where it tells none.

    "92/2017/NĐ-CP" -> "Nghị định"; "46-NQ/TW" -> "Nghị quyết"; a symbol that begins with a body is an
    official letter's ("4532/UBND-KSTTHC" -> "Công văn"). "64/2025/QH15" tells nothing, because laws and
    resolutions of the National Assembly share it, nor does "169-QĐ/TW", a decision's or a regulation's.
    """
    clean = clean_number(number).upper()
    kinds = _types_by_symbol()
    dashed = _DASHED.fullmatch(clean)
    if dashed and _PARTY_ORGAN.match(dashed["organ"]):
        return kinds.get(dashed["kind"] + _PARTY, kinds.get(dashed["kind"]))
    if dashed and len(dashed["kind"]) > 1 and dashed["kind"] in _normative_symbols():
        return kinds[dashed["kind"]]
    last = _KIND_LAST.fullmatch(clean)
    if last:
        return kinds[last["kind"]]
    matches = (_KIND.match(part) for part in clean.split("/")[1:])
    known = [found["kind"] for found in matches if found and found["kind"] in kinds]
    if known:  # "1025/TC/QĐ/TCT" is a decision of the ministry of finance (TC)
        return kinds[next((kind for kind in known if kind in _normative_symbols()), known[0])]
    letter = _LETTER_NUMBER.fullmatch(clean)
    return _LETTER if letter and not _ASSEMBLY.fullmatch(letter["organ"]) else None
