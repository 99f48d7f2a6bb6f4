"""Put an index right that is out of step with the database, without building it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from indexer.search.protocol import IndexDiff, IndexedAct, SearchIndex


def repair(
    index: SearchIndex, expected_uids: Iterable[str], act_of: Callable[[str], IndexedAct | None]
) -> IndexDiff:
    """Index what is missing or doubtful, take out what is surplus; returns what was found wrong.

    ``act_of`` reads one act from the database, ``None`` if it is not there. Raises what
    :meth:`SearchIndex.verify` and :meth:`SearchIndex.writer` raise; a damaged index has to be rebuilt.
    """
    diff = index.verify(expected_uids)
    if diff.clean:
        return diff
    with index.writer() as unit:
        for uid in sorted(diff.surplus):
            unit.delete(uid)
        for uid in sorted((diff.missing | diff.doubtful) - diff.surplus):
            act = act_of(uid)
            if act is None:
                unit.delete(uid)
            else:
                unit.put(act)
    return diff
