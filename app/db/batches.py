"""Queries over many keys, a part of them at a time: databases limit the parameters of one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

KEYS = 400  # in one query, below SQLite's oldest limit of 999 parameters
_Key = TypeVar("_Key", int, str)


def batches(wanted: Iterable[_Key], size: int = KEYS) -> Iterator[list[_Key]]:
    """Each key once, in order, at most ``size`` at a time."""
    ordered = sorted(set(wanted))
    for at in range(0, len(ordered), size):
        yield ordered[at : at + size]
