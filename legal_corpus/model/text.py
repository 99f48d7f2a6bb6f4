"""Spans and evidence over a document's NFC text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range of the NFC text that ``rasoat read`` prints.

    Invariant: ``text[start:end]`` is what was found.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of proof that is shown to a person.

    ``what`` says what it proves ("citing sentence", "ending clause", "date", "source"); ``quote`` is
    the sentence as printed (``None`` where only the fact is known); ``act`` is the label of the act
    that holds it; ``source`` names where the claim comes from.
    """

    what: str
    quote: str | None = None
    act: str | None = None
    source: str | None = None
    start: int | None = None
    end: int | None = None
