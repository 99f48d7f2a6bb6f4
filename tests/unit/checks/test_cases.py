"""Every check against its pass, fail and not-applicable cases (``legal_corpus/checks/cases``)."""

from __future__ import annotations

from typing import Any

import pytest

from legal_corpus.checks.base import Check
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.checks.runner import run_checks
from tests.unit.checks.check_cases import cases_of, context_of

_ALL = [
    pytest.param(check, case, id=f"{check.code}-{case['id']}") for check in CHECKS for case in cases_of(check)
]


@pytest.mark.parametrize(("check", "case"), _ALL)
def test_case(check: Check, case: dict[str, Any]) -> None:
    context = context_of(case)
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
    outcomes = {case["outcome"] for case in cases_of(check)}
    assert {"pass", "fail"} <= outcomes
    assert outcomes <= {"pass", "fail", "not_applicable"}
