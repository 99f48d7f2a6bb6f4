"""``rasoat bench``: how fast this machine does the main jobs, each beside a yardstick of the same run."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import progress_bar
from app.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from app.bench.measurement import Cell, Measurement, Report
    from app.bench.measurement import Table as Rows


@click.command()
@click.option(
    "--corpus",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục văn bản để đo; mặc định là văn bản mẫu kèm theo.",
)
@click.option(
    "--shared",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục có data/gold (văn bản đã đánh dấu), để đo độ tin cậy; không có thì bỏ qua phần đó.",
)
@click.option("--only", multiple=True, metavar="TÊN", help="Chỉ đo phần này; dùng được nhiều lần.")
@click.option(
    "--lookups", type=click.IntRange(10, 100_000), default=1000, show_default=True, help="Số lần tra số."
)
@click.option(
    "--size",
    type=click.IntRange(10_000, 100_000_000),
    default=5_000_000,
    show_default=True,
    help="Số ký tự của văn bản dài nhất đem đo.",
)
@click.option(
    "--acts",
    type=click.IntRange(100, 1_000_000),
    default=10_000,
    show_default=True,
    help="Số văn bản của kho giả để đo rà soát lan truyền (mỗi văn bản 10 viện dẫn); 100000 mất vài phút.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Dạng in ra: bảng cho người đọc, hoặc JSON.",
)
def bench(
    corpus: Path | None,
    shared: Path | None,
    only: tuple[str, ...],
    lookups: int,
    size: int,
    acts: int,
    form: str,
) -> None:
    """Đo tốc độ, độ tuyến tính, độ tin cậy của việc đọc, nạp, rà soát và tra cứu trên máy này."""
    from app.bench.runner import run_all
    from app.bench.workbench import Workbench
    from app.sample import corpus_folder

    chosen = _chosen(only)
    with tempfile.TemporaryDirectory() as folder, corpus_folder() as sample:
        work = Workbench(corpus or sample, Path(folder), shared=shared, lookups=lookups, size=size, acts=acts)
        try:
            reports = run_all(work, chosen, progress_bar())
            if form == "json":
                _print_json(reports)
            else:
                _print_tables(reports)
        finally:
            work.close()


def _chosen(only: tuple[str, ...]) -> list[Measurement]:
    from app.bench.catalogue import MEASUREMENTS

    names = [measurement.name for measurement in MEASUREMENTS]
    unknown = [name for name in only if name not in names]
    if unknown:
        raise UsageError(f"Không có phần đo “{unknown[0]}”; các phần đo là: {', '.join(names)}.")
    return [measurement for measurement in MEASUREMENTS if not only or measurement.name in only]


def _print_json(reports: Iterable[Report]) -> None:
    from app.bench.measurement import machine_row, report_row

    rows = [report_row(report) for report in reports]
    click.echo(json.dumps({"machine": machine_row(), "measurements": rows}, ensure_ascii=False, indent=1))


def _print_tables(reports: Iterable[Report]) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 130)
    for report in reports:
        _print_report(console, report)


def _print_report(console: Console, report: Report) -> None:
    from rich.table import Table

    table = Table("Việc", "Kết quả", "So với", title=report.measurement.title, title_justify="left")
    for figure in report.figures:
        value = "—" if figure.value is None else f"{_shown(figure.value)} {figure.unit}".rstrip()
        table.add_row(figure.what, value, figure.beside)
    took = f"{report.seconds:.1f} s, bộ nhớ cao nhất {report.peak_mb:.0f} MB"
    table.add_row("Cả phần này", took, report.skipped or "", style="dim")
    console.print(table)
    for rows in report.tables:
        _print_rows(console, rows)


def _print_rows(console: Console, rows: Rows) -> None:
    from rich.table import Table

    table = Table(*rows.columns, title=rows.what, title_justify="left")
    for row in rows.rows:
        table.add_row(*map(_shown, row))
    console.print(table)


def _shown(value: Cell) -> str:
    if value is None:
        return "—"
    if isinstance(value, float):
        digits = 0 if abs(value) >= 1000 else 2
        return f"{round(value, digits) + 0.0:.{digits}f}"  # no minus before a zero
    return str(value)
