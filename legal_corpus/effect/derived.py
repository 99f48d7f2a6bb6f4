"""What becomes of acts that detail an act which ended: over any depth, as proposals of the dated regimes.

Law, decree, circular, provincial decision: each rests on the one above. The regime is that of the day the
parent ended (DOMAIN.md 1.6); an announcement of continued effect stops it for the acts it names only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from legal_corpus.effect.rules import ImplementingReading, RuleBook, implementing_act_reading
from legal_corpus.effect.wording import vn_date
from legal_corpus.model.effect import EffectEvent

Parents = Callable[[str], Sequence[str]]
EndedOn = Callable[[str], date | None]
Continued = Callable[[str, date], bool]


@dataclass(frozen=True, slots=True)
class DerivedEnd:
    """A proposal about one act because an act above it ended.

    ``chain``: uids from the act up to the ended one; ``ended``: first day without effect of the nearest
    act above; ``partly``: the act details other acts too that have not ended, so only a part is meant.
    """

    chain: tuple[str, ...]
    ended: date
    reading: ImplementingReading
    partly: bool = False

    @property
    def proposed_from(self) -> date | None:
        """First day without effect that the regime proposes; ``None`` when the act stays."""
        return self.reading.since


def derived_ends(
    uid: str, *, parents: Parents, ended: EndedOn, continued: Continued, rules: RuleBook
) -> tuple[DerivedEnd, ...]:
    """Proposals for the act, one for each act above it that ended or is proposed to have ended.

    ``parents``: uids an act details; ``ended``: first day without effect as sources state it;
    ``continued``: whether an announcement keeps an act whose parent ended on that day. Linear in the acts
    above; a circle of acts that detail each other is cut.
    """
    known: dict[str, tuple[DerivedEnd, ...]] = {}
    for current in _above_first(uid, parents):
        above = parents(current)
        found: list[DerivedEnd] = []
        for parent in above:
            found.extend(_because_of(current, parent, known, ended, continued, rules))
        partly = len({item.chain[1] for item in found}) < len(set(above))
        known[current] = tuple(
            DerivedEnd(item.chain, item.ended, item.reading, partly and item.proposed_from is not None)
            for item in found
        )
    return known[uid]


def _because_of(
    uid: str,
    parent: str,
    known: dict[str, tuple[DerivedEnd, ...]],
    ended: EndedOn,
    continued: Continued,
    rules: RuleBook,
) -> list[DerivedEnd]:
    stated = ended(parent)
    causes: list[tuple[tuple[str, ...], date]] = [((uid, parent), stated)] if stated else []
    if stated is None:
        causes = [
            ((uid, *item.chain), item.proposed_from) for item in known.get(parent, ()) if item.proposed_from
        ]
    return [
        DerivedEnd(chain, day, implementing_act_reading(day, continued=continued(uid, day), rules=rules))
        for chain, day in causes
    ]


def _above_first(uid: str, parents: Parents) -> list[str]:
    """The act and all above it, each after everything it details."""
    done: dict[str, None] = {}
    entered: set[str] = set()
    stack = [(uid, False)]
    while stack:
        current, returning = stack.pop()
        if returning:
            done.setdefault(current)
        elif current not in entered:
            entered.add(current)
            stack.append((current, True))
            stack.extend((parent, False) for parent in parents(current) if parent not in entered)
    return list(done)


def continued_by(events: Sequence[EffectEvent], parent_ended: date, on: date) -> bool:
    """Whether an announcement of the act's whole continued effect answers the end of its parent."""
    return any(
        event.predicate == "continues"
        and event.scope == "whole"
        and (event.effective_from is None or event.effective_from <= on)
        and (event.effective_until is None or event.effective_until >= max(parent_ended, on))
        for event in events
    )


def derived_note(item: DerivedEnd, labels: Callable[[str], str]) -> str:
    """The proposal in one Vietnamese passage; ``labels`` names an act by its uid."""
    chain = " → ".join(labels(uid) for uid in item.chain[1:])
    rule = item.reading.rule
    ground = f" Căn cứ: {rule.shown_source}." if rule else ""
    part = " Chỉ phần quy định chi tiết văn bản đã hết hiệu lực." if item.partly else ""
    return (
        f"Văn bản được quy định chi tiết ({chain}) hết hiệu lực từ ngày {vn_date(item.ended)}. "
        f"{item.reading.proposal}{part}{ground}"
    )
