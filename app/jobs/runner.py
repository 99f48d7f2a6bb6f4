"""Where queued work is done: in a thread of this process, or at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)


class Runner(Protocol):
    """Does queued work; told when there is some."""

    def start(self) -> None:
        """Begin to look for work."""

    def wake(self) -> None:
        """There may be work."""

    def close(self) -> None:
        """No more work is begun; waits for what is being done."""


class InlineRunner:
    """Does the work before :meth:`wake` returns: commands, tests, installations without a thread.

    ``step`` does one piece of work and tells whether there was one.
    """

    def __init__(self, step: Callable[[], bool]) -> None:
        self._step = step

    def start(self) -> None:
        """Nothing is done until somebody says that there is work."""

    def wake(self) -> None:
        """Do everything that waits."""
        while self._step():
            pass

    def close(self) -> None:
        """Nothing is under way."""


class ThreadRunner:
    """Does the work in one thread, looking for more every ``every_s`` seconds."""

    def __init__(self, step: Callable[[], bool], every_s: float = 5) -> None:
        self._step, self._every_s = step, every_s
        self._awake, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="rasoat-jobs", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        self._awake.set()

    def close(self) -> None:
        """Ends the thread after the step it is in."""
        self._ended.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._awake.clear()
            try:
                while not self._ended.is_set() and self._step():
                    pass
            except Exception:  # one broken job must not end the thread that does all the others
                log.exception("a background job failed")
            self._awake.wait(self._every_s)
