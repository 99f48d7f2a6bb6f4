"""Whether an act may stand as a ground (căn cứ) of another one: form, rank and dates (E6).

Nghị định 78/2025/NĐ-CP Điều 62, Nghị định 79/2025/NĐ-CP Điều 6 khoản 1. The conditions are those of the
day of adoption or signing; for a day without a recorded rule nothing is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from legal_corpus.effect.rules import BASIS_CONDITIONS, LegalRule, RuleBook
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import IssuerBook
from legal_corpus.registry.ranks import Rank, RankTable, has_normative_number, issuer_groups

ProblemKind = Literal[
    "not_issued",  # adopted or signed only after the act
    "later_effect",  # takes effect after the act does
    "ended",  # had wholly ended on the day of signing
    "administrative",  # an individual or administrative document
    "same_issuer",  # of the issuer itself: practice, but no higher act
    "not_higher",  # of equal or lower rank
]
# Kinds issued both as normative and as individual acts; since that year the normative ones carry the year
# in their symbol (rule triage_symbols: inferred from practice).
_TWO_NATURES = ("Nghị quyết", "Quyết định", "Chỉ thị")
_YEAR_IN_SYMBOLS = 1997


@dataclass(frozen=True, slots=True)
class BasisProblem:
    """One condition that fails, in a Vietnamese clause."""

    kind: ProblemKind
    words: str


@dataclass(frozen=True, slots=True)
class BasisReading:
    """``allowed`` ``None``: no rule is recorded for the day, or a date or rank that decides is not known.

    ``unknown`` names in Vietnamese what was missing. ``rule`` carries source and confidence.
    """

    allowed: bool | None
    problems: tuple[BasisProblem, ...] = ()
    unknown: tuple[str, ...] = ()
    rule: LegalRule | None = None


_NO_RULE = BasisReading(None, unknown=("quy định về căn cứ vào ngày ký",))


@dataclass(frozen=True, slots=True)
class BasisDates:
    """Days that decide: of the new act (signed or adopted, first day of effect) and of its ground."""

    signed: date
    effective: date | None
    basis_issued: date | None
    basis_effective: date | None
    basis_ended: date | None = None  # first day without effect


def basis_dates_reading(days: BasisDates, rules: RuleBook) -> BasisReading:
    """The conditions of time alone: in force at signing, or signed and effective no later than the act."""
    rule = rules.at(BASIS_CONDITIONS, days.signed)
    if rule is None:
        return _NO_RULE
    problems, unknown = _time(days)
    allowed = False if problems else None if unknown else True
    return BasisReading(allowed, problems, unknown, rule)


def basis_reading(
    act: Act, basis: Act, days: BasisDates, *, rules: RuleBook, ranks: RankTable, issuers: IssuerBook
) -> BasisReading:
    """All conditions: those of :func:`basis_dates_reading`, of form, and of rank on the day of signing."""
    rule = rules.at(BASIS_CONDITIONS, days.signed)
    if rule is None:
        return _NO_RULE
    told, (failed, untold) = rule.parameters, _time(days)
    problems, unknown = list(failed), list(untold)
    if told.get("qppl_only") and _administrative(basis, ranks):
        problems.append(
            BasisProblem("administrative", f"{basis.label} không phải văn bản quy phạm pháp luật")
        )
    elif told.get("higher_rank"):
        ranked = rank_problem(act, basis, days.signed, ranks=ranks, issuers=issuers)
        if isinstance(ranked, BasisProblem):
            problems.append(ranked)
        elif ranked is None:
            unknown.append("thứ bậc hiệu lực của một trong hai văn bản")
    allowed = False if problems else None if unknown else True
    return BasisReading(allowed, tuple(problems), tuple(unknown), rule)


def rank_problem(
    act: Act, basis: Act, on: date, *, ranks: RankTable, issuers: IssuerBook
) -> BasisProblem | bool | None:
    """A problem when the ground ranks no higher; ``True`` when it does; ``None`` when a rank is untold."""
    mine, other = rank_of(act, on, ranks, issuers), rank_of(basis, on, ranks, issuers)
    own, cited = (mine.position if mine else None), (other.position if other else None)
    # The National Assembly issued the Constitution too: rank goes before the issuer.
    if own is not None and cited is not None and cited < own:
        return True
    if act.issuer is not None and act.issuer == basis.issuer:
        return BasisProblem("same_issuer", f"{basis.label} do chính cơ quan ban hành văn bản này ban hành")
    if own is None or cited is None:
        return None
    order = "ngang" if cited == own else "thấp hơn"
    return BasisProblem("not_higher", f"{basis.label} có hiệu lực pháp lý {order} văn bản này")


def rank_of(act: Act, on: date, ranks: RankTable, issuers: IssuerBook) -> Rank | None:
    """Rank on the day; a kind the law no longer lists keeps the rank of the day it was issued."""
    if act.issuer is None:
        return None
    groups = issuer_groups(act.issuer, issuers)
    found = ranks.at(act.type, groups, on)
    if found is None and act.issued is not None:
        found = ranks.at(act.type, groups, act.issued)
    return found


def _administrative(basis: Act, ranks: RankTable) -> bool:
    if ranks.is_normative_kind(basis.type) is False:
        return True
    numbered = basis.issued is not None and basis.issued.year >= _YEAR_IN_SYMBOLS
    return numbered and basis.type in _TWO_NATURES and has_normative_number(basis.number) is False


def _time(days: BasisDates) -> tuple[tuple[BasisProblem, ...], tuple[str, ...]]:
    if days.basis_issued is not None and days.basis_issued > days.signed:
        words = f"ban hành ngày {vn_date(days.basis_issued)}, sau ngày ký {vn_date(days.signed)}"
        return (BasisProblem("not_issued", words),), ()
    if days.basis_ended is not None and days.basis_ended <= days.signed:
        return (BasisProblem("ended", f"hết hiệu lực từ ngày {vn_date(days.basis_ended)}"),), ()
    if days.basis_effective is None:
        return (), ("ngày có hiệu lực của căn cứ",)
    if days.basis_effective <= days.signed:
        return (), ()
    if days.effective is None:
        return (), ("ngày có hiệu lực của văn bản này",)
    if days.basis_effective <= days.effective:
        return (), ()
    words = (
        f"có hiệu lực từ ngày {vn_date(days.basis_effective)}, "
        f"sau ngày có hiệu lực {vn_date(days.effective)} của văn bản này"
    )
    return (BasisProblem("later_effect", words),), ()
