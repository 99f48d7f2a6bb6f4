"""Drafts from people: checked and forgotten."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from flask import Blueprint, render_template
from werkzeug.datastructures import FileStorage

from app.services.permissions import Permission, require
from app.web.context import actor, services
from app.web.security import limiter
from app.web.ui.forms import DraftForm
from indexer.errors import InputRefusedError

blueprint = Blueprint("files", __name__)
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
def check() -> str:
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
        except InputRefusedError as error:
            form.file.errors = [str(error)]
    if not form.on.data:
        form.on.data = on
    return render_template("check.html", form=form, result=result, name=name, on=on)
