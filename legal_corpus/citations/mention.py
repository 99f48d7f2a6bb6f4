"""A mention while it is being read: the mutable form of :class:`legal_corpus.model.citation.Citation`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from legal_corpus.citations.grammar import LAW_TYPES, PAPER_TYPES
from legal_corpus.model.citation import Citation, Kind, Role

_NUMBER = re.compile(r"\d[a-zđ]?\s?[/-]\s?(?:\d{4}\s?/|[A-ZĐ])")


@dataclass(slots=True)
class Mention:
    """``start``/``end`` is the span of the citation; ``tail`` ends what belongs to it outside the span
    (a date after a comma, "của <issuer>"). ``joined`` marks a list member that lacks its type word,
    ``provisional`` what counts only if the document names the act in full ("QĐ 66").
    """

    start: int
    end: int
    tail: int
    type: str
    number: str | None = None
    name: str | None = None
    year: int | None = None
    issued: date | None = None
    issuer: str | None = None
    joined: bool = False
    provisional: bool = False
    confidence: float = 1.0
    role: Role = "refers"

    @property
    def is_law(self) -> bool:
        """Whether acts of this type are cited by name."""
        return self.type in LAW_TYPES

    @property
    def kind(self) -> Kind:
        """``paper`` for procedural papers; a consolidated text cited as "Văn bản số" is an act."""
        if self.type in PAPER_TYPES and not (self.number and "VBHN" in self.number):
            return "paper"
        return "act"

    def citation(self, text: str) -> Citation:
        """The frozen form. A span broken over lines keeps the line that holds its number, else the
        larger part (GUIDELINES section 5).
        """
        start, end = self.start, self.end
        shown = text[start:end]
        if "\n" in shown:
            shown = max(
                shown.split("\n"), key=lambda part: (_NUMBER.search(part) is not None, len(part))
            ).strip()
            start = text.index(shown, start)
            end = start + len(shown)
        return Citation(
            start=start,
            end=end,
            text=shown,
            kind=self.kind,
            type=self.type,
            number=self.number,
            name=self.name,
            year=self.year,
            issued=self.issued,
            issuer=self.issuer,
            role=self.role,
            confidence=self.confidence,
        )
