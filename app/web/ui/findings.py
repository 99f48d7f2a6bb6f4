"""List of findings, one finding, verdicts, table file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.errors import ConflictError, NotFoundError, UsageError
from app.reports.tables import Cell
from app.services.findings_query import SEVERITIES, SORTS, STATES
from app.services.proposal_report import proof
from app.services.review_views import FindingFilter
from app.web import labels
from app.web.context import actor, last_page, number_argument, services
from app.web.downloads import table_file
from app.web.ui.forms import VerdictForm
from legal_corpus.checks.catalogue import check_named

blueprint = Blueprint("findings", __name__)
PER_PAGE = 50
_ON_EFFECT = ("REF1", "REP501", "ACT306", "ACT308")  # checks that rest on what another act did
LEGAL_SOURCE = "căn cứ pháp lý"
_HEAD = (
    *("id", "ma", "muc_do", "trang_thai", "van_ban", "ten_van_ban", "vi_tri", "noi_dung_vien_dan"),
    *("van_ban_duoc_vien_dan", "hieu_luc", "nhan_xet", "xet_tai_ngay"),
)


def filter_of_request() -> FindingFilter:
    """The filter of the query string; values that do not exist are ignored."""
    args = request.args
    severity, state, sort = args.get("severity"), args.get("state", "open"), args.get("sort", "severity")
    return FindingFilter(
        severity=severity if severity in SEVERITIES else None,
        code=args.get("code", "")[:20] or None,
        state=state if state in (*STATES, "all") else "open",
        type=args.get("type", "")[:80] or None,
        text=args.get("text", "").strip()[:200] or None,
        act_uid=args.get("act", "")[:400] or None,
        sort=sort if sort in SORTS else "severity",
        cause=_number(args.get("cause")),
    )


def as_arguments(wanted: FindingFilter) -> dict[str, Any]:
    """The filter as query arguments, without what is the default."""
    named = {
        "severity": wanted.severity,
        "code": wanted.code,
        "state": None if wanted.state == "open" else wanted.state,
        "type": wanted.type,
        "text": wanted.text,
        "act": wanted.act_uid,
        "sort": None if wanted.sort == "severity" else wanted.sort,
        "cause": wanted.cause,
    }
    return {key: value for key, value in named.items() if value}


@blueprint.get("/phat-hien")
def index() -> str | Response:
    """Findings with filters."""
    wanted = filter_of_request()
    found = services().review.findings(
        actor(), wanted, page=number_argument("page", most=5000), per_page=PER_PAGE
    )
    if elsewhere := last_page(found.page, found.per_page, found.total):
        return elsewhere
    return render_template("findings.html", found=found, wanted=wanted, args=as_arguments(wanted))


@blueprint.get("/phat-hien.<any(csv, xlsx):form>")
def table(form: str) -> Response:
    """The filtered list for spreadsheets (CSV is UTF-8 with a mark, so that Excel reads it)."""
    lines = services().review.export(actor(), filter_of_request())
    rows: list[list[Cell]] = []
    for line in lines:
        status = labels.name_of(line.cited_status, "status") if line.cited_status else ""
        cells: list[Cell] = [
            line.id,
            line.code,
            labels.name_of(line.severity, "severity"),
            labels.name_of(line.state, "state"),
        ]
        cells += [line.act_label, line.act_title or "", labels.provision(line.provision), line.text]
        cells += [line.cited_label or "", status, line.message, line.as_of]
        rows.append(cells)
    return table_file("phat-hien", form, _HEAD, rows)


@blueprint.get("/phat-hien/ma/<code>")
def manual(code: str) -> str:
    """The manual page of a check: what, why, wrong and right example, legal source, limits."""
    check = check_named(code)
    if check is None:
        raise NotFoundError("Không có mã kiểm tra này; hãy mở lại danh sách phát hiện.")
    paragraphs = [" ".join(part.split()) for part in check.manual.strip().split("\n\n")[1:]]
    return render_template("check_manual.html", check=check, paragraphs=[_bold(part) for part in paragraphs])


def _bold(paragraph: str) -> list[tuple[str, bool]]:
    """Cut at ``**``: (text, bold) pairs."""
    return [(text, index % 2 == 1) for index, text in enumerate(paragraph.split("**")) if text]


@blueprint.get("/phat-hien/<id:number>")
def show(number: int) -> str:
    """One finding: citing sentence and ending clause side by side, verdict form, history."""
    return _page(number, VerdictForm())


@blueprint.post("/phat-hien/<id:number>/ket-luan")
def judge(number: int) -> Response | tuple[str, int]:
    """Confirm, dismiss or reopen."""
    wanted = filter_of_request()
    form = VerdictForm()
    if not form.validate():
        return _page(number, form), 400
    try:
        services().review.judge(
            actor(), number, form.verdict.data or "", form.reason.data, seen=_number(request.form.get("seen"))
        )
    except (UsageError, ConflictError) as error:
        form.reason.errors = [str(error)]
        return _page(number, form), 409 if isinstance(error, ConflictError) else 400
    flash(_("Đã ghi kết luận: %(verdict)s.", verdict=labels.name_of(form.verdict.data, "verdict")), "success")
    return redirect(url_for(".show", number=number, **as_arguments(wanted)))


def _number(raw: str | None) -> int | None:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 10 else None


def _page(number: int, form: VerdictForm) -> str:
    wanted = filter_of_request()
    finding = services().review.finding(actor(), number, wanted)
    citing, ending, others = proof(finding)
    facts = [item for item in others if not item.quote and item.what != LEGAL_SOURCE]
    stated = [item for item in facts if item.source]
    return render_template(
        "finding.html",
        finding=finding,
        line=finding.line,
        form=form,
        args=as_arguments(wanted),
        citing=citing.quote if citing and citing.quote else finding.line.text,
        ending=ending,
        about_effect=bool(ending or stated or finding.line.code.startswith(_ON_EFFECT)),
        facts=[(*item.what.partition(": ")[::2], item) for item in facts if not item.source],
        stated=stated,
        quoted=[item for item in others if item.quote],
    )
