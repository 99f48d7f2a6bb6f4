"""Facts about acts while they are being gathered: claims and events, each with its source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tools.core_registry.identity import Key, has_year

SETTLED = "đã đối chiếu các nguồn"
DEFAULT_DAY = "ngày 01/01 là trị số mặc định của nguồn"
RESEARCH = "tra_cuu_2026_11"  # notes of what people looked up by hand
# Whose word wins when sources contradict each other; the earlier, the stronger.
SOURCE_ORDER = (
    RESEARCH,
    "van_ban",
    "phapdien2026",
    "vbpl2026",
    "vbpl_cards2026",
    "vien_dan",
    "suy_luan",
    "tvpl_md2025",
    "tvpl_yte8000",
    "vbpl_links2025",
    "vbpl_gtvt1506",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that one source states."""

    field: str
    value: str
    source: str
    evidence: str | None = None


def iso_day(text: str) -> str:
    """ISO form of a date a source prints as ISO or dd/mm/yyyy; empty when it is no day since 1945."""
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        return text if date.fromisoformat(text) >= date(1945, 9, 2) else ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Event:
    """One effect on an act. ``by`` is the acting act, ``start``/``until`` ISO dates or ``None``.

    ``follows`` says that the date is that of the acting act's own entry into force; ``exact`` that the
    product's own reading of the acting act's words stated it.
    """

    predicate: str
    scope: str
    source: str
    start: str | None = None
    until: str | None = None
    by: Key | None = None
    by_label: str | None = None
    provisions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    note: str | None = None
    confidence: float = 1.0
    follows: bool = False
    exact: bool = False


@dataclass(slots=True)
class Draft:
    """Everything gathered about one act."""

    key: Key
    printed: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    cited_in: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)

    def claim(self, name: str, value: str | date | None, source: str, evidence: str | None = None) -> None:
        """Add a claim once."""
        text = str(value or "")
        if name in {"issued", "effective_from"}:
            text = iso_day(text)
        if text:
            item = Claim(name, text, source, evidence)
            if item not in self.claims:
                self.claims.append(item)

    def best(self, name: str) -> Claim | None:
        """The claim a person settled, else that of the strongest source, else the one stated most often."""
        found = [c for c in self.claims if c.field == name]
        if not found:
            return None
        votes = Counter(c.value for c in found)
        return min(
            found,
            key=lambda c: (
                c.evidence != SETTLED,
                c.evidence == DEFAULT_DAY,
                SOURCE_ORDER.index(c.source),
                -votes[c.value],
                c.value,
            ),
        )


class Drafts:
    """All drafts, by key."""

    def __init__(self) -> None:
        self.by_key: dict[Key, Draft] = {}

    def get(self, type_: str, number: str, issued: date | str | None = None) -> Draft | None:
        """Draft of an act, made on first use; ``None`` for an undated number without a year."""
        key = Key.of(type_, number, issued)
        if not has_year(key.number) and key.issued is None:
            return None
        draft = self.by_key.get(key)
        if draft is None:
            draft = self.by_key[key] = Draft(key)
        return draft

    def find(self, key: Key) -> Draft | None:
        """Draft of a key if there is one."""
        return self.by_key.get(key)
