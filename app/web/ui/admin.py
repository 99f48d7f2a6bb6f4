"""Accounts and the audit trail, for administrators."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.errors import ConflictError, UsageError
from app.web.context import actor, last_page, number_argument, services
from app.web.labels import ROLE
from app.web.ui.forms import UserForm

blueprint = Blueprint("admin", __name__, url_prefix="/quan-tri")


@blueprint.route("/nguoi-dung", methods=["GET", "POST"])
def users() -> Response | str:
    """List of accounts and a form for a new one."""
    people = services().users.list(actor())
    form = UserForm()
    if form.validate_on_submit():
        try:
            made = services().users.create(
                actor(), form.username.data, form.display_name.data, form.password.data, form.role.data
            )
        except (UsageError, ConflictError) as error:
            flash(str(error), "danger")
        else:
            flash(_("Đã tạo tài khoản %(name)s.", name=made.username), "success")
            return redirect(url_for(".users"))
    return render_template("users.html", people=people, form=form, roles=ROLE)


@blueprint.post("/nguoi-dung/<id:number>/<step>")
def change_user(number: int, step: str) -> Response:
    """``vai-tro`` (role), ``khoa`` (close), ``mo`` (reopen) or ``mat-khau`` (new password)."""
    room = services().users
    try:
        if step == "vai-tro":
            changed = room.set_role(actor(), number, request.form.get("role", ""))
        elif step in ("khoa", "mo"):
            changed = room.set_active(actor(), number, step == "mo")
        elif step == "mat-khau":
            changed = room.set_password(actor(), number, request.form.get("password", ""))
        else:
            abort(404)
        flash(_("Đã cập nhật tài khoản %(name)s.", name=changed.username), "success")
    except (UsageError, ConflictError) as error:
        flash(str(error), "danger")
    return redirect(url_for(".users"))


@blueprint.get("/nhat-ky")
def audit() -> str | Response:
    """The audit trail, newest first."""
    action = request.args.get("action", "")[:60] or None
    page = services().audit.page(actor(), page=number_argument("page"), action=action)
    if elsewhere := last_page(page.page, page.per_page, page.total):
        return elsewhere
    return render_template("audit.html", page=page, action=action)
