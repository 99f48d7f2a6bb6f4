"""The shipped registry against hand-researched statuses of acts that provincial decisions cite."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legal_corpus.effect.status import amending_numbers, ending_numbers, status_at
from legal_corpus.model.citation import Citation
from legal_corpus.registry.memory import core_registry_lines, load_registry_lines
from legal_corpus.registry.resolve import CitingAct, resolve
from legal_corpus.text.numbers import number_key

_ROOT = Path(__file__).resolve().parents[2]
_GOLD = (_ROOT / os.environ.get("RASOAT_SHARED", "../shared") / "data" / "gold" / "status.jsonl").resolve()
_ON = date(2026, 11, 21)
# Undated names are judged as acts of the second half of 2025 cited them.
_CITING = CitingAct(issued=date(2025, 11, 25))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not _GOLD.exists(), reason="không có dữ liệu thật (đặt RASOAT_SHARED)"),
]


def _citation(row: dict[str, Any]) -> Citation:
    type_, number, name, when = row["key"].split("|")
    year = int(when) if len(when) == 4 else None
    issued = date.fromisoformat(when) if len(when) == 10 else None
    return Citation(
        0,
        1,
        row["key"],
        "act",
        type_,
        number or None,
        name or None,
        year,
        issued,
        row["issuer"] or None,
        "refers",
    )


def _numbers(values: list[str] | tuple[str, ...]) -> set[str]:
    return {number_key(value) for value in values}


def test_central_acts_are_read_as_researched() -> None:
    registry = load_registry_lines(core_registry_lines())
    count: Counter[str] = Counter()
    for row in (json.loads(line) for line in _GOLD.read_text(encoding="utf-8").splitlines()):
        resolution = resolve(_citation(row), _CITING, registry)
        if resolution.outcome != "resolved" or resolution.act is None:
            continue
        act = resolution.act
        count["resolved"] += 1
        if row["number"]:
            count["other act"] += number_key(act.number or "") != number_key(row["number"])
        reading = status_at(act, registry.events_on(act.uid), _ON, registry=registry)
        since = reading.since.isoformat() if reading.status == "expired" and reading.since else None
        count["status"] += reading.status == row["status"]
        count["expired_from"] += since == row["expired_from"]
        count["ended_by"] += _numbers(ending_numbers(reading, registry)) == _numbers(row["ended_by"])
        count["partly_by"] += _numbers(row["partly_by"]) <= _numbers(amending_numbers(reading, registry))
    print(dict(count))
    assert count["resolved"] >= 135
    # One bare name was cited beside the new law's number, which this test does not see.
    assert count["other act"] <= 1
    assert count["status"] >= 0.96 * count["resolved"]
    assert count["expired_from"] >= 0.98 * count["resolved"]
    assert count["ended_by"] >= 0.98 * count["resolved"]
    assert count["partly_by"] >= 0.95 * count["resolved"]
