"""Where each character of the text that was read stands in the Word document."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

from legal_corpus.text.normalize import to_nfc

_P, _R, _T, _RPR, _VANISH = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:vanish")
_BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
_SLACK = 400  # letters that the reader may have put between two paragraphs: list labels, mended lines


@dataclass(frozen=True, slots=True)
class Place:
    """Letters ``start:end`` of a ``w:t`` element."""

    node: Any
    start: int
    end: int


class DocumentText:
    """Finds the runs behind a span of the text.

    Both sides are compared by letters and digits alone, paragraph by paragraph in reading order: blanks,
    signs, list labels and joined table cells differ between a document and its text, letters do not.
    """

    def __init__(self, body: Any, text: str) -> None:
        self._offsets = [at for at, char in enumerate(text) if char.isalnum()]
        self._places: list[Place | None] = [None] * len(self._offsets)
        letters = "".join(text[at] for at in self._offsets)
        at, missed = 0, 0
        for paragraph in _paragraphs(body):
            word = "".join(letter for letter, _ in paragraph)
            found = letters.find(word, at, at + len(word) + missed + _SLACK)
            if found < 0:
                missed += 2 * len(word)
                continue
            self._places[found : found + len(word)] = [place for _, place in paragraph]
            at, missed = found + len(word), 0

    def places(self, start: int, end: int) -> list[Place]:
        """Places of the letters of ``text[start:end]`` within one paragraph, in order; empty when none of
        them was found."""
        found = [place for place in self._within(start, end) if place is not None]
        if not found:
            return []
        first = paragraph_of(found[0].node)
        return [place for place in found if paragraph_of(place.node) is first]

    def nearest(self, offset: int) -> Place | None:
        """The last letter found at or before ``offset``, else the first one of all."""
        at = bisect_left(self._offsets, offset + 1)
        before = (place for place in reversed(self._places[:at]) if place is not None)
        return next(before, None) or next((place for place in self._places if place is not None), None)

    def _within(self, start: int, end: int) -> Sequence[Place | None]:
        return self._places[bisect_left(self._offsets, start) : bisect_left(self._offsets, end)]


def paragraph_of(node: Any) -> Any:
    """The innermost paragraph that holds the element."""
    return next(node.iterancestors(_P))


def run_of(node: Any) -> Any | None:
    """The run of the body that holds the element: that of a text box for what stands inside one, since
    Word keeps no comments there. ``None`` for text outside of runs."""
    boxes = list(node.iterancestors(_BOX))
    return next((boxes[-1] if boxes else node).iterancestors(_R), None)


def _paragraphs(body: Any) -> Iterator[list[tuple[str, Place]]]:
    """Letters with their places, for every paragraph that has some; a text box follows its paragraph."""
    for paragraph in body.iter(_P):
        if any(ancestor.tag in _UNREAD for ancestor in paragraph.iterancestors()):
            continue
        nodes = [
            t for t in paragraph.iter(_T) if paragraph_of(t) is paragraph and not _is_unread(t, paragraph)
        ]
        letters = list(_letters(nodes))
        if letters:
            yield letters


def _is_unread(node: Any, paragraph: Any) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag in _UNREAD or (ancestor.tag == _R and _is_hidden(ancestor)):
            return True
    return False


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_RPR}/{_VANISH}")
    return vanish is not None and vanish.get(qn("w:val")) not in {"0", "false", "off"}


def _letters(nodes: Sequence[Any]) -> Iterator[tuple[str, Place]]:
    """Each letter in NFC with the place of all its characters in a ``w:t`` (a mark may follow its letter)."""
    for node in nodes:
        written = node.text or ""
        bases = [at for at, char in enumerate(written) if at == 0 or not unicodedata.combining(char)]
        for start, end in pairwise([*bases, len(written)]):
            for letter in to_nfc(written[start:end]):
                if letter.isalnum():
                    yield letter, Place(node, start, end)
