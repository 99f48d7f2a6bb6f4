"""Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for tools that gather them.

A region counts lines, columns and characters of the text that ``rasoat read`` prints, also for a file that
is no text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.reports.checked import CheckedFile
from legal_corpus.checks.base import Check
from legal_corpus.checks.catalogue import CHECKS
from legal_corpus.model.finding import Finding, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_FINGERPRINT = "rasoatFinding/v1"  # the version is that of how it is computed
_MARKS = re.compile(r"\*\*([^*]+)\*\*")
_LABEL = re.compile(r"^\*\*[^*]+\*\*\s*")
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


def sarif_log(checked: Sequence[CheckedFile], version: str, *, complete: bool) -> dict[str, Any]:
    """The log as a JSON object. ``version`` is the product's; ``complete`` is false when an input could not
    be read."""
    rules = {check.code: index for index, check in enumerate(CHECKS)}
    results = [
        _result(item, index, finding, rules[finding.code])
        for index, item in enumerate(checked)
        for finding in item.findings
    ]
    driver = {"name": "Rà Soát", "version": version, "language": "vi", "rules": [*map(_rule, CHECKS)]}
    run = {
        "tool": {"driver": driver},
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": complete}],
        "artifacts": [
            {"location": {"uri": file_uri(item.file)}, "mimeType": item.media_type} for item in checked
        ],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def file_uri(file: str) -> str:
    """The path as a URI: ``file:`` for an absolute one, else a relative reference."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _rule(check: Check) -> dict[str, Any]:
    manual = check.manual.strip()
    what = manual.split("\n\n")[1] if "\n\n" in manual else manual
    return {
        "id": check.code,
        "name": check.run.__module__.rpartition(".")[2],
        "shortDescription": {"text": f"{check.title}."},
        "fullDescription": {"text": _plain(_LABEL.sub("", what))},
        "help": {"text": _plain(manual), "markdown": manual},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"legalSource": check.legal_source},
    }


def _plain(manual: str) -> str:
    """Without marks, a paragraph a line."""
    return _WRAPPED.sub(" ", _MARKS.sub(r"\1", manual))


def _result(item: CheckedFile, artifact: int, finding: Finding, rule: int) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": file_uri(item.file), "index": artifact},
        "region": _region(item, finding),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": _properties(finding),
    }


def _region(item: CheckedFile, finding: Finding) -> dict[str, Any]:
    line, column = item.place(finding.start)
    end_line, end_column = item.place(finding.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.text},
    }


def _properties(finding: Finding) -> dict[str, Any]:
    """What people need beyond the message; empty parts are left out."""
    act = finding.act
    shown: dict[str, Any] = {
        "legalSource": finding.legal_source,
        "provision": finding.provision,
        "suggestion": finding.suggestion,
    }
    if act is not None:
        shown |= {
            "citedAct": f"{act.type} {act.number or act.title or ''}".strip(),
            "status": act.status,
            "expiredFrom": act.expired_from.isoformat() if act.expired_from else None,
            "endedBy": list(act.ended_by),
        }
    return {name: value for name, value in shown.items() if value}
