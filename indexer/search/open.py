"""From the search address of the settings to an index."""

from __future__ import annotations

from pathlib import Path

from indexer.search.null_index import NullIndex
from indexer.search.protocol import SearchIndex, SearchUrlError
from indexer.search.whoosh_index import WhooshIndex


def open_index(url: str) -> SearchIndex:
    """The index at ``whoosh:<folder>`` or ``null:``. Nothing is read or written before first use.

    Raises :class:`SearchUrlError` on any other address.
    """
    engine, colon, place = url.partition(":")
    if colon and engine == "null":
        return NullIndex()
    if colon and engine == "whoosh" and place.strip():
        return WhooshIndex(Path(place.strip()))
    raise SearchUrlError(
        f"Không hiểu địa chỉ chỉ mục tìm kiếm “{url}”; hãy dùng dạng “whoosh:<thư mục>” hoặc “null:”."
    )
