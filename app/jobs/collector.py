"""The garbage collector of Python, out of the way of work that makes very many values."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Nobody looks for cycles meanwhile; what nothing refers to is freed at once all the same.

    For a batch of seconds: it makes hundreds of thousands of small values without cycles, and going over
    everything that the process holds, again and again, takes a tenth of its time. The setting is that of the
    process; of several batches at once the first that ends wakes the collector, which harms nothing.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()
