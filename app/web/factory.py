"""The web application: pages over the services. No rule of law and no SQL here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager, current_user
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as BaseResponse

from app.services.permissions import Permission
from app.web import labels
from app.web.context import EXTENSION, SessionUser
from app.web.errors import init_errors
from app.web.i18n import LANGUAGES, init_languages, language
from app.web.security import init_security
from app.web.ui import (
    acts,
    admin,
    arisen,
    auth,
    calendar,
    confirming,
    disagreements,
    files,
    findings,
    home,
    ingest,
    proposals,
    registers,
    rules,
)

if TYPE_CHECKING:
    from app.bootstrap import Services

_PUBLIC = {"auth.sign_in", "home.healthz", "home.set_language", "static", "bootstrap.static"}


class _Id(IntegerConverter):
    """A row's number. Beyond what the database can hold there is no such page, rather than an error."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def create_app(services: Services) -> Flask:
    """The Flask application over ``services``; nothing is read from the environment."""
    app = Flask(__name__)
    app.config.update(BOOTSTRAP_SERVE_LOCAL=True, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = services
    app.url_map.converters["id"] = _Id
    init_security(app, services.settings, services.secret_key)
    init_languages(app)
    init_errors(app)
    Bootstrap5(app)
    _init_sign_in(app, services)
    _init_templates(app, services)
    for room in (
        home,
        auth,
        acts,
        disagreements,
        rules,
        findings,
        arisen,
        calendar,
        proposals,
        ingest,
        confirming,
        files,
        registers,
        admin,
    ):
        app.register_blueprint(room.blueprint)
    return app


def _init_sign_in(app: Flask, services: Services) -> None:
    manager = LoginManager(app)
    manager.session_protection = "basic"

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(session_id: str) -> SessionUser | None:
        number, _, stamp = session_id.partition(":")
        view = services.users.find(int(number)) if number.isdigit() else None
        return SessionUser(view) if view and view.stamp == stamp else None

    @app.before_request
    def ask_to_sign_in() -> BaseResponse | None:
        if request.endpoint is None or request.endpoint in _PUBLIC or current_user.is_authenticated:
            return None
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        if wanted == "/":
            wanted = None
        return redirect(url_for("auth.sign_in", next=wanted))


def _init_templates(app: Flask, services: Services) -> None:
    app.jinja_env.filters.update(labels.FILTERS, calendar_reason=calendar.reason)

    @app.context_processor
    def common() -> dict[str, object]:
        signed_in = current_user.view if current_user and current_user.is_authenticated else None
        return {
            "me": signed_in,
            "may": signed_in.actor.may if signed_in else (lambda _permission: False),
            "P": Permission,
            "languages": LANGUAGES,
            "language": language(),
            "today": services.today(),
            "product": _l("Rà Soát"),
            "here": _here(),
            "new_work": lambda: services.arisen.new_count(signed_in.actor) if signed_in else 0,
        }


def _here() -> str:
    """Address of this page for "come back here" (never of a form's target)."""
    return request.full_path.rstrip("?") if request and request.method == "GET" else "/"
