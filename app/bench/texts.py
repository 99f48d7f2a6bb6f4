"""Texts of a wished length, made of others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from app.bench.measurement import Skipped


def filled_to(texts: Sequence[str], size: int) -> list[str]:
    """Whole documents, repeated in order, until they hold at least ``size`` characters together.

    Raises :class:`Skipped` when there is no text at all.
    """
    if not texts:
        raise Skipped("Thư mục không có văn bản nào đọc được; hãy chọn thư mục khác bằng --corpus.")
    chosen, length = [], 0
    for text in cycle(texts):
        chosen.append(text)
        length += len(text)
        if length >= size:
            break
    return chosen


def long_text(texts: Sequence[str], size: int) -> str:
    """One text of exactly ``size`` characters: the documents one after another, repeated."""
    return "\n".join(filled_to(texts, size))[:size]
