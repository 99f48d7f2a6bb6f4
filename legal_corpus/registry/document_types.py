"""Kinds of instruments and their symbols (``data/document_types.yaml``)."""

from __future__ import annotations

import re
from functools import cache

from legal_corpus.registry.vocabulary import core_rows
from legal_corpus.text.numbers import clean_number

_FILE = "document_types.yaml"
_SYMBOL = re.compile(r"(?:^|/)(?P<kind>[^\W\d_]+)(?=[-/\d]|$)")


@cache
def _types_by_symbol() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for row in core_rows(_FILE):
        for symbol in row.get("symbols") or ():
            key = str(symbol).upper()
            # A symbol of two kinds tells neither.
            found[key] = None if key in found and found[key] != row["type"] else str(row["type"])
    return found


def type_of_number(number: str) -> str | None:
    """The kind that the symbol of a number tells ("92/2017/NĐ-CP" -> "Nghị định"), or ``None``.

    "64/2025/QH15" tells nothing: laws and resolutions of the National Assembly share the symbol.
    """
    for part in clean_number(number).upper().split("/")[1:]:
        kind = _SYMBOL.match(part)
        if kind:
            return _types_by_symbol().get(kind["kind"])
    return None


@cache
def document_types() -> tuple[str, ...]:
    """Names of all kinds, in the order of the file."""
    return tuple(str(row["type"]) for row in core_rows(_FILE))
