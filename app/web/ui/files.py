"""Drafts from people: checked and forgotten."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from flask import Blueprint, render_template, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from app.reports.check_page import check_page
from app.reports.checked import CheckedFile
from app.reports.docx_comments import DocumentNotWritable, commented_docx
from app.services.checking import CheckedDraft
from app.services.permissions import Permission, require
from app.web.context import actor, services
from app.web.security import limiter
from app.web.ui.act_text import blocks
from app.web.ui.forms import DraftForm
from indexer.errors import InputRefusedError
from indexer.readers.detect import kind_of

blueprint = Blueprint("files", __name__)
_MOST_UNPACKED = 100 * 1024 * 1024  # a document is made again in this process, beside everybody's pages
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def base_name(sent: str | None) -> str:
    """The file's own name, whatever path a browser or a client sent with it."""
    name = PurePosixPath(PureWindowsPath(sent or "").name).name
    kept = "".join(c for c in name if c.isprintable()).strip()
    return kept[:200] or "van-ban"


@contextmanager
def _on_disk(upload: FileStorage) -> Iterator[tuple[Path, str]]:
    """The upload as a file that is gone afterwards; its name on disk is ours, not the sender's."""
    name = base_name(upload.filename)
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="rasoat-") as folder:
        path = Path(folder) / f"upload{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        upload.save(path)
        yield path, name


@blueprint.route("/kiem-tra-du-thao", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])  # type: ignore[untyped-decorator]
def check() -> str | Response:
    """Check a draft; neither the file nor its findings are kept."""
    require(actor(), Permission.CHECK_DRAFT)
    form = DraftForm()
    result = None
    name = None
    on = form.on.data or services().today()
    if form.validate_on_submit():
        try:
            with _on_disk(form.file.data) as (path, name):
                result = services().checking.check_file(actor(), path, on)
                if form.result.data != "page":
                    return _taken_away(form.result.data, path, name, result, on)
        except (InputRefusedError, DocumentNotWritable) as error:
            form.file.errors = [str(error)]
            result = None
    if not form.on.data:
        form.on.data = on
    shown = {"name": name, "on": on, "most_mb": services().settings.max_file_mb, **_shown(result)}
    return render_template("check.html", form=form, anchors=True, **shown)


def _taken_away(form: str, path: Path, name: str, result: CheckedDraft, on: dt.date) -> Response:
    """The draft with its findings as a file."""
    parsed = result.parsed
    checked = CheckedFile(name, parsed.text, parsed.media_type, parsed.citations, result.findings)
    stem = Path(name).stem
    if form == "html":
        page = BytesIO(check_page([checked], on).encode())
        return send_file(page, "text/html; charset=utf-8", as_attachment=True, download_name=f"{stem}.html")
    if kind_of(path) != "docx":
        raise DocumentNotWritable(
            "Chỉ ghi chú thích được vào tệp .docx; hãy lưu dự thảo thành .docx, hoặc nhận kết quả cách khác."
        )
    document = BytesIO(commented_docx(path, checked, _MOST_UNPACKED))
    return send_file(document, _DOCX, as_attachment=True, download_name=f"{stem}.ra-soat.docx")


def _shown(result: CheckedDraft | None) -> dict[str, Any]:
    """What the page shows of a draft: findings with their place in the text, the text with its citations."""
    if result is None:
        return {"result": None}
    parsed = result.parsed
    starts = {link.start for link in result.links if link.status != "paper"}
    counts = Counter(finding.severity for finding in result.findings)
    return {
        "result": result,
        "places": {
            finding.fingerprint: finding.start for finding in result.findings if finding.start in starts
        },
        "counts": [(code, counts[code]) for code in ("error", "warning", "info") if counts[code]],
        "blocks": list(blocks(parsed.text, parsed.nodes, result.links, None, parsed.tables, result.quoted)),
    }
