"""Numbered parts of an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal[
    "part", "chapter", "section", "subsection", "article", "clause", "point", "appendix", "attachment"
]


@dataclass(frozen=True, slots=True)
class Node:
    """One numbered part. ``eid`` follows Akoma Ntoso: ``art_5__cl_2__point_a``; đ is ``point_dd``;
    an attached regulation is its own container: ``att_1__art_3``. ``label`` is the printed number
    ("5", "2", "đ", "II", "15a"). ``start``/``end`` cover the whole part with its children.
    """

    eid: str
    level: Level
    label: str
    heading: str | None
    start: int
    end: int
    parent: str | None = None
