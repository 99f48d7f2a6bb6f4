"""Every measurement runs on a tiny corpus and says something that can be read; no time is asserted."""

from __future__ import annotations

import builtins
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.bench import calibration, english
from app.bench.catalogue import MEASUREMENTS
from app.bench.measurement import Measurement, Report, report_row
from app.bench.runner import run_all, run_one
from app.bench.texts import filled_to, long_text
from app.bench.workbench import Workbench
from app.cli.bench import bench as command

ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 19/2025/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2025
QUYẾT ĐỊNH
Ban hành Quy định về bến khách ngang sông
Căn cứ Luật Giá ngày 19 tháng 6 năm 2023;
Căn cứ Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 của Chính phủ;
Điều 1. Bến khách thực hiện theo khoản 2 Điều 5 Nghị định số 92/2017/NĐ-CP.
Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2025, thay thế Quyết định số 7/2019/QĐ-UBND.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in (19, 20):
        (folder / f"{number}.txt").write_text(ACT.replace("19/2025", f"{number}/2025"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shared folder whose only act has two right citations and, on purpose, one wrong annotation."""
    shared = tmp_path_factory.mktemp("shared")
    folder = shared / "data/gold/provincial"
    folder.mkdir(parents=True)
    law, decree, old = (
        "Luật Giá ngày 19 tháng 6 năm 2023",
        "Nghị định số 92/2017/NĐ-CP",
        "Quyết định số 7/2019/QĐ-UBND",
    )
    marked = [
        {**_span(law), "type": "Luật", "number": None, "name": "Giá", "issued": "2023-06-19"},
        {**_span(f"{decree} ngày 07 tháng 8 năm 2017"), "type": "Nghị định", "number": "92/2017/NĐ-CP"},
        {**_span(old), "type": "Quyết định", "number": "8/2019/QĐ-UBND"},
    ]
    (folder / "a.txt").write_text(ACT, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps({"citations": marked}, ensure_ascii=False), encoding="utf-8")
    (shared / "data/gold/sentences").mkdir()
    row = {"text": "Theo Luật Giá và Luật Đất đai.", "citations": [[5, 13, "L"]]}
    (shared / "data/gold/sentences/val.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return shared


def _span(quote: str) -> dict[str, int]:
    return {"start": ACT.index(quote), "end": ACT.index(quote) + len(quote)}


@pytest.fixture(scope="module")
def bench(corpus: Path, annotated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    work = Workbench(
        corpus, tmp_path_factory.mktemp("bench"), annotated, lookups=10, size=10_000, rounds=1, acts=100
    )
    yield work
    work.close()


def named(name: str) -> Measurement:
    return next(measurement for measurement in MEASUREMENTS if measurement.name == name)


def figures(report: Report) -> dict[str, float | None]:
    return {figure.key: figure.value for figure in report.figures}


@pytest.mark.parametrize("measurement", MEASUREMENTS, ids=lambda measurement: measurement.name)
def test_every_measurement_runs_on_a_tiny_corpus(measurement: Measurement, bench: Workbench) -> None:
    report = run_one(bench, measurement)
    assert report.skipped is None
    assert report.figures and report.seconds > 0 and report.peak_mb > 1
    keys = [figure.key for figure in report.figures] + [table.key for table in report.tables]
    assert len(keys) == len(set(keys))
    for figure in report.figures:
        assert figure.what.strip()
        assert figure.value is None or math.isfinite(figure.value)
        assert figure.value is not None or figure.beside, "a missing figure says why"
    for table in report.tables:
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows)
    assert json.loads(json.dumps(report_row(report)))["name"] == measurement.name


def test_names_and_titles_are_told_apart() -> None:
    assert len({measurement.name for measurement in MEASUREMENTS}) == len(MEASUREMENTS)
    assert len({measurement.title for measurement in MEASUREMENTS}) == len(MEASUREMENTS)


def test_the_store_is_filled_once_and_read_by_several(bench: Workbench) -> None:
    first = bench.filled()
    assert first is bench.filled()
    assert first.files == 2 and min(first.registry_first, first.registry_again, first.ingest) > 0


def test_calibration_counts_what_is_right_in_each_band(bench: Workbench, annotated: Path) -> None:
    judged = calibration.judged_acts(annotated / "data/gold/provincial")
    # The law and the decree with its date are right; the bare decree of article 1 is not annotated, and
    # the old decision is annotated with another number.
    assert [item.right for item in judged] == [True, True, False, False]
    rows = calibration.bands(judged)
    assert sum(row[1] for row in rows) == 4 and sum(row[3] for row in rows) == 2
    for _name, count, stated, right, share, gap in rows:
        assert share == right / count and gap == share - stated
    report = run_one(bench, named("calibration"))
    sentences = next(table for table in report.tables if table.key == "calibration_sentences")
    assert [(row[1], row[3]) for row in sentences.rows] == [(2, 1)]


def test_calibration_without_annotations_is_skipped_in_one_sentence(corpus: Path, tmp_path: Path) -> None:
    report = run_one(Workbench(corpus, tmp_path, None), named("calibration"))
    assert report.skipped and "--shared" in report.skipped
    assert (report.figures, report.tables) == ((), ())


def test_an_absent_eyecite_is_a_sentence_and_not_an_error(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_import = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == "eyecite":
            raise ImportError(name)
        return true_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    report = run_one(bench, named("eyecite"))
    assert figures(report)["eyecite"] is None and figures(report)["rasoat"]
    assert "pip install" in report.figures[-1].beside


def test_the_english_text_depends_on_its_seed_alone_and_holds_citations() -> None:
    eyecite = pytest.importorskip("eyecite", reason="eyecite is absent: pip install -e '.[bench]'")
    text = english.english_opinions(30_000, 7)
    assert text == english.english_opinions(30_000, 7) != english.english_opinions(30_000, 8)
    assert sum(map(len, text)) >= 30_000
    assert len(eyecite.get_citations(text[0][:2000])) >= 5


def test_texts_are_whole_documents_or_exactly_as_long_as_wished() -> None:
    assert filled_to(["abc", "de"], 7) == ["abc", "de", "abc"]
    assert long_text(["abc", "de"], 7) == "abc\nde\n"


def test_a_folder_without_texts_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    work = Workbench(tmp_path / "empty", tmp_path)
    (report,) = run_all(work, [named("extraction")])
    assert report.skipped and "--corpus" in report.skipped


def test_the_command_prints_json_for_machines_and_tables_for_people(corpus: Path, annotated: Path) -> None:
    words = [
        "--corpus",
        str(corpus),
        "--shared",
        str(annotated),
        "--only",
        "calibration",
        "--only",
        "extraction",
    ]
    done = CliRunner().invoke(command, [*words, "--size", "10000", "--format", "json"])
    assert done.exit_code == 0, done.output
    printed = json.loads(done.output)
    assert printed["machine"]["cpus"] >= 1
    reports = printed["measurements"]
    assert [report["name"] for report in reports] == ["extraction", "calibration"]
    shown = CliRunner().invoke(command, [*words, "--size", "10000"])
    assert "Đọc văn bản trong bộ nhớ" in shown.output and "Độ tin cậy" in shown.output
