"""Roles of what an operative clause acts on, settled by the effects read out of the clauses.

Roles are first read from the words right before a mention; the clause as a whole is read afterwards and
knows more: "Bãi bỏ các quyết định sau: 1. … 2. …" on one line, "thay thế danh mục tại phần II của …".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from legal_corpus.citations.coordination import act_key, citations_between, told_by_titles
from legal_corpus.model.citation import Citation, ClausePredicate, EffectClause, Role
from legal_corpus.text.normalize import with_real_d
from legal_corpus.text.wrapped import unwrapped

_ROLES: dict[ClausePredicate, Role] = {
    "amends": "amends",
    "supplements": "amends",
    "replaces": "replaces",
    "repeals": "repeals",
    "suspends": "suspends",
    "corrects": "corrects",
}


def settled_roles(
    text: str, citations: Sequence[Citation], effects: Sequence[EffectClause]
) -> list[Citation]:
    """The citations, where what an effect acts on has the role of that effect; both are of ``text``, in
    order of position. What only the title of such an act tells of is a title. A mention that was read as an
    object of another kind keeps its role: its clause does both.
    """
    roles: dict[int, tuple[Role, int]] = {}
    for effect in effects:
        if effect.predicate in _ROLES:
            roles.setdefault(effect.target, (_ROLES[effect.predicate], effect.start))
    acted_on = {act_key(citation) for citation in citations if citation.start in roles}
    settled = [
        _settled(citation, *roles[citation.start]) if citation.start in roles else citation
        for citation in citations
    ]
    unread = [c for c in settled if c.role in _ROLES and act_key(c) not in acted_on]
    told = _told(unwrapped(with_real_d(text)), unread, citations, effects) if unread else set()
    return [replace(citation, role="title") if citation.start in told else citation for citation in settled]


def _told(
    text: str, unread: Sequence[Citation], citations: Sequence[Citation], effects: Sequence[EffectClause]
) -> set[int]:
    """Starts of the unread citations that only the title of the object before them tells of, in a clause that
    has the role they were read with."""
    acting: dict[int, list[EffectClause]] = {}
    for effect in sorted(effects, key=lambda e: e.target):
        acting.setdefault(effect.target, []).append(effect)
    targets = list(acting)
    reach: dict[int, int] = {}  # object -> the last unread citation behind it
    for citation in unread:
        at = bisect_left(targets, citation.start) - 1
        if at >= 0 and any(_holds(effect, citation) for effect in acting[targets[at]]):
            reach[targets[at]] = citation.start
    told: set[int] = set()
    for target, last in reach.items():
        told |= told_by_titles(text, citations_between(citations, target, last + 1), acting)
    return told & {citation.start for citation in unread}


def _holds(effect: EffectClause, citation: Citation) -> bool:
    """Whether the citation stands in the clause and has its role."""
    return effect.start <= citation.start < effect.end and _ROLES.get(effect.predicate) == citation.role


def _settled(citation: Citation, role: Role, said: int) -> Citation:
    """The citation with the role of the effect on it, which is told from ``said`` on."""
    # The document's own title names what articles amend that do not name it again.
    if citation.role in _ROLES or (citation.role == "title" and citation.end <= said):
        return citation
    return replace(citation, role=role)
