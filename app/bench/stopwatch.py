"""Times and memory of this process."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """Seconds of processor that ``work`` takes; what else runs on the machine hardly counts."""
    start = time.process_time()
    work()
    return time.process_time() - start


def timed_and_worked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that ``work`` takes, and seconds of processor of them."""
    start = time.process_time()
    seconds = timed(work)
    return seconds, time.process_time() - start


def median_work(work: Callable[[], object], rounds: int) -> float:
    """Median of several runs of ``work``, in seconds of processor."""
    return statistics.median(worked(work) for _ in range(rounds))


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile of ``times``, in the same unit."""
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def forget_peak() -> None:
    """Start counting the peak of memory anew, where the system can (Linux); elsewhere it only ever grows."""
    with suppress(OSError):
        _CLEAR.write_text("5", encoding="ascii")


def peak_mb() -> float:
    """The most memory this process held since :func:`forget_peak`, in MB."""
    with suppress(OSError, StopIteration, ValueError):
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
