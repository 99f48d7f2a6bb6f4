"""The act that a registry row names as the doer of an event: one that fits, or none."""

from __future__ import annotations

from collections.abc import Iterable

from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.rows import ActingRef
from legal_corpus.registry.succession import province_of_issuer
from legal_corpus.text.normalize import fold_key


def acting_act(ref: ActingRef, target: str | None, candidates: Iterable[Act], book: IssuerBook) -> Act | None:
    """The only one of ``candidates`` (acts with the number of ``ref``) that can have acted on an act of the
    issuer ``target``; ``None`` when none or several can.
    """
    fits = [act for act in candidates if _can_be(ref, act) and _has_a_say(ref, act, target, book)]
    return fits[0] if len(fits) == 1 else None


def _can_be(ref: ActingRef, act: Act) -> bool:
    same_type = ref.type is None or fold_key(ref.type) == fold_key(act.type)
    return same_type and (ref.issued is None or act.issued is None or ref.issued == act.issued)


def _has_a_say(ref: ActingRef, act: Act, target: str | None, book: IssuerBook) -> bool:
    """A local number means the body of the same province or of its successor: others use it too."""
    if book.for_symbol(act.number or "").unique:
        return True
    if act.issuer is None or target is None:
        return ref.issued is not None and ref.issued == act.issued
    old = province_of_issuer(target)
    return old is not None and old in {province_of_issuer(code) for code in book.lineage(act.issuer)}
