"""Header fields that were read from a picture: what a person has to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from indexer.structure.header_evidence import with_readings
from indexer.structure.header_misread import misread_words
from legal_corpus.model.act import Header, HeaderField

# Number and date are where ink and stamps lie. Of 16 scans one number is misread with PP-OCR, of 24 made-up
# hands one number and three days, and not all with a low confidence: so none is shown as certain.
_TO_CONFIRM = 0.4
_INK = ("number", "issued")
_OTHERS = ("type", "issuer", "title", "effective_from", "signer")
_TITLE_WARNING = "Trích yếu đọc từ ảnh quét có chữ cần xem lại dấu: {}."
_WARNING = "Số hiệu, ngày ban hành đọc từ ảnh quét: cần một người đối chiếu với bản gốc."


class UncertainWord(Protocol):
    """A place in the text that may be misread; ``confidence`` in [0, 1]."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def confidence(self) -> float:
        """How sure the recogniser is."""

    @property
    def others(self) -> tuple[str, ...]:
        """What it may be as well, likeliest first."""


def with_doubts(
    header: Header, text: str, doubts: Iterable[UncertainWord], first_page_recognised: bool
) -> Header:
    """The header of ``text`` with the confidence of what was recognised.

    Number and date of a recognised first page are below one half, as is any field with a word that the
    recogniser itself is less than half sure of, and a title with a word whose marks are at odds with the rest
    of the text; number and date have the other values that their ink may say.
    """
    uncertain = list(doubts)
    if not uncertain and not first_page_recognised:
        return header
    if first_page_recognised:
        header = with_readings(header, text, [(doubt.start, doubt.end, doubt.others) for doubt in uncertain])
    changed: dict[str, HeaderField] = {}
    for name in (*_INK, *_OTHERS):
        field: HeaderField | None = getattr(header, name)
        if field is None:
            continue
        confidence = _least(field, uncertain)
        if first_page_recognised and name in _INK:
            confidence = min(confidence, _TO_CONFIRM)
        changed[name] = replace(field, confidence=min(field.confidence, confidence))
    warnings = [*header.warnings, *([_WARNING] if first_page_recognised else [])]
    title = changed.get("title")
    misread = misread_words(title.value, text) if title and first_page_recognised else ()
    if title and misread:
        changed["title"] = replace(title, confidence=min(title.confidence, _TO_CONFIRM))
        warnings.append(_TITLE_WARNING.format(", ".join(f"“{word}”" for word in misread)))
    return replace(header, **changed, warnings=tuple(warnings))


def _least(field: HeaderField, doubts: Iterable[UncertainWord]) -> float:
    if field.start is None or field.end is None:
        return 1.0
    start, end = field.start, field.end
    return min((d.confidence for d in doubts if d.start < end and start < d.end), default=1.0)
