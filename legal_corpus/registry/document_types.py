"""Kinds of instruments (``data/document_types.yaml``)."""

from __future__ import annotations

from functools import cache

from legal_corpus.text.normalize import fold_key
from legal_corpus.text.symbols import type_of_number, type_rows

__all__ = ["document_types", "type_name", "type_of_number"]


@cache
def document_types() -> tuple[str, ...]:
    """Names of all kinds, in the order of the file."""
    return tuple(str(row["type"]) for row in type_rows())


@cache
def _types_by_key() -> dict[str, str]:
    return {fold_key(name): name for name in document_types()}


def type_name(printed: str) -> str | None:
    """A kind's name in normal case, however it is printed ("NGHỊ  QUYẾT"); ``None`` when it is none."""
    return _types_by_key().get(fold_key(printed))
