"""Bringing files in: upload, follow the job, pause, cancel, try again, take the report away."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from app.reports.tables import Cell
from app.services.ingest_jobs import PER_PAGE
from app.services.ingest_queue import NewFile
from app.services.permissions import Permission, require
from app.web.context import actor, last_page, number_argument, services
from app.web.downloads import table_file
from app.web.labels import OUTCOME
from app.web.security import MOST_FILES, limiter
from app.web.ui.files import base_name
from app.web.ui.forms import UploadForm

blueprint = Blueprint("ingest", __name__)
_STEP = re.compile(r"[/\\]")
_NO_STEP = re.compile(r"\.{0,2}|[A-Za-z]:")
_LONGEST_PATH = 400
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
# What programs put into a folder beside a person's files; static/upload.js leaves out the same.
_LEFT_OUT = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$", re.IGNORECASE)


@blueprint.route("/nap-van-ban", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])  # type: ignore[untyped-decorator]
def upload() -> str | BaseResponse:
    """Upload acts into the corpus; the files wait in a job, which this leads to."""
    require(actor(), Permission.INGEST)
    form = UploadForm()
    if form.validate_on_submit():
        inside = [file for file in form.folder.data or () if not _is_left_out(file)]
        plain = form.files.data or ()
        sent = [*zip(plain, _paths(plain), strict=True), *((file, file.filename or "") for file in inside)]
        if not sent:
            form.folder.errors = [_("Thư mục không có tệp nào; hãy chọn thư mục khác.")]
        elif len(sent) > MOST_FILES:
            form.files.errors = [
                _("Mỗi lần chỉ nạp tối đa %(n)d tệp; hãy chia thành nhiều lần.", n=MOST_FILES)
            ]
        else:
            return redirect(url_for("ingest.show", job=_submit(sent)))
    jobs, _total = services().ingest_jobs.overview(actor())
    return render_template(
        "upload.html",
        form=form,
        jobs=jobs[:5],
        to_confirm=services().confirming.count(),
        most_mb=services().settings.max_file_mb,
        most_upload_mb=services().settings.max_upload_mb,
        most_files=MOST_FILES,
    )


def _paths(files: Sequence[FileStorage]) -> list[str]:
    """Where dropped files lie in the folder that was dropped, which static/upload.js sends beside them; a
    file that was chosen by itself has its name only."""
    names = [base_name(file.filename) for file in files]
    try:
        told = json.loads(request.form.get("paths", "[]"))
        fits = [base_name(path) for path in told] == names
    except (ValueError, TypeError, RecursionError):  # not what the script sends
        return names
    return told if fits else names


def _in_folder(paths: Sequence[str]) -> tuple[str | None, list[str]]:
    """The folder that all files come from (``None`` when there are several), and the path of each in it."""
    parts = [
        [base_name(part) for part in _STEP.split(path) if not _NO_STEP.fullmatch(part)] for path in paths
    ]
    roots = {names[0] if len(names) > 1 else "" for names in parts}
    root = roots.pop() if len(roots) == 1 else ""
    shown = ["/".join(names[1:] if root else names)[-_LONGEST_PATH:] or base_name("") for names in parts]
    return root or None, shown


def _submit(sent: list[tuple[FileStorage, str]]) -> int:
    """The number of the job in which the files wait; each comes with its path in the folder sent."""
    root, names = _in_folder([path for _file, path in sent])
    with services().ingest_jobs.staging_folder() as folder:
        files = []
        for number, ((file, _path), name) in enumerate(zip(sent, names, strict=True)):
            suffix = Path(name).suffix.lower()
            # The name on disk is ours, not the sender's.
            path = folder / f"{number:04}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
            file.save(path)
            files.append(NewFile(path, name, staged=True))
        title = files[0].name if len(files) == 1 else _("%(n)d tệp tải lên", n=len(files))
        if root and len(files) > 1:
            title = _("Thư mục %(name)s: %(n)d tệp", name=root, n=len(files))
        return services().ingest_jobs.submit(actor(), title, files)


def _is_left_out(file: FileStorage) -> bool:
    """Of a chosen folder: what is hidden, or in a hidden folder."""
    return any(map(_LEFT_OUT.match, _STEP.split(file.filename or "")))


@blueprint.get("/nap-van-ban/dot")
def overview() -> str | BaseResponse:
    """All jobs, newest first."""
    page = number_argument("page")
    jobs, total = services().ingest_jobs.overview(actor(), page)
    if behind := last_page(page, PER_PAGE, total):
        return behind
    return render_template("ingest_jobs.html", jobs=jobs, page=page, total=total, per_page=PER_PAGE)


@blueprint.get("/nap-van-ban/dot/<id:job>")
def show(job: int) -> str | BaseResponse:
    """One job: how far it is, and what became of each file."""
    page, outcome = number_argument("page"), request.args.get("outcome") or None
    view = services().ingest_jobs.get(actor(), job)
    items, total = services().ingest_jobs.items(actor(), job, outcome, page)
    if behind := last_page(page, PER_PAGE, total):
        return behind
    return render_template(
        "ingest_job.html",
        job=view,
        items=items,
        page=page,
        total=total,
        per_page=PER_PAGE,
        outcome=outcome,
        to_confirm=services().confirming.count(),
    )


@blueprint.post("/nap-van-ban/dot/<id:job>")
@limiter.limit("60 per minute")  # type: ignore[untyped-decorator]
def change(job: int) -> BaseResponse:
    """Pause, cancel, go on or try again."""
    services().ingest_jobs.change(actor(), job, request.form.get("wish", ""))
    return redirect(url_for("ingest.show", job=job))


@blueprint.get("/nap-van-ban/dot/<id:job>/bao-cao.<any(csv, xlsx):form>")
def report(job: int, form: str) -> Response:
    """What became of each file, as a table for spreadsheets."""
    services().ingest_jobs.get(actor(), job)  # or there is no such page
    items, _total = services().ingest_jobs.items(actor(), job)
    head = [_("Tệp"), _("Kết quả"), _("Lý do"), _("Cần xác nhận"), _("Số trang"), _("Văn bản")]
    rows: list[list[Cell]] = []
    for item in items:
        result = str(OUTCOME[item.outcome]) if item.outcome else _("Đang chờ")
        rows.append([item.name, result, item.reason, ", ".join(item.doubtful), item.pages, item.label])
    return table_file(f"nap-van-ban-{job}", form, head, rows)
