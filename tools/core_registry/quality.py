"""Figures about a built registry: coverage, and agreement with the hand-made statuses."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from legal_corpus.effect.status import amending_numbers, ending_numbers, status_at
from legal_corpus.registry.memory import load_registry_lines
from legal_corpus.text.numbers import number_key
from tools.core_registry.identity import is_national, type_of_number
from tools.core_registry.material import rows

DAY = date(2026, 11, 21)


def report(text: str, data: Path, slips: list[str]) -> str:
    """A report in plain text."""
    acts = [json.loads(line) for line in text.splitlines()]
    out = [f"{len(acts)} văn bản, {len(text.encode()) / 1e6:.2f} MB, bỏ {len(slips)} sự kiện vô lý"]
    out.append(str(Counter(a["type"] for a in acts).most_common()))
    for name in ("issuer", "issued", "title", "effective_from", "names", "claims", "events"):
        out.append(f"  {name}: {sum(bool(a.get(name)) for a in acts) / len(acts):.1%}")
    events: Counter[str] = Counter()
    for act in acts:
        events.update(f"{e['predicate']}/{e['scope']}/{e['source']}" for e in act.get("events", []))
    out += [f"  {count:5d} {name}" for name, count in events.most_common()]
    registry = load_registry_lines(text.splitlines())
    statuses = Counter(
        status_at(a, registry.events_on(a.uid), DAY, registry=registry).status for a in registry.acts()
    )
    out.append(f"trạng thái ngày {DAY}: {dict(statuses)}")
    out += _agreement(registry, data)
    return "\n".join(out)


def _agreement(registry: Any, data: Path) -> list[str]:
    out: list[str] = []
    good = total = 0
    for row in rows(data / "gold" / "status.jsonl"):
        number = row.get("number")
        if not number or not is_national(number):
            continue
        kind = type_of_number(number) or row["key"].split("|")[0]
        found = [a for a in registry.by_number(number_key(number)) if a.type == kind]
        total += 1
        if len(found) != 1:
            out.append(f"  THIẾU {row['key']}: {len(found)} văn bản")
            continue
        reading = status_at(found[0], registry.events_on(found[0].uid), DAY, registry=registry)
        ended = set(ending_numbers(reading, registry))
        since = reading.since.isoformat() if reading.since and reading.status == "expired" else None
        wrong = []
        if reading.status != row["status"]:
            wrong.append(f"trạng thái {reading.status} thay vì {row['status']}")
        if row["expired_from"] and since != row["expired_from"]:
            wrong.append(f"hết từ {since} thay vì {row['expired_from']}")
        if ended != set(row["ended_by"]):
            wrong.append(f"bởi {sorted(ended)} thay vì {row['ended_by']}")
        missing = set(row["partly_by"]) - set(amending_numbers(reading, registry))
        if missing and row["status"] == "partly_expired":
            wrong.append(f"thiếu sửa đổi {sorted(missing)}")
        if wrong:
            out.append(f"  {row['key'][:70]} [{row['confidence']}]: " + "; ".join(wrong))
        else:
            good += 1
    return [f"khớp {good}/{total} dòng đối chiếu quốc gia", *out]
