"""Whether the confidence that each citation states is the share that is right, on annotated texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.bench.measurement import Figure, Measurement, Skipped, Table
from app.bench.workbench import Workbench
from indexer.structure.header import parse_header
from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.citation import Citation
from legal_corpus.text.normalize import fold_key, to_nfc
from legal_corpus.text.numbers import number_key

_ACTS, _SENTENCES = Path("data/gold/provincial"), Path("data/gold/sentences")
_EDGES = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
_ENOUGH = 30  # fewer citations say nothing about a share
_COLUMNS = ("Độ tin cậy nêu ra", "trích dẫn", "nêu ra trung bình", "đúng", "đúng/tổng", "chênh")


@dataclass(frozen=True, slots=True)
class Judged:
    """One citation of an act: the confidence it states, and whether it is right."""

    stated: float
    right: bool


def run(bench: Workbench) -> Iterator[Figure | Table]:
    """A table of bands for each set of annotations under ``bench.shared``; all bands but the thin ones count
    in the widest gap."""
    folder = bench.shared
    if folder is None or not (folder / _ACTS).is_dir():
        raise Skipped("Bỏ qua vì không có văn bản đã đánh dấu; hãy chỉ thư mục có data/gold bằng --shared.")
    yield from _judgement(
        "acts", "văn bản đánh dấu tay, đúng đoạn và đúng văn bản", judged_acts(folder / _ACTS)
    )
    if sentences := [
        j for path in sorted((folder / _SENTENCES).glob("*.jsonl")) for j in judged_sentences(path)
    ]:
        yield from _judgement("sentences", "câu có nhãn nhiễu, đúng đoạn", sentences)


def judged_acts(folder: Path) -> list[Judged]:
    """Citations of annotated acts (``<id>.json`` beside ``<id>.txt``): right when span, identity and date
    are the annotated ones."""
    found: list[Judged] = []
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        text = to_nfc(path.with_suffix(".txt").read_text(encoding="utf-8"))
        marked = {(item["start"], item["end"]): item for item in truth["citations"]}
        for citation in _acts(text, parse_header(text).value("number")):
            item = marked.get((citation.start, citation.end))
            found.append(Judged(citation.confidence, item is not None and same_act(item, citation)))
    return found


def judged_sentences(path: Path) -> list[Judged]:
    """Citations of sentences that carry spans only: right when the span is a labelled one."""
    found: list[Judged] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marked = {(start, end) for start, end, _label in row["citations"]}
        found.extend(Judged(c.confidence, (c.start, c.end) in marked) for c in _acts(row["text"], None))
    return found


def same_act(marked: dict[str, Any], citation: Citation) -> bool:
    """Whether an annotation and a citation name one act: by number, else by name, else by type."""
    if marked.get("issued") and marked["issued"] != (citation.issued and citation.issued.isoformat()):
        return False
    if marked.get("number"):
        return citation.number is not None and number_key(marked["number"]) == number_key(citation.number)
    if marked.get("name"):
        return citation.number is None and fold_key(marked["name"]) == fold_key(citation.name or "")
    return bool(marked["type"] == citation.type)


def bands(judged: Sequence[Judged]) -> list[tuple[str, int, float, int, float, float]]:
    """For each populated band: its name, citations, mean stated confidence, right ones, their share, and
    share minus stated."""
    rows = []
    for low, high in pairwise(_EDGES):
        inside = [item for item in judged if low <= item.stated < high]
        if inside:
            count, right = len(inside), sum(item.right for item in inside)
            stated, share = sum(item.stated for item in inside) / count, right / count
            name = f"từ {low:.2f}" if high > 1 else f"{low:.2f} đến dưới {high:.2f}"
            rows.append((name, count, stated, right, share, share - stated))
    return rows


def _judgement(key: str, what: str, judged: Sequence[Judged]) -> Iterator[Figure | Table]:
    rows = bands(judged)
    gaps = [abs(row[-1]) for row in rows if row[1] >= _ENOUGH]
    beside = f"{len(judged)} trích dẫn; chỉ tính dải có từ {_ENOUGH} trích dẫn"
    widest = max(gaps, default=None)
    yield Figure(f"calibration_gap_{key}", f"Chênh lớn nhất: {what}", widest, "", beside)
    yield Table(f"calibration_{key}", f"Độ tin cậy: {what}", _COLUMNS, tuple(rows))


def _acts(text: str, own_number: str | None) -> Iterator[Citation]:
    return (c for c in extract_citations(text, own_number=own_number) if c.kind == "act")


MEASUREMENT = Measurement("calibration", "Độ tin cậy của trích dẫn", run)
