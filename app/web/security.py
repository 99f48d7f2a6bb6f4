"""Cookies, headers, CSRF tokens and rate limits."""

from __future__ import annotations

import datetime as dt

from flask import Flask, Response, abort, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings
from app.services.permissions import Permission

# data: is for the arrows and ticks that Bootstrap's style sheet carries as images.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
MEGABYTE = 1024 * 1024
FORM_ROOM = 2 * MEGABYTE
MOST_FILES = 500  # of one upload
_LARGE = {"ingest.upload"}

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://")
csrf = CSRFProtect()


def init_security(app: Flask, settings: Settings, secret_key: str) -> None:
    """Configure sessions and uploads, attach the protections."""
    app.config.update(
        SECRET_KEY=secret_key,
        SESSION_COOKIE_NAME="rasoat_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        PERMANENT_SESSION_LIFETIME=dt.timedelta(hours=12),
        MAX_CONTENT_LENGTH=settings.max_file_mb * MEGABYTE + FORM_ROOM,
        MAX_UPLOAD_LENGTH=settings.max_upload_mb * MEGABYTE + FORM_ROOM,
        MAX_FORM_PARTS=MOST_FILES + 20,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.cookie_secure,
    )
    if count := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    app.before_request(allow_large)
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(refuse_nul)
    app.after_request(add_headers)


def allow_large() -> None:
    """Many files at once are more than one file; only from people who may bring files in."""
    if request.endpoint not in _LARGE or not current_user.is_authenticated:
        return
    if current_user.view.actor.may(Permission.INGEST):
        request.max_content_length = current_app.config["MAX_UPLOAD_LENGTH"]


def add_headers(response: Response) -> Response:
    """Security headers on every response; pages of signed-in people stay out of shared caches."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not (request.endpoint or "").endswith("static"):
        # Overwritten, not only set: Flask calls files that it sends public.
        response.headers["Cache-Control"] = "private, no-store"
    return response


def refuse_nul() -> None:
    """No page or filter has a NUL in its name, and PostgreSQL fails on one."""
    if "\0" in request.path or any("\0" in value for _, value in request.args.items(multi=True)):
        abort(400)
