"""Writing to a Whoosh index in two steps: everything slow first, then one rename."""

from __future__ import annotations

from contextlib import suppress

from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.search.protocol import IndexedAct
from indexer.search.whoosh_folder import IndexFolder, damage_reported
from indexer.search.whoosh_schema import document


class _TwoStepWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's ``commit`` cut in two at the only line that makes anything visible.

    ``_lk=False``: the folder's own lock is held already.
    """

    def __init__(self, index: FileIndex, memory_mb: int) -> None:
        super().__init__(index, limitmb=memory_mb, _lk=False)

    def add(self, act: IndexedAct) -> int:
        """Index the act; its number within the new segment."""
        number: int = self.docnum
        self.add_document(**document(act))
        return number

    def prepare(self, retracted: list[int]) -> None:
        """Merge small segments and write the new one, without the acts added and then retracted."""
        self._ready = self._merge_segments(None, None, None)
        if self._added:
            segment = self._finalize_segment()
            for number in retracted:
                segment.delete_document(number)
            self._ready.append(segment)
        else:
            self._close_segment()

    def publish(self) -> None:
        """Write the table of contents (temporary file and rename) and drop superseded files."""
        self._commit_toc(self._ready)
        self._finish()


class WhooshUnit:
    """:class:`indexer.search.protocol.IndexUnit` on one generation; the lock is the caller's."""

    def __init__(self, index: FileIndex, folder: IndexFolder, memory_mb: int) -> None:
        self._writer = _TwoStepWriter(index, memory_mb)
        self._folder = folder
        self._numbers: dict[str, int] = {}
        self._touched: set[str] = set()
        self._retracted: list[int] = []
        self._prepared = self._published = False

    def put(self, act: IndexedAct) -> None:
        """Add or replace."""
        self.delete(act.uid)
        self._numbers[act.uid] = self._writer.add(act)

    def delete(self, uid: str) -> None:
        """Take out, whether it was there before or put in this unit."""
        if self._prepared:
            raise RuntimeError("the unit of work is prepared; open a new one")
        earlier = self._numbers.pop(uid, None)
        if earlier is not None:
            self._retracted.append(earlier)
        if uid not in self._touched:
            with damage_reported(writing=True):
                self._writer.delete_by_term("uid", uid, searcher=self._writer.searcher())
        self._touched.add(uid)

    def prepare(self) -> None:
        """Write all files; searches do not see them yet."""
        if not self._prepared:
            with damage_reported(writing=True):
                self._writer.prepare(self._retracted)
            self._prepared = True

    def commit(self) -> None:
        """Note the uids as pending, then publish."""
        if not self._published:
            self.prepare()
            self._folder.set_pending(self._folder.pending() | self._touched)
            self.publish()

    def publish(self) -> None:
        """Publish without a note: for a generation that is not current yet."""
        self._published = True  # from here on nothing can be taken back
        self._writer.publish()

    def settle(self) -> None:
        """The database has committed as well: these uids are no longer in doubt."""
        self._folder.set_pending(self._folder.pending() - self._touched)

    def cancel(self) -> None:
        """Forget everything, unless it is published."""
        if not self._published:
            with suppress(Exception):  # the error that led here is the one to report
                self._writer.cancel()
