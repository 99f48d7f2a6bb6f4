"""The rules of law of this installation: the shipped book with what administrators changed in it.

:func:`rule_book` is the one place that every service takes its rules from.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.base import SessionFactory, transaction
from app.db.models import LegalRuleRow
from app.errors import ConflictError, NotFoundError, UsageError
from app.services.audit import record_audit
from app.services.permissions import Actor, Permission, require
from legal_corpus.effect.rule_shape import ParameterShape, RuleShapeError, checked_parameters, shape_of
from legal_corpus.effect.rules import LegalRule, RuleBook, RuleConfidence, core_rules
from legal_corpus.registry.vocabulary import Period

CONFIDENCES: tuple[RuleConfidence, ...] = ("T", "X", "S", "I")
_DAY = dt.timedelta(days=1)
_MARK = "$day"  # JSON has no days
_MOST = 4000
_YEARS = range(1945, 2201)


@dataclass(frozen=True, slots=True)
class RuleInput:
    """What an administrator states of one version. ``parameters`` as in the shipped book."""

    title: str
    text: str
    source: str
    confidence: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version as the page shows it; ``position`` names it within its rule, ``edited`` is True when it is
    not as shipped."""

    position: int
    rule: LegalRule
    edited: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with its versions in order of time. ``shape`` is that of its parameters; ``news``: the product
    now ships other versions than those that were edited; ``mark`` tells whether it was changed meanwhile."""

    id: str
    versions: tuple[RuleVersion, ...]
    shape: tuple[ParameterShape, ...]
    edited: bool
    news: bool
    mark: str

    @property
    def title(self) -> str:
        """The title of the latest version."""
        return self.versions[-1].rule.title


def rule_book(session: Session) -> RuleBook:
    """The rules in use. Reading costs one query; keep the book for a unit of work."""
    rows = _rows(session)
    if not rows:
        return core_rules()
    return RuleBook(rule for versions in _versions(rows).values() for rule in versions)


class RuleService:
    """Reads and edits the rules of law."""

    def __init__(self, *, sessions: SessionFactory, now: Callable[[], dt.datetime]) -> None:
        self._sessions, self._now = sessions, now

    def book(self) -> RuleBook:
        """The rules in use, for a door that has no unit of work of its own."""
        with transaction(self._sessions) as session:
            return rule_book(session)

    def list(self, actor: Actor) -> tuple[RuleView, ...]:
        """Every rule in the order of the book."""
        require(actor, Permission.READ)
        with transaction(self._sessions) as session:
            rows = _rows(session)
        return tuple(_view(rule_id, rows.get(rule_id, [])) for rule_id in _shipped())

    def get(self, actor: Actor, rule_id: str) -> RuleView:
        """One rule. Raises :class:`NotFoundError`."""
        require(actor, Permission.READ)
        _known(rule_id)
        with transaction(self._sessions) as session:
            return _view(rule_id, _rows(session, rule_id).get(rule_id, []))

    def edit(
        self,
        actor: Actor,
        rule_id: str,
        position: int,
        given: RuleInput,
        reason: str,
        *,
        seen: str | None = None,
    ) -> RuleView:
        """Change one version. ``seen`` is the mark of the rule that the person had before their eyes.

        Raises :class:`NotFoundError`, :class:`UsageError` on what does not fit, :class:`ConflictError` when
        the rule was changed meanwhile.
        """
        return self._change(actor, rule_id, given, reason, position, seen)

    def add(
        self, actor: Actor, rule_id: str, given: RuleInput, reason: str, *, seen: str | None = None
    ) -> RuleView:
        """Add a version from its day on; the version of that day then ends the day before.

        Raises as :meth:`edit`.
        """
        return self._change(actor, rule_id, given, reason, None, seen)

    def revert(self, actor: Actor, rule_id: str, reason: str) -> RuleView:
        """Go back to the shipped versions of a rule. Raises :class:`ConflictError` when it is as shipped."""
        require(actor, Permission.ADMINISTER)
        why = _reason(reason)
        _known(rule_id)
        with transaction(self._sessions, writes=True) as session:
            rows = _rows(session, rule_id).get(rule_id, [])
            if not rows:
                raise ConflictError("Quy tắc này đang đúng như bản kèm theo; không có gì để khôi phục.")
            before = [_printed(rule) for rule in map(_rule, rows)]
            for row in rows:
                session.delete(row)
            after = [_printed(rule) for rule in _shipped()[rule_id]]
            record_audit(
                session, actor, self._now(), "rule.revert", rule_id, before=before, after=after, reason=why
            )
        return self.get(actor, rule_id)

    def _change(
        self,
        actor: Actor,
        rule_id: str,
        given: RuleInput,
        reason: str,
        position: int | None,
        seen: str | None,
    ) -> RuleView:
        require(actor, Permission.ADMINISTER)
        why = _reason(reason)
        _known(rule_id)
        with transaction(self._sessions, writes=True) as session:
            rows = _rows(session, rule_id).get(rule_id, [])
            versions = [(_rule(row), row.edited) for row in rows] or [
                (rule, False) for rule in _in_time(_shipped()[rule_id])
            ]
            if seen is not None and seen != _digest(rule for rule, _edited in versions):
                raise ConflictError(
                    "Người khác vừa sửa quy tắc này; hãy xem các phiên bản hiện có rồi lưu lại."
                )
            made = _checked(rule_id, given)
            if position is None:
                before = [_printed(rule) for rule, _edited in versions]
                changed = _inserted(versions, made)
                after = [_printed(rule) for rule, _edited in changed]
            else:
                if not 0 <= position < len(versions):
                    raise NotFoundError("Không có phiên bản này của quy tắc; hãy tải lại trang.")
                before = [_printed(versions[position][0])]
                changed = [*versions]
                changed[position] = (made, True)
                after = [_printed(made)]
            _refuse_overlaps([rule for rule, _edited in changed])
            shipped = rows[0].shipped if rows else _digest(_shipped()[rule_id])
            session.execute(delete(LegalRuleRow).where(LegalRuleRow.rule_id == rule_id))
            ordered = sorted(changed, key=lambda pair: pair[0].period.start or dt.date.min)
            session.add_all(_row(at, rule, edited, shipped) for at, (rule, edited) in enumerate(ordered))
            action = "rule.add" if position is None else "rule.edit"
            record_audit(session, actor, self._now(), action, rule_id, before=before, after=after, reason=why)
        return self.get(actor, rule_id)


def _shipped() -> dict[str, list[LegalRule]]:
    found: dict[str, list[LegalRule]] = {}
    for rule in core_rules().all():
        found.setdefault(rule.id, []).append(rule)
    return found


def _known(rule_id: str) -> None:
    if rule_id not in _shipped():
        raise NotFoundError("Không có quy tắc này; hãy mở lại danh sách quy tắc.")


def _rows(session: Session, rule_id: str | None = None) -> dict[str, list[LegalRuleRow]]:
    query = select(LegalRuleRow).order_by(LegalRuleRow.rule_id, LegalRuleRow.position)
    if rule_id:
        query = query.where(LegalRuleRow.rule_id == rule_id)
    found: dict[str, list[LegalRuleRow]] = {}
    for row in session.scalars(query):
        found.setdefault(row.rule_id, []).append(row)
    return found


def _versions(rows: Mapping[str, list[LegalRuleRow]]) -> dict[str, list[LegalRule]]:
    """Versions by rule: the edited ones, else the shipped ones. A rule that is no longer shipped is gone."""
    return {
        rule_id: [_rule(row) for row in rows[rule_id]] if rule_id in rows else shipped
        for rule_id, shipped in _shipped().items()
    }


def _view(rule_id: str, rows: list[LegalRuleRow]) -> RuleView:
    shipped = _shipped()[rule_id]
    versions = [(_rule(row), row.edited) for row in rows] or [(rule, False) for rule in _in_time(shipped)]
    shown = tuple(RuleVersion(at, rule, edited) for at, (rule, edited) in enumerate(versions))
    news = bool(rows) and rows[0].shipped != _digest(shipped)
    mark = _digest(rule for rule, _edited in versions)
    return RuleView(rule_id, shown, shape_of(shipped), bool(rows), news, mark)


def _in_time(rules: Iterable[LegalRule]) -> list[LegalRule]:
    return sorted(rules, key=lambda rule: rule.period.start or dt.date.min)


def _rule(row: LegalRuleRow) -> LegalRule:
    return LegalRule(
        id=row.rule_id,
        title=row.title,
        source=row.source,
        confidence=row.confidence,  # type: ignore[arg-type]
        text=row.text,
        period=Period(row.valid_from, row.valid_until),
        parameters=_from_json(row.parameters),
    )


def _row(position: int, rule: LegalRule, edited: bool, shipped: str) -> LegalRuleRow:
    return LegalRuleRow(
        rule_id=rule.id,
        position=position,
        title=rule.title,
        text=rule.text,
        source=rule.source,
        confidence=rule.confidence,
        valid_from=rule.period.start,
        valid_until=rule.period.until,
        parameters=_to_json(dict(rule.parameters)),
        edited=edited,
        shipped=shipped,
    )


def _checked(rule_id: str, given: RuleInput) -> LegalRule:
    title, source, text = (" ".join(part.split()) for part in (given.title, given.source, given.text))
    if not title or not source:
        raise UsageError("Hãy nhập tên quy tắc và căn cứ pháp lý.")
    if max(map(len, (title, source, text))) > _MOST:
        raise UsageError("Nội dung quá dài; hãy rút gọn dưới 4.000 ký tự.")
    if given.confidence not in CONFIDENCES:
        raise UsageError("Hãy chọn mức đối chiếu của căn cứ.")
    if any(day and day.year not in _YEARS for day in (given.valid_from, given.valid_until)):
        raise UsageError("Thời kỳ áp dụng phải từ năm 1945 đến năm 2200; hãy kiểm tra lại ngày.")
    if given.valid_from and given.valid_until and given.valid_until < given.valid_from:
        raise UsageError("Ngày cuối áp dụng đứng trước ngày đầu; hãy sửa lại thời kỳ.")
    try:
        parameters = checked_parameters(given.parameters, shape_of(_shipped()[rule_id]))
    except RuleShapeError as error:
        raise UsageError(str(error)) from error
    return LegalRule(
        id=rule_id,
        title=title,
        source=source,
        confidence=given.confidence,
        text=text,
        period=Period(given.valid_from, given.valid_until),
        parameters=parameters,
    )


def _inserted(versions: list[tuple[LegalRule, bool]], made: LegalRule) -> list[tuple[LegalRule, bool]]:
    """The versions with a new one: the version of its first day ends before, it ends before the next."""
    start = made.period.start
    if start is None:
        raise UsageError("Phiên bản mới phải có ngày bắt đầu áp dụng.")
    if any(rule.period.start == start for rule, _edited in versions):
        raise UsageError("Đã có phiên bản bắt đầu từ ngày này; hãy sửa phiên bản đó.")
    later = [
        rule.period.start for rule, _edited in versions if rule.period.start and rule.period.start > start
    ]
    until = made.period.until or (min(later) - _DAY if later else None)
    found: list[tuple[LegalRule, bool]] = []
    for rule, edited in versions:
        if rule.period.holds(start):
            cut = replace(rule, period=Period(rule.period.start, start - _DAY))
            found.append((cut, True))
        else:
            found.append((rule, edited))
    return [*found, (replace(made, period=Period(start, until)), True)]


def _refuse_overlaps(rules: list[LegalRule]) -> None:
    ordered = _in_time(rules)
    for earlier, later in pairwise(ordered):
        until, start = earlier.period.until, later.period.start
        if start is None or until is None or until >= start:
            raise UsageError("Thời kỳ của hai phiên bản chồng lên nhau; hãy sửa ngày bắt đầu hoặc ngày cuối.")


def _to_json(value: Any) -> Any:
    if isinstance(value, dt.date):
        return {_MARK: value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): _to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    return value


def _from_json(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {_MARK}:
            return dt.date.fromisoformat(value[_MARK])
        return {key: _from_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_from_json(item) for item in value]
    return value


def _printed(rule: LegalRule) -> dict[str, Any]:
    """A version as the audit trail keeps it."""
    return {
        "title": rule.title,
        "from": rule.period.start.isoformat() if rule.period.start else None,
        "until": rule.period.until.isoformat() if rule.period.until else None,
        "parameters": _to_json(dict(rule.parameters)),
        "text": rule.text,
        "source": rule.source,
        "confidence": rule.confidence,
    }


def _digest(rules: Iterable[LegalRule]) -> str:
    said = json.dumps([_printed(rule) for rule in rules], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _reason(raw: str) -> str:
    reason = " ".join(raw.split())
    if not reason:
        raise UsageError("Hãy ghi lý do sửa quy tắc.")
    if len(reason) > _MOST:
        raise UsageError("Lý do quá dài; hãy rút gọn dưới 4.000 ký tự.")
    return reason
