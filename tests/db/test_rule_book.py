"""Rules of law edited over the shipped book, and every service using them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import AuditRow, LegalRuleRow
from app.errors import ConflictError, NotFoundError, PermissionDeniedError, UsageError
from app.services.permissions import SYSTEM, Actor, Role
from app.services.rules import RuleInput, RuleView
from legal_corpus.effect.rules import core_rules

TODAY = date(2026, 11, 21)
EXPIRY, FORMS, DISTRICT = "implementing_act_expiry", "handling_forms", "district_acts"


def _input(view: RuleView, position: int, **changes: object) -> RuleInput:
    rule = view.versions[position].rule
    given = RuleInput(
        rule.title,
        rule.text,
        rule.source,
        rule.confidence,
        rule.period.start,
        rule.period.until,
        rule.parameters,
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def test_without_edits_the_book_is_the_shipped_one(services: Services) -> None:
    assert services.rules.book() is core_rules()
    views = services.rules.list(SYSTEM)
    assert sum(len(view.versions) for view in views) == len(core_rules().all())
    assert not any(view.edited or view.news for view in views)


def test_a_new_version_ends_the_one_before_it(services: Services) -> None:
    view = services.rules.get(SYSTEM, EXPIRY)
    new = _input(
        view,
        len(view.versions) - 1,
        valid_from=date(2027, 1, 1),
        valid_until=None,
        parameters={"outcome": "stands"},
        confidence="T",
        source="Luật thử 1/2026/QH16, Điều 5",
    )
    changed = services.rules.add(SYSTEM, EXPIRY, new, "Luật mới.")
    assert changed.edited and len(changed.versions) == len(view.versions) + 1
    assert changed.versions[-2].rule.period.until == date(2026, 12, 31)
    book = services.rules.book()
    today, then = book.at(EXPIRY, TODAY), book.at(EXPIRY, date(2027, 1, 1))
    assert today and then
    assert today.parameters["outcome"] == "expires_unless_continued"
    assert (then.parameters["outcome"], then.was_read) == ("stands", True)
    assert core_rules().at(EXPIRY, date(2027, 1, 1)).parameters["outcome"] != "stands"  # type: ignore[union-attr]


def test_an_edit_keeps_days_lists_and_tables_and_is_traced(services: Services) -> None:
    view = services.rules.get(SYSTEM, DISTRICT)
    parameters = {**view.versions[0].rule.parameters, "applies_until": date(2027, 6, 30)}
    services.rules.edit(SYSTEM, DISTRICT, 0, _input(view, 0, parameters=parameters), "Quốc hội kéo dài.")
    rule = services.rules.book().at(DISTRICT, TODAY)
    assert rule and rule.parameters["applies_until"] == date(2027, 6, 30)
    assert rule.parameters["level_ended"] == date(2025, 6, 30)
    with services.sessions() as session:
        trace = session.scalars(select(AuditRow).where(AuditRow.action == "rule.edit")).one()
        before, after = trace.detail["before"][0], trace.detail["after"][0]
        assert before["parameters"]["applies_until"] == {"$day": "2027-02-28"}
        assert after["parameters"]["applies_until"] == {"$day": "2027-06-30"}
        assert trace.detail["reason"] == "Quốc hội kéo dài."


def test_services_use_the_edited_book_without_a_restart(services: Services) -> None:
    view = services.rules.get(SYSTEM, FORMS)
    last = len(view.versions) - 1
    assert len(services.proposals.handlings) > 1
    one = {"forms": [{"key": "bai_bo_toan_bo", "name": "Bãi bỏ", "clause": "38/1"}]}
    services.rules.edit(SYSTEM, FORMS, last, _input(view, last, parameters=one, confidence="S"), "Thử.")
    (form,) = services.proposals.handlings
    assert form.name == "Bãi bỏ" and "chưa đối chiếu nguyên văn" in str(form.source)
    services.rules.revert(SYSTEM, FORMS, "Xong.")
    assert len(services.proposals.handlings) > 1
    assert services.rules.book() is core_rules()
    with pytest.raises(ConflictError):
        services.rules.revert(SYSTEM, FORMS, "Lần nữa.")


def test_what_does_not_fit_is_refused_and_changes_nothing(services: Services) -> None:
    view = services.rules.get(SYSTEM, EXPIRY)
    last = len(view.versions) - 1
    refused = [
        _input(view, last, parameters={"outcome": "vanishes"}),
        _input(view, last, parameters={}),
        _input(view, last, confidence="M"),
        _input(view, last, source=" "),
        _input(view, last, valid_until=date(2020, 1, 1)),
        _input(view, last, valid_from=date(2018, 1, 1)),  # over the version before it
    ]
    for given in refused:
        with pytest.raises(UsageError):
            services.rules.edit(SYSTEM, EXPIRY, last, given, "Thử.")
    for start in (None, view.versions[last].rule.period.start):
        with pytest.raises(UsageError):
            services.rules.add(SYSTEM, EXPIRY, _input(view, last, valid_from=start), "Thử.")
    with pytest.raises(UsageError, match="lý do"):
        services.rules.edit(SYSTEM, EXPIRY, last, _input(view, last), " ")
    with pytest.raises(NotFoundError):
        services.rules.get(SYSTEM, "no_such_rule")
    with pytest.raises(PermissionDeniedError):
        services.rules.edit(Actor(1, "An", Role.LEAD), EXPIRY, last, _input(view, last), "Thử.")
    with services.sessions() as session:
        assert session.scalars(select(LegalRuleRow)).all() == []


def test_an_edited_rule_tells_when_the_product_ships_another_version(services: Services) -> None:
    view = services.rules.get(SYSTEM, DISTRICT)
    services.rules.edit(SYSTEM, DISTRICT, 0, _input(view, 0, confidence="T"), "Đã đọc.")
    assert not services.rules.get(SYSTEM, DISTRICT).news
    with transaction(services.sessions, writes=True) as session:
        for row in session.scalars(select(LegalRuleRow)):
            row.shipped = "0" * 64
    assert services.rules.get(SYSTEM, DISTRICT).news


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(services: Services) -> None:
    """A version added in between moves the others: a place alone would hit the wrong one."""
    view = services.rules.get(SYSTEM, EXPIRY)
    last = len(view.versions) - 1
    new = _input(view, last, valid_from=date(2027, 1, 1), valid_until=None)
    changed = services.rules.add(SYSTEM, EXPIRY, new, "Luật mới.", seen=view.mark)
    with pytest.raises(ConflictError, match="Người khác vừa sửa"):
        services.rules.edit(SYSTEM, EXPIRY, last, _input(view, last), "Sửa.", seen=view.mark)
    assert services.rules.get(SYSTEM, EXPIRY).versions == changed.versions


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_period_no_law_has_is_refused(services: Services, day: date) -> None:
    view = services.rules.get(SYSTEM, EXPIRY)
    with pytest.raises(UsageError, match="Thời kỳ áp dụng"):
        services.rules.add(SYSTEM, EXPIRY, _input(view, 0, valid_from=day, valid_until=None), "Thử.")
