from __future__ import annotations

from collections.abc import Iterator

from indexer.search.null_index import NullIndex
from indexer.search.protocol import IndexedAct, SearchIndex, SearchQuery, SearchResults

ACT = IndexedAct("a", "Quyết định", text="đất đai")


def unread() -> Iterator[IndexedAct]:
    raise AssertionError("a null index reads nothing")
    yield ACT


def test_finds_nothing_and_needs_no_repair() -> None:
    index: SearchIndex = NullIndex()
    index.add(unread())
    with index.writer() as unit:
        unit.put(ACT)
        unit.delete("x")
        unit.prepare()
        unit.commit()
    assert index.search(SearchQuery("đất"), lambda _uids: {}) == SearchResults()
    assert index.verify(["a"]).clean
    assert index.rebuild(unread()) == 0
    index.close()
