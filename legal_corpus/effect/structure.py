"""References of the provisions that a text has, from its tree of numbered parts."""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.effect.provision_life import ref_key
from legal_corpus.model.provision import Node

_COUNTED = ("article", "clause", "point")


def structure_refs(nodes: Iterable[Node]) -> frozenset[str] | None:
    """References "5", "5/2", "5/2/a" of a tree; ``None`` when it has no article to speak of.

    Articles of an attached regulation count too: a reference does not tell which of two it means.
    """
    paths: dict[str, str] = {}
    for node in nodes:
        if node.level not in _COUNTED:
            continue
        above = paths.get(node.parent or "")
        if node.level == "article" or above is not None:
            paths[node.eid] = f"{above}/{node.label}" if above and node.level != "article" else node.label
    if not paths:
        return None
    return frozenset(ref_key(path) for path in paths.values())
