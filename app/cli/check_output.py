"""What ``rasoat check`` prints or writes, a class for each way of putting findings out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from app.cli.rows import finding_row
from app.errors import UsageError

if TYPE_CHECKING:
    from app.reports.checked import CheckedFile

FORMATS = ("text", "json", "jsonl", "sarif", "html", "docx")


class Output(Protocol):
    """Takes checked files one by one; nothing is printed after :meth:`finish`."""

    def add(self, checked: CheckedFile) -> None:
        """One more file. May raise :class:`app.errors.RasoatError` when it cannot be put out."""

    def finish(self, *, complete: bool) -> None:
        """All files were given; ``complete`` is false when some could not be read."""


def output_for(form: str, files: Sequence[Path], target: Path | None, on: date) -> Output:
    """The output of a format. ``target`` is the file to write instead of the default.

    Raises :class:`UsageError` when the wish cannot be met, before any file is read.
    """
    written = [target] if target else [commented_name(file) for file in files] if form == "docx" else []
    for name in written:
        if any(_same(name, file) for file in files):
            raise UsageError(
                f"Không ghi đè lên tệp đang kiểm tra {name}; hãy chọn tên khác cho --output hoặc bỏ tệp đó."
            )
    if form == "docx":
        _demand_documents(files, target)
        return _Documents(target)
    if form in ("text", "jsonl"):
        if target is not None:
            raise UsageError(
                "--output chỉ dùng với dạng json, sarif, html hoặc docx; hãy bỏ đi hoặc đổi dạng."
            )
        return _Lines(form)
    return _Whole(form, target, on)


class _Lines:
    """Findings as they are found, a line each."""

    def __init__(self, form: str) -> None:
        self._form = form

    def add(self, checked: CheckedFile) -> None:
        for finding in checked.findings:
            if self._form == "jsonl":
                click.echo(json.dumps(finding_row(checked.file, finding), ensure_ascii=False))
            else:
                line, _column = checked.place(finding.start)
                click.echo(f"{checked.file}:{line}: {finding.severity} {finding.code} {finding.message}")

    def finish(self, *, complete: bool) -> None:
        pass


class _Whole:
    """One text for all files: JSON, SARIF or a page."""

    def __init__(self, form: str, target: Path | None, on: date) -> None:
        self._form, self._target, self._on = form, target, on
        self._checked: list[CheckedFile] = []

    def add(self, checked: CheckedFile) -> None:
        self._checked.append(checked)

    def finish(self, *, complete: bool) -> None:
        text = self._text(complete)
        if self._target is None:
            click.echo(text)
            return
        _write(self._target, f"{text}\n".encode())
        click.echo(f"Đã ghi {self._target}.", err=True)

    def _text(self, complete: bool) -> str:
        if self._form == "html":
            from app.reports.check_page import check_page

            return check_page(self._checked, self._on)
        if self._form == "sarif":
            from importlib.metadata import version

            from app.reports.sarif import sarif_log

            rows: object = sarif_log(self._checked, version("rasoat"), complete=complete)
        else:
            rows = [finding_row(item.file, finding) for item in self._checked for finding in item.findings]
        return json.dumps(rows, ensure_ascii=False, indent=1)


class _Documents:
    """Each document written back under another name, with comments."""

    def __init__(self, target: Path | None) -> None:
        self._target = target

    def add(self, checked: CheckedFile) -> None:
        from app.reports.docx_comments import commented_docx

        source = Path(checked.file)
        target = self._target or commented_name(source)
        _write(target, commented_docx(source, checked))
        click.echo(f"Đã ghi {target} ({len(checked.findings)} chú thích).", err=True)

    def finish(self, *, complete: bool) -> None:
        pass


def commented_name(source: Path) -> Path:
    """``qd.docx`` -> ``qd.ra-soat.docx`` beside it."""
    return source.with_name(f"{source.stem}.ra-soat.docx")


def _demand_documents(files: Sequence[Path], target: Path | None) -> None:
    from indexer.errors import InputRefusedError
    from indexer.readers.detect import kind_of

    if target is not None and len(files) > 1:
        raise UsageError("--output chỉ đặt tên cho một tệp; hãy bỏ đi hoặc kiểm tra từng tệp.")
    for file in files:
        try:
            other = file.is_file() and kind_of(file) != "docx"
        except (OSError, InputRefusedError):
            continue  # told when it is read
        if other:
            raise UsageError(
                f"{file} không phải tệp .docx nên không ghi chú thích được; hãy lưu lại thành .docx, hoặc "
                "dùng --format html."
            )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
    except OSError:
        return False


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UsageError(f"Không ghi được {target}; hãy kiểm tra thư mục và quyền ghi.") from error
