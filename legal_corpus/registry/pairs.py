"""Two records that may be one act, side by side: what is equal, what differs, what only one of them says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import core_issuers, issuer_key, names_its_province
from legal_corpus.registry.title_likeness import same_title
from legal_corpus.text.normalize import fold_key

Verdict = Literal["equal", "alike", "differs", "one_side"]
_FIELDS = ("type", "issuer", "issued", "effective_from", "title")


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of both records as people read it (dates day first). "alike": titles that say the same in
    other words; "one_side": only one record tells, or only one names its place."""

    field: str
    left: str | None
    right: str | None
    verdict: Verdict


def compare(left: Act, right: Act) -> tuple[Compared, ...]:
    """Every field that at least one of the records states, in the order that tells acts apart."""
    found = (_compared(name, left, right) for name in _FIELDS)
    return tuple(item for item in found if item.left or item.right)


def completeness(act: Act) -> int:
    """How much of an act's identity a record states: more is better to keep."""
    placed = act.issuer is not None and names_its_province(act.issuer)
    return 4 * placed + 2 * (act.issued is not None) + bool(act.title)


def _compared(name: str, left: Act, right: Act) -> Compared:
    a, b = _text(name, left), _text(name, right)
    if not a or not b:
        return Compared(name, a, b, "one_side")
    if name == "issuer":
        return Compared(name, a, b, _issuers(left, right))
    if fold_key(a) == fold_key(b):
        return Compared(name, a, b, "equal")
    alike: Callable[[str, str], bool] = same_title if name == "title" else lambda _a, _b: False
    return Compared(name, a, b, "alike" if alike(a, b) else "differs")


def _text(name: str, act: Act) -> str | None:
    if name == "issuer":
        known = core_issuers().get(act.issuer) if act.issuer else None
        return act.issuer_name or (known.name if known else act.issuer)
    value = getattr(act, name)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _issuers(left: Act, right: Act) -> Verdict:
    if left.issuer is not None and left.issuer == right.issuer:
        return "equal"
    if issuer_key(left.issuer_name or "") == issuer_key(right.issuer_name or ""):
        return "equal"
    placed = [act.issuer is not None and names_its_province(act.issuer) for act in (left, right)]
    return "differs" if all(placed) or not any(placed) else "one_side"
