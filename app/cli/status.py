"""Commands that ask the store: status of an act, search."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from app.cli.common import DAY, home_option, on_option, open_services
from app.cli.rows import iso, reading_row


@click.command()
@click.argument("number", metavar="SỐ_KÝ_HIỆU")
@click.option("--type", "type_", help="Loại văn bản, như “Nghị định”.")
@click.option("--issuer", help="Cơ quan ban hành, như “Ủy ban nhân dân tỉnh Gia Lai”.")
@click.option("--issued", type=DAY, help="Ngày ban hành.")
@click.option("--provision", help="Điều/khoản/điểm, như 5/2/a.")
@on_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Dạng in ra: chữ cho người đọc, hoặc JSON.",
)
@home_option
def status(
    number: str,
    type_: str | None,
    issuer: str | None,
    issued: date | None,
    provision: str | None,
    on: date | None,
    form: str,
    home: Path | None,
) -> None:
    """Hiệu lực của văn bản SỐ_KÝ_HIỆU vào một ngày, kèm từng lý do và nguồn."""
    from app.services.permissions import SYSTEM
    from app.services.status import ActQuestion, full_label
    from legal_corpus.effect.wording import status_sentence
    from legal_corpus.registry.sources import source

    with open_services(home) as services:
        asked = ActQuestion(number, type_, issuer, issued)
        act, reading = services.status.status(SYSTEM, asked, on or services.today(), provision)
    if form == "json":
        shown = {
            "type": act.type,
            "number": act.number,
            "issuer": act.issuer_name,
            "issued": iso(act.issued),
            "title": act.title,
        }
        row = {"act": shown, "provision": provision, **reading_row(reading)}
        click.echo(json.dumps(row, ensure_ascii=False, indent=1))
        return
    click.echo(f"{full_label(act)}: {act.title or '(không rõ tên)'}")
    part = f", điều khoản {provision}" if provision else ""
    click.echo(f"Ngày {reading.on:%d/%m/%Y}{part}: {status_sentence(reading)}")
    if reading.scope:
        click.echo(f"  Phạm vi: {reading.scope}.")
    for reason in reading.because:
        click.echo(f"  - {reason.note} [nguồn: {source(reason.event.source).name}]")
        if reason.event.evidence and reason.event.evidence.quote:
            click.echo(f"    “{reason.event.evidence.quote}”")
        elif reason.event.evidence and reason.event.evidence.what:
            click.echo(f"    ({reason.event.evidence.what})")
    for conflict in reading.conflicts:
        click.echo(f"  ! {conflict}")
    for note in reading.notes:
        click.echo(f"  * {note}")


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="TỪ_KHÓA...")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Số kết quả nhiều nhất."
)
@on_option
@home_option
def search(query: tuple[str, ...], limit: int, on: date | None, home: Path | None) -> None:
    """Tìm theo số (92/2017), ngày (07/8/2017, tháng 8/2017) hoặc chữ, có dấu hay không."""
    from app.services.permissions import SYSTEM
    from legal_corpus.effect.wording import STATUS_WORDS

    with open_services(home, index=True) as services:
        found = services.search.search(SYSTEM, " ".join(query), per_page=limit, on=on or services.today())
    if found.warning:
        click.echo(f"rasoat: {found.warning}", err=True)
    click.echo(f"{found.total} kết quả ({found.reading})" if found.reading else f"{found.total} kết quả")
    for hit in found.hits:
        day = f" ngày {hit.act.issued:%d/%m/%Y}" if hit.act.issued else ""
        state = STATUS_WORDS[hit.status]  # type: ignore[index]
        click.echo(f"  {hit.act.label}{day} [{state}; {hit.why}] {hit.act.title or ''}")
