"""The floors of the house: the contracts of setup.cfg hold, and each of them catches what it is for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
# (file, what is added to it, name of the contract that has to notice)
VIOLATIONS = (
    ("legal_corpus/text/numbers.py", "import flask", "The law knows no framework, clock store or index"),
    ("legal_corpus/model/act.py", "from legal_corpus.checks import runner", "Floors inside the legal corpus"),
    ("indexer/readers/base.py", "import indexer.search.protocol", "Floors inside the indexer"),
    (
        "app/db/base.py",
        "def late() -> None:\n    from app.services import work",
        "Floors of the house",
    ),
    (
        "legal_corpus/citations/extractor.py",
        "import legal_corpus.citations.component",
        "spaCy is a thin adapter that nobody imports",
    ),
)


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages in ``folder``, uncoloured and wide."""
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _contracts(output: str, verdict: str) -> set[str]:
    """Names of the contracts that import-linter reports so (KEPT or BROKEN)."""
    lines = (line.strip() for line in output.splitlines())
    return {line.rpartition(" ")[0].strip() for line in lines if line.endswith(f" {verdict}")}


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    for package in ("app", "indexer", "legal_corpus"):
        shutil.copytree(CHECKOUT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "setup.cfg", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    done = _lint(CHECKOUT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert _contracts(done.stdout, "KEPT") == {contract for _, _, contract in VIOLATIONS}


def test_each_contract_notices_a_planted_violation(copied_house: Path) -> None:
    for file, code, _ in VIOLATIONS:
        path = copied_house / file
        path.write_text(f"{path.read_text('utf-8')}\n\n{code}\n", encoding="utf-8")
    done = _lint(copied_house)
    assert done.returncode != 0
    assert _contracts(done.stdout, "BROKEN") == {contract for _, _, contract in VIOLATIONS}, done.stdout
