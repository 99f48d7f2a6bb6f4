"""Reading and analysing in children: the same result, and no file can hold up the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import leashed_pipeline
from indexer.errors import InputRefusedError
from indexer.leashed_pipeline import LeashedPipeline
from indexer.pipeline import analyse_file
from indexer.readers.base import Limits
from indexer.readers.leash import LeashedReader

# The child that the pipeline starts, with an analysis that does what the text says.
CHILD = """
import sys, time; sys.path.insert(0, sys.argv[1])
from indexer import leashed_pipeline as module
real = module.analyse_document
def analyse(document):
    if "treo máy" in document.text: time.sleep(600)
    if "gây lỗi" in document.text: raise KeyError("x")
    if "hết chỗ" in document.text: raise MemoryError
    if "tự dừng" in document.text: sys.exit(1)
    return real(document)
module.analyse_document = analyse
module.main()
"""


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[LeashedPipeline]:
    monkeypatch.setattr(leashed_pipeline._LeashedAnalysis, "child", CHILD)
    with LeashedPipeline(Limits(timeout_s=12)) as leashed:
        yield leashed


def _file(folder: Path, words: str) -> Path:
    path = folder / "act.txt"
    path.write_text(f"Điều 1. Theo Nghị định số 15/2020/NĐ-CP.\n{words}\n", encoding="utf-8")
    return path


def test_same_result_as_here(tmp_path: Path) -> None:
    path = _file(tmp_path, "bình thường")
    with LeashedPipeline(Limits()) as leashed, LeashedReader() as reader:
        assert leashed.analyse(path) == analyse_file(path, reader)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("treo máy", "timeout", "Phân tích quá 12 giây"),
        ("gây lỗi", "failed", "KeyError"),
        ("hết chỗ", "memory", "bộ nhớ"),
        ("tự dừng", "damaged", "dừng đột ngột"),
    ],
)
def test_an_analysis_that_fails_is_a_refusal_and_the_next_file_is_read(
    pipeline: LeashedPipeline, tmp_path: Path, words: str, code: str, sentence: str
) -> None:
    with pytest.raises(InputRefusedError, match=sentence) as caught:
        pipeline.analyse(_file(tmp_path, words))
    assert caught.value.code == code
    after = pipeline.analyse(_file(tmp_path, "bình thường"))
    assert [c.number for c in after.citations] == ["15/2020/NĐ-CP"]


def test_two_children_serve_many_files(pipeline: LeashedPipeline, tmp_path: Path) -> None:
    path = _file(tmp_path, "bình thường")
    pipeline.analyse(path)
    children = pipeline._reader._child, pipeline._analysis._child
    pipeline.analyse(path)
    assert (pipeline._reader._child, pipeline._analysis._child) == children


def test_a_file_that_is_not_there(pipeline: LeashedPipeline, tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as caught:
        pipeline.analyse(tmp_path / "missing.txt")
    assert caught.value.code == "not_found"
