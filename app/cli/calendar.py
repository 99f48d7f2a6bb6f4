"""``rasoat calendar``: what is about to end, and who rests on it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import home_option, on_option, open_services

if TYPE_CHECKING:
    from app.services.calendar_views import CalendarEntry

_HEAD = (
    *("Hết hiệu lực từ", "Còn (ngày)", "Văn bản", "Điều khoản", "Vì sao", "Nguồn"),
    *("Căn cứ của", "Được dẫn chiếu bởi", "Phát hiện chờ kết luận"),
)


@click.command()
@on_option
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=90,
    show_default=True,
    help="Số ngày tới, kể từ ngày xét.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Dạng in ra: từng dòng, JSON, hoặc CSV cho bảng tính.",
)
@home_option
def calendar(on: date | None, days: int, form: str, home: Path | None) -> None:
    """Lịch hết hiệu lực: văn bản, điều khoản sắp hết hiệu lực và số văn bản của tỉnh dựa vào chúng."""
    from app.reports.tables import csv_table
    from app.services.permissions import SYSTEM

    with open_services(home) as services:
        found = services.calendar.calendar(SYSTEM, on or services.today(), days)
    if form == "json":
        click.echo(json.dumps([_row(entry) for entry in found.entries], ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(csv_table(_HEAD, map(_cells, found.entries)), nl=False)
    else:
        for entry in found.entries:
            click.echo(_line(entry))
    click.echo(
        f"Từ ngày {found.on:%d/%m/%Y}, trong {days} ngày: "
        f"{len(found.coming)} văn bản, điều khoản hết hiệu lực; "
        f"{len(found.overdue)} đã quá hạn mà còn phát hiện chờ kết luận",
        err=True,
    )


def _why(entry: CalendarEntry) -> str:
    return entry.by_label or "hết thời hạn"


def _named(entry: CalendarEntry) -> str:
    return f"{entry.label} ({entry.parts})" if entry.parts else entry.label


def _line(entry: CalendarEntry) -> str:
    left = f"đã qua {-entry.days_left} ngày" if entry.overdue else f"còn {entry.days_left} ngày"
    return (
        f"{entry.ends:%d/%m/%Y} ({left}): {_named(entry)}: {_why(entry)} ({entry.stated_by}); "
        f"căn cứ của {entry.basis}, được dẫn chiếu bởi {entry.body} văn bản"
    )


def _cells(entry: CalendarEntry) -> tuple[Any, ...]:
    head = (entry.ends, entry.days_left, entry.label, entry.parts, _why(entry), entry.stated_by)
    return (*head, entry.basis, entry.body, entry.open_findings)


def _row(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "label": entry.label,
        "title": entry.title,
        "issuer": entry.issuer_name,
        "in_corpus": entry.in_corpus,
        "provisions": list(entry.provisions),
        "last_day": entry.last_day.isoformat(),
        "ends": entry.ends.isoformat(),
        "days_left": entry.days_left,
        "overdue": entry.overdue,
        "kind": entry.kind,
        "by": entry.by_label,
        "stated_by": entry.stated_by,
        "unread": entry.unread,
        "basis": entry.basis,
        "body": entry.body,
        "open_findings": entry.open_findings,
        "dependants": [item.label for item in entry.dependants],
    }
