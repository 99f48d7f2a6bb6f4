"""A Word document with a comment on each finding; the document's own text stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from app.errors import RasoatError
from app.reports.checked import SEVERITY_WORDS, CheckedFile
from app.reports.docx_text import DocumentText, Place, run_of
from legal_corpus.model.finding import Finding

AUTHOR, INITIALS = "Rà Soát", "RS"
_R, _RPR, _SPACE = qn("w:r"), qn("w:rPr"), "{http://www.w3.org/XML/1998/namespace}space"


class DocumentNotWritable(RasoatError):
    """The file can be read as text but not kept as a Word document."""

    exit_code = 3


def _check_size(path: Path, most_bytes: int) -> None:
    with ZipFile(path) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > most_bytes:
        raise DocumentNotWritable(
            "Tệp quá lớn để ghi chú thích trên trang này; hãy xem kết quả trên trang, hoặc nhờ quản trị chạy "
            "lệnh rasoat check --format docx."
        )


def commented_docx(path: Path, checked: CheckedFile, most_bytes: int | None = None) -> bytes:
    """The document at ``path`` with a comment for each finding, as bytes of a .docx file.

    ``checked`` is what was read out of the same file. A comment marks exactly the letters found; where the
    document has them in other letters (legacy fonts) or in a place that takes no comments (footnotes), it
    stands nearby and quotes them. Raises :class:`DocumentNotWritable`, also where the package unpacks to more
    than ``most_bytes``.
    """
    if most_bytes is not None:
        _check_size(path, most_bytes)
    try:
        document = Document(str(path))
        body = document.element.body
    except (AttributeError, KeyError, ValueError) as error:
        raise DocumentNotWritable(
            "Tệp này không ghi lại được thành .docx; hãy mở bằng Word rồi lưu lại thành .docx."
        ) from error
    text = DocumentText(body, checked.text)
    anchored = [(finding, text.places(finding.start, finding.end)) for finding in checked.findings]
    pieces = _Pieces([places for _, places in anchored if places])
    for finding, places in anchored:
        runs = pieces.runs(places)
        quoted = runs is None
        if runs is None:
            near = text.nearest(finding.start)
            runs = pieces.runs([near] if near else []) or _first_run(body)
        document.add_comment(
            [Run(run, document) for run in runs],
            comment_text(finding, quoted=quoted and bool(finding.text)),
            AUTHOR,
            INITIALS,
        )
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def comment_text(finding: Finding, *, quoted: bool = False) -> str:
    """What the comment says, a paragraph a line; ``quoted`` when it cannot mark its words."""
    lines = [f"{SEVERITY_WORDS[finding.severity]} {finding.code}: {finding.message}"]
    if quoted:
        lines.append(f"Chỗ được nói tới: “{finding.text}”.")
    if finding.suggestion:
        lines.append(f"Đề nghị: {finding.suggestion}")
    lines.append(f"Căn cứ: {finding.legal_source}.")
    return "\n".join(lines)


class _Pieces:
    """Runs cut so that every finding begins and ends with a run of its own; formatting is kept."""

    def __init__(self, spans: Iterable[Sequence[Place]]) -> None:
        cuts: dict[Any, set[int]] = defaultdict(set)
        for places in spans:
            cuts[places[0].node].add(places[0].start)
            cuts[places[-1].node].add(places[-1].end)
        self._parts = {node: _cut(node, sorted(offsets, reverse=True)) for node, offsets in cuts.items()}

    def runs(self, places: Sequence[Place]) -> tuple[Any, Any] | None:
        """First and last run of the letters; ``None`` when there is no run to mark."""
        if not places:
            return None
        first, last = run_of(self._node(places[0])), run_of(self._node(places[-1]))
        return None if first is None or last is None else (first, last)

    def _node(self, place: Place) -> Any:
        """The ``w:t`` that holds the letter since the cuts."""
        parts = self._parts.get(place.node, [(0, place.node)])
        return next(node for start, node in parts if start <= place.start)


def _cut(node: Any, offsets: Sequence[int]) -> list[tuple[int, Any]]:
    """Cuts the run of a ``w:t`` before the letters at ``offsets`` (descending). Gives its parts, last first,
    each with the offset at which it begins. What stands in a text box stays whole."""
    run, written = node.getparent(), node.text or ""
    if run.tag != _R or run_of(node) is not run:
        return [(0, node)]
    parts: list[tuple[int, Any]] = []
    for offset in offsets:
        if offset >= len(written):
            _move_after(run, list(node.itersiblings()))
        elif offset == 0:
            if any(sibling.tag != _RPR for sibling in node.itersiblings(preceding=True)):
                _move_after(run, [node, *node.itersiblings()])
        else:
            tail = deepcopy(node)
            tail.text, node.text = (node.text or "")[offset:], (node.text or "")[:offset]
            for part in (tail, node):
                part.set(_SPACE, "preserve")
            _move_after(run, [tail, *node.itersiblings()])
            parts.append((offset, tail))
    return [*parts, (0, node)]


def _move_after(run: Any, children: Sequence[Any]) -> None:
    """Moves ``children``, the last of ``run``, to a new run behind it that looks like it."""
    if not children:
        return
    new = OxmlElement("w:r", attrs=dict(run.attrib))
    properties = run.find(_RPR)
    if properties is not None:
        new.append(deepcopy(properties))
    new.extend(children)
    run.addnext(new)


def _first_run(body: Any) -> tuple[Any, Any]:
    """A run to mark when no letter was found again; one is added to a document without any."""
    run = next(body.iter(_R), None)
    if run is None:
        paragraph = OxmlElement("w:p")
        run = OxmlElement("w:r")
        paragraph.append(run)
        body.insert(0, paragraph)
    return run, run
