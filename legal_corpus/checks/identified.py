"""Citations by how they were resolved, and how candidates are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legal_corpus.checks.base import CheckContext, Cited
from legal_corpus.checks.report import act_label
from legal_corpus.model.act import Act
from legal_corpus.registry.resolve import Outcome

_LISTED = 4


def checked_citations(context: CheckContext, outcome: Outcome) -> Iterator[Cited]:
    """Citations of acts with this outcome; what occurs only in a title is not looked for."""
    for cited in context.cited:
        looked_for = cited.citation.kind == "act" and cited.citation.role not in ("title", "procedure")
        if looked_for and cited.resolution.outcome == outcome:
            yield cited


def listed(acts: Sequence[Act]) -> str:
    """The first acts with issuer and date."""
    shown = [
        f"{act_label(act)}{' của ' + act.issuer_name if act.issuer_name else ''}" for act in acts[:_LISTED]
    ]
    more = f" và {len(acts) - _LISTED} văn bản khác" if len(acts) > _LISTED else ""
    return "; ".join(shown) + more


def near_words(acts: Sequence[Act]) -> str | None:
    """ "Có phải là …?" or ``None`` when nothing is near."""
    return f"Có phải là {listed(acts)}?" if acts else None
