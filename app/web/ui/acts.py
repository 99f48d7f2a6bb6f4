"""The act page and the original file."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from app.web.context import actor, day_argument, services
from app.web.ui.act_text import blocks, contents

blueprint = Blueprint("acts", __name__)
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
        blocks=list(blocks(page.text, page.nodes, page.links, mark)) if page.text else [],
        contents=contents(page.nodes),
        mark=request.args.get("mark", "") if mark else "",
        unresolved=sum(1 for link in page.links if link.status == "unresolved"),
    )


@blueprint.get("/tep-goc/<sha256>")
def original(sha256: str) -> Response:
    """Download a stored original; it is never shown inside the site."""
    path, info = services().acts.original(actor(), sha256)
    return send_file(path, as_attachment=True, download_name=info.file_name, mimetype=info.media_type)


def _mark(raw: str) -> tuple[int, int] | None:
    found = _MARK.fullmatch(raw)
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end else None
