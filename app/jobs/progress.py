"""Progress of long work, told to whoever started it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives progress; implementations draw a bar, fill a page, or ignore it."""

    def start(self, total: int | None, what: str) -> None:
        """Work of ``total`` steps begins (``None`` when not known); ``what`` is Vietnamese."""

    def advance(self, steps: int = 1) -> None:
        """``steps`` more are done."""

    def finish(self) -> None:
        """The work has ended, whether or not every step was done."""


class NullProgress:
    """Ignores progress: piped output, tests, requests."""

    def start(self, total: int | None, what: str) -> None:
        """Do nothing."""

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""

    def finish(self) -> None:
        """Do nothing."""
