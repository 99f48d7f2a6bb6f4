"""Headers left in doubt: the page beside the form, one after the other."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from app.errors import UsageError
from app.services.confirm_question import ConfirmationNeeded
from app.services.confirming import PER_PAGE
from app.web.context import actor, last_page, number_argument, services
from app.web.security import limiter
from app.web.ui.forms import HeaderForm

blueprint = Blueprint("confirming", __name__)


@blueprint.get("/xac-nhan")
def index() -> str | BaseResponse:
    """Texts whose header a person has to look at."""
    page = number_argument("page")
    waiting, total = services().confirming.waiting(actor(), page)
    if behind := last_page(page, PER_PAGE, total):
        return behind
    return render_template("to_confirm.html", waiting=waiting, page=page, total=total, per_page=PER_PAGE)


@blueprint.route("/xac-nhan/<id:number>", methods=["GET", "POST"])
def show(number: int) -> str | BaseResponse:
    """One text: the picture of its page and the form; saving leads to the next."""
    found = services().confirming.get(actor(), number)
    form, question = HeaderForm(data={**found.values, "issued": None}), None
    if form.validate_on_submit():
        try:
            sure = request.form.get("sure", "")
            act = services().confirming.confirm(actor(), number, form.stated(), sure)
        except ConfirmationNeeded as doubt:
            question = doubt.question
        except UsageError as error:
            form.number.errors = [str(error)]
        else:
            flash(_("Đã xác nhận %(label)s.", label=act.label), "success")
            if found.following:
                return redirect(url_for("confirming.show", number=found.following))
            return redirect(url_for("acts.show", uid=act.uid))
    elif not form.is_submitted():
        form.set_day(found.values.get("issued"))
    page = min(number_argument("page", most=5000), found.pages)
    further = services().parting.further(actor(), number) if "acts" in found.doubtful.fields else ()
    shown = {"page": page, "number": number, "further": further, "question": question}
    return render_template("confirm.html", found=found, form=form, **shown)


@blueprint.post("/xac-nhan/<id:number>/tach")
@limiter.limit("30 per minute")  # type: ignore[untyped-decorator]
def part(number: int) -> BaseResponse:
    """Part a file that holds several acts; leads to the job that takes the pieces in."""
    try:
        job = services().parting.part(actor(), number)
    except UsageError as error:
        flash(str(error), "danger")
        return redirect(url_for("confirming.show", number=number))
    flash(_("Đã tách tệp; từng văn bản đang được nạp riêng, tệp gốc vẫn được giữ."), "success")
    return redirect(url_for("ingest.show", job=job))


@blueprint.get("/xac-nhan/<id:number>/trang-<int:page>.png")
@limiter.limit("120 per minute")  # type: ignore[untyped-decorator]
def picture(number: int, page: int) -> Response:
    """The page as it looks."""
    return Response(services().confirming.picture(actor(), number, max(page, 1)), mimetype="image/png")
