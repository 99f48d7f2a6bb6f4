"""From drafts to settled acts: one event for one cause, dates of acting acts filled in, slips dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tools.core_registry.causes import ENDING, event_order, one_cause, same_name
from tools.core_registry.drafts import Draft, Drafts, Event
from tools.core_registry.identity import Key

# Older decrees that nobody cited are left to the importer of the full registers: the file stays small.
OLDEST_LISTED = "2017-01-01"
RESEARCH_DAY = "2026-11-21"


def settle(drafts: Drafts) -> list[str]:
    """Settle every draft in place; returns the slips that were dropped, one line each."""
    slips: list[str] = []
    for draft in drafts.by_key.values():
        draft.events = _settled(drafts, draft, slips)
    return slips


def _settled(drafts: Drafts, draft: Draft, slips: list[str]) -> list[Event]:
    causes: dict[Key, list[Event]] = defaultdict(list)
    seen: dict[str, Event] = {}
    kept: list[Event] = []
    issued = draft.best("issued")
    for event in draft.events:
        if event.predicate == "observed_in_force":
            if issued is not None and (event.start or "") < issued.value:
                slips.append(f"{draft.key.number} observed_in_force {event.start}: trước ngày ban hành")
                continue
            last = seen.setdefault(event.source, event)
            if (event.start or "") > (last.start or ""):
                seen[event.source] = event
        elif event.by is None:
            kept.append(event)
        elif reason := _impossible(drafts, draft, event):
            slips.append(f"{draft.key.number} {event.predicate} {event.by.number}: {reason}")
        else:
            causes[event.by].append(_dated(drafts, event))
    kept += seen.values()
    for by, events in causes.items():
        kept += [_successor(drafts, draft, by, e) for e in one_cause(events)]
    ends = [e.start for e in kept if e.scope == "whole" and e.predicate in ENDING and e.start]
    if ends:
        last_day = min(ends)
        kept = [e for e in kept if not _outlived(e, last_day)]
    return _unique([e for e in kept if not _doubtful_term(e, kept)])


def _doubtful_term(event: Event, events: Iterable[Event]) -> bool:
    """Whether a register still lists the act a year after the term: then the term is of some part only."""
    if event.predicate != "expires" or event.by or not event.exact or not event.start:
        return False
    late = f"{int(event.start[:4]) + 1}{event.start[4:]}"
    return any(e.predicate == "observed_in_force" and (e.start or "") >= late for e in events)


def _outlived(event: Event, last_day: str) -> bool:
    """Whether a known end makes the event idle: a late passing mention, an end that nobody dated."""
    if event.source == "vien_dan" and event.predicate == "observed_in_force":
        return (event.start or "") >= last_day
    return event.predicate == "expires" and event.by is None and event.start is None


def _unique(events: Iterable[Event]) -> list[Event]:
    marks: dict[tuple[object, ...], Event] = {}
    for e in sorted(events, key=event_order):
        marks.setdefault((e.predicate, e.scope, e.by, e.start, e.source, e.provisions, e.exceptions), e)
    return list(marks.values())


def _successor(drafts: Drafts, draft: Draft, by: Key, event: Event) -> Event:
    """An act of the same kind and name that ends another takes its place: ``replaces``, source kept.

    Operative clauses often say only that the old act ends; without this nobody would learn what to cite now.
    """
    acting = drafts.find(by)
    old, new = draft.best("title"), acting.best("title") if acting else None
    if event.predicate != "repeals" or event.scope != "whole" or not (old and new):
        return event
    if by.type != draft.key.type or not same_name(old.value, new.value):
        return event
    note = f"{event.note}; văn bản cùng tên" if event.note else "văn bản cùng tên"
    return replace(event, predicate="replaces", note=note)


def _number_year(key: Key) -> int | None:
    found = re.search(r"/((?:19|20)\d\d)/", key.number)
    return int(found[1]) if found else None


def _impossible(drafts: Drafts, draft: Draft, event: Event) -> str | None:
    by = drafts.find(event.by) if event.by else None
    mine, theirs = draft.best("issued"), by.best("issued") if by else None
    if by is None or not confirmed(by):
        return "không chắc có văn bản tác động này"
    own_year, by_year = _number_year(draft.key), _number_year(event.by) if event.by else None
    if own_year and by_year and by_year < own_year:
        return f"văn bản tác động của năm {by_year}"
    if mine and theirs and theirs.value < mine.value:
        return f"văn bản tác động ban hành {theirs.value}, trước {mine.value}"
    if mine and event.start and event.start < mine.value:
        return f"có hiệu lực {event.start} trước ngày ban hành {mine.value}"
    return None


def _dated(drafts: Drafts, event: Event) -> Event:
    if event.start or not event.follows or event.by is None:
        return event
    by = drafts.find(event.by)
    entry = by.best("effective_from") if by else None
    return replace(event, start=entry.value) if entry else event


def chosen(drafts: Drafts) -> list[Draft]:
    """Acts for the core registry: cited by provincial acts, researched, laws by name, and their kin."""
    core: set[Key] = set()
    for draft in drafts.by_key.values():
        sources = {c.source for c in draft.claims}
        law = draft.key.type in {"Luật", "Pháp lệnh", "Hiến pháp"}
        named = draft.best("title") and (draft.best("issued") or draft.best("effective_from"))
        if (
            (draft.cited_in and confirmed(draft))
            or "known" in draft.witnesses
            or "tra_cuu_2026_11" in sources
            or _still_to_come(draft)
            or (law and named and confirmed(draft))
        ):
            core.add(draft.key)
    core |= _kin(drafts, core)
    core |= {d.key for d in drafts.by_key.values() if _governmental(d) and confirmed(d)}
    core |= _acting(drafts, core)
    core = {k for k in core if _says_something(drafts.by_key[k])} | _acting(drafts, core)
    return [drafts.by_key[k] for k in sorted(core, key=lambda k: (k.type, k.number, k.issued or ""))]


def _still_to_come(draft: Draft) -> bool:
    """An act of the national database whose effect date lies after the day of the research notes."""
    entry = draft.best("effective_from")
    return entry is not None and entry.source in {"vbpl2026", "van_ban"} and entry.value > RESEARCH_DAY


def _governmental(draft: Draft) -> bool:
    """A decree or a decision of the Prime Minister that a trusted register lists."""
    issued = draft.best("issued")
    if issued is None or draft.best("title") is None or issued.value < OLDEST_LISTED:
        return False
    listed = {c.source for c in draft.claims} & {"phapdien2026", "vbpl2026"}
    return bool(listed) and draft.key.number.upper().endswith(("/NĐ-CP", "/QĐ-TTG"))


def _says_something(draft: Draft) -> bool:
    return bool(draft.best("title") or draft.best("issued") or draft.events)


_SYMBOL = re.compile(
    r"\d+[a-z]?/(?:(?:19|20)\d\d/)?(?:QH(?:9|1\d)|(?:NQ-)?UBTVQH(?:9|1\d)|PL-UBTVQH(?:9|1\d)|(?:NĐ|NQ)-CP|(?:QĐ|CT)-TTG|"
    r"NQ-HĐTP|(?:TT|QĐ|CT)-(?:B[A-ZĐ&]{2,8}|NHNN|TTCP|VPCP|UBDT|KTNN|TANDTC|VKSNDTC)|TTLT[-/][A-ZĐ&/-]+|NQLT[-/][A-ZĐ0-9/-]+)$",
    re.IGNORECASE,
)


def confirmed(draft: Draft) -> bool:
    """Whether the act surely exists: a register or text has it, or two documents name it alike.

    A number that one document alone prints may be a misprint; as an act it would hide the right one.
    """
    if not _SYMBOL.match(draft.key.number):
        return False
    year = re.search(r"/((?:19|20)\d\d)/", draft.key.number)
    issued = draft.best("issued")
    if year and issued and issued.value[:4] != year[1]:
        return False
    if draft.witnesses & {"registry", "known"}:
        return True
    # Registers list all older laws: an unlisted one is a slip in the term ("04/2007/QH11").
    assembly = re.search(r"QH\d", draft.key.number)
    if assembly and year and int(year[1]) < 2025:
        return False
    return len(draft.witnesses) >= (3 if assembly else 2)


def _acting(drafts: Drafts, core: Iterable[Key]) -> set[Key]:
    found: set[Key] = set()
    queue = list(core)
    while queue:
        for event in drafts.by_key[queue.pop()].events:
            if event.by and event.by not in found:
                found.add(event.by)
                queue.append(event.by)
    return found


def _kin(drafts: Drafts, core: set[Key]) -> set[Key]:
    """Acts that a core act ended or amended: older provincial acts rest on them."""
    return {
        d.key
        for d in drafts.by_key.values()
        if confirmed(d)
        and any(e.by in core and e.predicate != "observed_in_force" for e in d.events)
        and not (d.best("issued") and str(d.best("issued")).find("199") > 0)
    }
