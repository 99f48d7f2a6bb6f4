"""Contradictions between sources: list, one of them, decision, table files; the order of trust."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.errors import ConflictError, UsageError
from app.reports.tables import Cell
from app.services.disagreement_views import (
    DAY_FIELDS,
    KIND_WORDS,
    STATES,
    DisagreementFilter,
    DisagreementLine,
)
from app.services.one_act import TWO_ACTS
from app.web import labels
from app.web.context import actor, last_page, number_argument, services
from app.web.downloads import table_file

blueprint = Blueprint("disagreements", __name__)
PER_PAGE = 30
KEEP, OTHER = "giu-nguyen", "khac"


def filter_of_request() -> DisagreementFilter:
    """The filter of the query string; values that do not exist are ignored."""
    args = request.args
    kind, state = args.get("kind"), args.get("state", "open")
    return DisagreementFilter(
        kind=kind if kind in KIND_WORDS else None,
        field=args.get("field", "")[:40] or None,
        source=args.get("source", "")[:60] or None,
        state=state if state in (*STATES, "all") else "open",
        act_uid=args.get("act", "")[:400] or None,
    )


def as_arguments(wanted: DisagreementFilter) -> dict[str, Any]:
    """The filter as query arguments, without what is the default."""
    named = {
        "kind": wanted.kind,
        "field": wanted.field,
        "source": wanted.source,
        "state": None if wanted.state == "open" else wanted.state,
        "act": wanted.act_uid,
    }
    return {key: value for key, value in named.items() if value}


@blueprint.get("/mau-thuan")
def index() -> str | Response:
    """Contradictions with filters, counts and paging."""
    wanted = filter_of_request()
    found = services().disagreements.page(
        actor(), wanted, page=number_argument("page", most=5000), per_page=PER_PAGE
    )
    if elsewhere := last_page(found.page, found.per_page, found.total):
        return elsewhere
    return render_template(
        "disagreements.html", found=found, wanted=wanted, args=as_arguments(wanted), kinds=KIND_WORDS
    )


@blueprint.get("/mau-thuan.<any(csv, xlsx):form>")
def table(form: str) -> Response:
    """The filtered list as CSV or XLSX."""
    lines = services().disagreements.export(actor(), filter_of_request())
    return table_file("mau-thuan", form, _head(), map(_cells, lines))


@blueprint.get("/mau-thuan/<id:number>")
def show(number: int) -> str:
    """One contradiction with the form to decide it."""
    return _page(number)


@blueprint.post("/mau-thuan/<id:number>/ket-luan")
def settle(number: int) -> Response | tuple[str, int]:
    """Choose a value, or note that nothing is to change; always with a reason."""
    chosen, other = request.form.get("value", ""), request.form.get("other", "")
    value = None if chosen == KEEP else other if chosen == OTHER else chosen
    try:
        if chosen == "" or (chosen == OTHER and not other.strip()):
            raise UsageError(_("Hãy chọn một giá trị, hoặc giữ nguyên."))
        services().disagreements.settle(
            actor(), number, value, request.form.get("reason", ""), seen=request.form.get("seen")
        )
    except (UsageError, ConflictError) as error:
        return _page(number, str(error)), 409 if isinstance(error, ConflictError) else 400
    flash(_("Đã ghi kết luận; các giá trị và viện dẫn liên quan đã được tính lại."), "success")
    return redirect(url_for(".show", number=number))


@blueprint.post("/mau-thuan/<id:number>/mo-lai")
def reopen(number: int) -> Response | tuple[str, int]:
    """Take the decision back."""
    try:
        services().disagreements.reopen(actor(), number, request.form.get("reason", ""))
    except (UsageError, ConflictError) as error:
        return _page(number, str(error)), 409 if isinstance(error, ConflictError) else 400
    flash(_("Đã bỏ kết luận; giá trị lại theo thứ tự tin cậy của nguồn."), "success")
    return redirect(url_for(".show", number=number))


@blueprint.post("/mau-thuan/tim-lai")
def refresh() -> Response:
    """Find all contradictions of the store anew."""
    counts = services().disagreements.refresh(actor())
    flash(_("Đã tìm lại: %(n)s mâu thuẫn đang mở.", n=labels.number(sum(counts.values()))), "success")
    return redirect(url_for(".index"))


@blueprint.get("/nguon")
def sources() -> str:
    """The order of trust."""
    return render_template("sources.html", sources=services().source_order.list(actor()))


@blueprint.post("/nguon/<any(len, xuong, luu, 'mac-dinh'):step>")
def order(step: str) -> Response:
    """``len``/``xuong`` (one place), ``luu`` (the numbers typed in) or ``mac-dinh`` (as shipped)."""
    room = services().source_order
    try:
        if step in ("len", "xuong"):
            change = room.move(actor(), request.form.get("code", ""), -1 if step == "len" else 1)
        elif step == "mac-dinh":
            change = room.restore(actor())
        else:
            change = room.reorder(actor(), _typed_order())
    except UsageError as error:
        flash(str(error), "danger")
    else:
        flash(
            _(
                "Đã đổi thứ tự: %(values)s giá trị của %(acts)s văn bản thay đổi.",
                values=labels.number(change.values),
                acts=labels.number(change.acts),
            ),
            "success",
        )
    return redirect(url_for(".sources"))


def _typed_order() -> list[str]:
    """Source codes by the numbers typed beside them; equal numbers keep their present order."""
    places = []
    for at, line in enumerate(services().source_order.list(actor())):
        raw = request.form.get(f"place-{line.code}", "").strip()
        if line.fixed:
            continue
        if not (raw.isascii() and raw.isdigit() and len(raw) < 5):
            raise UsageError(_("Thứ tự phải là số nguyên dương; hãy nhập lại."))
        # Who is moved up to a taken place goes before the one that has it, who is moved down after it.
        moved = int(raw) - line.place
        places.append((int(raw), (moved > 0) - (moved < 0), at, line.code))
    return [code for _place, _moved, _at, code in sorted(places)]


def _page(number: int, error: str = "") -> str:
    line = services().disagreements.get(actor(), number)
    return render_template(
        "disagreement.html",
        line=line,
        error=error,
        typed=request.form,
        day=line.field in DAY_FIELDS,
        free=line.field in (*DAY_FIELDS, "title"),
        keep=KEEP,
        other=OTHER,
        two=TWO_ACTS,
    )


def _head() -> list[str]:
    return [
        *(_("Số"), _("Loại mâu thuẫn"), _("Văn bản"), _("Trích yếu"), _("Mục"), _("Giá trị và nguồn")),
        *(_("Đang dùng"), _("Vì sao"), _("Trạng thái"), _("Kết luận"), _("Lý do"), _("Người kết luận")),
    ]


def _cells(line: DisagreementLine) -> list[Cell]:
    used = next((value.text for value in line.values if value.used), line.used)
    sides = "; ".join(f"{value.text} [{value.source_name}]" for value in line.values)
    return [
        *(line.id, labels.name_of(line.kind, "disagreement_kind"), line.act_label, line.act_title),
        *(labels.name_of(line.field, "field"), sides, used, line.why),
        labels.name_of(line.state, "disagreement_state"),
        *(line.chosen_words or line.chosen, line.reason, line.settled_by),
    ]
