"""Provincial acts that the annotated decisions replace or repeal: resolved by issuer and date, and ended on
the day researched by hand."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legal_corpus.effect.status import ending_numbers, status_at
from legal_corpus.model.act import Act
from legal_corpus.model.citation import Citation
from legal_corpus.model.effect import EffectEvent
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.memory import MemoryRegistry
from legal_corpus.registry.resolve import CitingAct, resolve, resolve_all
from legal_corpus.text.numbers import number_key

_ROOT = Path(__file__).resolve().parents[2]
_GOLD = (_ROOT / os.environ.get("RASOAT_SHARED", "../shared") / "data" / "gold").resolve()
_ON = date(2026, 11, 21)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not _GOLD.exists(), reason="không có dữ liệu thật (đặt RASOAT_SHARED)"),
]


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _documents() -> Iterator[tuple[Act, dict[str, Any]]]:
    for path in sorted((_GOLD / "provincial").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        head = gold["header"]
        issued = _day(head["issued"])
        issuer = core_issuers().at(head["issuer"], issued)
        assert issuer is not None, head["issuer"]
        uid = act_uid(head["type"], head["number"], issuer.code, issued)
        starts = _day(head["effective_from"])
        yield Act(uid, head["type"], head["number"], None, issuer.code, head["issuer"], issued, starts), gold


def _citation(row: dict[str, Any]) -> Citation:
    fields = (
        row["type"],
        row["number"],
        row["name"],
        row["year"],
        _day(row["issued"]),
        row["issuer"],
        row["role"],
    )
    return Citation(row["start"], row["end"], row["quote"], row["kind"], *fields)


def _cited_acts(gold: dict[str, Any]) -> Iterator[Act]:
    """Local acts cited with issuer and date: what a province's own register would hold."""
    for citation in map(_citation, gold["citations"]):
        issuer = (
            core_issuers().at(citation.issuer, citation.issued)
            if citation.issuer and citation.issued
            else None
        )
        if citation.number and issuer and core_issuers().for_symbol(citation.number).organ:
            uid = act_uid(citation.type, citation.number, issuer.code, citation.issued)
            yield Act(uid, citation.type, citation.number, None, issuer.code, issuer.name, citation.issued)


def _registry() -> MemoryRegistry:
    documents = list(_documents())
    acts = [act for act, _ in documents] + [act for _, gold in documents for act in _cited_acts(gold)]
    plain = MemoryRegistry(acts)
    events = []
    for act, gold in documents:
        citations = [_citation(row) for row in gold["citations"]]
        found = resolve_all(citations, CitingAct(act.issuer, act.issued, act.uid), plain)
        for row in gold["effects"]:
            target = found[row["target"]].act
            if target is None or found[row["target"]].outcome != "resolved":
                continue
            day = _day(row["from"]) or act.effective_from
            events.append(EffectEvent(target.uid, row["predicate"], row["scope"], day, "van_ban", by=act.uid))
    return MemoryRegistry(acts, events)


def test_local_acts_end_on_the_day_researched() -> None:
    registry = _registry()
    count: Counter[str] = Counter()
    for row in (
        json.loads(line) for line in (_GOLD / "status.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        if not row["number"] or not core_issuers().for_symbol(row["number"]).organ:
            continue
        type_ = row["key"].partition("|")[0]
        fields = (type_, row["number"], None, None, _day(row["issued"]), row["issuer"].partition(";")[0])
        resolution = resolve(Citation(0, 1, "", "act", *fields, "refers"), CitingAct(issued=_ON), registry)
        if resolution.outcome != "resolved" or resolution.act is None:
            continue
        reading = status_at(resolution.act, registry.events_on(resolution.act.uid), _ON, registry=registry)
        since = reading.since.isoformat() if reading.status == "expired" and reading.since else None
        ended = {number_key(number) for number in ending_numbers(reading, registry)}
        count["resolved"] += 1
        count["expired_from"] += since == row["expired_from"]
        count["ended_by"] += ended == {number_key(number) for number in row["ended_by"]}
    print(dict(count))
    assert count["resolved"] >= 28
    assert count["expired_from"] == count["ended_by"] == count["resolved"]
