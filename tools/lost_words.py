"""Words of a file's raw text, as other libraries give it, that our reader does not give.

``python -m tools.lost_words FILE_OR_FOLDER...`` prints a line a file: words, lost words, and which. The raw
text is that of every ``w:t`` of the body and the notes as python-docx finds them, once for a text box; of
the HTML element that holds the act without what a page does not show; and of pdfminer. What is left out on
purpose (page numbers and running heads of PDFs, letters of old fonts that are mended) is listed too: the
eye tells it. Exit code 1 where a word of a .docx or an HTML page is lost.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
from lxml import etree
from lxml import html as lxml_html

from indexer.errors import InputRefusedError
from indexer.readers.detect import kind_of
from indexer.readers.registry import read_file
from legal_corpus.text.normalize import to_nfc

_WORD = re.compile(r"\w+")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_SHOWN = 12  # lost words of a file that are printed
_PARTS = {"p", "br", "tab", "cr", "tc"}
_NOTES = ("footnotes", "endnotes")
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "nav", "button", "select",
            "textarea", "footer", "aside")  # fmt: skip
_INLINE = {"span", "b", "i", "u", "strong", "em", "font", "a", "sup", "sub", "small", "big"}
_HOLDERS = (
    ".//*[contains(concat(' ', @class, ' '), ' preview-content ')]",
    ".//*[contains(@id, 'panel-toan-van')]",
    ".//*[@id='toanvancontent' or @id='divContentDoc']",
)
_LEAST = 200  # characters of an element that holds an act


def _docx(path: Path) -> str:
    package = docx.Document(str(path))
    roots: list[Any] = [package.element.body]
    for part in package.part.package.iter_parts():
        if part.partname.endswith(tuple(f"/{name}.xml" for name in _NOTES)):
            roots.append(etree.fromstring(part.blob))
    return " ".join("".join(_runs(root)) for root in roots)


def _runs(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "t" and next(element.iterancestors("{*}Fallback"), None) is None:
            yield element.text or ""
        elif name in _PARTS:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"


def _html(path: Path) -> str:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root: Any = lxml_html.document_fromstring(path.read_bytes(), parser=parser)
    body = root.find("body")
    holder = root if body is None else body
    for element in list(holder.iter(*_NO_TEXT)):
        element.drop_tree()
    for path_of in _HOLDERS:
        found = max(holder.xpath(path_of), key=lambda one: len(one.text_content()), default=None)
        if found is not None and len(found.text_content().strip()) >= _LEAST:
            holder = found
            break
    return "".join(_shown(holder))


def _shown(root: Any) -> Iterator[str]:
    """Text in order; elements that are no part of a line part words."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        part = "" if element.tag in _INLINE else " "
        if event == "start":
            yield part + (element.text or "")
        else:
            yield part + ((element.tail or "") if element is not root else "")


def _pdf(path: Path) -> str:
    from pdfminer.high_level import extract_text

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    text: str = extract_text(str(path))
    return text


RAW: Mapping[str, Callable[[Path], str]] = {"docx": _docx, "html": _html, "pdf": _pdf}
_WHOLE = {"docx", "html"}  # kinds that nothing may be lost of


def words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(to_nfc(text).translate(_UNSEEN)))


def lost_words(path: Path, ours: str) -> tuple[int, Counter[str]]:
    """Words of the raw text of a .docx, HTML or PDF file, and those that ``ours`` has less often."""
    raw = words(RAW[kind_of(path)](path))
    return raw.total(), raw - words(ours)


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    files = [f for p in parser.parse_args().paths for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    failed = False
    for path in files:
        if not path.is_file():
            continue
        try:
            kind = kind_of(path)
            if kind not in RAW:
                continue
            found = read_file(path)
        except InputRefusedError as error:
            print(f"{path.name:45} {error.code}")
            continue
        if found.recognised:
            continue  # its layer is not what we read
        count, lost = lost_words(path, found.text)
        failed |= kind in _WHOLE and bool(lost)
        some = ", ".join(f"{word} {times}" for word, times in lost.most_common(_SHOWN))
        print(f"{path.name:45} {kind:5}{count:8} words{lost.total():6} lost {some}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
