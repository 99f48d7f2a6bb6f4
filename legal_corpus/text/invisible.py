"""Characters that are printed as nothing: soft hyphens, zero-width blanks, byte order marks.

They stand in the middle of numbers ("12/2025/QĐ\u00ad-UBND") where an editor allowed a line to break.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{_SIGNS}]")


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` without invisible characters; ``gaps[i]`` is the offset in it where the i-th one stood."""

    text: str
    gaps: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same characters ``[start, end)`` in the text as it was; the span must not be empty."""
        return start + bisect_right(self.gaps, start), end + bisect_right(self.gaps, end - 1)


def compact(text: str) -> Compact | None:
    """The text without invisible characters, or ``None`` where it has none."""
    for sign in _SIGNS:
        if sign in text:
            break
    else:
        return None
    gaps = tuple(found.start() - at for at, found in enumerate(_INVISIBLE.finditer(text)))
    return Compact(_INVISIBLE.sub("", text), gaps)
