"""Where an act applies after the units that issue acts were rearranged, and for how long.

Rules ``merged_unit_acts`` and ``district_acts`` (Luật BHVBQPPL Điều 54 and transitional clauses) are dated
data with a confidence; what they make of an act is said with that confidence and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from legal_corpus.effect.rules import UNREAD_NOTE, LegalRule, RuleBook
from legal_corpus.effect.timeline import Placed
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.model.text import Evidence
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.ranks import level_of
from legal_corpus.registry.sources import INFERRED
from legal_corpus.registry.succession import ProvinceTable, core_provinces, province_of_issuer
from legal_corpus.registry.vocabulary import read_day

MERGED_UNITS = "merged_unit_acts"
DISTRICT_ACTS = "district_acts"
_FILE = "legal_rules.yaml"
_DAY = timedelta(days=1)
_RULE_CONFIDENCE = {"T": 0.95, "X": 0.9, "S": 0.6, "I": 0.5, "M": 0.3}


@dataclass(frozen=True, slots=True)
class TerritorialScope:
    """Where an act of a former unit applies. ``units`` are province codes, empty for a district."""

    words: str
    rule: LegalRule
    units: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The scope with its legal ground in one sentence."""
        return f"{self.words[:1].upper()}{self.words[1:]} theo {self.rule.shown_source}."


def territorial_scope(
    act: Act, on: date, rules: RuleBook, provinces: ProvinceTable | None = None
) -> TerritorialScope | None:
    """The former territory an act applies in on the day; ``None`` when it applies wherever its issuer rules.

    ``provinces``: the shipped table when ``None``.
    """
    if act.issuer is None or ":" not in act.issuer:
        return None
    level = level_of(act.issuer, core_issuers())
    if level == "district":
        return _district(act, on, rules)
    table = provinces or core_provinces()
    unit = table.get(province_of_issuer(act.issuer) or "")
    # Provinces that were added to the shipped table are unknown to the shipped issuers.
    if level not in (None, "province") or unit is None:
        return None
    if unit.period.until is None or on <= unit.period.until:
        return None
    rule = rules.at(MERGED_UNITS, unit.period.until + _DAY)
    if rule is None or rule.parameters.get("outcome") != "continues_in_old_territory":
        return None
    if table.successor(unit.code) is None:
        return None
    return TerritorialScope(f"chỉ áp dụng trên địa bàn {unit.full_name} (cũ)", rule, (unit.code,))


def rule_terms(act: Act, on: date, rules: RuleBook) -> tuple[Placed, ...]:
    """Ends that a rule of law sets to an act by what its issuer is: proposals, marked as such."""
    rule = _district_rule(act, on, rules)
    last = read_day(_FILE, rule.parameters.get("applies_until")) if rule else None
    if rule is None or last is None:
        return ()
    what = f"Văn bản của cấp huyện áp dụng đến hết ngày {vn_date(last)}: {rule.shown_source}"
    event = EffectEvent(
        target=act.uid,
        predicate="expires",
        scope="whole",
        effective_from=last + _DAY,
        source=INFERRED,
        evidence=Evidence(what=what, source=INFERRED),
        confidence=_RULE_CONFIDENCE[rule.confidence],
    )
    return (Placed(event, last + _DAY, rule=rule.id),)


def proposal_note(rule: LegalRule, what: str) -> str:
    """What a rule makes of an act, as a proposal when nobody read the rule's text."""
    head = what if rule.was_read else f"Đề xuất, cần người rà soát xác nhận: {what[:1].lower()}{what[1:]}"
    unread = "" if rule.was_read or UNREAD_NOTE in head else f" ({UNREAD_NOTE})"
    return f"{head} Căn cứ: {rule.source}{unread}."


def _district(act: Act, on: date, rules: RuleBook) -> TerritorialScope | None:
    rule = _district_rule(act, on, rules)
    if rule is None:
        return None
    name = act.issuer_name or ""
    for organ in ("Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "UBND", "HĐND"):
        if name.lower().startswith(organ.lower()):
            name = name[len(organ) :].strip()
            break
    place = f"địa bàn {name} (cũ)" if name else "địa bàn cấp huyện (cũ) nơi ban hành"
    return TerritorialScope(f"chỉ áp dụng trên {place}", rule)


def _district_rule(act: Act, on: date, rules: RuleBook) -> LegalRule | None:
    """The rule on acts of the ended district level, when the act is one of them."""
    if act.issuer is None or ":" not in act.issuer or level_of(act.issuer, core_issuers()) != "district":
        return None
    rule = rules.at(DISTRICT_ACTS, on)
    ended = read_day(_FILE, rule.parameters.get("level_ended")) if rule else None
    if rule is None or ended is None or on <= ended or (act.issued and act.issued > ended):
        return None
    return rule
