"""Word documents: the body in reading order, as a person sees it with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, clean_line, document
from indexer.readers.docx_tables import cells_of, named
from indexer.readers.fonts import RunFonts, in_unicode, setting
from indexer.readers.layout import table_lines
from indexer.readers.numbering import Numbering, attribute, child, children, local, value
from indexer.readers.package import Package, Part

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Deleted or moved-away text, field codes, and what is not part of the sentence.
_DROPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "footnoteReference",
            "endnoteReference", "annotationRef", "sectPr", "tblPr", "tblGrid", "proofErr"}  # fmt: skip
_SOFT_HYPHEN = "\u00ad"  # the letter ư of TCVN3 fonts; other text loses it when a line is cleaned
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": _SOFT_HYPHEN}
_VANISH = re.compile(b"vanish")
_NOT_PLAIN = {"del", "moveFrom", "AlternateContent", "txbxContent"}
_OF_TEXT = tuple(f"{{*}}{name}" for name in ("t", "br", "sym", *_SIGNS, *_NOT_PLAIN))
_BULLETS = {"F0B7": "•", "F0A7": "▪", "F0D8": "-", "F02D": "-", "F0FC": "-"}
# Of the font Symbol, where formulas and amounts have them.
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B1": "±", "F0B4": "×", "F0B0": "°", "F0B9": "≠", "F0BB": "≈",
            "F0D7": "⋅", "F0E5": "∑", "F0AE": "→", "F06D": "μ", "F061": "α", "F062": "β", "F044": "Δ",
            "F070": "π", "F066": "φ", "F057": "Ω"}  # fmt: skip


class DocxReader:
    """Reads .docx: paragraphs, tables (a row a line), list numbers, text boxes once, notes at the end."""

    media_type = _MEDIA_TYPE

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """The document's body, then its footnotes, one a line; headers, footers and comments stay out.

        Raises :class:`InputRefusedError` "damaged", "zip_bomb", "encrypted" or "empty".
        """
        with Package(path, limits) as package:
            main = package.part(package.main_part())
            styles = package.part("word/styles.xml")
            numbering = Numbering.of(package.xml("word/numbering.xml"), styles.root)
            notes = [package.part(f"word/{name}.xml") for name in ("footnotes", "endnotes")]
        for part in (main, *notes):
            _take_out_hidden(part)
        body = child(main.root, "body")
        if body is None:
            raise InputRefusedError(
                "damaged", "Tệp .docx không có phần thân văn bản; hãy mở bằng Word rồi lưu lại thành .docx."
            )
        walk = _Body(numbering, RunFonts.of(main, styles, styles=styles.root))
        lines = [*walk.lines(body), *walk.rest()]
        for part in notes:
            lines.extend(walk.notes(part.root))
        return document(lines, self.media_type, None, ())


class _Body:
    """Walks block elements; inline content becomes text, text boxes wait for their paragraph's end."""

    def __init__(self, numbering: Numbering, fonts: RunFonts | None) -> None:
        self._numbering = numbering
        self._fonts = fonts
        self._carried = ""  # text of a paragraph whose end mark was deleted: the next one continues it

    def lines(self, container: Any) -> Iterator[str]:
        for element in container:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "AlternateContent":
                yield from self.lines(_choice(element))
            elif name not in _DROPPED and len(element):
                yield from self.lines(element)  # w:sdt, w:ins, w:customXml and other wrappers

    def rest(self) -> Iterator[str]:
        """What would go on in a paragraph that does not come."""
        yield from self._carried.split("\n")
        self._carried = ""

    def notes(self, part: Any | None) -> Iterator[str]:
        """A line a note, so that an article it quotes does not look like one of the act's own."""
        for note in part if part is not None else ():
            if attribute(note, "type") in {None, "normal"}:
                text = clean_line(" ".join(self.lines(note)))
                if text:
                    yield f"[{attribute(note, 'id') or ''}] {text}"

    def _paragraph(self, element: Any) -> Iterator[str]:
        properties = children(child(element, "pPr"))
        label = self._numbering.label(properties)
        boxes: list[Any] = []
        if self._fonts is None:
            plain = _plain(element)
            text = self._carried + (_inline(element, boxes) if plain is None else plain)
        else:
            text = self._carried + self._in_old_fonts(element, boxes, value(properties.get("pStyle")))
        self._carried = ""
        goes_on = child(properties.get("rPr"), "del") is not None
        if label and text.strip() and not goes_on:
            text = f"{label} {text.lstrip()}"
        if not goes_on:
            yield from text.split("\n")
        for box in boxes:
            yield from self.lines(box)
        if goes_on:
            self._carried = text

    def _in_old_fonts(self, element: Any, boxes: list[Any], style: str | None) -> str:
        """The paragraph's text; neighbouring runs of one font are mended together."""
        fonts = self._fonts
        pieces = (
            (setting(fonts.of_run(run, style)) if fonts and run is not None else None, text)
            for run, text in _by_run(element, boxes)
        )
        out = []
        for old, group in groupby(pieces, key=lambda piece: piece[0]):
            text = "".join(text for _, text in group)
            out.append(in_unicode(text, *old) if old else text)
        return "".join(out)

    def _table(self, element: Any) -> Iterator[str]:
        rows = [row for row in named(element, "tr") if child(row, "trPr", "del") is None]
        yield from table_lines(cells_of(rows, self._cell_lines))

    def _cell_lines(self, cell: Any) -> list[str]:
        return [line for line in map(clean_line, self.lines(cell)) if line]


def _choice(alternate: Any) -> Any:
    """The branch of mc:AlternateContent to read, so that a text box is not read twice."""
    for wanted in ("Choice", "Fallback"):
        for branch in alternate:
            if local(branch) == wanted and len(branch):
                return branch
    return ()


def _by_run(element: Any, boxes: list[Any]) -> Iterator[tuple[Any | None, str]]:
    """Runs with their text, looking through wrappers such as hyperlinks; text outside of runs has none."""
    for found in element:
        name = local(found)
        if name == "r":
            yield found, _inline(found, boxes)
        elif name == "AlternateContent":
            yield None, _inline([found], boxes)
        elif name not in _DROPPED and len(found):
            yield from _by_run(found, boxes)


def _plain(element: Any) -> str | None:
    """What :func:`_inline` gives for most paragraphs; ``None`` for one with text boxes or tracked changes.

    Only the elements that make text are looked at: the others are many times as many.
    """
    out: list[str] = []
    for found in element.iter(*_OF_TEXT):
        name = local(found)
        if name == "t":
            out.append((found.text or "").replace("\n", " "))
        elif name in _NOT_PLAIN:
            return None
        elif name != "tab" or local(found.getparent()) != "tabs":
            _add_inline((found,), [], out)
    return "".join(out)


def _inline(element: Any, boxes: list[Any]) -> str:
    """The text inside of an element; text boxes on the way are put into ``boxes``."""
    out: list[str] = []
    _add_inline(element, boxes, out)
    return "".join(out)


def _add_inline(element: Any, boxes: list[Any], out: list[str]) -> None:
    for found in element:
        name = local(found)
        if name == "t":
            out.append((found.text or "").replace("\n", " "))
        elif name == "r":
            _add_inline(found, boxes, out)
        elif name in _DROPPED:
            continue
        elif name in _SIGNS:
            out.append(_SIGNS[name])
        elif name == "br":
            out.append("" if attribute(found, "type") in {"page", "column"} else "\n")
        elif name == "sym":
            out.append(_sign(found))
        elif name == "txbxContent":
            boxes.append(found)
        elif name == "AlternateContent":
            _add_inline(_choice(found), boxes, out)
        elif len(found):
            _add_inline(found, boxes, out)


def _sign(symbol: Any) -> str:
    """The character of a ``w:sym``, "" where it is only known as a place in some font."""
    code = (attribute(symbol, "char") or "").upper()
    of_font = _SYMBOLS.get(code) if attribute(symbol, "font") == "Symbol" else None
    return of_font or _BULLETS.get(code, "")


def _take_out_hidden(part: Part) -> None:
    """Takes out the runs that Word does not show."""
    for mark in list(part.elements("vanish", _VANISH)):
        run = mark.getparent().getparent()
        shown = attribute(mark, "val") in {"0", "false", "off"}
        if run is not None and not shown and child(run, "rPr", "vanish") is mark and local(run) == "r":
            run.getparent().remove(run)
