"""Whether one body may act on the acts of another: the same one, its successor, or one above it."""

from __future__ import annotations

from datetime import date

from legal_corpus.effect.basis import rank_of
from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.ranks import core_ranks
from legal_corpus.registry.succession import province_of_issuer

AMEND_SAME_ISSUER = "amend_same_issuer"
_LEVELS = ("central", "province", "district", "commune")


def is_same_body(acting: str, target: str, book: IssuerBook) -> bool:
    """The acting body issued the target, succeeded its issuer, or is its chairman (or the other way)."""
    return any(target in book.same_body(code) for code in book.lineage(acting))


def may_repeal(acting: Act, target: Act, on: date, book: IssuerBook) -> bool | None:
    """True when the acting body stands above the target's issuer; ``None`` when nobody can tell.

    Bodies of one province: the council stands above the committee. Luật 64/2025/QH15 Điều 8 khoản 2.
    """
    if acting.issuer is None or target.issuer is None:
        return None
    if is_same_body(acting.issuer, target.issuer, book):
        return True
    mine, other = book.get(acting.issuer), book.get(target.issuer)
    if mine is None or other is None:
        return None
    above = _LEVELS.index(other.level) - _LEVELS.index(mine.level) if _known(mine.level, other.level) else 0
    if above < 0:
        return False
    units = province_of_issuer(acting.issuer), province_of_issuer(target.issuer)
    if above == 0 and units[0] != units[1] and units[1] not in _territory(acting.issuer, book):
        return False
    ranks = rank_of(acting, on, core_ranks(), book), rank_of(target, on, core_ranks(), book)
    if ranks[0] is None or ranks[1] is None or ranks[0].position is None or ranks[1].position is None:
        return None
    return ranks[0].position < ranks[1].position


def _known(*levels: str) -> bool:
    return all(level in _LEVELS for level in levels)


def _territory(issuer: str, book: IssuerBook) -> set[str | None]:
    return {province_of_issuer(code) for code in book.lineage(issuer)}
