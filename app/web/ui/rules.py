"""The rules of law: list, one rule with its versions, editing by administrators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import yaml
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.errors import ConflictError, UsageError
from app.services.rules import CONFIDENCES, RuleInput, RuleView
from app.web.context import actor, services
from app.web.labels import day, name_of
from legal_corpus.effect.rule_shape import ParameterShape

blueprint = Blueprint("rules", __name__)
_LONGEST = 20_000


@blueprint.get("/quy-tac")
def index() -> str:
    """Every version of every rule."""
    return render_template("rules.html", rules=services().rules.list(actor()))


@blueprint.get("/quy-tac/<rule_id>")
def show(rule_id: str) -> str:
    """One rule; ``?sua=<version>`` or ``?moi=1`` opens the form."""
    rule = services().rules.get(actor(), rule_id)
    raw = request.args.get("sua", "")
    if raw.isascii() and raw.isdigit() and int(raw) < len(rule.versions):
        return _page(rule, _form_of(rule, int(raw), copy=False))
    return _page(rule, _form_of(rule, len(rule.versions) - 1, copy=True) if request.args.get("moi") else None)


@blueprint.post("/quy-tac/<rule_id>")
def save(rule_id: str) -> Response | tuple[str, int]:
    """Change a version (``position``) or add one (no position)."""
    room = services().rules
    rule = room.get(actor(), rule_id)
    position = request.form.get("position", "")
    try:
        given = RuleInput(
            title=request.form.get("title", ""),
            text=request.form.get("text", ""),
            source=request.form.get("source", ""),
            confidence=request.form.get("confidence", ""),
            valid_from=_day(request.form.get("valid_from", "")),
            valid_until=_day(request.form.get("valid_until", "")),
            parameters=_parameters(rule.shape, request.form),
        )
        why, seen = request.form.get("why", ""), request.form.get("seen")
        if position.isascii() and position.isdigit():
            room.edit(actor(), rule_id, int(position), given, why, seen=seen)
        else:
            room.add(actor(), rule_id, given, why, seen=seen)
    except (UsageError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 400
        return _page(rule, _form_typed(rule, position), _by_name(str(error), rule)), status
    flash(_("Đã lưu quy tắc; các lần tính và kiểm tra từ nay dùng bản này."), "success")
    return redirect(url_for(".show", rule_id=rule_id))


@blueprint.post("/quy-tac/<rule_id>/khoi-phuc")
def revert(rule_id: str) -> Response:
    """Back to the shipped versions."""
    try:
        services().rules.revert(actor(), rule_id, request.form.get("why", ""))
        flash(_("Đã khôi phục bản kèm theo của quy tắc."), "success")
    except (UsageError, ConflictError) as error:
        flash(str(error), "danger")
    return redirect(url_for(".show", rule_id=rule_id))


def _by_name(sentence: str, rule: RuleView) -> str:
    """The sentence with the parameters called as the form calls them."""
    for shape in rule.shape:
        sentence = sentence.replace(f"“{shape.name}”", f"“{name_of(shape.name, 'parameter')}”")
    return sentence


def _page(rule: RuleView, form: dict[str, Any] | None, error: str = "") -> str:
    shown = {
        version.position: [(name, printed(value)) for name, value in version.rule.parameters.items()]
        for version in rule.versions
    }
    return render_template(
        "rule.html", rule=rule, parameters=shown, form=form, error=error, confidences=CONFIDENCES
    )


def printed(value: Any) -> str:
    """A parameter for reading: lists and tables a line each, days day first."""
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {printed(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        simple = all(isinstance(item, str | int) for item in value)
        return ", ".join(map(printed, value)) if simple else "\n".join(map(printed, value))
    return name_of(str(value), "rule_word")


def _form_of(rule: RuleView, position: int, *, copy: bool) -> dict[str, Any]:
    """The form filled with a version, for changing it or as a start for a new one."""
    version = rule.versions[position].rule
    period = version.period
    return {
        "position": None if copy else position,
        "title": version.title,
        "text": version.text,
        "source": version.source,
        "confidence": version.confidence,
        "valid_from": "" if copy or not period.start else period.start.isoformat(),
        "valid_until": "" if copy or not period.until else period.until.isoformat(),
        "parameters": {
            shape.name: _typed(shape, version.parameters[shape.name])
            for shape in rule.shape
            if shape.name in version.parameters
        },
        "why": "",
    }


def _form_typed(rule: RuleView, position: str) -> dict[str, Any]:
    """The form as the person filled it in."""
    names = ("title", "text", "source", "confidence", "valid_from", "valid_until", "why")
    return {
        **{name: request.form.get(name, "") for name in names},
        "position": int(position) if position.isascii() and position.isdigit() else None,
        "parameters": {shape.name: request.form.get(f"p-{shape.name}", "") for shape in rule.shape},
    }


def _typed(shape: ParameterShape, value: Any) -> str:
    """A value as it stands in its field of the form."""
    if shape.kind == "yes_no":
        return "true" if value else "false"
    if shape.kind == "day":
        return str(value.isoformat()) if isinstance(value, dt.date) else str(value)
    if shape.kind in ("words", "texts"):
        return "\n".join(value)
    if shape.kind == "table":
        return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False))
    return str(value)


def _parameters(shapes: tuple[ParameterShape, ...], form: Mapping[str, str]) -> dict[str, Any]:
    """The parameters typed in; an empty field of a parameter that need not be is left out."""
    found: dict[str, Any] = {}
    for shape in shapes:
        raw = form.get(f"p-{shape.name}", "").strip()[:_LONGEST]
        if raw or shape.always:
            found[shape.name] = _read(shape, raw)
    return found


def _read(shape: ParameterShape, raw: str) -> Any:
    if shape.kind == "yes_no":
        return {"true": True, "false": False}.get(raw, raw)
    if shape.kind == "number":
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else raw
    if shape.kind == "share":
        try:
            return float(raw.replace(",", "."))
        except ValueError:
            return raw
    if shape.kind == "day":
        return _day(raw)
    if shape.kind in ("words", "texts"):
        return [line.strip() for line in raw.splitlines() if line.strip()]
    if shape.kind == "table":
        return _table(shape, raw)
    return raw


def _table(shape: ParameterShape, raw: str) -> Any:
    if "&" in raw or "*" in raw:  # references let a short text grow without bound
        raise UsageError(_("Tham số “%(name)s” không nhận dấu & và *.", name=shape.name))
    try:
        return yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(_("Tham số “%(name)s” không đúng dạng YAML.", name=shape.name)) from error


def _day(raw: str) -> dt.date | None:
    if not raw.strip():
        return None
    try:
        return dt.date.fromisoformat(raw.strip())
    except ValueError:
        raise UsageError(_("“%(day)s” không phải là ngày; hãy chọn lại trên lịch.", day=raw[:40])) from None
