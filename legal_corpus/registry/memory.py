"""A registry held in memory: for files, tests, and `rasoat check --registry FILE`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources

from legal_corpus.model.act import Act
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.acting import acting_act
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.names import name_keys
from legal_corpus.registry.near import bucket_keys, is_near
from legal_corpus.registry.rows import ActingRef, ActRow, RegistryRowError, parse_rows
from legal_corpus.registry.sources import core_ranking
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

__all__ = ["MemoryRegistry", "RegistryRowError", "core_registry_lines", "load_registry_lines"]

_LAST = date.max
NEAR_LIMIT = 10


def order_key(act: Act) -> tuple[date, str]:
    """Order of every sequence of acts: by issue date, undated last, then uid."""
    return (act.issued or _LAST, act.uid)


def event_order(event: EffectEvent) -> tuple[date, str, str]:
    """Order of every sequence of events: by date, undated last."""
    return (event.effective_from or _LAST, event.predicate, event.by or event.by_label or "")


class MemoryRegistry:
    """:class:`legal_corpus.registry.protocol.Registry` over acts and events held in memory.

    ``names`` maps a uid to further names the act is cited by. Acts with one uid: the last one stays.
    """

    def __init__(
        self,
        acts: Iterable[Act],
        events: Iterable[EffectEvent] = (),
        names: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._acts = {act.uid: act for act in acts}
        self._numbers: dict[str, list[Act]] = defaultdict(list)
        self._names: dict[tuple[str, str], list[Act]] = defaultdict(list)
        self._near: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._events: dict[str, list[EffectEvent]] = defaultdict(list)
        for act in sorted(self._acts.values(), key=order_key):
            self._index(act, (names or {}).get(act.uid, ()))
        for event in sorted(events, key=event_order):
            self._events[event.target].append(event)

    def _index(self, act: Act, names: Iterable[str]) -> None:
        if act.number:
            key = number_key(act.number)
            self._numbers[key].append(act)
            for bucket in bucket_keys(key):
                self._near[bucket].add(key)
        for name in name_keys(act, names):
            self._names[fold_key(act.type), name].append(act)

    def __len__(self) -> int:
        return len(self._acts)

    def acts(self) -> Sequence[Act]:
        """Every act, by (issued, uid)."""
        return sorted(self._acts.values(), key=order_key)

    def rank_of(self, source: str) -> int:
        """See the protocol; the shipped order."""
        return core_ranking().rank(source)

    def get(self, uid: str) -> Act | None:
        """The act with this uid."""
        return self._acts.get(uid)

    def by_number(self, number_key: str) -> Sequence[Act]:
        """Acts with this number key."""
        return tuple(self._numbers.get(number_key, ()))

    def by_name(self, type_key: str, name_key: str) -> Sequence[Act]:
        """Acts of this folded type and folded name."""
        return tuple(self._names.get((type_key, name_key), ()))

    def near_numbers(self, number_key: str) -> Sequence[Act]:
        """At most 10 acts whose number is one slip away."""
        keys = {key for bucket in bucket_keys(number_key) for key in self._near.get(bucket, ())}
        acts = [act for key in keys if is_near(key, number_key) for act in self._numbers[key]]
        return tuple(sorted(acts, key=order_key)[:NEAR_LIMIT])

    def events_on(self, uid: str) -> Sequence[EffectEvent]:
        """Events on the act, by date."""
        return tuple(self._events.get(uid, ()))

    def events_on_many(self, uids: Iterable[str]) -> dict[str, Sequence[EffectEvent]]:
        """Events on several acts."""
        return {uid: self.events_on(uid) for uid in uids}


def load_registry_lines(lines: Iterable[str]) -> MemoryRegistry:
    """A registry from JSON lines (the format of ``data/core_acts.jsonl``).

    An event's ``by`` is linked when exactly one act of the same file fits it; otherwise only its label
    is kept. Raises :class:`RegistryRowError`.
    """
    return registry_of(parse_rows(lines))


def registry_of(rows: Sequence[ActRow]) -> MemoryRegistry:
    """A registry from parsed rows, one an act; links as :func:`load_registry_lines` does."""
    plain = MemoryRegistry(row.act for row in rows)
    events = [_linked(event, ref, plain) for row in rows for event, ref in row.events]
    return MemoryRegistry((row.act for row in rows), events, _names(rows))


def core_registry_lines() -> list[str]:
    """Lines of the registry that ships with the product."""
    data = resources.files("legal_corpus.registry") / "data" / "core_acts.jsonl"
    return data.read_text(encoding="utf-8").splitlines()


def _names(rows: Iterable[ActRow]) -> dict[str, tuple[str, ...]]:
    return {row.act.uid: row.names for row in rows if row.names}


def _linked(event: EffectEvent, ref: ActingRef | None, registry: MemoryRegistry) -> EffectEvent:
    if ref is None or ref.number is None:
        return event
    target = registry.get(event.target)
    found = registry.by_number(number_key(ref.number))
    by = acting_act(ref, target.issuer if target else None, found, core_issuers())
    return replace(event, by=by.uid) if by else event
