"""Core acts as JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from legal_corpus.text.normalize import fold_key
from tools.core_registry.drafts import SOURCE_ORDER, Draft, Drafts, Event
from tools.core_registry.identity import NUMBER_RE, Key, has_year
from tools.core_registry.issuing import IssuerTable

# An act that began so lately is taken to stand until something ends it; older ones need to have been seen.
RECENT = "2025-07-01"
FIELDS = ("title", "issued", "effective_from", "status")


def lines(
    acts: Iterable[Draft], drafts: Drafts, issuers: IssuerTable, others: Sequence[dict[str, Any]] = ()
) -> list[str]:
    """One JSON line an act, sorted by type and number; ``others`` are rows that are ready."""
    rows = [*(_row(draft, drafts, issuers) for draft in acts), *others]
    rows.sort(key=lambda r: (r["type"], r.get("number") or "", r.get("issued") or ""))
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]


def printed_number(draft: Draft) -> str:
    """The number in its most usual print, leading zero as most print it."""
    return draft.printed.most_common(1)[0][0] if draft.printed else draft.key.number


def printed_type(draft: Draft) -> str:
    """The type word as most sources print it."""
    return draft.types.most_common(1)[0][0] if draft.types else draft.key.type


def _row(draft: Draft, drafts: Drafts, issuers: IssuerTable) -> dict[str, Any]:
    issued = draft.best("issued")
    number = printed_number(draft)
    code, name = issuers.of_number(number, issued.value if issued else None)
    row: dict[str, Any] = {"type": printed_type(draft), "number": number}
    row |= {"issuer": code} if code else {}
    row |= {"issuer_name": name} if name else {}
    for field in ("issued", "title", "effective_from"):
        claim = draft.best(field)
        if claim:
            row[field] = claim.value
    names = _names(draft, row.get("title"))
    if names:
        row["names"] = names
    claims = _claims(draft)
    if claims:
        row["claims"] = claims
    events = [_event(e, drafts) for e in [*_entry(draft), *draft.events]]
    if events:
        row["events"] = events
    return row


def _names(draft: Draft, title: str | None) -> list[str]:
    if draft.key.type not in {"Luật", "Pháp lệnh", "Hiến pháp"}:
        return []
    found = {fold_key(title or ""): ""}
    for name, count in draft.names.most_common(6):
        if count >= 2:
            found.setdefault(fold_key(name), name)
    whole = re.sub(r"\s*\([^()]*\)$", "", title or "")  # "… (HIV/AIDS)" is often left out
    found.setdefault(fold_key(whole), whole)
    amending = (title or "").lower().startswith("sửa đổi")
    if amending and title and re.search(NUMBER_RE, title):
        short = re.sub(rf"\s+(?:số\s+)?{NUMBER_RE}", "", title)
        found.setdefault(fold_key(short), short)
    return [n for n in found.values() if n and n.lower().startswith("sửa đổi") == amending]


def _claims(draft: Draft) -> list[dict[str, str]]:
    """The chosen value of each field with its source, and every value that contradicts it."""
    result: list[dict[str, str]] = []
    for field in FIELDS:
        seen: set[str] = set()
        ranked = sorted(
            (c for c in draft.claims if c.field == field),
            key=lambda c: (SOURCE_ORDER.index(c.source), c.value),
        )
        best = draft.best(field)
        for claim in ([best] if best else []) + ranked:
            mark = claim.value if field != "status" else claim.value + claim.source
            if field == "title" and seen:
                continue
            if mark in seen or (field == "status" and claim.source != "tra_cuu_2026_11"):
                continue  # what a register says of the status is an observation among the events
            seen.add(mark)
            item = {"field": field, "value": claim.value, "source": claim.source}
            if field == "title":
                item["value"] = claim.value
            if claim.evidence:
                item["evidence"] = claim.evidence
            result.append(item)
    return result


def _entry(draft: Draft) -> list[Event]:
    entry = draft.best("effective_from")
    lives = any(e.predicate == "observed_in_force" or e.scope == "whole" for e in draft.events)
    if entry is None:
        return []
    researched = any(c.field == "status" and c.source == "tra_cuu_2026_11" for c in draft.claims)
    stated = entry.source in {"van_ban", "vbpl2026", "phapdien2026"} and entry.value >= RECENT
    if not lives and not (stated and not researched):
        return []
    return [
        Event("enters_into_force", "whole", entry.source, entry.value, note=entry.evidence, confidence=0.95)
    ]


def _event(event: Event, drafts: Drafts) -> dict[str, Any]:
    row: dict[str, Any] = {"predicate": event.predicate, "scope": event.scope}
    if event.start:
        row["from"] = event.start
    if event.until:
        row["until"] = event.until
    if event.by:
        row["by"] = _by(event.by, drafts)
    if event.provisions:
        row["provisions"] = list(event.provisions)
    if event.exceptions:
        row["exceptions"] = list(event.exceptions)
    row["source"] = event.source
    if event.note:
        row["note"] = event.note
    if event.confidence != 1.0:
        row["confidence"] = event.confidence
    return row


def _by(key: Key, drafts: Drafts) -> dict[str, str]:
    draft = drafts.by_key[key]
    row = {"type": printed_type(draft), "number": printed_number(draft)}
    issued = draft.best("issued")
    if issued and not has_year(key.number):
        row["issued"] = issued.value
    return row
