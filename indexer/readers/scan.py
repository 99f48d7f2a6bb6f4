"""Pages that are pictures: scans in a PDF, photographs, TIFF of several pages.

What is recognised is never certain: every word keeps its confidence, and the number and date of the
first page, where ink and stamps lie, are for a person to confirm.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from PIL import Image, ImageSequence, UnidentifiedImageError

from indexer.errors import InputRefusedError
from indexer.readers.agreement import agreed
from indexer.readers.base import SURE, Doubt, Limits, ReadDocument, clean_line, document
from indexer.readers.columns import Row, row_text, words_in_columns
from indexer.readers.paragraphs import Opening, joined, without_furniture
from indexer.readers.progress import page_done
from indexer.readers.recognition import DPI, Line, Recogniser, Tesseract, Word
from indexer.readers.scan_header import with_figures, with_known_words, without_stamp

_POINTS = 72 / DPI
_INDENT = 16.0  # points; the first line of a paragraph stands about 36 to the right of the others
_DEEPEST_INDENT = 90.0
_TOKEN = re.compile(r"\S+")
_WARNING = (
    "Đã nhận dạng chữ từ ảnh quét: có thể sai; số hiệu và ngày ban hành phải được đối chiếu với bản gốc."
)
Heard = tuple[str, Word | None]  # a token of the text, and the word it was recognised as
_NO_INK = (
    "Máy chưa cài bộ đọc chữ số viết tay nên số hiệu và ngày viết tay có thể thiếu; "
    "hãy cài bằng lệnh: pip install 'rasoat[ink]'."
)
LONGEST_EDGE = 3600  # pixels; a larger picture is made smaller, more dots are not read better


def read_pages(
    pages: Sequence[Sequence[str]],
    pictures: Iterable[tuple[int, Image.Image]],
    count: int,
    media_type: str,
    recogniser: Recogniser,
    limits: Limits,
) -> ReadDocument:
    """The text of pages of which ``count`` are read from their pictures, with the words that may be wrong.

    ``pages`` are lines as far as they are known, ``pictures`` come with the page they stand for. Raises
    :class:`InputRefusedError` "too_many_pages", "needs_tool", "timeout", "memory" or "empty".
    """
    if count > limits.max_scanned_pages:
        raise InputRefusedError(
            "too_many_pages",
            f"Bản quét có {count} trang, quá mức {limits.max_scanned_pages} trang; hãy tách nhỏ tệp.",
        )
    texts = [list(page) for page in pages]
    heard: list[list[Heard]] = [[(token, None) for line in page for token in line.split()] for page in pages]
    read: dict[int, list[Line]] = {}
    for done, (at, picture) in enumerate(pictures):
        lines = recogniser.lines(picture, limits.page_timeout_s, limits.memory_mb)
        lines = [with_known_words(line) for line in lines]
        if at == 0:
            lines = with_figures(list(map(without_stamp, lines)), picture, recogniser, limits)
        read[at] = [line for line in lines if line]
        page_done(done + 1, count)
    for at, lines in zip(read, agreed(list(read.values())), strict=True):
        texts[at] = _printed(list(map(_row, lines)), first=at == 0)
        heard[at] = list(_recognised(texts[at], lines))
    kept = joined(line for page in without_furniture(texts) for line in page)
    warnings = (_WARNING,) if 0 not in read or recogniser.reads_ink() else (_WARNING, _NO_INK)
    found = document(kept, media_type, len(texts), warnings)
    doubts = tuple(_doubts(found.text, chain.from_iterable(heard)))
    return replace(found, doubts=doubts, recognised=tuple(read))


class ImageReader:
    """Reads .png, .jpg and .tif as scans."""

    media_type = "image/*"

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self._recogniser: Recogniser = Tesseract() if recogniser is None else recogniser

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """As :func:`read_pages`; besides "damaged", and "too_large" for a picture that would unpack
        to more than ``max_pixels``."""
        try:
            with Image.open(path) as image:
                kind = Image.MIME.get(image.format or "", self.media_type)
                pages = getattr(image, "n_frames", 1)
                frames = enumerate(_frames(image, limits))
                return read_pages([[]] * pages, frames, pages, kind, self._recogniser, limits)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
            raise InputRefusedError(
                "damaged", "Tệp ảnh bị hỏng hoặc tải về chưa hết; hãy tải lại hoặc quét lại."
            ) from error
        except Image.DecompressionBombError as error:
            raise _too_large(limits) from error


def fitted(image: Image.Image, limits: Limits) -> Image.Image:
    """The picture in grey, upright on white, no larger than recognition needs."""
    if image.width * image.height > limits.max_pixels:
        raise _too_large(limits)
    if image.mode in {"RGBA", "LA", "PA", "P"}:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    grey = image.convert("L")
    if max(grey.size) > LONGEST_EDGE:
        grey.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    return grey


def _frames(image: Image.Image, limits: Limits) -> Iterator[Image.Image]:
    if image.width * image.height > limits.max_pixels:  # before a single dot is unpacked
        raise _too_large(limits)
    for frame in ImageSequence.Iterator(image):
        yield fitted(frame, limits)


def _too_large(limits: Limits) -> InputRefusedError:
    most = limits.max_pixels // 1_000_000
    return InputRefusedError("too_large", f"Ảnh quá {most} triệu điểm ảnh; hãy quét lại ở 200 dpi.")


def _row(line: Line) -> Row:
    """Words with a blank between, edges in points as on a printed page."""
    row: Row = []
    for word in line:
        if row:
            row.append((" ", row[-1][2], word.left * _POINTS))
        row.append((word.text, word.left * _POINTS, word.right * _POINTS))
    return row


def _printed(rows: Sequence[Row], first: bool) -> list[str]:
    """Lines of a page; those that are indented, and not centred, open a paragraph."""
    if not rows:
        return []
    lefts, rights = sorted(row[0][1] for row in rows), sorted(row[-1][2] for row in rows)
    left, right = lefts[len(lefts) // 4], rights[len(rights) * 3 // 4]

    def text_of(row: Row) -> str:
        text = clean_line(row_text(row))
        indent, short = row[0][1] - left, right - row[-1][2]
        centred = short > _INDENT and abs(indent - short) < _INDENT
        return Opening(text) if _INDENT < indent < _DEEPEST_INDENT and not centred else text

    printed = words_in_columns(rows, text_of) if first else map(text_of, rows)
    return [text for text in printed if clean_line(text)]


def _recognised(printed: list[str], lines: list[Line]) -> Iterator[Heard]:
    """Words of a page as recognised, in the order they are printed in (column by column)."""
    by_text: dict[str, deque[Word]] = {}
    for line in lines:
        for word in line:
            by_text.setdefault(clean_line(word.text), deque()).append(word)
    for text in printed:
        for token in text.split():
            known = by_text.get(token)
            yield token, known.popleft() if known else None


def _doubts(text: str, heard: Iterable[Heard]) -> Iterator[Doubt]:
    """Places of unsure words. The text has the words in order, but for those of removed lines."""
    rest = iter(heard)
    for found in _TOKEN.finditer(text):
        word = next((word for token, word in rest if token == found[0]), None)
        if word and word.confidence < SURE:
            yield Doubt(found.start(), found.end(), word.confidence, word.others)
