"""The measurements, in the order in which they run and are printed."""

from __future__ import annotations

from app.bench import extraction, lookups, store
from app.bench.measurement import Measurement

MEASUREMENTS: tuple[Measurement, ...] = (
    extraction.MEASUREMENT,
    store.MEASUREMENT,
    lookups.MEASUREMENT,
)
