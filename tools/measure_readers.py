"""What reading costs beside the library it rests on, and how exactly pages are recognised.

``python -m tools.measure_readers FILE_OR_FOLDER...``: for each kind of file, files and megabytes a second of
processor time, and how much more that is than the bare library takes for the same files. With ``--ocr N``
the first N sound PDFs are drawn as pictures, recognised, and compared with their own text.
"""

from __future__ import annotations

import argparse
import resource
import time
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
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

_PAGES = 3  # of a PDF that are recognised
_ROUNDS = 3


def _docx(path: Path) -> None:
    """Parses what a reader of a body needs, and takes its text out."""
    with zipfile.ZipFile(path) as package:
        for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            if name in package.namelist():
                root: Any = etree.fromstring(package.read(name))
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


def _least(work: Callable[[], object], rounds: int) -> float:
    """The least of several measurements: what else the machine does only adds."""
    return min(processor_seconds(work) for _ in range(rounds))


def costs(files: Sequence[Path]) -> Iterator[str]:
    """A line a kind: files, megabytes, seconds, and the ratio to the bare library."""
    ours: dict[str, float] = defaultdict(float)
    bare: dict[str, float] = defaultdict(float)
    sizes: dict[str, list[int]] = defaultdict(list)
    for path in files:
        try:
            kind = str(kind_of(path))
            spent = _least(partial(read_file, path), _ROUNDS if kind in BARE else 1)
        except InputRefusedError:
            continue
        ours[kind] += spent
        sizes[kind].append(path.stat().st_size)
        if kind in BARE:
            bare[kind] += _least(partial(BARE[kind], path), _ROUNDS)
    for kind, spent in sorted(ours.items()):
        megabytes = sum(sizes[kind]) / 1e6
        beside = f"{spent / bare[kind]:.2f} times the library alone" if bare[kind] else ""
        count = len(sizes[kind])
        yield (
            f"{kind:6}{count:4} files {megabytes:8.1f} MB {spent:8.2f} s "
            f"{count / spent:8.1f} files/s {megabytes / spent:8.2f} MB/s {beside}"
        )


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
    files = [f for path in wanted.paths for f in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    files = [file for file in files if file.is_file()]
    for line in recognition(files, wanted.ocr) if wanted.ocr else costs(files):
        print(line, flush=True)


if __name__ == "__main__":
    main()
