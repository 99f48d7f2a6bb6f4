"""Acts cited by name: the names an act answers to, and how a cited name is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.registry.protocol import Registry
from legal_corpus.text.normalize import fold_key

NAMED_TYPES = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
_NUMBERS = re.compile(r"\s+số\s+\d[^\s,;]*")
_YEAR_TAIL = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d$")
_CONSTITUTION = "nước cộng hòa xã hội chủ nghĩa việt nam"


def name_keys(act: Act, names: Iterable[str] = ()) -> set[str]:
    """Folded names under which an act is cited: its title and ``names`` without type word and number.

    "Luật An ninh mạng số 116/2025/QH15" gives "an ninh mạng".
    """
    return {key for printed in (act.title, *names) if (key := _name_key(act.type, printed or ""))}


def bare_title(act: Act) -> str:
    """The folded title without type word and number."""
    return _name_key(act.type, act.title or "")


def acts_by_name(citation: Citation, registry: Registry) -> Sequence[Act]:
    """Acts of the cited type and name."""
    for kind, key in asked_names(citation):
        if found := registry.by_name(kind, key):
            return found
    return ()


def asked_names(citation: Citation) -> list[tuple[str, str]]:
    """Types and names under which an act that is cited by name is looked for, in order: a law may be called
    a code, and number or year may trail the name."""
    type_key = fold_key(citation.type)
    name = fold_key(citation.name or "")
    tries = [name, _NUMBERS.sub("", name), _YEAR_TAIL.sub("", name)]
    if type_key == "hiến pháp":
        tries.append(_CONSTITUTION)
    types = [type_key, *({"luật": ["bộ luật"], "bộ luật": ["luật"]}.get(type_key, []))]
    return [(kind, key) for kind in types for key in dict.fromkeys(tries) if key]


def titled_exactly(citation: Citation, acts: Sequence[Act]) -> Sequence[Act]:
    """The acts whose own title is the cited name, if any; else all: an alias is the weaker claim."""
    name = _NUMBERS.sub("", fold_key(citation.name or ""))
    return [act for act in acts if bare_title(act) == name] or acts


@lru_cache(maxsize=1 << 14)
def _name_key(type_: str, printed: str) -> str:
    """Titles come again and again."""
    key = _NUMBERS.sub("", fold_key(printed))
    return fold_key(key.removeprefix(fold_key(type_) + " "))
