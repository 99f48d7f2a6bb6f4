"""``rasoat bench``: how fast this machine does the main jobs, each beside a yardstick of the same run."""

from __future__ import annotations

import random
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from app.bootstrap import Services

# A bare alternation over the numbers alone: no extractor that reads them can be faster.
_BARE_NUMBERS = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ]{1,4}\d*-[A-ZĐ]+\d*|\d+/\d{4}/(?:QH|UBTVQH)\d+")
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, the figure, and how it stands to the yardstick."""

    what: str
    value: str
    beside: str = ""


@click.command()
@click.option(
    "--corpus",
    type=click.Path(exists=True, path_type=Path),
    help="Thư mục văn bản để đo; mặc định là văn bản mẫu kèm theo.",
)
@click.option(
    "--lookups", type=click.IntRange(10, 100_000), default=1000, show_default=True, help="Số lần tra số."
)
def bench(corpus: Path | None, lookups: int) -> None:
    """Đo trích xuất (ký tự/giây), nạp (văn bản/giây), rà soát và tra số (p50/p95) trên máy này."""
    from rich.console import Console
    from rich.table import Table

    from app.bootstrap import build_services
    from app.config import load_settings
    from app.sample import corpus_folder

    table = Table("Việc", "Kết quả", "So với")
    with tempfile.TemporaryDirectory() as folder, corpus_folder() as sample:
        services = build_services(load_settings({}, home=folder))
        try:
            for figure in (
                *_store_figures(services, corpus or sample),
                *_extraction_figures(services),
                *_lookup_figures(services, Path(folder), lookups),
            ):
                table.add_row(figure.what, figure.value, figure.beside)
        finally:
            services.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("Bộ nhớ cao nhất của tiến trình", f"{peak:.0f} MB")
    Console(width=120).print(table)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _store_figures(services: Services, corpus: Path) -> list[Figure]:
    """Registry import, ingest and sweep on a store made for this run."""
    from app.services.permissions import SYSTEM
    from app.services.reading import Analyser

    core = _timed(lambda: services.registry.import_core(SYSTEM))
    again = _timed(lambda: services.registry.import_core(SYSTEM))
    files = sorted(p for p in corpus.rglob("*") if p.is_file())
    pure = _timed(lambda: list(Analyser(services.ingest.limits).analyse_many(files)))
    taken = _timed(lambda: services.ingest.ingest(SYSTEM, [corpus]))
    swept = _timed(lambda: services.sweep.sweep(SYSTEM, services.today()))
    count = len(files)
    return [
        Figure("Nạp sổ nền lần đầu", f"{core:.1f} s", f"nạp lại {again:.1f} s"),
        Figure(
            f"Nạp {count} văn bản vào kho",
            f"{count / taken:.1f} văn bản/s",
            f"đọc và phân tích thôi: {count / pure:.1f} văn bản/s",
        ),
        Figure("Rà soát kho", f"{count / swept:.0f} văn bản/s"),
    ]


def _extraction_figures(services: Services) -> list[Figure]:
    """Citation extraction on text in memory, and the bare number pattern on the same text."""
    from sqlalchemy import select

    from app.db.models import ExpressionRow
    from legal_corpus.citations.extractor import extract_citations

    with services.sessions() as session:
        text = "\n".join(session.scalars(select(ExpressionRow.text).order_by(ExpressionRow.id)))
    text *= max(1, 2_000_000 // max(1, len(text)))
    ours = [_timed(lambda: extract_citations(text)) for _ in range(_ROUNDS)]
    bare = [_timed(lambda: _BARE_NUMBERS.findall(text)) for _ in range(_ROUNDS)]
    ratio = statistics.median(o / b for o, b in zip(ours, bare, strict=True))
    speed = len(text) / statistics.median(ours)
    limit = len(text) / statistics.median(bare)
    return [
        Figure(
            f"Trích xuất trích dẫn ({len(text) / 1e6:.1f} triệu ký tự)",
            f"{speed / 1e6:.2f} triệu ký tự/s",
            f"chỉ dò số bằng biểu thức trần: {limit / 1e6:.1f} triệu ký tự/s (gấp {ratio:.1f} lần thời gian)",
        )
    ]


def _lookup_figures(services: Services, home: Path, lookups: int) -> list[Figure]:
    """Number look-up through the search service and the registry, and SQLite's own on the same file."""
    from app.db.act_registry import SqlRegistry
    from app.services.permissions import SYSTEM

    database = sqlite3.connect(home / "rasoat.db")
    rows = database.execute("SELECT number, number_key FROM act WHERE number_key IS NOT NULL").fetchall()
    chosen = random.Random(2026).choices(rows, k=lookups)
    query = "SELECT id, uid, type, number, title FROM act WHERE number_key = ?"
    raw = [_timed(lambda k=key: database.execute(query, (k,)).fetchall()) for _number, key in chosen]  # type: ignore[misc]
    database.close()
    with services.sessions() as session:
        registry = [_timed(lambda k=key: SqlRegistry(session).by_number(k)) for _number, key in chosen]  # type: ignore[misc]
    on = services.today()
    few = chosen[: max(10, lookups // 10)]
    page = [_timed(lambda n=number: services.search.search(SYSTEM, n, on=on)) for number, _key in few]  # type: ignore[misc]
    return [
        Figure("Tra số trong sổ (p50/p95)", _spread(registry), f"SQLite trần: {_spread(raw)}"),
        Figure("Trang kết quả khi gõ số (p50/p95)", _spread(page), "gồm cả toàn văn và hiệu lực"),
    ]


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{middle * 1000:.2f} / {high * 1000:.2f} ms"
