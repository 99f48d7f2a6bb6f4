"""Roles of what an operative clause acts on, settled by the effects read out of the clauses.

Roles are first read from the words right before a mention; the clause as a whole is read afterwards and
knows more: "Bãi bỏ các quyết định sau: 1. … 2. …" on one line, "thay thế danh mục tại phần II của …".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legal_corpus.citations.coordination import act_key
from legal_corpus.model.citation import Citation, ClausePredicate, EffectClause, Role

_ROLES: dict[ClausePredicate, Role] = {
    "amends": "amends",
    "supplements": "amends",
    "replaces": "replaces",
    "repeals": "repeals",
    "suspends": "suspends",
    "corrects": "corrects",
}


def settled_roles(citations: Sequence[Citation], effects: Sequence[EffectClause]) -> list[Citation]:
    """The citations, where what an effect acts on has the role of that effect; ``effects`` are of the same
    text. A mention that was read as an object of another kind keeps its role: its clause does both.
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
    return [
        replace(citation, role="title")
        if citation.role in _ROLES and act_key(citation) not in acted_on and _only_told(citation, effects)
        else citation
        for citation in settled
    ]


def _only_told(citation: Citation, effects: Sequence[EffectClause]) -> bool:
    """Whether a clause was read that acts on the act before the citation: its title is what names it."""
    return any(
        effect.start <= citation.start < effect.end
        and effect.target < citation.start
        and _ROLES.get(effect.predicate) == citation.role
        for effect in effects
    )


def _settled(citation: Citation, role: Role, said: int) -> Citation:
    """The citation with the role of the effect on it, which is told from ``said`` on."""
    # The document's own title names what articles amend that do not name it again.
    if citation.role in _ROLES or (citation.role == "title" and citation.end <= said):
        return citation
    return replace(citation, role=role)
