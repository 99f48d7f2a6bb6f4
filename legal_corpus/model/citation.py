"""What an act says about other acts: mentions, pinpoints, effect clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal[
    "basis",
    "amender",
    "title",
    "amends",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "refers",
    "procedure",
]
Kind = Literal["act", "paper"]
Scope = Literal["whole", "part"]
ClausePredicate = Literal[
    "amends", "supplements", "replaces", "repeals", "suspends", "corrects", "extends", "continues", "resumes"
]


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another instrument (gold GUIDELINES section 2).

    ``number`` is normalised (no blanks, Đ not Ð); ``name`` is a law's name without the type word;
    ``issued`` a full date given with the mention; ``confidence`` in [0, 1].
    """

    start: int
    end: int
    text: str
    kind: Kind
    type: str
    number: str | None
    name: str | None
    year: int | None
    issued: date | None
    issuer: str | None
    role: Role
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ProvisionRef:
    """A reference to numbered parts; ``refs`` as "5/2/a". ``target`` is ``"self"``, the start of the
    citation it belongs to, or ``None`` when two antecedents fit.
    """

    start: int
    end: int
    text: str
    refs: tuple[str, ...]
    target: int | Literal["self"] | None


@dataclass(frozen=True, slots=True)
class EffectClause:
    """What this document does to another one; ``target`` is the start of the citation.

    ``effective_from`` is set only when it differs from the document's own effective date (JSON key
    ``from``). ``start``/``end`` is the evidence sentence. ``exceptions`` are parts that the clause spares
    ("trừ Điều 5"); the scope is then ``part``.
    """

    predicate: ClausePredicate
    target: int
    scope: Scope
    provisions: tuple[str, ...]
    effective_from: date | None
    start: int
    end: int
    effective_until: date | None = None
    exceptions: tuple[str, ...] = ()
