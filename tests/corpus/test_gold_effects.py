"""Pinpoints, effects and effective dates on the golden acts, with the extractor's own citations."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import effective_date, extract_effects
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef
from legal_corpus.text.numbers import number_key

pytestmark = pytest.mark.shared


def f1(right: int, predicted: int, gold: int) -> float:
    return 2 * right / (predicted + gold) if predicted + gold else 1.0


@pytest.fixture(scope="module")
def acts(shared: Path) -> list[tuple[str, dict[str, Any]]]:
    folder = shared / "data/gold/provincial"
    return [
        (path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]


def parts(text: str, gold: dict[str, Any]) -> tuple[list[Citation], list[ProvisionRef], list[EffectClause]]:
    citations = extract_citations(text, own_number=gold["header"]["number"])
    provisions = extract_provisions(text, citations)
    return citations, provisions, extract_effects(text, citations, provisions)


def test_pinpoints(acts: list[tuple[str, dict[str, Any]]]) -> None:
    right = predicted = wanted = 0
    for text, gold in acts:
        _citations, provisions, _effects = parts(text, gold)
        known = {
            (
                p["start"],
                tuple(p["refs"]),
                p["target"] if p["target"] == "self" else gold["citations"][p["target"]]["start"],
            )
            for p in gold["provisions"]
            if p["target"] != "unknown"
        }
        found = {(p.start, p.refs, p.target) for p in provisions}
        right, predicted, wanted = right + len(known & found), predicted + len(found), wanted + len(known)
    assert wanted > 100
    assert f1(right, predicted, wanted) >= 0.97


def test_effects(acts: list[tuple[str, dict[str, Any]]]) -> None:
    right = predicted = wanted = 0
    for text, gold in acts:
        citations, _provisions, clauses = parts(text, gold)
        by_start = {c.start: c for c in citations}
        known = {
            (
                e["predicate"],
                number_key(gold["citations"][e["target"]]["number"]),
                e["scope"],
                tuple(e["provisions"]),
                e["from"],
            )
            for e in gold["effects"]
        }
        found = {
            (
                c.predicate,
                number_key(by_start[c.target].number or ""),
                c.scope,
                c.provisions,
                c.effective_from.isoformat() if c.effective_from else None,
            )
            for c in clauses
        }
        right, predicted, wanted = right + len(known & found), predicted + len(found), wanted + len(known)
    assert wanted > 20
    assert f1(right, predicted, wanted) >= 0.97


def test_effective_dates(acts: list[tuple[str, dict[str, Any]]]) -> None:
    wrong = []
    for text, gold in acts:
        issued = date.fromisoformat(gold["header"]["issued"]) if gold["header"]["issued"] else None
        found = effective_date(text, issued)
        if (found[0].isoformat() if found else None) != gold["header"]["effective_from"]:
            wrong.append(gold["id"])
    assert len(wrong) <= 1, wrong
