"""Fingerprints of findings, of every check: they outlive edits elsewhere and tell equal findings apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legal_corpus.checks.base import Check
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.checks.runner import run_checks
from tests.unit.checks.check_cases import Marked, cases_of, context_of, marked

_FAILING = [(check, case) for check in CHECKS for case in cases_of(check) if case["outcome"] == "fail"]
_WORDS = st.lists(
    st.sampled_from(["nội dung", "được", "bổ sung thêm", "cho rõ", "việc", "của", "cơ quan", "thực hiện"]),
    min_size=1,
    max_size=12,
)


@given(st.sampled_from(_FAILING), _WORDS, st.integers(0, 20))
@settings(max_examples=150)
def test_a_paragraph_elsewhere_changes_no_fingerprint(
    failing: tuple[Check, dict[str, Any]], words: list[str], at: int
) -> None:
    check, case = failing
    lines = case["text"].splitlines(keepends=True)
    at %= len(lines) + 1
    text = "".join([*lines[:at], f"Đoạn {' '.join(words)}.\n", *lines[at:]])
    before = run_checks(context_of(case), [check])
    after = run_checks(context_of(case, marked(case, text)), [check])
    assert [item.fingerprint for item in after] == [item.fingerprint for item in before]


def _twice(document: Marked) -> Marked:
    """The document printed twice, one after the other."""
    gap = len(document.text)
    return Marked(
        document.text * 2,
        (
            *document.citations,
            *(replace(c, start=c.start + gap, end=c.end + gap) for c in document.citations),
        ),
        (
            *document.provisions,
            *(
                replace(
                    p,
                    start=p.start + gap,
                    end=p.end + gap,
                    target=p.target + gap if isinstance(p.target, int) else p.target,
                )
                for p in document.provisions
            ),
        ),
        (*document.effects, *(replace(e, target=e.target + gap) for e in document.effects)),
    )


@pytest.mark.parametrize(
    ("check", "case"),
    [pytest.param(check, case, id=f"{check.code}-{case['id']}") for check, case in _FAILING],
)
def test_equal_findings_have_fingerprints_of_their_own(check: Check, case: dict[str, Any]) -> None:
    findings = run_checks(context_of(case, _twice(marked(case))), [check])
    assert findings
    repeated = {key: n for key, n in Counter(item.fingerprint for item in findings).items() if n > 1}
    assert repeated == {}
