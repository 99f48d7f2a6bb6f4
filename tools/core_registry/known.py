"""Hand-entered facts of known_facts.yaml as claims and events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tools.core_registry.drafts import RESEARCH, SETTLED, Drafts, Event

FILE = Path(__file__).with_name("known_facts.yaml")


def from_known(drafts: Drafts, research: bool = True) -> None:
    """Add the facts; dates in the file are YAML dates. Without ``research`` only what acts say themselves."""
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        draft = drafts.get(row["type"], row["number"], row.get("issued"))
        if draft is None:
            raise ValueError(f"known_facts.yaml: {row['number']} cần ngày ban hành")
        draft.printed[row["number"]] += 1
        draft.types[row["type"]] += 1
        draft.witnesses |= {"registry", "known"}
        events: list[dict[str, Any]] = row.get("events") or []
        source = row.get("source") or events[0]["source"]
        if source == RESEARCH and not research:
            continue
        draft.claim("issued", row.get("issued"), source)
        for name, value in (row.get("fields") or {}).items():
            draft.claim(name, value, source, SETTLED)
        for event in events:
            draft.events.append(_event(drafts, event))


def _event(drafts: Drafts, row: dict[str, Any]) -> Event:
    by = None
    if row.get("by"):
        by = drafts.get(row["by_type"], row["by"], row.get("by_issued"))
        if by is None:
            raise ValueError(f"known_facts.yaml: {row['by']} cần ngày ban hành")
        by.printed[row["by"]] += 1
        by.types[row["by_type"]] += 1
        by.witnesses.add("known")
    return Event(
        row["predicate"],
        row["scope"],
        row["source"],
        row["from"].isoformat() if row.get("from") else None,
        by=by.key if by else None,
        by_label=row.get("by"),
        note=row.get("note"),
        confidence=row.get("confidence", 1.0),
        follows=bool(by and not row.get("from")),
    )
