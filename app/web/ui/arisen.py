"""New work: what changes of the registry brought, why, and for whom."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as BaseResponse

from app.reports.tables import Cell
from app.services.arisen_views import STATES, ArisenFilter, ArisenLine, Cause
from app.web import labels
from app.web.context import actor, last_page, number_argument, services
from app.web.downloads import table_file

blueprint = Blueprint("arisen", __name__)
PER_PAGE = 20
_HEAD = (
    *("Vì văn bản", "Thay đổi", "Hiệu lực từ", "Văn bản bị tác động", "Lĩnh vực", "Cơ quan soạn thảo"),
    *("Văn bản cần rà soát", "Tên gọi", "Mã", "Mức độ", "Nhận xét", "Trạng thái", "Phát sinh ngày"),
)


def filter_of_request() -> ArisenFilter:
    """The filter of the query string; a state that does not exist is ignored."""
    args = request.args
    state = args.get("state", "waiting")
    return ArisenFilter(
        state=state if state in (*STATES, "waiting", "all") else "waiting",
        sector=args["sector"][:300] if "sector" in args and args["sector"] != "*" else None,
        agency=args["agency"][:300] if "agency" in args and args["agency"] != "*" else None,
    )


def as_arguments(wanted: ArisenFilter) -> dict[str, Any]:
    """The filter as query arguments, without what is the default."""
    named = {"state": None if wanted.state == "waiting" else wanted.state}
    named |= {"sector": wanted.sector, "agency": wanted.agency}
    return {key: value for key, value in named.items() if value is not None}


@blueprint.get("/viec-moi")
def index() -> str | BaseResponse:
    """Causes, newest first, each with its counts by field and drafting agency."""
    wanted = filter_of_request()
    page = number_argument("page", most=5000)
    found = services().arisen.page(actor(), wanted, page=page, per_page=PER_PAGE)
    if elsewhere := last_page(found.page, found.per_page, found.total):
        return elsewhere
    return render_template(
        "arisen.html", found=found, wanted=wanted, args=as_arguments(wanted), states=STATES
    )


@blueprint.get("/viec-moi.<form>")
def table(form: str) -> Response:
    """The filtered queue as csv or xlsx."""
    if form not in ("csv", "xlsx"):
        abort(404)
    rows = services().arisen.export(actor(), filter_of_request())
    return table_file("viec-moi-phat-sinh", form, _HEAD, (_row(cause, line) for cause, line in rows))


def _row(cause: Cause, line: ArisenLine) -> list[Cell]:
    return [
        cause.by_label or "",
        labels.name_of(cause.kind, "change"),
        cause.effective_from,
        cause.changed_label or "",
        line.sector or "",
        line.agency or "",
        line.act_label,
        line.act_title or "",
        line.code,
        labels.name_of(line.severity, "severity"),
        line.message,
        labels.name_of(line.state, "arisen_state"),
        labels.moment(line.at),
    ]


@blueprint.get("/viec-moi/<id:number>")
def show(number: int) -> str:
    """One cause with every finding that it brought."""
    cause, lines = services().arisen.cause(actor(), number)
    return render_template("arisen_cause.html", cause=cause, lines=lines, number=number)


@blueprint.post("/viec-moi/<id:number>/da-xem")
def seen(number: int) -> BaseResponse:
    """Mark the findings of a cause as seen, all of them or those of one field and agency."""
    marked = services().arisen.mark_seen(
        actor(), number, sector=request.form.get("sector"), agency=request.form.get("agency")
    )
    flash(
        ngettext(
            "Đã đánh dấu %(num)d phát hiện là đã xem.", "Đã đánh dấu %(num)d phát hiện là đã xem.", marked
        ),
        "success",
    )
    if request.form.get("back") == "cause":
        return redirect(url_for(".show", number=number))
    return redirect(url_for(".index"))


@blueprint.get("/ra-soat")
def progress() -> str:
    """How far checking again has come."""
    done, total = services().ripple.progress()
    return render_template("sweep.html", done=done, total=total)


@blueprint.post("/ra-soat")
def sweep() -> BaseResponse:
    """Have every act of the corpus that is in force today checked, in the background."""
    waiting = services().ripple.order_sweep(actor())
    services().runner.wake()
    flash(_("%(n)s văn bản chờ rà soát.", n=labels.number(waiting)), "success")
    return redirect(url_for(".progress"))
