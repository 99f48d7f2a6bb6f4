"""What a citation was found to mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.compare import Mismatch
from legal_corpus.registry.near import number_year
from legal_corpus.text.numbers import number_key

Outcome = Literal["resolved", "ambiguous", "unknown", "mismatch"]


@dataclass(frozen=True, slots=True)
class CitingAct:
    """What is known of the act that cites: issuer code, issue date, uid."""

    issuer: str | None = None
    issued: date | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation means. ``act`` is set for "resolved", and for "mismatch" as a suggestion when one
    act has the cited number. ``candidates`` fit what was cited, ``near`` are one slip away, the likeliest
    first. ``reason`` is a Vietnamese sentence for people.
    """

    outcome: Outcome
    act: Act | None
    candidates: tuple[Act, ...]
    near: tuple[Act, ...]
    reason: str
    mismatches: tuple[Mismatch, ...] = ()


def unknown(reason: str) -> Resolution:
    """Nothing fits and nothing is near."""
    return Resolution("unknown", None, (), (), reason)


def ambiguous(acts: Sequence[Act], reason: str) -> Resolution:
    """Several acts fit; a person chooses."""
    return Resolution("ambiguous", None, tuple(acts), (), reason)


def dated_as_cited(citation: Citation, act: Act) -> bool:
    """True when the act has the cited date, or year where only that is cited."""
    if citation.issued:
        return act.issued == citation.issued
    return issue_year(act) == citation.year


def issue_year(act: Act) -> int | None:
    """Year of issue: of the date, else as the number prints it, else as the title says behind the number
    ("Quyết định 920/QĐ-TTg năm 2024 …")."""
    if act.issued:
        return act.issued.year
    said = re.search(rf"{re.escape(act.number)} năm (\d{{4}})\b", act.title or "") if act.number else None
    return int(said[1]) if said else number_year(number_key(act.number or ""))
