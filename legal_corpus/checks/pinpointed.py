"""Cited provisions with their status, for the checks on provisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.model.act import Act
from legal_corpus.model.effect import StatusReading


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """One reference ("5/2/a") of a citation whose act as a whole has not ended."""

    ref: str
    now: StatusReading
    at_signing: StatusReading | None


def cited_provisions(context: CheckContext) -> Sequence[tuple[Cited, Act, list[CitedProvision]]]:
    """Relied-on acts that stand, with the provisions cited of them."""
    return context.once(_cited_provisions)


def _cited_provisions(context: CheckContext) -> list[tuple[Cited, Act, list[CitedProvision]]]:
    refs_of: dict[object, list[str]] = defaultdict(list)
    for item in context.provisions:
        refs_of[item.target].extend(item.refs)
    provided: list[tuple[Cited, Act, list[CitedProvision]]] = []
    for cited in context.relying():
        act, now = cited.act, cited.now
        if act is None or now is None or now.status in ("expired", "not_yet_in_force"):
            continue
        found = [
            CitedProvision(
                ref,
                context.status(act, context.on, ref),
                context.status(act, context.signed, ref) if context.signed else None,
            )
            for ref in dict.fromkeys(refs_of.get(cited.citation.start, ()))
        ]
        if found:
            provided.append((cited, act, found))
    return provided
