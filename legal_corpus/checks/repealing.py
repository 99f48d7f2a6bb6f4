"""The acts that a document amends, replaces or repeals, each with its clause."""

from __future__ import annotations

from collections.abc import Iterator

from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.model.citation import EffectClause

_ENDING = ("replaces", "repeals")


def targets(context: CheckContext, *, ending: bool = True) -> Iterator[tuple[EffectClause, Cited]]:
    """Effect clauses with the citation they act on; with ``ending`` only those that replace or repeal."""
    by_start = {cited.citation.start: cited for cited in context.cited}
    for effect in context.effects:
        cited = by_start.get(effect.target)
        if cited is None or cited.citation.kind != "act":
            continue
        if not ending or effect.predicate in _ENDING:
            yield effect, cited
