"""``rasoat disagreements``: where sources contradict each other."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import home_option, open_services, progress_bar

if TYPE_CHECKING:
    from app.services.disagreement_views import DisagreementLine

_HEAD = (
    *("Số", "Loại mâu thuẫn", "Văn bản", "Mục", "Giá trị và nguồn", "Đang dùng", "Vì sao", "Trạng thái"),
    *("Kết luận", "Lý do"),
)


@click.command()
@click.option("--kind", help="Chỉ một loại mâu thuẫn, như values_differ (mã có trong cột kind của JSON).")
@click.option("--source", "source_code", help="Chỉ mâu thuẫn có nguồn này, như phapdien2026.")
@click.option(
    "--field", "field_name", help="Chỉ một mục: title, issuer, issued, effective_from, effective_to…"
)
@click.option(
    "--state",
    type=click.Choice(["open", "settled", "gone", "all"]),
    default="open",
    show_default=True,
    help="Đang mở, đã kết luận, không còn, hoặc tất cả.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Dạng in ra: chữ cho người đọc, JSON, hoặc CSV cho bảng tính.",
)
@click.option("--refresh", is_flag=True, help="Tìm lại mâu thuẫn trong toàn bộ sổ trước khi in.")
@home_option
def disagreements(
    kind: str | None,
    source_code: str | None,
    field_name: str | None,
    state: str,
    form: str,
    refresh: bool,
    home: Path | None,
) -> None:
    """Mâu thuẫn giữa các nguồn về cùng một văn bản: các giá trị, giá trị đang dùng và vì sao."""
    from app.reports.tables import csv_table
    from app.services.disagreement_views import KIND_WORDS, DisagreementFilter
    from app.services.permissions import SYSTEM

    if kind is not None and kind not in KIND_WORDS:
        raise click.UsageError(f"Không có loại mâu thuẫn “{kind}”; hãy chọn: {', '.join(KIND_WORDS)}.")
    with open_services(home) as services:
        if refresh:
            services.disagreements.refresh(SYSTEM, progress_bar())
        wanted = DisagreementFilter(kind=kind, field=field_name, source=source_code, state=state)
        lines = services.disagreements.export(SYSTEM, wanted)
    if form == "json":
        click.echo(json.dumps([_row(line) for line in lines], ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(csv_table(_HEAD, map(_cells, lines)), nl=False)
    else:
        for line in lines:
            _print(line)
    counts = counted([line.kind for line in lines])
    click.echo(f"{len(lines)} mâu thuẫn{': ' + counts if counts else ''}", err=True)


def counted(kinds: list[str]) -> str:
    """Counts by kind in words, most frequent first."""
    from collections import Counter

    return count_words(Counter(kinds))


def count_words(by_kind: dict[str, int]) -> str:
    """ "các nguồn ghi khác nhau 12, năm trong số khác năm ban hành 3"."""
    from app.services.disagreement_views import KIND_WORDS

    words = KIND_WORDS
    ordered = sorted(by_kind.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{words.get(kind, kind).lower()} {count}" for kind, count in ordered)


def _print(line: DisagreementLine) -> None:
    from app.services.disagreement_views import FIELD_WORDS, KIND_WORDS, VERDICT_WORDS

    kind = KIND_WORDS[line.kind]
    field = f" ({FIELD_WORDS.get(line.field, line.field)})" if line.field else ""
    click.echo(f"{line.act_label}: {kind.lower()}{field}")
    for value in line.values:
        note = f" – {value.evidence}" if value.evidence else ""
        click.echo(f"  {'*' if value.used else '-'} {value.text} [{value.source_name}]{note}")
    for pair in line.pairs:
        told = "; ".join(f"{FIELD_WORDS[c.field]} {VERDICT_WORDS[c.verdict]}" for c in pair.compared)
        click.echo(f"  ? {pair.label}: {told}")
    click.echo(f"  {line.why}")
    if line.state == "settled":
        click.echo(f"  Đã kết luận: {line.chosen_words or line.chosen or 'giữ nguyên'} ({line.reason})")


def _cells(line: DisagreementLine) -> list[str | int]:
    from app.services.disagreement_views import FIELD_WORDS, KIND_WORDS, STATE_WORDS

    values = "; ".join(f"{value.text} [{value.source_name}]" for value in line.values)
    used = next((value.text for value in line.values if value.used), line.used or "")
    return [
        *(line.id, KIND_WORDS[line.kind], line.act_label, FIELD_WORDS.get(line.field, line.field), values),
        *(used, line.why, STATE_WORDS[line.state], line.chosen_words or line.chosen or "", line.reason or ""),
    ]


def _row(line: DisagreementLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind,
        "act": {"uid": line.act_uid, "label": line.act_label},
        "field": line.field or None,
        "values": [
            {"value": v.value, "text": v.text, "source": v.source or None, "evidence": v.evidence}
            for v in line.values
        ],
        "used": line.used,
        "used_source": line.used_source,
        "why": line.why,
        "state": line.state,
        "pairs": [
            {
                "uid": pair.uid,
                "label": pair.label,
                "compared": [asdict(item) for item in pair.compared],
                "in_use": pair.uid if pair.keeps_other else line.act_uid,
            }
            for pair in line.pairs
        ],
        "chosen": line.chosen,
        "reason": line.reason,
    }
