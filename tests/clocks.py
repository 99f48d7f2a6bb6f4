"""A clock that tests move by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Clock:
    """Says ``moment`` (UTC without zone, as the store keeps moments) until a test moves it."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def later(self, seconds: int) -> None:
        """Move on."""
        self.moment += timedelta(seconds=seconds)
