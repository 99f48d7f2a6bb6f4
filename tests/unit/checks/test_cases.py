"""Every check against its pass, fail and not-applicable cases (``legal_corpus/checks/cases``)."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import Any

import pytest
import yaml

from legal_corpus.checks.base import Check, CheckContext
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.checks.runner import make_context, run_checks
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef
from legal_corpus.registry.memory import load_registry_lines
from legal_corpus.text.numbers import number_key

_CASES = resources.files("legal_corpus.checks") / "cases"


def _module_name(check: Check) -> str:
    return check.run.__module__.rpartition(".")[2]


def _cases(check: Check) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(
        (_CASES / f"{_module_name(check)}.yaml").read_text(encoding="utf-8")
    )
    return found


def _place(text: str, quote: str, nth: int) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def _citation(text: str, row: dict[str, Any]) -> Citation:
    start, end = _place(text, row["quote"], row.get("nth", 1))
    fields: dict[str, Any] = {name: row.get(name) for name in ("number", "name", "year", "issued", "issuer")}
    return Citation(start, end, row["quote"], row.get("kind", "act"), row["type"], **fields, role=row["role"])


def _effect(text: str, row: dict[str, Any], citations: list[Citation]) -> EffectClause:
    start, end = _place(text, row["quote"], 1) if "quote" in row else (0, len(text))
    parts = tuple(row.get("provisions", ()))
    target = citations[row["target"]].start
    return EffectClause(row["predicate"], target, row["scope"], parts, None, start, end)


def _context(case: dict[str, Any]) -> CheckContext:
    text = case["text"]
    citations = [_citation(text, row) for row in case["citations"]]
    provisions = []
    for row in case.get("provisions", ()):
        start, end = _place(text, row["quote"], row.get("nth", 1))
        target = row["target"] if row["target"] == "self" else citations[row["target"]].start
        provisions.append(ProvisionRef(start, end, row["quote"], tuple(row["refs"]), target))
    effects = [_effect(text, row, citations) for row in case.get("effects", ())]
    fields: dict[str, Any] = {name: HeaderField(str(value)) for name, value in case["act"].items()}
    header = Header(**fields)
    registry = load_registry_lines(
        json.dumps(row, ensure_ascii=False, default=str) for row in case["registry"]
    )
    citing = registry.by_number(number_key(case["citing"]))[0].uid if "citing" in case else None
    on: date = case["review_day"]
    known = {
        act.uid: frozenset(parts)
        for number, parts in case.get("structures", {}).items()
        for act in registry.by_number(number_key(number))
    }
    return make_context(
        text,
        header,
        citations,
        provisions,
        effects,
        registry,
        on,
        citing,
        own_term=case.get("own_term"),
        structures=known.get,
    )


_ALL = [
    pytest.param(check, case, id=f"{check.code}-{case['id']}") for check in CHECKS for case in _cases(check)
]


@pytest.mark.parametrize(("check", "case"), _ALL)
def test_case(check: Check, case: dict[str, Any]) -> None:
    context = _context(case)
    findings = run_checks(context, [check])
    expected = case.get("expect", [])
    assert bool(expected) == (case["outcome"] == "fail")
    assert len(findings) == len(expected), [finding.message for finding in findings]
    for finding, wanted in zip(findings, expected, strict=True):
        assert finding.code == check.code
        assert finding.severity == wanted["severity"]
        assert wanted.get("message", "") in finding.message
        assert wanted.get("suggestion", "") in (finding.suggestion or "")
        assert wanted.get("legal_source", "") in finding.legal_source
        assert finding.provision == wanted.get("provision")
        assert context.text[finding.start : finding.end] == finding.text
        if "quote" in wanted:
            assert finding.text == wanted["quote"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_has_cases_of_every_outcome(check: Check) -> None:
    outcomes = {case["outcome"] for case in _cases(check)}
    assert {"pass", "fail"} <= outcomes
    assert outcomes <= {"pass", "fail", "not_applicable"}
