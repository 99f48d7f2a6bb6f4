"""The measurements, in the order in which they run and are printed."""

from __future__ import annotations

from app.bench import calibration, english, extraction, linearity, lookups, ripple, store
from app.bench.measurement import Measurement

MEASUREMENTS: tuple[Measurement, ...] = (
    extraction.MEASUREMENT,
    english.MEASUREMENT,
    linearity.MEASUREMENT,
    calibration.MEASUREMENT,
    store.MEASUREMENT,
    lookups.MEASUREMENT,
    ripple.MEASUREMENT,
)
