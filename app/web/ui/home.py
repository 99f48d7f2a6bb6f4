"""Home page, search, language, health."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

from app.services.review_views import FindingFilter
from app.web.context import (
    actor,
    day_argument,
    last_page,
    number_argument,
    optional_day,
    safe_target,
    services,
)
from app.web.i18n import LANGUAGES

blueprint = Blueprint("home", __name__)
PER_PAGE = 20


@blueprint.get("/")
def index() -> str:
    """Search box, what waits, newest acts."""
    room = services()
    return render_template(
        "home.html",
        counts=room.acts.statistics(actor(), room.today()),
        recent=room.acts.recent(actor(), 8),
        waiting=room.review.findings(actor(), FindingFilter(), per_page=6),
        proposals=room.proposals.list(actor(), state="submitted")[:6],
    )


@blueprint.get("/tim-kiem")
def search() -> str | Response:
    """Results of the one search box, exact number and date first."""
    query = request.args.get("q", "").strip()[:300]
    on = day_argument()
    kind = request.args.get("type", "").strip()[:80] or None
    issuer = request.args.get("issuer", "").strip()[:120] or None
    date_from, date_to = optional_day("from"), optional_day("to")
    filters = {"type": kind, "issuer": issuer, "date_from": date_from, "date_to": date_to}
    found = None
    if query or any(filters.values()):
        found = services().search.search(
            actor(),
            query,
            page=number_argument("page", most=5000),
            per_page=PER_PAGE,
            on=on,
            type=kind,
            issuer=issuer,
            date_from=date_from,
            date_to=date_to,
        )
        if elsewhere := last_page(found.page, found.per_page, found.total):
            return elsewhere
    return render_template("search.html", query=query, found=found, on=on, filters=filters)


@blueprint.post("/ngon-ngu")
def set_language() -> Response:
    """Remember the language of this session and come back."""
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        session["language"] = chosen
    return redirect(safe_target(request.form.get("next")))


@blueprint.get("/healthz")
def healthz() -> tuple[dict[str, str], int]:
    """Whether the store answers; says nothing else to strangers."""
    try:
        with services().engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except Exception:
        return {"status": "store unavailable"}, 503
    return {"status": "ok"}, 200
