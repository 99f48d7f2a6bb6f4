"""A file that was checked, as the renderers of findings take it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from legal_corpus.model.citation import Citation
from legal_corpus.model.finding import Finding, Severity

SEVERITY_WORDS: dict[Severity, str] = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
NOTHING_CITED = "Không nhận ra văn bản nào được viện dẫn nên chưa kiểm tra được gì."


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """``file`` is the path as given; offsets of ``citations`` and ``findings`` count characters of ``text``,
    the NFC text that ``rasoat read`` prints."""

    file: str
    text: str
    media_type: str
    citations: Sequence[Citation]
    findings: Sequence[Finding]
    _starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        ends = (at for at, char in enumerate(self.text) if char == "\n")
        object.__setattr__(self, "_starts", (0, *(at + 1 for at in ends)))

    @property
    def acts(self) -> list[Citation]:
        """Mentions of acts in order; papers of the drafting procedure are left out."""
        return [citation for citation in self.citations if citation.kind == "act"]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1; the column counts characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
