"""``rasoat check``: findings on files that need not be in the corpus."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from app.cli.common import analysed, home_option, on_option, refuse
from app.cli.files import FILES, FORMAT
from app.cli.registries import open_registry
from app.cli.rows import finding_row

GRAVITY = {"info": 1, "warning": 2, "error": 3, "never": 4}


@click.command()
@FILES
@on_option
@click.option("--registry", type=click.Path(path_type=Path), help="Sổ văn bản dùng thay cho kho.")
@FORMAT
@click.option(
    "--fail-on",
    type=click.Choice(list(GRAVITY)),
    default="error",
    show_default=True,
    help="Mức phát hiện từ đó lệnh trả mã thoát 1.",
)
@home_option
def check(
    files: tuple[Path, ...],
    on: date | None,
    registry: Path | None,
    form: str,
    fail_on: str,
    home: Path | None,
) -> None:
    """Kiểm tra căn cứ và viện dẫn của từng TỆP theo sổ văn bản."""
    from app.bootstrap import local_today
    from app.services.checking import check_parsed

    day, worst, refused, everything = on or local_today(), 0, False, []
    with open_registry(registry, home) as known:
        for path, parsed in analysed(files, home):
            if parsed is None or known is None:
                refused = True
                continue
            if not any(citation.kind == "act" for citation in parsed.citations):
                refuse(path, "không nhận ra văn bản nào được viện dẫn nên chưa kiểm tra được gì.")
            for finding in check_parsed(parsed, known.registry, day, known.book):
                worst = max(worst, GRAVITY[finding.severity])
                if form == "text":
                    line = parsed.text.count("\n", 0, finding.start) + 1
                    click.echo(f"{path}:{line}: {finding.severity} {finding.code} {finding.message}")
                elif form == "jsonl":
                    click.echo(json.dumps(finding_row(str(path), finding), ensure_ascii=False))
                else:
                    everything.append(finding_row(str(path), finding))
    if form == "json":
        click.echo(json.dumps(everything, ensure_ascii=False, indent=1))
    if refused:
        raise SystemExit(3)
    if worst >= GRAVITY[fail_on]:
        raise SystemExit(1)
