"""What reading costs beside the library it rests on, and how exactly pages are recognised.

``python -m tools.measure_readers FILE_OR_FOLDER...``: for each kind of file, files and megabytes a second of
processor time, and how much more that is than the bare library takes to give the text of the same files:

- docx: unpack and parse body, styles, numbers and notes (lxml), join all their text;
- html: parse the page (lxml.html), join its text;
- pdf: open, load each page, its text (pdfium);
- text: decode and bring to NFC, which every reader owes and for plain text no other library pays for.

All that a reader does besides is ours: telling the kind, limits, encodings, what is hidden, tables and their
lines, list numbers, figures stamped over a page, furniture of pages, whether a layer can be trusted. Ours and
the library's are measured in turn, the least of several rounds counts. Files read from pictures stand in a
line of their own without a ratio, and so does the check of digital signatures, which is no reading of text.

With ``--ocr N`` the first N sound PDFs are drawn as pictures, recognised, and compared with their own text.
"""

from __future__ import annotations

import argparse
import logging
import resource
import time
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree
from lxml import html as lxml_html
from rapidfuzz.distance import Levenshtein

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument
from indexer.readers.detect import kind_of
from indexer.readers.recognition import DPI, Tesseract
from indexer.readers.registry import read_file
from indexer.readers.scan import read_pages
from indexer.readers.signatures import may_be_signed, read_signatures

_PAGES = 3  # of a PDF that are recognised
_ROUNDS = 5


def _docx(path: Path) -> None:
    """Parses what a reader of the text needs, and takes the text out."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        for name in ("document", "styles", "numbering", "footnotes", "endnotes"):
            if f"word/{name}.xml" in names:
                root: Any = etree.fromstring(package.read(f"word/{name}.xml"))
                "".join(root.itertext())


def _pdf(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()


def _html(path: Path) -> None:
    root: Any = lxml_html.document_fromstring(path.read_bytes())
    root.text_content()


def _text(path: Path) -> None:
    """Decodes and normalises: every reader owes NFC, and for plain text no other library pays for it."""
    unicodedata.normalize("NFC", path.read_bytes().decode("utf-8", "replace"))


BARE: Mapping[str, Callable[[Path], None]] = {"docx": _docx, "pdf": _pdf, "html": _html, "text": _text}


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of this process and the programs it ended."""
    own, before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    children = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return time.process_time() - own + children


@dataclass(slots=True)
class Cost:
    """What the files of one kind came to: bytes, seconds of ours and of the library."""

    files: int = 0
    size: int = 0
    ours: float = 0.0
    bare: float = 0.0

    def add(self, path: Path, ours: float, bare: float) -> None:
        """One more file."""
        self.files, self.size = self.files + 1, self.size + path.stat().st_size
        self.ours, self.bare = self.ours + ours, self.bare + bare

    def line(self, kind: str) -> str:
        """Files, megabytes, seconds, and the ratio to the bare library."""
        megabytes = self.size / 1e6
        beside = f"{self.ours / self.bare:.2f} times the library alone" if self.bare else ""
        return (
            f"{kind:11}{self.files:4} files {megabytes:8.1f} MB {self.ours:8.2f} s "
            f"{self.files / self.ours:8.1f} files/s {megabytes / self.ours:8.2f} MB/s {beside}"
        )


def costs(files: Sequence[Path]) -> Iterator[str]:
    """A line a kind."""
    found: dict[str, Cost] = defaultdict(Cost)
    for path in files:
        read: list[ReadDocument] = []
        try:
            kind = str(kind_of(path))
            first = processor_seconds(partial(_keep, partial(read_file, path), read))
        except InputRefusedError:
            continue
        if read[0].recognised or kind not in BARE:
            found["recognised" if read[0].recognised else kind].add(path, first, 0.0)
        else:
            own, bare = partial(read_file, path), partial(BARE[kind], path)
            rounds = [(processor_seconds(own), processor_seconds(bare)) for _ in range(_ROUNDS)]
            found[kind].add(path, min(o for o, _ in rounds), min(b for _, b in rounds))
        if may_be_signed(path, read[0].media_type):
            found["signatures"].add(path, _signature_check(path), 0.0)
    for kind in sorted(found):
        yield found[kind].line(kind)


def _signature_check(path: Path) -> float:
    """Seconds in this process; a damaged signature costs what it costs."""
    with suppress(Exception):  # pyHanko's errors are of every kind
        return processor_seconds(partial(read_signatures, path))
    return 0.0


def recognition(files: Sequence[Path], most: int) -> Iterator[str]:
    """Share of characters read right (1 - edit distance / length, blanks single) and seconds a page."""
    for path in [file for file in files if kind_of(file) == "pdf"][:most]:
        with pypdfium2.PdfDocument(path) as pdf:
            count = min(_PAGES, len(pdf))
            truth = " ".join(pdf[at].get_textpage().get_text_range() for at in range(count))
            pictures = [(at, pdf[at].render(scale=DPI / 72, grayscale=True).to_pil()) for at in range(count)]
        read: list[ReadDocument] = []
        reading = partial(read_pages, [[]] * count, pictures, count, "image/png", Tesseract(), Limits())
        seconds = processor_seconds(partial(_keep, reading, read))
        wanted, got = "".join(truth.replace("\ufffe", "-").split()), "".join(read[0].text.split())
        right = 1 - Levenshtein.distance(wanted, got) / max(1, len(wanted))
        yield f"{path.name:40}{count:3} pages {right:.4f} of characters right, {seconds / count:.2f} s/page"


def _keep(reading: Callable[[], ReadDocument], into: list[ReadDocument]) -> None:
    into.append(reading())


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--ocr", type=int, default=0, metavar="N")
    wanted = parser.parse_args()
    logging.disable(logging.CRITICAL)  # of signatures whose issuer nobody knows
    files = [f for path in wanted.paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    files = [file for file in files if file.is_file()]
    for line in recognition(files, wanted.ocr) if wanted.ocr else costs(files):
        print(line, flush=True)


if __name__ == "__main__":
    main()
