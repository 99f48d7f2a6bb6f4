"""The expiry calendar: what ends soon and who rests on it, as page, table and calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext as _

from app.reports.ics import DayEvent, calendar_file
from app.reports.tables import Cell
from app.services.calendar_views import HORIZONS, CalendarEntry, ExpiryCalendar
from app.web import labels
from app.web.context import actor, number_argument, services
from app.web.downloads import table_file

blueprint = Blueprint("calendar", __name__)
_NAME = "lich-het-hieu-luc"
_BAR, _GAP, _HEIGHT, _FOOT = 34, 12, 120, 22  # the chart, in its own units


def _calendar() -> ExpiryCalendar:
    wanted = number_argument("ngay", default=90, most=HORIZONS[-1])
    days = min((h for h in HORIZONS if h >= wanted), default=HORIZONS[-1])
    return services().calendar.calendar(actor(), services().today(), days)


@blueprint.get("/lich-het-hieu-luc")
def index() -> str:
    """What ends within the horizon, by day, after what is overdue."""
    found = _calendar()
    return render_template("calendar.html", found=found, horizons=HORIZONS, chart=chart(found))


@blueprint.get("/lich-het-hieu-luc.<form>")
def table(form: str) -> Response:
    """The calendar to take away: xlsx, csv, or ics for people's own calendars."""
    if form not in ("csv", "xlsx", "ics"):
        abort(404)
    found = _calendar()
    if form != "ics":
        return table_file(_NAME, form, _head(), map(_row, found.entries))
    response = Response(
        calendar_file(_("Lịch hết hiệu lực"), _events(found), services().now()),
        mimetype="text/calendar; charset=utf-8",
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{_NAME}.ics"'
    return response


def _head() -> list[str]:
    return [
        *(_("Ngày cuối còn hiệu lực"), _("Hết hiệu lực từ"), _("Còn (ngày)"), _("Văn bản"), _("Tên gọi")),
        *(_("Cơ quan ban hành"), _("Điều khoản"), _("Vì sao"), _("Nguồn"), _("Chưa đối chiếu nguyên văn")),
        *(_("Văn bản của tỉnh lấy làm căn cứ"), _("Văn bản của tỉnh dẫn chiếu")),
        *(_("Phát hiện chờ kết luận"), _("Quá hạn"), _("Các văn bản dựa vào")),
    ]


def _row(entry: CalendarEntry) -> list[Cell]:
    return [
        entry.last_day,
        entry.ends,
        entry.days_left,
        entry.label,
        entry.title,
        entry.issuer_name,
        entry.parts,
        reason(entry),
        entry.stated_by,
        "x" if entry.unread else "",
        entry.basis,
        entry.body,
        entry.open_findings,
        "x" if entry.overdue else "",
        "; ".join(dependant.label for dependant in entry.dependants),
    ]


def _events(found: ExpiryCalendar) -> Iterator[DayEvent]:
    for entry in found.coming:
        part = f" ({entry.parts})" if entry.provisions else ""
        yield DayEvent(
            key=f"{entry.uid}/{entry.ends}/{'-'.join(entry.provisions)}",
            on=entry.last_day,
            summary=_("%(act)s: ngày cuối còn hiệu lực", act=f"{entry.label}{part}"),
            description=f"{entry.title or ''}\n{reason(entry)}. "
            + _(
                "Căn cứ của %(n)s văn bản, được %(m)s văn bản khác của tỉnh dẫn chiếu.",
                n=entry.basis,
                m=entry.body,
            ),
        )


def reason(entry: CalendarEntry) -> str:
    """Why the act ends, in a few words of the reader's language."""
    by = {
        "replaces": _("bị thay thế bởi %(act)s", act=entry.actor),
        "repeals": _("bị bãi bỏ bởi %(act)s", act=entry.actor),
        "expires": _("hết hiệu lực theo %(act)s", act=entry.actor),
    }
    if entry.actor and entry.kind in by:
        return str(by[entry.kind])
    if entry.kind == "expires":
        return str(_("hết thời hạn"))
    return entry.by_label or labels.name_of(entry.kind, "change")


def chart(found: ExpiryCalendar) -> dict[str, Any]:
    """Bars of the months in the chart's own units; ``width`` and ``height`` are those of the whole."""
    months = found.months()
    top = max((month.total for month in months), default=0) or 1
    bars = []
    for at, month in enumerate(months):
        whole, parts = (round(count / top * (_HEIGHT - 20), 1) for count in (month.whole, month.parts))
        bars.append(
            {
                "month": month,
                "x": at * (_BAR + _GAP),
                "middle": at * (_BAR + _GAP) + _BAR / 2,
                "whole": whole,
                "whole_y": _HEIGHT - whole,
                "parts": parts,
                "parts_y": _HEIGHT - whole - parts,
                "foot": _HEIGHT + 16,
            }
        )
    return {"bars": bars, "bar": _BAR, "width": len(months) * (_BAR + _GAP), "height": _HEIGHT + _FOOT}
