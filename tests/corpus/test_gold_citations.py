"""Citations of real acts against the hand annotation."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from legal_corpus.citations.extractor import extract_citations

SHARED = Path(os.environ.get("RASOAT_SHARED") or Path(__file__).parents[3] / "shared")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "data" / "gold").is_dir(), reason="RASOAT_SHARED has no gold data"),
]


def _score_module() -> Any:
    spec = importlib.util.spec_from_file_location("rasoat_score", SHARED / "score" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _dump(files: list[Path], target: Path) -> None:
    with target.open("w", encoding="utf-8") as out:
        for file in files:
            for citation in extract_citations(file.read_text(encoding="utf-8")):
                row = {"file": str(file), **asdict(citation)}
                row["issued"] = citation.issued.isoformat() if citation.issued else None
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _figures(run: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    capsys.readouterr()
    run()
    return {
        name: float(value) for name, value in re.findall(r"^(\w+) ([\d.]+)", capsys.readouterr().out, re.M)
    }


def test_provincial_acts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = SHARED / "data" / "gold" / "provincial"
    _dump(sorted(gold.glob("*.txt")), tmp_path / "pred.jsonl")
    score = _score_module()
    figures = _figures(lambda: score.provincial(str(gold), str(tmp_path / "pred.jsonl"), False), capsys)
    assert figures["citation_found_f1"] >= 0.995
    assert figures["citation_exact_span_f1"] >= 0.99
    assert figures["citation_identified_f1"] >= 0.99
    assert figures["role_accuracy"] >= 0.985


def test_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """About 3 % of the labels are missing or doubled, which bounds what can be reached."""
    gold = SHARED / "data" / "gold" / "sentences"
    _dump([gold / "vnlegaltext_val.txt"], tmp_path / "pred.jsonl")
    score = _score_module()
    figures = _figures(
        lambda: score.sentences(str(gold / "vnlegaltext_val.jsonl"), str(tmp_path / "pred.jsonl"), False),
        capsys,
    )
    assert figures["sentence_found_f1"] >= 0.95
    assert figures["sentence_exact_span_f1"] >= 0.935


def test_spans_of_every_provincial_act_hold() -> None:
    for file in sorted((SHARED / "data" / "provincial" / "text").glob("*.txt"))[:60]:
        text = file.read_text(encoding="utf-8")
        for citation in extract_citations(text):
            assert text[citation.start : citation.end] == citation.text
