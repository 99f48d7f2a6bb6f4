"""Running measurements one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.bench.measurement import Figure, Measurement, Report, Skipped, Table
from app.bench.stopwatch import forget_peak, peak_mb, timed
from app.bench.workbench import Workbench
from app.jobs.progress import NullProgress, Progress


def run_all(
    bench: Workbench, measurements: Sequence[Measurement], progress: Progress | None = None
) -> Iterator[Report]:
    """A report for each measurement, as soon as it is done."""
    shown = progress or NullProgress()
    shown.start(len(measurements), "Đo")
    try:
        for measurement in measurements:
            yield run_one(bench, measurement)
            shown.advance()
    finally:
        shown.finish()


def run_one(bench: Workbench, measurement: Measurement) -> Report:
    """One measurement; what it gave before it was skipped is kept."""
    found: list[Figure | Table] = []
    reasons: list[str] = []

    def work() -> None:
        try:
            found.extend(measurement.run(bench))
        except Skipped as reason:
            reasons.append(str(reason))

    forget_peak()
    seconds = timed(work)
    return Report(
        measurement=measurement,
        figures=tuple(item for item in found if isinstance(item, Figure)),
        tables=tuple(item for item in found if isinstance(item, Table)),
        seconds=seconds,
        peak_mb=peak_mb(),
        skipped=reasons[0] if reasons else None,
    )
