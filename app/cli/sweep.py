"""``rasoat sweep``: check every act of the corpus that is in force."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.common import DAY, home_option, on_option, open_services, progress_bar
from app.cli.rows import finding_row
from app.errors import UsageError

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.services.rechecking import SweptFinding
    from app.services.ripple import RippleSummary
    from app.services.sweep import SweepSummary

_COLUMNS = ("Văn bản", "Văn bản được viện dẫn", "Vì sao", "Từ ngày", "Văn bản thay thế")
_GRAVE = ("error", "warning")


@click.command()
@on_option
@click.option("--province", help="Chỉ văn bản của một tỉnh, thành phố.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "table", "json", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="Dạng in ra: từng dòng, bảng, JSON, JSON mỗi dòng một mục, hoặc CSV cho bảng tính.",
)
@click.option(
    "--changed-since",
    type=DAY,
    help="Chỉ văn bản mà thay đổi của sổ văn bản hoặc hiệu lực từ ngày này đến ngày xét có thể đụng tới.",
)
@click.option("--pending", is_flag=True, help="Chỉ văn bản đang chờ rà soát lại sau khi sổ văn bản đổi.")
@click.option("--preview", is_flag=True, help="Chỉ xem, không đụng đến danh sách phát hiện đang xử lý.")
@home_option
def sweep(
    on: date | None,
    province: str | None,
    form: str,
    changed_since: date | None,
    pending: bool,
    preview: bool,
    home: Path | None,
) -> None:
    """Rà soát mọi văn bản của kho còn hiệu lực vào ngày xét; phát hiện được giữ lại để xử lý.

    Muốn xem trước một ngày khác (như khi một luật mới có hiệu lực) thì thêm --preview.
    """
    from app.reports.tables import csv_table
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        day = on or services.today()
        if pending:
            if province or changed_since or preview:
                raise UsageError(
                    "--pending không đi cùng --province, --changed-since hay --preview; hãy bỏ bớt."
                )
            print_settled(services.ripple.settle(SYSTEM, day, progress_bar()))
            return
        summary = services.sweep.sweep(
            SYSTEM,
            day,
            progress_bar(),
            province=province,
            changed_since=changed_since,
            keep=not preview,
        )
    rows = [{"act_uid": f.act_uid, **finding_row(f.act_label, f.finding)} for f in summary.findings]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        lines = [
            [item.finding.code, item.finding.severity, *table_row(item), item.finding.message]
            for item in summary.findings
        ]
        click.echo(csv_table(["Mã", "Mức", *_COLUMNS, "Nội dung"], lines), nl=False)
    elif form == "table":
        print_table(summary.findings)
    else:
        for item in summary.findings:
            f = item.finding
            click.echo(f"{item.act_label}: {f.severity} {f.code} {f.message}")
    print_summary(summary)
    if preview:
        click.echo("Kết quả chỉ để xem, không lưu.", err=True)


def settle(services: Services) -> None:
    """Check again what the new acts touch: a few texts at once, many are left to a sweep."""
    from app.services.permissions import SYSTEM
    from app.services.ripple import AT_ONCE

    print_settled(services.ripple.settle(SYSTEM, services.today(), progress_bar(), most=AT_ONCE))


def print_settled(settled: RippleSummary) -> None:
    """What settling changes of the registry did, on the error stream; nothing when nothing waited."""
    if settled.checked:
        click.echo(
            f"Rà soát lại {settled.checked} văn bản bị ảnh hưởng; "
            f"phát hiện mới {settled.new}, không còn {settled.gone}",
            err=True,
        )
    if settled.left:
        click.echo(
            f"Còn {settled.left} văn bản chờ rà soát lại; hãy chạy: rasoat sweep --pending "
            "(máy chủ đang chạy thì tự làm).",
            err=True,
        )


def print_summary(summary: SweepSummary) -> None:
    """Counts on the error stream, so that piped output stays clean."""
    codes = ", ".join(f"{code} {count}" for code, count in summary.by_code.items()) or "không có"
    click.echo(
        f"Ngày {summary.on:%d/%m/%Y}: rà soát {summary.acts} văn bản còn hiệu lực "
        f"(bỏ qua {summary.skipped}); "
        f"{summary.with_findings} văn bản có phát hiện; theo mã: {codes}; mới {summary.new}, "
        f"không còn {summary.gone}",
        err=True,
    )


def table_row(item: SweptFinding) -> tuple[str, str, str, str, str]:
    """Act, cited act, why, since when, successor."""
    from legal_corpus.checks.catalogue import check_named

    act = item.finding.act
    since = f"{act.expired_from:%d/%m/%Y}" if act and act.expired_from else "—"
    cited = f"{act.type} {act.number or act.title or ''}".strip() if act else item.finding.text
    after = ", ".join(act.ended_by) if act and act.ended_by else "—"
    check = check_named(item.finding.code)
    return (item.act_label, cited, check.title if check else item.finding.code, since, after)


def print_table(findings: Sequence[SweptFinding]) -> None:
    """A table for reading: a line for each act, cited act and reason; remarks of grade "info" are left
    out and counted."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*_COLUMNS, show_lines=False)
    places: dict[tuple[str, ...], int] = {}
    lines: dict[tuple[str, ...], tuple[SweptFinding, tuple[str, ...]]] = {}
    for item in findings:
        if item.finding.severity in _GRAVE:
            row: tuple[str, ...] = table_row(item)
            key: tuple[str, ...] = (item.act_uid, *row)
            places[key] = places.get(key, 0) + 1
            lines.setdefault(key, (item, row))
    previous = None
    for key, (item, row) in lines.items():
        style = "red" if item.finding.severity == "error" else "yellow"
        label = "" if item.act_uid == previous else f"{row[0]}\n[dim]{item.act_issuer or ''}[/]"
        where = f" ({places[key]} chỗ)" if places[key] > 1 else ""
        table.add_row(label, row[1], f"[{style}]{row[2]}[/]{where}", row[3], row[4])
        previous = item.act_uid
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(table)
    hidden = sum(item.finding.severity not in _GRAVE for item in findings)
    if hidden:
        console.print(f"({hidden} lưu ý mức thông tin không in ở đây; xem trong giao diện.)")
