"""Importing a register kept in Excel or CSV: look at the columns, try, confirm."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.services.permissions import Permission, require
from app.services.register_uploads import WaitingRegister
from app.services.registry_import import ImportSummary
from app.web.context import actor, services
from app.web.downloads import table_file
from app.web.labels import REGISTER_FIELD
from app.web.security import limiter
from app.web.ui.files import base_name
from app.web.ui.forms import RegisterForm
from indexer.errors import InputRefusedError
from indexer.importers.base import ImportOptions
from indexer.importers.columns import Layout, MappingError

blueprint = Blueprint("registers", __name__, url_prefix="/quan-tri/nhap-so")


@blueprint.route("", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])  # type: ignore[untyped-decorator]
def upload() -> str | Response:
    """Upload a register; nothing is imported yet."""
    require(actor(), Permission.IMPORT_REGISTRY)
    form = RegisterForm()
    if form.validate_on_submit():
        sent = form.file.data
        token = services().registers.keep(actor(), base_name(sent.filename), sent.save)
        try:
            services().registry.layouts(actor(), services().registers.get(actor(), token).path)
            return redirect(url_for(".show", token=token))
        except InputRefusedError as error:
            services().registers.drop(actor(), token)
            form.file.errors = [str(error)]
    return render_template("register_upload.html", form=form, most_mb=services().settings.max_file_mb)


@blueprint.get("/<token>")
def show(token: str) -> str:
    """How the columns are understood, to be corrected."""
    return _page(services().registers.get(actor(), token))


@blueprint.post("/<token>")
@limiter.limit("20 per minute")  # type: ignore[untyped-decorator]
def change(token: str) -> str | Response:
    """Try the import, confirm it, or leave it."""
    waiting = services().registers.get(actor(), token)
    step = request.form.get("step", "try")
    if step == "cancel":
        services().registers.drop(actor(), token)
        flash(_("Đã bỏ sổ %(name)s, chưa nạp gì.", name=waiting.name), "success")
        return redirect(url_for(".upload"))
    headers, fields = request.form.getlist("header"), request.form.getlist("field")
    columns = dict(zip(headers, fields, strict=False))
    services().registers.choose(actor(), token, request.form.get("issuer", "").strip()[:200] or None, columns)
    waiting = services().registers.get(actor(), token)
    try:
        summary = services().registry.import_file(
            actor(),
            waiting.path,
            dry_run=step != "confirm",
            options=_options(waiting),
            name=waiting.name,
        )
    except (InputRefusedError, MappingError) as error:
        flash(str(error), "danger")
        return redirect(url_for(".show", token=token))
    if step != "confirm":
        return _page(waiting, summary)
    services().registers.drop(actor(), token)
    return render_template("register_done.html", name=waiting.name, summary=summary)


@blueprint.get("/<token>/dong-bi-loai.csv")
def rejected(token: str) -> Response:
    """Rows that cannot be taken, with the reason, as a table for spreadsheets."""
    waiting = services().registers.get(actor(), token)
    rows = services().registry.rejected(actor(), waiting.path, _options(waiting))
    head = [_("Trang tính"), _("Dòng"), _("Lý do")]
    return table_file("dong-bi-loai", "csv", head, [[r.where, r.row or None, r.reason] for r in rows])


def _options(waiting: WaitingRegister) -> ImportOptions:
    return ImportOptions(issuer=waiting.issuer, columns=waiting.columns)


def _page(waiting: WaitingRegister, summary: ImportSummary | None = None) -> str:
    layouts = services().registry.layouts(actor(), waiting.path, _options(waiting))
    return render_template(
        "register.html",
        waiting=waiting,
        tables=_without_repeats(layouts),
        fields=REGISTER_FIELD,
        summary=summary,
    )


def _without_repeats(layouts: tuple[Layout, ...]) -> list[Layout]:
    """Layouts to be asked about: one choice holds for every sheet with the same headers."""
    seen: dict[str, Layout] = {}
    for layout in layouts:
        seen.setdefault(layout.signature, layout)
    return list(seen.values())
