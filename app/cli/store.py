"""Commands that fill the store: import registries, ingest texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import home_option, open_services, progress_bar, refuse

if TYPE_CHECKING:
    from app.services.ingest import IngestSummary
    from app.services.registry_import import ImportSummary

OUTCOMES = {
    "new": "văn bản mới",
    "changed": "đã cập nhật",
    "unchanged": "không đổi",
    "refused": "không nạp được",
    "cancelled": "đã hủy",
}


KINDS = ["records", "core", "phapdien", "vbpl", "xlsx", "csv", "review_register", "edxml"]


@click.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="NGUỒN...")
@click.option("--kind", type=click.Choice(KINDS), help="Dạng của nguồn; mặc định nhận theo nội dung.")
@click.option("--dry-run", is_flag=True, help="Chỉ đếm và cho xem cách hiểu các cột, không ghi gì.")
@click.option("--issuer", help="Cơ quan ban hành của dòng không ghi cơ quan, ví dụ “UBND tỉnh An Giang”.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="CỘT=TRƯỜNG",
    help="Chỉ định trường của một cột trong sổ Excel, CSV; được nhớ cho các sổ cùng dạng. Lặp lại được.",
)
@home_option
def import_(
    sources: tuple[Path, ...],
    kind: str | None,
    dry_run: bool,
    issuer: str | None,
    columns: tuple[str, ...],
    home: Path | None,
) -> None:
    """Nạp nguồn vào sổ văn bản; nạp lại không làm đổi gì, ngắt giữa chừng thì lần sau nạp tiếp.

    NGUỒN là tệp hoặc thư mục: JSON mỗi dòng một văn bản (có thể nén gzip), gói Bộ pháp điển, trang lưu từ
    vbpl.vn, sổ của địa phương (Excel, CSV), danh mục rà soát, thông điệp edXML.
    """
    from app.cli.sweep import settle
    from app.services.permissions import SYSTEM
    from indexer.errors import InputRefusedError
    from indexer.importers.base import ImportOptions
    from indexer.importers.columns import MappingError

    options = ImportOptions(issuer=issuer, columns=dict(map(_choice, columns)))
    refused = False
    with open_services(home, index=True) as services:
        for path in sources:
            try:
                summary = services.registry.import_file(
                    SYSTEM, path, kind, dry_run=dry_run, progress=progress_bar(), options=options
                )
            except InputRefusedError as error:
                refuse(path, str(error))
                refused = True
                continue
            except MappingError as error:
                raise click.UsageError(f"{path}: {error}") from error
            _show(path, summary, dry_run)
        settle(services)
    if refused:
        raise SystemExit(3)


def _choice(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip():
        raise click.BadParameter(f"“{text}” phải có dạng “Tên cột=trường”.", param_hint="--map")
    return column.strip(), field.strip()


def _show(path: Path, summary: ImportSummary, dry_run: bool) -> None:
    from indexer.importers.columns import FIELDS

    for layout in summary.layouts if dry_run else ():
        click.echo(f"{path}: cách hiểu các cột{f' của trang tính “{layout.table}”' if layout.table else ''}")
        for column in layout.columns:
            samples = " | ".join(column.samples)
            click.echo(f"  “{column.header}” = {column.field or '-'} ({FIELDS.get(column.field, 'bỏ qua')})")
            click.echo(f"      ví dụ: {samples or 'trống'}")
    would = " (chạy thử, chưa ghi)" if dry_run else ""
    click.echo(
        f"{path}: {summary.rows} dòng; văn bản mới {summary.new}, thay đổi {summary.changed}, "
        f"không đổi {summary.unchanged}; sự kiện hiệu lực {summary.events}; "
        f"dòng bị loại {summary.rejected}{would}"
    )
    for row in summary.reasons:
        click.echo(f"  {row.place}: {row.reason}", err=True)
    for reason, count in summary.by_reason.items():
        click.echo(f"  loại {count}: {reason}")
    if summary.disagreements:
        from app.cli.disagreements import count_words

        total = sum(summary.disagreements.values())
        click.echo(f"  mâu thuẫn giữa các nguồn đang mở {total}: {count_words(summary.disagreements)}")
    if any("thiếu cơ quan ban hành" in reason for reason in summary.by_reason):
        click.echo(
            "  Nêu cơ quan chung của cả sổ bằng --issuer, ví dụ --issuer “UBND tỉnh An Giang”.", err=True
        )
    for file in summary.files:
        click.echo(
            f"  tệp kèm {file.path}: {OUTCOMES[file.outcome]}{f' ({file.reason})' if file.reason else ''}"
        )


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="ĐƯỜNG_DẪN...")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Số tiến trình đọc.")
@click.option("--resume", is_flag=True, help="Nạp tiếp các đợt nạp đang dở rồi mới nạp ĐƯỜNG_DẪN.")
@home_option
def ingest(paths: tuple[Path, ...], jobs: int, resume: bool, home: Path | None) -> None:
    """Nạp tệp và thư mục vào kho: đọc, phân tích, trích dẫn, đối chiếu, hiệu lực, chỉ mục.

    Tệp hỏng được báo và bỏ qua, các tệp khác vẫn vào kho; chạy lại thì tệp đã có được bỏ qua.
    """
    from app.cli.sweep import settle
    from app.services.permissions import SYSTEM

    if not paths and not resume:
        raise click.UsageError(
            "Thiếu tệp hoặc thư mục cần nạp; hãy ghi đường dẫn, hoặc --resume để nạp tiếp."
        )
    done = []
    with open_services(home, index=True) as services:
        if resume:
            while (
                job := services.ingest.step(lambda _user: SYSTEM, jobs=jobs, progress=progress_bar())
            ) is not None:
                done.append(job)
        elif left := services.ingest_jobs.abandoned(SYSTEM):
            numbers = ", ".join(map(str, left))
            click.echo(f"Đợt nạp {numbers} đang dở; chạy rasoat ingest --resume để nạp tiếp.", err=True)
        if paths:
            done.append(services.ingest.ingest(SYSTEM, paths, jobs=jobs, progress=progress_bar()))
        settle(services)
    if not done:
        click.echo("Không có đợt nạp nào đang dở.")
    for summary in done:
        _print_summary(summary)
    if any(summary.count("refused") for summary in done):
        raise SystemExit(3)


def _print_summary(summary: IngestSummary) -> None:
    for file in summary.files:
        if file.outcome == "refused":
            refuse(file.path, file.reason or "không đọc được.")
    doubtful = [file for file in summary.files if file.doubtful]
    for file in doubtful:
        click.echo(f"{file.path}: cần xác nhận {', '.join(file.doubtful)}")
    share = f" ({summary.resolved / summary.citations:.1%})" if summary.citations else ""
    click.echo(
        f"{len(summary.files)} tệp: mới {summary.count('new')}, thay đổi {summary.count('changed')}, "
        f"không đổi {summary.count('unchanged')}, từ chối {summary.count('refused')}; "
        f"cần xác nhận {len(doubtful)}; trích dẫn {summary.citations}, "
        f"xác định được một văn bản {summary.resolved}{share}"
    )
