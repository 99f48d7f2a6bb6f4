"""What a measurement is, and what it says."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.bench.workbench import Workbench

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. ``key`` is stable for machines; ``what``, ``unit`` and ``beside`` are Vietnamese.

    ``value`` is in ``unit`` (``None`` when it could not be measured; ``beside`` then says why), and
    ``beside`` tells how it stands to the yardstick.
    """

    key: str
    what: str
    value: float | None
    unit: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Several numbers that only mean something together; every row has one cell a column."""

    key: str
    what: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Skipped(Exception):
    """A measurement lacks what it needs; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement: a stable ``name`` for ``--only``, a Vietnamese ``title``, and the work itself."""

    name: str
    title: str
    run: Callable[[Workbench], Iterable[Figure | Table]]


@dataclass(frozen=True, slots=True)
class Report:
    """What one measurement gave. ``seconds`` is all it took, ``peak_mb`` the most memory the process held
    meanwhile; ``skipped`` says why there is nothing."""

    measurement: Measurement
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    seconds: float
    peak_mb: float
    skipped: str | None = None


def machine_row() -> dict[str, Any]:
    """What the figures were measured on, as a JSON object."""
    return {"system": platform.system(), "cpus": os.cpu_count(), "python": platform.python_version()}


def report_row(report: Report) -> dict[str, Any]:
    """The report as a JSON object."""
    return {
        "name": report.measurement.name,
        "title": report.measurement.title,
        "seconds": round(report.seconds, 3),
        "peak_mb": round(report.peak_mb, 1),
        "skipped": report.skipped,
        "figures": [asdict(figure) for figure in report.figures],
        "tables": [asdict(table) for table in report.tables],
    }
