"""Findings as SARIF 2.1.0: what the standard demands and what people look for in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.reports.sarif import file_uri, sarif_log
from legal_corpus.checks.catalogue import CHECKS
from tests.unit.reports.findings import checked, finding

TEXT = "QUYẾT ĐỊNH\nCăn cứ Luật An ninh mạng;\nCăn cứ Luật Giá; căn cứ Luật An ninh mạng.\n"


def run_of(*items: Any, complete: bool = True) -> dict[str, Any]:
    log = json.loads(json.dumps(sarif_log(items, "1.2.3", complete=complete)))
    assert (log["version"], log["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-2.1.0.json")
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_every_check_is_a_rule_with_vietnamese_help() -> None:
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("Rà Soát", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [check.code for check in CHECKS]
    for rule, check in zip(driver["rules"], CHECKS, strict=True):
        assert rule["shortDescription"]["text"] == f"{check.title}."
        assert "Giới hạn" in rule["help"]["text"] and "**" not in rule["help"]["text"]
        assert rule["help"]["markdown"] == check.manual.strip()
        assert not rule["fullDescription"]["text"].startswith("Kiểm tra gì")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_result_points_at_the_very_characters() -> None:
    found = finding(TEXT, "Luật An ninh mạng", nth=2)
    run = run_of(checked("van-ban/qd.txt", TEXT, found))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "REF101"
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    assert TEXT[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == found.text
    assert (region["startLine"], region["endLine"]) == (3, 3)
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == found.text
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == "van-ban/qd.txt"
    assert list(result["partialFingerprints"].values()) == [found.fingerprint]
    assert result["message"]["text"] == found.message
    assert result["properties"]["endedBy"] == ["116/2025/QH15"]


def test_levels_of_the_standard_and_several_files() -> None:
    one = checked("a.txt", TEXT, finding(TEXT, "Luật Giá", "REF109", "info"))
    two = checked("b.txt", TEXT, finding(TEXT, "Luật Giá", "REF106", "warning"), finding(TEXT, "Luật Giá"))
    run = run_of(one, two, complete=False)
    assert [result["level"] for result in run["results"]] == ["note", "warning", "error"]
    indexes = [r["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for r in run["results"]]
    assert indexes == [0, 1, 1]
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_names_of_files_become_uris(tmp_path: Path) -> None:
    assert file_uri("hồ sơ/a b#1.txt") == "h%E1%BB%93%20s%C6%A1/a%20b%231.txt"
    assert file_uri(str(tmp_path / "a b.txt")).startswith("file:///")
