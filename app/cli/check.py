"""``rasoat check``: findings on files that need not be in the corpus."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from app.cli.check_output import FORMATS, output_for
from app.cli.common import analysed, home_option, on_option, refuse
from app.cli.files import FILES
from app.cli.registries import open_registry
from app.errors import RasoatError

GRAVITY = {"info": 1, "warning": 2, "error": 3, "never": 4}


@click.command()
@FILES
@on_option
@click.option("--registry", type=click.Path(path_type=Path), help="Sổ văn bản dùng thay cho kho.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Dạng kết quả: chữ, JSON, JSON mỗi dòng một mục, SARIF 2.1.0, trang HTML, hoặc .docx có chú thích.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp ghi kết quả json, sarif, html (mặc định in ra) hoặc docx (mặc định TÊN.ra-soat.docx).",
)
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
    target: Path | None,
    fail_on: str,
    home: Path | None,
) -> None:
    """Kiểm tra căn cứ và viện dẫn của từng TỆP theo sổ văn bản."""
    from app.bootstrap import local_today
    from app.reports.checked import CheckedFile
    from app.services.checking import check_parsed
    from legal_corpus.checks.base import Knowledge

    day, worst, complete = on or local_today(), 0, True
    output = output_for(form, files, target, day)
    with open_registry(registry, home) as known:
        for path, parsed in analysed(files, home):
            if parsed is None or known is None:
                complete = False
                continue
            if not any(citation.kind == "act" for citation in parsed.citations):
                refuse(path, "không nhận ra văn bản nào được viện dẫn nên chưa kiểm tra được gì.")
            findings = check_parsed(parsed, Knowledge(known.registry, day, known.rules, known.book))
            worst = max([worst, *(GRAVITY[finding.severity] for finding in findings)])
            try:
                output.add(CheckedFile(str(path), parsed.text, parsed.media_type, parsed.citations, findings))
            except RasoatError as error:
                if error.exit_code != 3:
                    raise
                refuse(path, str(error))
                complete = False
    output.finish(complete=complete)
    if not complete:
        raise SystemExit(3)
    if worst >= GRAVITY[fail_on]:
        raise SystemExit(1)
