"""Legal rules as dated data: which text of the law governed on which day, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from legal_corpus.registry.vocabulary import Period, VocabularyError, core_rows, read_period

RuleConfidence = Literal["T", "X", "S", "I", "M"]
ImplementingOutcome = Literal[
    "stands", "expires", "stays_under_review", "expires_unless_continued", "unknown"
]
_FILE = "legal_rules.yaml"
_CONFIDENCES = ("T", "X", "S", "I", "M")
IMPLEMENTING_ACTS = "implementing_act_expiry"
BASIS_CONDITIONS = "legal_basis_conditions"
TERM_WARNING = "term_warning"
UNREAD_NOTE = "chưa đối chiếu nguyên văn"


@dataclass(frozen=True, slots=True)
class LegalRule:
    """One version of one rule. ``source`` is its legal basis as shown to people.

    ``confidence``: T read in the act, X read in an extract, S secondary, I inferred, M from memory.
    """

    id: str
    title: str
    source: str
    confidence: RuleConfidence
    text: str = ""
    period: Period = field(default_factory=Period)
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def was_read(self) -> bool:
        """True when the rule's own words were read."""
        return self.confidence in ("T", "X")

    @property
    def shown_source(self) -> str:
        """The legal basis, marked when nobody read its text."""
        return self.source if self.was_read else f"{self.source} ({UNREAD_NOTE})"


class RuleBook:
    """Rules by id; one id may have several versions with periods that do not overlap."""

    def __init__(self, rules: Iterable[LegalRule]) -> None:
        self._rules: dict[str, list[LegalRule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.id, []).append(rule)

    def all(self) -> list[LegalRule]:
        """Every version of every rule, in the order of the file."""
        return [rule for versions in self._rules.values() for rule in versions]

    def at(self, rule_id: str, on: date) -> LegalRule | None:
        """The version in force on the day; ``None`` when none is recorded."""
        for rule in self._rules.get(rule_id, ()):
            if rule.period.holds(on):
                return rule
        return None


@dataclass(frozen=True, slots=True)
class ImplementingReading:
    """What the law makes of an act that details another one which ended: a proposal, not a verdict."""

    outcome: ImplementingOutcome
    since: date | None
    proposal: str
    rule: LegalRule | None


_PROPOSALS: dict[ImplementingOutcome, str] = {
    "stands": "Luật thời kỳ đó không quy định văn bản quy định chi tiết tự hết hiệu lực; cần rà soát.",
    "expires": "Đề xuất: văn bản quy định chi tiết hết hiệu lực đồng thời từ ngày {day}.",
    "stays_under_review": "Văn bản quy định chi tiết còn hiệu lực nếu không trái văn bản mới; cần rà soát.",
    "expires_unless_continued": (
        "Đề xuất: hết hiệu lực từ ngày {day}, trừ khi có văn bản công bố tiếp tục có hiệu lực."
    ),
    "unknown": "Chưa có quy tắc cho thời điểm này; cần người rà soát xác định.",
}


def implementing_act_reading(parent_ended: date, *, continued: bool, rules: RuleBook) -> ImplementingReading:
    """Fate of a detailing act when its parent ended on ``parent_ended`` (DOMAIN.md 1.6).

    The regime is the one in force on the day the parent ended. ``continued``: an act announcing
    continued effect exists.
    """
    rule = rules.at(IMPLEMENTING_ACTS, parent_ended)
    outcome: ImplementingOutcome = "unknown"
    if rule is not None:
        outcome = rule.parameters.get("outcome", "unknown")
    if outcome == "expires_unless_continued" and continued:
        return ImplementingReading("stands", None, "Đã có văn bản công bố tiếp tục có hiệu lực.", rule)
    ends = outcome in ("expires", "expires_unless_continued")
    proposal = _PROPOSALS[outcome].format(day=f"{parent_ended:%d/%m/%Y}")
    return ImplementingReading(outcome, parent_ended if ends else None, proposal, rule)


def warning_time(rules: RuleBook, on: date) -> timedelta:
    """How long before a dated end people are told of it; none at all where no rule holds on the day."""
    rule = rules.at(TERM_WARNING, on)
    return timedelta(days=int(rule.parameters["days"]) if rule else 0)


def parse_rules(rows: Iterable[Mapping[str, Any]]) -> RuleBook:
    """A book from rows of ``legal_rules.yaml``. Raises :class:`VocabularyError`."""
    return RuleBook(_rule(row) for row in rows)


def _rule(row: Mapping[str, Any]) -> LegalRule:
    missing = [name for name in ("id", "title", "source", "confidence") if not row.get(name)]
    if missing:
        raise VocabularyError(_FILE, f"quy tắc {row.get('id')} thiếu {', '.join(missing)}")
    confidence = row["confidence"]
    if confidence not in _CONFIDENCES:
        raise VocabularyError(_FILE, f"quy tắc {row['id']} có độ tin cậy lạ “{confidence}”")
    return LegalRule(
        id=str(row["id"]),
        title=str(row["title"]),
        source=str(row["source"]),
        confidence=confidence,
        text=str(row.get("text") or ""),
        period=read_period(_FILE, row),
        parameters=dict(row.get("parameters") or {}),
    )


@cache
def core_rules() -> RuleBook:
    """The rules that ship with the product."""
    return parse_rules(core_rows(_FILE))
