"""Use case: a file that holds several acts is parted, and each goes in as an act of its own."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.db.base import SessionFactory, transaction
from app.db.models import ExpressionRow, IngestItemRow, IngestJobRow
from app.errors import NotFoundError, UsageError
from app.services.ingest_jobs import IngestJobs
from app.services.ingest_queue import NewFile
from app.services.permissions import Actor, Permission, require
from indexer.structure.several import further_acts
from legal_corpus.model.act import Header, HeaderField

_GONE = "Không còn văn bản này trong danh sách cần xác nhận; có thể người khác đã tách hoặc xác nhận."


class PartingService:
    """Cuts the text of a file where further acts begin. The file itself is kept, as every original is."""

    def __init__(self, *, sessions: SessionFactory, jobs: IngestJobs) -> None:
        self._sessions, self._jobs = sessions, jobs
        self._one_at_a_time = threading.Lock()

    def further(self, actor: Actor, expression_id: int) -> tuple[str, ...]:
        """The acts behind the first one in words, with the line where each begins; none when there are none.

        Raises :class:`NotFoundError` when the text is not current.
        """
        require(actor, Permission.INGEST)
        with transaction(self._sessions) as session:
            row = session.get(ExpressionRow, expression_id)
            if row is None or not row.current:
                raise NotFoundError(_GONE)
            return tuple(act.words() for act in further_acts(row.text, _header(row)))

    def part(self, actor: Actor, expression_id: int) -> int:
        """Hand the pieces in as files of a job; gives its number. The first piece becomes a newer text of the
        act that the file was taken for.

        Raises :class:`NotFoundError` when the text is not current, :class:`UsageError` when it is one act
        or a job parts it already.
        """
        require(actor, Permission.INGEST)
        with self._one_at_a_time:
            return self._part(actor, expression_id)

    def _part(self, actor: Actor, expression_id: int) -> int:
        with transaction(self._sessions) as session:
            row = session.get(ExpressionRow, expression_id, options=[joinedload(ExpressionRow.blob)])
            if row is None or not row.current:
                raise NotFoundError(_GONE)
            text, name = row.text, row.blob.file_name
            starts = [act.start for act in further_acts(text, _header(row))]
            under_way = _job_that_parts(session, expression_id)
        if under_way is not None:
            raise UsageError(f"Tệp này đang được tách ở đợt nạp {under_way}; hãy đợi hoặc hủy đợt đó.")
        if not starts:
            raise UsageError("Tệp này chỉ có một văn bản; không có gì để tách.")
        stem = Path(name).stem
        with self._jobs.staging_folder() as folder:
            files = []
            for number, (start, end) in enumerate(zip([0, *starts], [*starts, len(text)], strict=True), 1):
                path = folder / _piece(expression_id, number)
                path.write_text(text[start:end].strip() + "\n", encoding="utf-8")
                files.append(NewFile(path, f"{stem} - văn bản {number}.txt", staged=True))
            return self._jobs.submit(actor, f"Tách từ {name}", files)


def _piece(expression_id: int, number: int) -> str:
    """The name of a piece on disk, by which its job tells what it parts."""
    return f"part-{expression_id}-{number:04}.txt"


def _job_that_parts(session: Session, expression_id: int) -> int | None:
    """The number of a job that has not come to its end with the pieces of this text."""
    first = f"/{_piece(expression_id, 1)}"
    query = select(IngestJobRow.id).join(IngestItemRow, IngestItemRow.job_id == IngestJobRow.id)
    mine = IngestItemRow.path.endswith(first, autoescape=True)
    return session.scalar(query.where(mine, IngestJobRow.state.in_(("queued", "running", "paused"))).limit(1))


def _header(row: ExpressionRow) -> Header:
    """As much of the header as tells the first act from the further ones."""
    number = row.header.get("number")
    return Header(number=HeaderField(number["value"])) if number else Header()
