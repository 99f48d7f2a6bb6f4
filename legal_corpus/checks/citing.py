"""What the advice on the form of citing shares."""

from __future__ import annotations

from legal_corpus.checks.base import CheckContext
from legal_corpus.model.act import Act

_CITING_FORM = "citing_form"


def advises(context: CheckContext) -> bool:
    """True where a rule on citing is recorded for the day of signing (of the review while unknown)."""
    return context.rules.at(_CITING_FORM, context.signed or context.on) is not None


def in_full(kind: str, name: str | None, act: Act) -> str:
    """The act as a ground names it: "Luật Đất đai số 31/2024/QH15"."""
    return f"{kind} {name} số {act.number}" if name else f"{kind} số {act.number}"
