"""Sweeps, and which findings that people decided on the last of them did not find again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.db.models import ExpressionRow, FindingRow
from app.services.permissions import SYSTEM, Role
from app.services.rechecking import Rechecker
from tests.clocks import Clock
from tests.db.decisions import ON, add_event, fill_corpus


@pytest.fixture
def services(settings: Settings, clock: Clock) -> Iterator[Services]:
    """An empty store whose moments are those of the clock."""
    made = build_services(settings, now=clock, today=lambda: ON)
    yield made
    made.close()


def test_a_look_ahead_does_not_make_missed_what_is_found_again_today(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    reviewer = services.users.create(SYSTEM, "rasoat", "An", "mot cau du dai 2026", Role.REVIEWER).actor
    services.sweep.sweep(SYSTEM, ON)
    with transaction(services.sessions) as session:
        found = select(FindingRow.id).where(FindingRow.cited_act_id == decree, FindingRow.state == "open")
        number = session.scalars(found.order_by(FindingRow.id)).all()[0]
    services.review.judge(reviewer, number, "confirmed", "đã đối chiếu")

    def missed_on(*days: date) -> date | None:
        for day in days:
            clock.later(60)
            services.sweep.sweep(SYSTEM, day)
        return services.review.finding(SYSTEM, number).missed_on

    before = date(2026, 9, 1)  # the decree is in force: nothing to find
    assert missed_on(date(2035, 1, 1), ON) is None
    assert missed_on(before) == before
    clock.later(60)
    with transaction(services.sessions) as session:
        texts = session.scalars(select(ExpressionRow.id).where(ExpressionRow.current)).all()
    Rechecker(services.sessions, clock).check(texts, ON, keep=True)  # what changed is looked at by itself
    assert services.review.finding(SYSTEM, number).missed_on is None
