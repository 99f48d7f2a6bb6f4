"""Days for people's own calendars: iCalendar (RFC 5545), whole-day events only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_OCTETS = 75  # longest line (RFC 5545 section 3.1)


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something that happens on one day. ``key`` is stable, so that a new download moves no event."""

    key: str
    on: dt.date
    summary: str
    description: str = ""


def calendar_file(name: str, events: Iterable[DayEvent], stamp: dt.datetime) -> str:
    """The events as one calendar called ``name``; ``stamp`` is when it was made, UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ra Soat//VI", f"X-WR-CALNAME:{_text(name)}"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(event.key)}@ra-soat",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.on + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(event.summary)}",
        ]
        if event.description:
            lines.append(f"DESCRIPTION:{_text(event.description)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _text(value: str) -> str:
    """Value of type TEXT: separators escaped, no control characters (section 3.3.11)."""
    plain = "".join(c for c in value if c == "\n" or c.isprintable())
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, escaped)
    return plain


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    return "\r\n".join([*pieces, piece])
