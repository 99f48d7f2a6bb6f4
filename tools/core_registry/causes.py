"""What several statements about one pair of acts amount to: the one that says more stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legal_corpus.text.normalize import fold_key
from tools.core_registry.drafts import SOURCE_ORDER, Event

ENDING = {"replaces", "repeals", "expires"}
_STATED = {"van_ban", "phapdien2026"}
_LEAD = re.compile(
    r"^(?:ban hành|quy định|quy chế|hướng dẫn|chi tiết|về|việc|một số|nội dung|điều|của|và)\s+"
)
_SAME = 0.8


def event_order(event: Event) -> tuple[str, str, str, str, tuple[str, ...]]:
    """Order of the events of one act in the file."""
    by = event.by.number if event.by else ""
    return (event.start or "9999", event.predicate, by, event.source, event.provisions)


def one_cause(events: Sequence[Event]) -> list[Event]:
    """Events by one acting act on one act, without repetitions and without what says less."""
    parts = [e for e in events if e.scope == "part"]
    ends = [e for e in events if e.scope == "whole" and e.predicate in ENDING]
    if any(e.exact and (e.exceptions or (e.predicate == "amends" and e.provisions)) for e in parts):
        # "hết hiệu lực, trừ …" and "một số điều của A và B" are no whole ends; the clause miner misses that
        ends = [e for e in ends if e.exact or e.source not in _STATED]
    if any(not e.exact for e in ends):
        events = [e for e in events if not (e.exact and e.predicate == "suspends")]
        parts = [e for e in parts if e in events]
    kept = [_merged(ends)] if ends else []
    others: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.scope == "whole" and event.predicate not in ENDING:
            others[event.predicate].append(event)
    kept += [_merged(group) for group in others.values()]
    changes = list(_changes(parts))
    if ends:
        last = kept[0].start
        changes = [e for e in changes if e.start and last and e.start < last]
    return kept + changes


def _changes(parts: Sequence[Event]) -> Iterator[Event]:
    exact = [e for e in parts if e.exact]
    if not exact:
        if parts:
            yield _merged(parts)
        return
    known = min((e.start for e in parts if e.start), default=None)
    groups: dict[tuple[str, str | None, bool], list[Event]] = defaultdict(list)
    for event in exact:
        event = event if event.start or not event.follows else replace(event, start=known)
        groups[event.predicate, event.start, bool(event.provisions)].append(event)
    for group in groups.values():
        refs = tuple(dict.fromkeys(r for e in group for r in e.provisions))
        spared = tuple(dict.fromkeys(r for e in group for r in e.exceptions))
        best = min(group, key=lambda e: (e.source != "van_ban", *_strength(e)))
        yield replace(best, provisions=refs, exceptions=spared)
    yield from _rest([e for e in parts if not e.exact], [r for e in exact for r in e.provisions])


def _rest(others: Sequence[Event], refs: Sequence[str]) -> Iterator[Event]:
    """What the other sources list and the exact reading does not."""
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in others:
        if event.source in _STATED:
            groups[event.source, event.predicate].append(event)
    told = list(refs)
    for group in groups.values():
        missing = [r for e in group for r in e.provisions if not _covered(r, told)]
        if missing:
            told += missing
            yield replace(min(group, key=_strength), provisions=tuple(dict.fromkeys(missing)))


def _covered(ref: str, refs: Iterable[str]) -> bool:
    return any(r == ref or r.startswith(ref + "/") or ref.startswith(r + "/") for r in refs)


def _strength(event: Event) -> tuple[int, bool, float]:
    return (SOURCE_ORDER.index(event.source), event.start is None, -event.confidence)


def _merged(events: Sequence[Event]) -> Event:
    """The strongest statement of one cause, with the provisions of all of equal strength."""
    best = min(events, key=_strength)
    refs: list[str] = []
    for event in events:
        if event.source in _STATED:
            refs += event.provisions
    if any(e.source in _STATED and not e.provisions for e in events):
        # one of the statements is open: the list would claim to be complete
        refs = refs if best.scope == "part" and best.provisions else []
    start = best.start or next((e.start for e in sorted(events, key=event_order) if e.start), None)
    verbs = {e.predicate for e in events}
    predicate = best.predicate
    if best.scope == "whole" and "replaces" in verbs:
        predicate = "replaces"
    if best.scope == "part" and len(verbs) > 1:
        predicate = "amends"
    words = [e for e in events if e.source == "van_ban"]
    told = min(words, key=lambda e: not e.exact) if words else best
    return replace(
        best,
        source=told.source,
        note=told.note,
        predicate=predicate,
        start=start,
        provisions=tuple(dict.fromkeys(refs)),
        confidence=max(e.confidence for e in events),
    )


def same_name(old: str, new: str) -> bool:
    """Whether two titles name the same matter: equal, or four fifths of their words in common."""
    first, second = _words(old), _words(new)
    if not first or not second or "sửa đổi" in f"{old} {new}".lower():
        return False
    return len(first & second) / len(first | second) >= _SAME


def _words(title: str) -> set[str]:
    text = fold_key(title)
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    return set(re.findall(r"\w+", text))
