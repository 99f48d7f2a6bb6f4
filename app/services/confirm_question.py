"""What a person is asked before a file becomes the text of an act that it may not be."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.models import ActRow, ExpressionRow
from app.errors import UsageError
from app.services.header_choices import titles_alike
from app.services.ingest_store import DOUBTFUL_BELOW
from app.services.summaries import summaries_of
from app.services.views import ActSummary
from legal_corpus.model.act import Act
from legal_corpus.text.numbers import number_key


@dataclass(frozen=True, slots=True)
class Question:
    """``known`` is another act of the registry that the file would become the text of; ``printed`` the number
    that the text prints while another one is stated. ``answer`` is sent back by who is sure."""

    known: ActSummary | None
    printed: str | None
    answer: str


class ConfirmationNeeded(UsageError):
    """What is stated may be a slip; nothing was changed."""

    def __init__(self, question: Question) -> None:
        super().__init__("Hãy xem lại: có thể đây không phải là văn bản vừa nhập.")
        self.question = question


def question_of(session: Session, row: ExpressionRow, act: Act, stored: ActRow | None) -> Question | None:
    """What has to be asked when the text ``row`` is stated to be ``act``, ``stored`` in the registry already;
    ``None`` when nothing speaks against it, or the act in the registry has the title that is stated."""
    known = stored if stored is not None and stored.id != row.act_id else None
    printed = _printed(row, act)
    if known is not None and titles_alike(act.title, known.title):
        known = None
    if known is None and printed is None:
        return None
    summary = summaries_of(session, [known])[known.id] if known else None
    return Question(summary, printed, f"{act.uid} {known.uid if known else ''}".strip())


def _printed(row: ExpressionRow, act: Act) -> str | None:
    """The number as it was read without doubt off the text, when it is not the act's."""
    read = row.header.get("number")
    if not read or read.get("start") is None or "number" in row.doubtful.split():
        return None
    if read.get("confidence", 1.0) < DOUBTFUL_BELOW:
        return None
    other = number_key(str(read["value"])) != number_key(act.number or "")
    return str(read["value"]) if other else None
