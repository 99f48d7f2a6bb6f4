"""Proposals: list, draft, submit, decide, document."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.errors import ConflictError, UsageError
from app.services.permissions import Permission, require
from app.services.proposals import ProposalInput
from app.services.review_views import FindingView, ProposalView
from app.web.context import actor, services
from app.web.labels import PROPOSAL_STATE
from app.web.ui.forms import DecisionForm, ProposalForm

blueprint = Blueprint("proposals", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/kien-nghi")
def index() -> str:
    """All proposals, optionally of one state."""
    state = request.args.get("state")
    state = state if state in PROPOSAL_STATE else None
    lines = services().proposals.list(actor(), state=state)
    return render_template("proposals.html", lines=lines, state=state, states=PROPOSAL_STATE)


@blueprint.route("/kien-nghi/moi", methods=["GET", "POST"])
def new() -> Response | str:
    """A new proposal from confirmed findings of the act ``?act=``."""
    require(actor(), Permission.PROPOSE)
    uid = request.args.get("act", "")
    free = services().proposals.available(actor(), uid)
    form = _filled_form(free)
    if request.method == "GET":
        form.findings.data = [finding.line.id for finding in free]
    elif form.validate():
        try:
            made = services().proposals.create(actor(), uid, _given(form))
        except (UsageError, ConflictError) as error:
            flash(str(error), "danger")
        else:
            flash(_("Đã lưu dự thảo kiến nghị."), "success")
            return redirect(url_for(".show", number=made.line.id))
    return _form_page(form, free, uid, None)


@blueprint.route("/kien-nghi/<id:number>/sua", methods=["GET", "POST"])
def edit(number: int) -> Response | str:
    """Change a draft or a returned proposal."""
    room = services().proposals
    proposal = room.editable(actor(), number)
    free = room.available(actor(), proposal.line.act_uid, proposal_id=number)
    form = _filled_form(free)
    if request.method == "GET":
        form.findings.data = [finding.line.id for finding in proposal.findings]
        form.handling.data = proposal.line.handling
        form.content.data = proposal.content
        form.drafting_agency.data = proposal.drafting_agency
        form.deadline.data = proposal.deadline
    elif form.validate():
        try:
            room.revise(actor(), number, _given(form))
        except (UsageError, ConflictError) as error:
            flash(str(error), "danger")
        else:
            flash(_("Đã lưu kiến nghị."), "success")
            return redirect(url_for(".show", number=number))
    return _form_page(form, free, proposal.line.act_uid, proposal)


@blueprint.get("/kien-nghi/<id:number>")
def show(number: int) -> str:
    """One proposal with the steps that are open to this person."""
    return _page(services().proposals.get(actor(), number), DecisionForm())


@blueprint.post("/kien-nghi/<id:number>/<step>")
def take_step(number: int, step: str) -> Response | tuple[str, int]:
    """``trinh`` (submit), ``duyet`` (approve), ``tra-lai`` (return) or ``huy`` (discard)."""
    room = services().proposals
    form = DecisionForm()
    note = form.note.data or ""
    try:
        if step == "trinh":
            room.submit(actor(), number)
            flash(_("Đã trình kiến nghị."), "success")
        elif step == "duyet":
            room.approve(actor(), number, note)
            flash(_("Đã duyệt kiến nghị."), "success")
        elif step == "tra-lai":
            room.send_back(actor(), number, note)
            flash(_("Đã trả lại kiến nghị."), "success")
        elif step == "huy":
            room.discard(actor(), number)
            flash(_("Đã hủy dự thảo kiến nghị."), "success")
            return redirect(url_for(".index"))
        else:
            abort(404)
    except (UsageError, ConflictError) as error:
        form.note.errors = [str(error)]
        code = 409 if isinstance(error, ConflictError) else 400
        return _page(room.get(actor(), number), form), code
    return redirect(url_for(".show", number=number))


@blueprint.get("/kien-nghi/<id:number>.docx")
def document(number: int) -> Response:
    """The proposal as a Word document."""
    name, content = services().proposals.export(actor(), number)
    response = Response(content, mimetype=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(proposal: ProposalView, form: DecisionForm) -> str:
    me = actor()
    own = proposal.line.created_by_id == me.user_id
    state = proposal.line.state
    editable = state in ("draft", "returned")
    return render_template(
        "proposal.html",
        proposal=proposal,
        line=proposal.line,
        form=form,
        can_edit=editable and own and me.may(Permission.PROPOSE),
        can_discard=editable and (own or me.may(Permission.DECIDE_PROPOSAL)),
        can_decide=state == "submitted" and not own and me.may(Permission.DECIDE_PROPOSAL),
        own_waiting=state == "submitted" and own,
    )


def _form_page(
    form: ProposalForm, free: tuple[FindingView, ...], uid: str, proposal: ProposalView | None
) -> str:
    forms = services().proposals.handlings
    return render_template(
        "proposal_form.html",
        form=form,
        free=free,
        uid=uid,
        act=free[0].line if free else None,
        proposal=proposal,
        source=forms[0].source if forms else None,
    )


def _filled_form(free: tuple[FindingView, ...]) -> ProposalForm:
    form = ProposalForm()
    form.findings.choices = [SelectChoice(finding.line.id, finding.line.message) for finding in free]
    form.handling.choices = [SelectChoice(kind.key, kind.name) for kind in services().proposals.handlings]
    return form


def _given(form: ProposalForm) -> ProposalInput:
    return ProposalInput(
        handling=form.handling.data,
        content=form.content.data,
        finding_ids=tuple(form.findings.data or ()),
        drafting_agency=form.drafting_agency.data,
        deadline=form.deadline.data,
    )
