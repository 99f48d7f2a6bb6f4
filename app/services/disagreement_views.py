"""What the register of disagreements hands to the doors, and its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.services.one_act import KINDS, TWO_ACTS, TYPES, Pair

STATE_WORDS = {"open": "Đang mở", "settled": "Đã kết luận", "gone": "Không còn"}
STATES = tuple(STATE_WORDS)
KIND_WORDS: dict[str, str] = {
    "values_differ": "Các nguồn ghi khác nhau",
    "status_differs": "Còn hay hết hiệu lực",
    "ends_differ": "Ngày hết hiệu lực khác nhau",
    "end_before_start": "Hết hiệu lực trước khi bắt đầu",
    "effect_far_from_issue": "Ngày hiệu lực xa ngày ban hành",
    "number_year": "Năm trong số khác năm ban hành",
    "event_before_actor": "Sự kiện trước văn bản tác động",
    "type_differs": "Một số, hai loại văn bản",
    "maybe_same": "Có thể là một văn bản",
}
FIELD_WORDS = {
    "title": "trích yếu",
    "issuer": "cơ quan ban hành",
    "issued": "ngày ban hành",
    "effective_from": "ngày có hiệu lực",
    "effective_to": "ngày hết hiệu lực",
    "status": "hiệu lực",
    "type": "loại văn bản",
    "": "—",
}
STATUS_WORDS = {"in_force": "còn hiệu lực", "expired": "hết hiệu lực"}
VERDICT_WORDS = {
    "equal": "giống nhau",
    "alike": "cùng nội dung",
    "differs": "khác nhau",
    "one_side": "chỉ một bản ghi có",
}
# Fields of which a person can choose the value; the others can only be noted.
SETTLED_FIELDS = ("title", "issuer", "issued", "effective_from", "effective_to", "status")
DAY_FIELDS = ("issued", "effective_from", "effective_to")


@dataclass(frozen=True, slots=True)
class DisagreementFilter:
    """Which disagreements are wanted; ``None`` means any. ``state`` is one of :data:`STATES` or "all"."""

    kind: str | None = None
    field: str | None = None
    source: str | None = None
    state: str = "open"
    act_uid: str | None = None


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One side as people read it: ``text`` in words, ``value`` as stored, ``used`` when the product works
    with it. ``act_uid`` where the value is another act."""

    value: str
    text: str
    source: str
    source_name: str
    evidence: str | None
    used: bool
    act_uid: str | None = None


@dataclass(frozen=True, slots=True)
class DisagreementLine:
    """One disagreement with all its sides."""

    id: int
    act_uid: str
    act_label: str
    act_title: str | None
    kind: str
    field: str
    subject: str
    values: tuple[ShownValue, ...]
    used: str | None
    used_source: str | None
    why: str
    state: str
    found_at: dt.datetime
    chosen: str | None
    reason: str | None
    settled_by: str | None
    settled_at: dt.datetime | None
    pairs: tuple[Pair, ...] = ()
    chosen_words: str | None = None

    @property
    def is_pair(self) -> bool:
        """True where the question is whether records are one act; it is decided by an administrator."""
        return self.kind in KINDS

    @property
    def asks_kind(self) -> bool:
        """True where the records differ in the kind of act: a person says which one is right."""
        return self.kind == TYPES

    @property
    def mark(self) -> str:
        """What tells whether somebody decided since this was shown."""
        at = self.settled_at.isoformat() if self.settled_at else ""
        return f"{self.state}|{at}|{self.chosen or ''}"

    @property
    def choices(self) -> tuple[str, ...]:
        """Values a person may choose; empty where the disagreement can only be noted."""
        if self.is_pair:
            own = (self.act_uid,) if self.asks_kind and self.pairs else ()
            return (*own, *(pair.uid for pair in self.pairs), TWO_ACTS)
        if self.field not in SETTLED_FIELDS:
            return ()
        fitting = (v.value for v in self.values if self.field not in DAY_FIELDS or len(v.value) == 10)
        return tuple(dict.fromkeys(fitting))


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """One page of the register. ``counts`` are (kind, field, open, settled) for the table of counts;
    ``sources`` (code, name) pairs that occur."""

    lines: tuple[DisagreementLine, ...]
    total: int
    page: int
    per_page: int
    counts: tuple[tuple[str, str, int, int], ...]
    sources: tuple[tuple[str, str], ...]


def value_text(field: str, value: str, issuer_names: dict[str, str] | None = None) -> str:
    """A value in words: dates day first, statuses and issuers by name."""
    if field == "status":
        return STATUS_WORDS.get(value, value)
    if field == "issuer":
        return (issuer_names or {}).get(value, value)
    try:
        return f"{dt.date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value
