"""Signing in and out, own password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from app.errors import RasoatError
from app.services.users import SignInError, TooManyAttemptsError
from app.web.context import SessionUser, actor, safe_target, services
from app.web.security import limiter
from app.web.ui.forms import OwnPasswordForm, SignInForm

blueprint = Blueprint("auth", __name__)


@blueprint.route("/dang-nhap", methods=["GET", "POST"])
@limiter.limit("20 per minute; 100 per hour", methods=["POST"])  # type: ignore[untyped-decorator]
def sign_in() -> Response | str | tuple[str, int]:
    """Sign in, then go to the page that was asked for."""
    if current_user.is_authenticated:
        return redirect(safe_target(request.args.get("next")))
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        try:
            user = services().users.authenticate(form.username.data, form.password.data)
        except (SignInError, TooManyAttemptsError) as error:
            form.password.errors = [str(error)]
            status = 429 if isinstance(error, TooManyAttemptsError) else 401
        else:
            chosen = session.get("language")
            session.clear()
            if chosen:
                session["language"] = chosen
            session.permanent = True
            login_user(SessionUser(user))
            return redirect(safe_target(request.args.get("next")))
    return render_template("sign_in.html", form=form), status


@blueprint.post("/dang-xuat")
def sign_out() -> Response:
    """Sign out."""
    logout_user()
    session.clear()
    return redirect(url_for("auth.sign_in"))


@blueprint.route("/mat-khau", methods=["GET", "POST"])
@limiter.limit("10 per minute", methods=["POST"])  # type: ignore[untyped-decorator]
def password() -> Response | str:
    """Change one's own password; other sessions end with it."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        try:
            user = services().users.change_own_password(actor(), form.old.data, form.new.data)
        except RasoatError as error:
            field = form.old if isinstance(error, SignInError) else form.new
            field.errors = [str(error)]
        else:
            login_user(SessionUser(user))
            flash(_("Đã đổi mật khẩu."), "success")
            return redirect(url_for("home.index"))
    return render_template("password.html", form=form)
