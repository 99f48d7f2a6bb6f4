"""``rasoat calendar`` and the sweeps of what changed, over the shipped registry."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from app.cli.main import cli


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A new store; the first command fills it with the shipped registry."""
    return str(tmp_path_factory.mktemp("home"))


def _run(*args: str) -> tuple[str, str]:
    result = CliRunner().invoke(cli, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_the_acts_of_the_reorganisation_end_together(home: str) -> None:
    said, summary = _run(
        "calendar", "--home", home, "--on", "2026-11-21", "--days", "120", "--format", "json"
    )
    rows = {row["label"]: row for row in json.loads(said)}
    decree = rows["Nghị định 127/2025/NĐ-CP"]
    assert (decree["ends"], decree["last_day"], decree["days_left"]) == ("2027-03-01", "2027-02-28", 100)
    assert all(date.fromisoformat(row["ends"]) <= date(2027, 3, 21) for row in rows.values())
    assert "trong 120 ngày" in summary
    table, _summary = _run(
        "calendar", "--home", home, "--on", "2026-11-21", "--days", "120", "--format", "csv"
    )
    lines = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert lines[0][0] == "Hết hiệu lực từ" and len(lines) == len(rows) + 1
    text, _summary = _run("calendar", "--home", home, "--on", "2026-11-21", "--days", "120")
    assert "01/03/2027 (còn 100 ngày): Nghị định 127/2025/NĐ-CP" in text


def test_nothing_waits_and_nothing_changed_in_an_empty_corpus(home: str) -> None:
    assert _run("sweep", "--home", home, "--pending") == ("", "")
    _said, summary = _run("sweep", "--home", home, "--on", "2026-11-21", "--changed-since", "2026-11-01")
    assert "rà soát 0 văn bản" in summary
    result = CliRunner().invoke(cli, ["sweep", "--home", home, "--pending", "--preview"])
    assert "hãy bỏ bớt" in str(result.exception)
