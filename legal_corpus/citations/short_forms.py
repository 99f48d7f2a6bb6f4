"""Short forms: "Nghị định 61" stands for the one decree 61/… that the document names in full."""

from __future__ import annotations

import re
from collections import defaultdict

from legal_corpus.citations.confidence import SHORT_RESOLVED
from legal_corpus.citations.mention import Mention

_HEAD = re.compile(r"0*(\d+[a-zđ]?)(?:/(\d{4}))?")


def _is_full(number: str) -> bool:
    return "/" in number and bool(re.search(r"[/\-][A-ZĐa-zđ]", number))


def resolve_short_forms(mentions: list[Mention]) -> None:
    """Gives short mentions the full number of their antecedent, in place.

    Only when exactly one number of the same type fits; otherwise the printed short number stays, so
    that a person sees the ambiguity. Provisional mentions that found theirs are so no longer.
    """
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    short: list[Mention] = []
    for mention in mentions:
        if not mention.number:
            continue
        if not _is_full(mention.number):
            short.append(mention)
            continue
        head = _HEAD.match(mention.number)
        if head:
            full[mention.type, head[1]].add(mention.number)
    for mention in short:
        head = _HEAD.match(mention.number or "")
        if not head:
            continue
        fitting = {
            number
            for number in full.get((mention.type, head[1]), ())
            if head[2] is None or f"/{head[2]}/" in number
        }
        mention.provisional = mention.provisional and len(fitting) != 1
        if len(fitting) == 1:
            mention.number = fitting.pop()
            mention.confidence = SHORT_RESOLVED
