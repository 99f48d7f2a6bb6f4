"""The act page and the original file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Blueprint, abort, render_template, request, send_file
from werkzeug.wrappers import Response

from app.reports.tables import Cell
from app.services.views import ActPage, ActTimeline
from app.web.context import actor, day_argument, services
from app.web.downloads import table_file
from app.web.ui.act_text import Block, blocks, contents

blueprint = Blueprint("acts", __name__)
_TIMELINE_HEAD = ("Điều khoản", "Từ ngày", "Đến hết ngày", "Sự kiện", "Văn bản tác động", "Nội dung", "Nguồn")
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})")


@blueprint.get("/van-ban/<path:uid>")
def show(uid: str) -> str:
    """An act with its text, its links coloured by status on ``?on=``, its timeline and who cites it."""
    on = day_argument()
    page = services().acts.page(actor(), uid, on)
    mark = _mark(request.args.get("mark", ""))
    return render_template(
        "act.html",
        page=page,
        act=page.act,
        on=on,
        blocks=_blocks(page, mark),
        contents=contents(page.nodes),
        mark=request.args.get("mark", "") if mark else "",
        unresolved=sum(1 for link in page.links if link.status == "unresolved"),
    )


@blueprint.get("/dien-bien-hieu-luc.<form>/<path:uid>")
def timeline(form: str, uid: str) -> Response:
    """An act's timeline with that of each provision, to take away as xlsx or csv."""
    if form not in ("csv", "xlsx"):
        abort(404)
    found = services().acts.timeline(actor(), uid, day_argument())
    return table_file("dien-bien-hieu-luc", form, _TIMELINE_HEAD, _timeline_rows(found))


@blueprint.get("/so-sanh/<id:one>/<id:other>")
def compare(one: int, other: int) -> str:
    """Two texts that are nearly the same, with what differs."""
    return render_template("compare.html", found=services().duplicates.compare(actor(), one, other))


@blueprint.get("/tep-goc/<sha256>")
def original(sha256: str) -> Response:
    """Download a stored original; it is never shown inside the site."""
    path, info = services().acts.original(actor(), sha256)
    return send_file(path, as_attachment=True, download_name=info.file_name, mimetype=info.media_type)


def _blocks(page: ActPage, mark: tuple[int, int] | None) -> list[Block]:
    if not page.text:
        return []
    return list(blocks(page.text, page.nodes, page.links, mark, page.tables, page.quoted))


def _timeline_rows(found: ActTimeline) -> Iterator[list[Cell]]:
    for entry in found.entries:
        parts = "; ".join(entry.provisions)
        what = [entry.on, entry.until, entry.what, entry.by_label, entry.quote, entry.source_name]
        yield [parts or "Toàn văn bản", *what]
    for part in found.parts:
        for change in part.changes:
            yield [part.name, change.since, None, change.words, None, change.why, change.source_name]


def _mark(raw: str) -> tuple[int, int] | None:
    found = _MARK.fullmatch(raw)
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end else None
