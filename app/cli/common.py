"""What several commands share: options, the store, progress bars, refused files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.jobs.progress import NullProgress, Progress
from legal_corpus.text.dates import is_plausible

if TYPE_CHECKING:
    from app.bootstrap import Services
    from indexer.pipeline import ParsedAct

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A calendar day, ISO or as people write it (07/8/2017)."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day. Fails with one sentence on anything else."""
        if isinstance(value, dt.date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                day = dt.datetime.strptime(value, form).date()  # noqa: DTZ007  a day has no zone
            except ValueError:
                continue
            if is_plausible(day):
                return day
        message = f"“{value}” không phải ngày; hãy viết như 2026-11-21 hoặc 21/11/2026."
        raise click.BadParameter(message, ctx=ctx, param=param)


DAY = Day()


def home_option(command: F) -> F:
    """``--home``: another state folder than RASOAT_HOME."""
    return click.option(
        "--home", type=click.Path(file_okay=False, path_type=Path), help="Thư mục dữ liệu (RASOAT_HOME)."
    )(command)


def on_option(command: F) -> F:
    """``--on``: the day of review; default today."""
    return click.option("--on", type=DAY, help="Ngày xét hiệu lực; mặc định hôm nay.")(command)


@contextmanager
def open_services(home: Path | None, *, index: bool = False, background: bool = False) -> Iterator[Services]:
    """The store of this installation, closed afterwards. A new store gets the shipped registry; with
    ``index`` the search index is first put in step with the store (a crash or a lost folder);
    ``background`` as in build_services."""
    from app.bootstrap import build_services
    from app.config import load_settings
    from app.services.permissions import SYSTEM
    from indexer.search.protocol import IndexLockedError

    services = build_services(load_settings(home=home), background=background)
    try:
        if services.registry.is_empty():
            summary = services.registry.import_core(SYSTEM, progress_bar())
            click.echo(f"Kho mới: đã nạp sổ nền kèm theo ({summary.new} văn bản).", err=True)
        if index:
            with suppress(IndexLockedError):  # whoever writes to it now leaves it in step
                services.indexing.repair()
        yield services
    finally:
        services.close()


class _RichProgress:
    """A bar on the error stream of a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: Any = None

    def start(self, total: int | None, what: str) -> None:
        self._bars.start()
        self._task = self._bars.add_task(what, total=total)

    def advance(self, steps: int = 1) -> None:
        self._bars.advance(self._task, steps)

    def finish(self) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._bars.stop()


def progress_bar() -> Progress:
    """A bar on a terminal, nothing when piped."""
    return _RichProgress() if sys.stderr.isatty() else NullProgress()


def refuse(path: str | Path, reason: str) -> None:
    """Name a file that could not be read, on the error stream."""
    click.echo(f"rasoat: {path}: {reason}", err=True)


def analysed(files: tuple[Path, ...], home: Path | None = None) -> Iterator[tuple[Path, ParsedAct | None]]:
    """Each file analysed; ``None`` for one that was refused (and has been named)."""
    from app.config import load_settings
    from app.services.reading import Analyser, limits_of

    analyser = Analyser(limits_of(load_settings(home=home)))
    for item in analyser.analyse_many(files):
        if item.parsed is None:
            refuse(item.path, item.refusal or "không đọc được.")
        yield item.path, item.parsed
