"""Text recognition of one page's picture, by Tesseract or by nobody."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from indexer.errors import InputRefusedError
from indexer.readers.external import TESSERACT, Outcome, run
from indexer.readers.ink import InkReader, PaddleInk, Strip
from legal_corpus.text.normalize import to_nfc

DPI = 200  # enough by measurement, docs of 300 dpi are read no better and a third slower
_COLUMNS = 12  # of a TSV row; a row of level 5 is a word
_WORD_LEVEL = "5"
_PAGE_LAYOUT = ("--psm", "4")  # one column of text of varying sizes: header columns stay on one line
_ONE_LINE = ("--psm", "7", "-c", "tessedit_char_whitelist=0123456789")


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word; ``confidence`` in [0, 1], edges in pixels from the left upper corner; ``others``
    are what it may be as well."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    others: tuple[str, ...] = ()


Line = list[Word]


class Recogniser(Protocol):
    """Reads pictures of pages."""

    def lines(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> list[Line]:
        """Lines in reading order. Raises :class:`InputRefusedError` "needs_tool", "timeout", "failed"."""

    def figures(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> Word | None:
        """The figures of a small picture with nothing but figures, ``None`` when there are none."""

    def strip(self, picture: Image.Image) -> Strip | None:
        """One line with ink in it, step by step; ``None`` where nothing can read ink."""

    def reads_ink(self) -> bool:
        """Whether :meth:`strip` can give anything."""

    def available(self) -> bool:
        """Whether there is anything that can read."""


class Tesseract:
    """The program ``tesseract`` with Vietnamese, one thread; ink is left to ``ink``."""

    def __init__(self, ink: InkReader | None = None) -> None:
        self._ink: InkReader = PaddleInk() if ink is None else ink

    def available(self) -> bool:
        """Whether the program is installed; its language is known only when it runs."""
        return TESSERACT.path() is not None

    def lines(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> list[Line]:
        """As :class:`Recogniser`."""
        outcome = _recognise(picture, _PAGE_LAYOUT, timeout_s, memory_mb)
        if outcome.late:
            raise InputRefusedError(
                "timeout", f"Nhận dạng một trang quét quá {timeout_s:g} giây; hãy quét lại rõ và nhỏ hơn."
            )
        if outcome.code:
            # It ends so when the data of the language is not installed.
            raise TESSERACT.missing("Đọc bản quét")
        return _lines(outcome.output.decode("utf-8", "replace"))

    def figures(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> Word | None:
        """As :class:`Recogniser`."""
        outcome = _recognise(picture, _ONE_LINE, timeout_s, memory_mb)
        words = [word for line in _lines(outcome.output.decode("utf-8", "replace")) for word in line]
        return words[0] if len(words) == 1 and words[0].text.isdigit() else None

    def strip(self, picture: Image.Image) -> Strip | None:
        """As :class:`Recogniser`."""
        return self._ink.strip(picture)

    def reads_ink(self) -> bool:
        """As :class:`Recogniser`."""
        return self._ink.available()


class NoRecogniser:
    """Stands in where Tesseract must not or cannot run: every scan is refused with what to install."""

    def available(self) -> bool:
        """Never."""
        return False

    def lines(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> list[Line]:  # noqa: ARG002
        """Always :class:`InputRefusedError` "needs_tool"."""
        raise TESSERACT.missing("Đọc bản quét")

    def figures(self, picture: Image.Image, timeout_s: float, memory_mb: int) -> Word | None:  # noqa: ARG002
        """Never any."""
        return None

    def strip(self, picture: Image.Image) -> Strip | None:  # noqa: ARG002
        """Never any."""
        return None

    def reads_ink(self) -> bool:
        """Never."""
        return False


def _recognise(picture: Image.Image, layout: tuple[str, ...], timeout_s: float, memory_mb: int) -> Outcome:
    program = TESSERACT.path()
    if program is None:
        raise TESSERACT.missing("Đọc bản quét")
    data = io.BytesIO()
    picture.save(data, "png", compress_level=1)
    command = [program, "-", "-", "-l", "vie", "--dpi", str(DPI), *layout, "tsv"]
    return run(command, timeout_s, memory_mb, data.getvalue(), {"OMP_THREAD_LIMIT": "1"})


def _lines(table: str) -> list[Line]:
    """Words of Tesseract's table by line, without those that have no letter or figure at all."""
    found: dict[tuple[str, ...], Line] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        left, top, width, height = map(int, cells[6:10])
        text = to_nfc(cells[11].strip())
        if text:
            word = Word(text, max(0.0, float(cells[10])) / 100, left, top, left + width, top + height)
            found.setdefault(tuple(cells[1:5]), []).append(word)
    return [line for line in found.values() if any(re.search(r"\w", word.text) for word in line)]
