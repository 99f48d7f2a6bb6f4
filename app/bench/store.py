"""Filling a store and sweeping it."""

from __future__ import annotations

from collections.abc import Iterator

from app.bench.measurement import Figure, Measurement
from app.bench.stopwatch import timed
from app.bench.workbench import Workbench
from app.services.permissions import SYSTEM
from app.services.reading import Analyser


def run(bench: Workbench) -> Iterator[Figure]:
    """Registry import, ingest beside bare reading and analysis, and a sweep of everything."""
    store = bench.filled()
    services, count = store.services, store.files
    again = f"nạp lại {store.registry_again:.1f} s"
    yield Figure("registry_import", "Nạp sổ nền lần đầu", store.registry_first, "s", again)
    files = bench.files()
    pure = timed(lambda: list(Analyser(services.ingest.limits).analyse_many(files)))
    bare = f"đọc và phân tích thôi: {count / pure:.1f} văn bản/s"
    yield Figure("ingest", f"Nạp {count} văn bản vào kho", count / store.ingest, "văn bản/s", bare)
    swept = timed(lambda: services.sweep.sweep(SYSTEM, services.today()))
    yield Figure("sweep", "Rà soát kho", count / swept, "văn bản/s")


MEASUREMENT = Measurement("store", "Nạp và rà soát kho", run)
