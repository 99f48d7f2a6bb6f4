"""Moments are kept in UTC without zone; people and the law live by the calendar of Vietnam."""

from __future__ import annotations

import datetime as dt

VIETNAM = dt.timezone(dt.timedelta(hours=7))


def in_vietnam(moment: dt.datetime) -> dt.datetime:
    """A naive UTC moment on the clock of Vietnam."""
    return moment.replace(tzinfo=dt.UTC).astimezone(VIETNAM)
