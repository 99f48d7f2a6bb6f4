"""The earliest day an act may take effect, and whether it may reach back (Luật BHVBQPPL: E1, E3).

Every number comes from the rule version of the day of adoption or signing; nothing is a constant here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from legal_corpus.effect.rules import LegalRule, RuleBook
from legal_corpus.registry.issuers import Level

EFFECT_DATE_MINIMUM = "effect_date_minimum"
RETROACTIVITY = "retroactivity"
EffectDateOutcome = Literal["fine", "shortened", "too_early", "before_signing", "unknown"]
RetroOutcome = Literal["allowed_if_needed", "forbidden", "unknown"]
_COUNCIL_KIND = "Nghị quyết"  # adopted by a vote, signed later; decisions are signed only


@dataclass(frozen=True, slots=True)
class EarliestDay:
    """First lawful day of effect. ``day`` is ``None`` where no rule is recorded for that time and level.

    ``counted_from``: the day of adoption (resolutions) or of signing; ``days``: how many after it;
    ``rule``: the version applied, whose confidence decides whether a breach is a verdict.
    """

    day: date | None
    counted_from: date
    days: int | None = None
    rule: LegalRule | None = None


def counting_day(kind: str, signed: date, adopted: date | None, rule: LegalRule | None = None) -> date:
    """The day the minimum counts from: adoption for a resolution, signing for everything else.

    Acts of 2016 to 2020 count from signing (Luật 80/2015/QH13, Điều 151 trước khi sửa).
    """
    by_signing = rule is not None and rule.parameters.get("count_from") == "signing"
    return signed if by_signing or adopted is None or kind != _COUNCIL_KIND else adopted


def earliest_effective_date(
    level: Level,
    kind: str,
    *,
    signed: date,
    rules: RuleBook,
    adopted: date | None = None,
    rut_gon: bool = False,
) -> EarliestDay:
    """First day an act of ``level`` and ``kind`` ("Quyết định") may take effect.

    ``rut_gon``: shortened procedure or special case, which the caller has evidence of; then the day of
    adoption or signing itself. Luật 80/2015/QH13 Điều 151, Luật 64/2025/QH15 Điều 53 khoản 1.
    """
    rule = rules.at(EFFECT_DATE_MINIMUM, adopted or signed)
    start = counting_day(kind, signed, adopted, rule)
    days = rule.parameters.get(f"{level}_days") if rule is not None else None
    if rule is None or days is None:
        return EarliestDay(None, start)
    if rut_gon:
        return EarliestDay(start, start, 0, rule)
    return EarliestDay(start + timedelta(days=int(days)), start, int(days), rule)


def effect_date_outcome(effective_from: date, earliest: EarliestDay) -> EffectDateOutcome:
    """How a day of effect stands to the minimum.

    "too_early" asks for evidence of a shortened procedure: a short gap by itself is no breach
    (DOMAIN.md 1.4). "before_signing" is retroactive, see :func:`retroactive_effect`. "shortened": fine
    only because of the shortened procedure.
    """
    if effective_from < earliest.counted_from:
        return "before_signing"
    if earliest.day is None:
        return "unknown"
    if effective_from < earliest.day:
        return "too_early"
    return "shortened" if earliest.days == 0 else "fine"


def retroactive_effect(level: Level, organ: str, signed: date, rules: RuleBook) -> RetroOutcome:
    """Whether an act of ``level`` signed that day may take effect earlier (E3).

    ``organ``: "ubnd", "hdnd", "ctubnd", or "" for central bodies. "allowed_if_needed" is never for new or
    heavier liability. Luật 80/2015/QH13 Điều 152 khoản 3; Luật 64/2025/QH15 Điều 55.
    """
    rule = rules.at(RETROACTIVITY, signed)
    if rule is None:
        return "unknown"
    told = rule.parameters
    if {level, organ} & set(told.get("unknown_for", ())):
        return "unknown"
    if level in told.get("forbidden_levels", ()):
        return "forbidden"
    organs = told.get("allowed_organs")
    allowed = level in told.get("allowed_levels", ()) and (
        level == "central" or not organs or organ in organs
    )
    return "allowed_if_needed" if allowed else "unknown"
