"""Many files at once: in order, whatever one of them does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.services.reading import Analyser
from indexer import leashed_pipeline
from indexer.readers.base import Limits

SLOW_CHILD = """
import sys, time; sys.path.insert(0, sys.argv[1])
from indexer import leashed_pipeline as module
real = module.analyse_document
def analyse(document):
    if "treo máy" in document.text: time.sleep(600)
    return real(document)
module.analyse_document = analyse
module.main()
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_slow_analysis_is_refused_and_the_batch_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(leashed_pipeline._LeashedAnalysis, "child", SLOW_CHILD)
    paths = []
    for at, words in enumerate(("một", "treo máy", "ba", "bốn")):
        path = tmp_path / f"{at}.txt"
        path.write_text(f"Số: {at + 1}/2025/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc {words}\n", encoding="utf-8")
        paths.append(path)
    results = list(Analyser(Limits(timeout_s=12)).analyse_many(paths, jobs))
    assert [item.path for item in results] == paths
    assert [item.parsed is None for item in results] == [False, True, False, False]
    assert results[1].refusal is not None and "quá 12 giây" in results[1].refusal
    numbers = [item.parsed.header.value("number") for item in results if item.parsed]
    assert numbers == ["1/2025/QĐ-UBND", "3/2025/QĐ-UBND", "4/2025/QĐ-UBND"]


def test_no_files_need_no_children() -> None:
    assert list(Analyser(Limits()).analyse_many([], jobs=4)) == []


def test_a_pipe_is_refused_and_nobody_waits_for_its_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "ống.docx"
    os.mkfifo(pipe)
    (item,) = Analyser(Limits()).analyse_many([pipe])
    assert item.refusal is not None and "không phải tệp thông thường" in item.refusal
