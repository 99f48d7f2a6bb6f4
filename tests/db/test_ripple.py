"""What a change sets off: which texts are checked again, why findings arose, how it goes on after a stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.db.models import (
    ActRow,
    ArisenRow,
    ChangeRow,
    DerivationRow,
    EventRow,
    FindingRow,
    RecheckRow,
)
from app.errors import NotFoundError, PermissionDeniedError, UsageError
from app.services.arisen_views import ArisenFilter
from app.services.permissions import SYSTEM, Actor, Role
from app.services.planning import plan_changes
from app.services.reach import dependants
from app.services.rechecking import Rechecker
from app.services.registry_store import new_row
from app.services.ripple import RippleService
from legal_corpus.model.act import Act
from tests.clocks import Clock
from tests.db.decisions import DECREE, ON, OTHER, REPEALING, TEXT, add_decree, add_event, fill_corpus

MORNING = datetime(2026, 11, 21, 2, 0)  # noqa: DTZ001  # moments are kept in UTC without zone


@pytest.fixture
def services(settings: Settings, clock: Clock) -> Iterator[Services]:
    made = build_services(settings, now=clock, today=lambda: ON)
    yield made
    made.close()


def _reviewer(services: Services) -> Actor:
    view = services.users.create(SYSTEM, "rasoat", "Người rà soát", "mot cau du dai 2026", Role.REVIEWER)
    return Actor(view.id, view.display_name, Role.REVIEWER)


def test_a_repealed_decree_brings_its_dependants_and_no_others(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    assert services.arisen.new_count(SYSTEM) == 0
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    settled = services.ripple.settle(SYSTEM, ON)
    assert (settled.checked, settled.left) == (3, 0)
    assert settled.new >= 3
    page = services.arisen.page(SYSTEM, ArisenFilter())
    assert len(page.causes) == 1
    cause = page.causes[0]
    assert (cause.kind, cause.by_label) == ("repeals", f"Nghị định {REPEALING}")
    assert (cause.changed_label, cause.effective_from) == (f"Nghị định {DECREE}", date(2026, 10, 1))
    shares = {(share.sector, share.agency): share.tally.new for share in cause.shares}
    assert set(shares) == {("Tư pháp", "Sở Tư pháp"), (None, "Công an tỉnh")}
    assert shares["Tư pháp", "Sở Tư pháp"] == 2 * shares[None, "Công an tỉnh"]
    assert services.ripple.settle(SYSTEM, ON).checked == 0


def test_a_clause_without_a_day_counts_from_its_acts_own(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, predicate="replaces")
    services.ripple.settle(SYSTEM, ON)
    assert services.arisen.page(SYSTEM, ArisenFilter()).causes[0].effective_from == date(2026, 8, 3)


def test_findings_of_a_text_that_just_came_in_are_no_consequence(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    path = tmp_path / "new.txt"
    path.write_text(TEXT.format(number=51, decree=DECREE, agency="Sở Y tế"), encoding="utf-8")
    services.ingest.ingest(SYSTEM, [path])
    assert services.ripple.settle(SYSTEM, ON).checked == 4
    agencies = {
        share.agency for c in services.arisen.page(SYSTEM, ArisenFilter()).causes for share in c.shares
    }
    assert "Sở Y tế" not in agencies and "Sở Tư pháp" in agencies


def test_an_act_that_becomes_known_reaches_the_texts_that_named_it(
    services: Services, tmp_path: Path
) -> None:
    fill_corpus(services, tmp_path / "in")
    path = tmp_path / "new.txt"
    path.write_text(TEXT.format(number=52, decree="77/2020/NĐ-CP", agency="Sở Y tế"), encoding="utf-8")
    services.ingest.ingest(SYSTEM, [path])
    services.ripple.settle(SYSTEM, ON)
    before = {f.finding.code for f in services.sweep.sweep(SYSTEM, ON).findings if "52/2023" in f.act_label}
    assert "REF201" in before
    add_decree(services, "77/2020/NĐ-CP", date(2020, 7, 1))
    assert services.ripple.settle(SYSTEM, ON).checked == 1
    after = {f.finding.code for f in services.sweep.sweep(SYSTEM, ON).findings if "52/2023" in f.act_label}
    assert "REF201" not in after


def test_work_that_is_stopped_goes_on_where_it_was(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    assert services.ripple.settle(SYSTEM, ON, most=2).left == 3
    with transaction(services.sessions) as session:
        waiting = sorted(session.scalars(select(RecheckRow.expression_id)))
    Rechecker(services.sessions, services.now).check(waiting[:1], ON, keep=True)  # and then it is killed
    settled = services.ripple.settle(SYSTEM, ON)
    assert (settled.checked, settled.left) == (2, 0)
    assert services.arisen.page(SYSTEM, ArisenFilter()).causes[0].tally.new >= 3


def test_the_background_takes_a_batch_at_a_time(services: Services, tmp_path: Path) -> None:
    fill_corpus(services, tmp_path / "in")
    assert services.ripple.order_sweep(SYSTEM) == 4
    assert services.ripple.progress() == (0, 4)
    assert services.ripple.step(ON)
    assert services.ripple.progress() == (0, 0)
    assert not services.ripple.step(ON)
    assert services.arisen.new_count(SYSTEM) == 0
    viewer = Actor(None, "x", Role.VIEWER)
    with pytest.raises(PermissionDeniedError):
        services.ripple.order_sweep(viewer)


def test_a_moved_day_of_the_acting_act_reaches_who_rests_on_its_target(
    services: Services, tmp_path: Path
) -> None:
    """Nobody cites the repealing decree; that it now begins later gives the repealed one its effect back."""
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later)
    assert services.ripple.settle(SYSTEM, ON).new >= 3
    with transaction(services.sessions, writes=True) as session:
        session.get_one(ActRow, later).effective_from = ON + timedelta(days=300)
    settled = services.ripple.settle(SYSTEM, ON)
    assert (settled.checked, settled.gone >= 3) == (3, True)


def test_a_chain_is_followed_to_its_end(services: Services) -> None:
    """A law, the decree that details it, the circular that guides the decree."""
    with transaction(services.sessions, writes=True) as session:
        issued = date(2020, 1, 2)
        law = Act("luat/1", "Luật", "9/2020/QH14", "Luật Bến bãi", "quoc-hoi", None, issued, issued)
        title = "Quy định chi tiết một số điều của Luật Bến bãi"
        decree = Act("nd/2", "Nghị định", "19/2020/NĐ-CP", title, "chinh-phu", None, date(2020, 5, 2))
        title = "Hướng dẫn thi hành Nghị định số 19/2020/NĐ-CP về bến bãi"
        circular = Act("tt/3", "Thông tư", "29/2020/TT-BXD", title, "bo-xay-dung", None, date(2020, 9, 2))
        rows = [new_row(act) for act in (circular, decree, law)]  # the parents come last
    for row in rows:
        with transaction(services.sessions, writes=True) as session:
            session.add(row)
        plan_changes(services.sessions)
    with transaction(services.sessions) as session:
        known = session.execute(select(DerivationRow.act_id, DerivationRow.parent_id)).all()
        assert set(known) == {(rows[0].id, rows[1].id), (rows[1].id, rows[2].id)}
        assert dependants(session, {rows[2].id: 7}) == {row.id: 7 for row in rows}
        assert dependants(session, {rows[0].id: 7}) == {rows[0].id: 7}


def test_a_change_that_is_rolled_back_leaves_nothing(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    with pytest.raises(ZeroDivisionError), transaction(services.sessions, writes=True) as session:
        session.add(EventRow(target_id=decree, by_id=later, predicate="repeals", scope="whole", source="x"))
        session.flush()
        raise ZeroDivisionError
    assert services.ripple.settle(SYSTEM, ON).checked == 0


def test_linking_a_text_again_changes_nothing_when_it_says_the_same(
    services: Services, tmp_path: Path
) -> None:
    fill_corpus(services, tmp_path / "in")
    with transaction(services.sessions) as session:
        before = session.scalar(select(func.max(ChangeRow.id)))
    add_decree(services, "15/2021/NĐ-CP", date(2021, 4, 5))
    from app.services.linking import relink

    with transaction(services.sessions, writes=True) as session:
        assert relink(session, [], {DECREE}) == 3
    with transaction(services.sessions) as session:
        after = session.scalars(select(ChangeRow.kind).where(ChangeRow.id > before)).all()
    assert after == ["act"]


def test_a_sweep_of_what_changed_since_a_day(services: Services, tmp_path: Path, clock: Clock) -> None:
    clock.moment = MORNING - timedelta(days=30)
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    clock.moment = MORNING
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    swept = services.sweep.sweep(SYSTEM, ON, changed_since=ON)
    assert swept.acts == 3 and swept.new >= 3
    assert services.arisen.new_count(SYSTEM) == swept.new
    assert services.ripple.left() == 0
    assert services.sweep.sweep(SYSTEM, ON, changed_since=ON - timedelta(days=40)).acts == 4
    with pytest.raises(UsageError):
        services.sweep.sweep(SYSTEM, ON, changed_since=ON + timedelta(days=1))


def test_what_takes_effect_in_the_meantime_is_swept_too(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    clock.moment = MORNING - timedelta(days=300)
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=ON + timedelta(days=200))
    services.ripple.settle(SYSTEM, ON)
    then = ON + timedelta(days=200)
    assert services.sweep.sweep(SYSTEM, then, changed_since=then - timedelta(days=5)).acts == 3
    quiet = ON + timedelta(days=30)
    assert services.sweep.sweep(SYSTEM, quiet, changed_since=quiet - timedelta(days=5)).acts == 0


def test_a_day_that_comes_is_looked_at_by_the_background(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    """Everything is known and settled long before; only the day on which the repeal counts is new."""
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=ON + timedelta(days=200))
    services.ripple.settle(SYSTEM, ON)
    told = services.arisen.new_count(SYSTEM)
    quiet = ON + timedelta(days=30)
    clock.moment = MORNING + timedelta(days=30)
    assert not services.ripple.step(quiet)

    def open_of(code: str) -> int:
        with transaction(services.sessions) as session:
            query = select(func.count()).select_from(FindingRow)
            return session.scalar(query.where(FindingRow.code == code, FindingRow.state == "open")) or 0

    near = ON + timedelta(days=90)  # an end is told of 120 days before
    assert services.ripple.step(near) and open_of("REF110") == 3
    assert services.arisen.new_count(SYSTEM) == told + 3
    clock.moment = MORNING + timedelta(days=200)
    then = ON + timedelta(days=200)
    assert open_of("REF103") == 0
    assert services.ripple.step(then) and open_of("REF103") == 3
    cause = services.arisen.page(SYSTEM, ArisenFilter()).causes[0]
    assert (cause.kind, cause.by_label) == ("repeals", f"Nghị định {REPEALING}")
    assert cause.effective_from == then
    assert not services.ripple.step(then)
    again = RippleService(sessions=services.sessions, now=clock)  # another process, later on the same day
    assert not again.step(then)


def test_the_first_day_of_an_empty_store_is_noted(services: Services) -> None:
    assert not services.ripple.step(ON)
    with transaction(services.sessions) as session:
        days = session.execute(select(ChangeRow.kind, ChangeRow.effective_from)).all()
    assert [tuple(row) for row in days] == [("day", ON)]


def test_people_mark_what_they_have_seen(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    services.ripple.settle(SYSTEM, ON)
    who = _reviewer(services)
    number = services.arisen.page(who, ArisenFilter()).causes[0].number
    total = services.arisen.new_count(who)
    part = services.arisen.mark_seen(who, number, sector="", agency="Công an tỉnh")
    assert 0 < part < total and services.arisen.new_count(who) == total - part
    seen = services.arisen.page(who, ArisenFilter(state="seen"))
    assert [share.agency for share in seen.causes[0].shares] == ["Công an tỉnh"]
    _cause, lines = services.arisen.cause(who, number)
    services.review.judge(who, next(x.finding_id for x in lines if x.state == "new"), "confirmed", "Đúng vậy")
    assert services.arisen.page(who, ArisenFilter(state="handled")).causes[0].tally.total == 1
    assert services.arisen.mark_seen(who, number) == total - part - 1
    exported = services.arisen.export(who, ArisenFilter(state="all"))
    assert len(exported) == total and {line.state for _cause, line in exported} == {"seen", "handled"}
    assert services.arisen.page(who, ArisenFilter(state="all", sector="")).total == 1
    with pytest.raises(NotFoundError):
        services.arisen.cause(who, 999)
    with pytest.raises(PermissionDeniedError):
        services.arisen.mark_seen(Actor(1, "x", Role.VIEWER), number)


def test_a_finding_that_comes_back_is_new_again(services: Services, tmp_path: Path) -> None:
    decree, _other, later = fill_corpus(services, tmp_path / "in")
    who = _reviewer(services)
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    services.ripple.settle(SYSTEM, ON)
    number = services.arisen.page(who, ArisenFilter()).causes[0].number
    services.arisen.mark_seen(who, number)
    with transaction(services.sessions, writes=True) as session:
        session.delete(session.scalars(select(EventRow).where(EventRow.predicate == "repeals")).one())
    assert services.ripple.settle(SYSTEM, ON).gone >= 3
    add_event(services, decree, later, effective_from=date(2026, 10, 1))
    services.ripple.settle(SYSTEM, ON)
    with transaction(services.sessions) as session:
        assert session.scalar(select(func.count()).where(ArisenRow.seen_at.is_not(None))) == 0


def test_a_corrected_file_takes_back_what_the_first_one_said(services: Services, tmp_path: Path) -> None:
    """The first file repeals the decree by mistake; the corrected one says the same of another."""
    fill_corpus(services, tmp_path / "in")
    text = TEXT.format(number=61, decree=OTHER, agency="Sở Tư pháp").replace("2023", "2026")
    ends = "\nBãi bỏ Nghị định số {} kể từ ngày 01 tháng 10 năm 2026.\n"
    first, second, third = (tmp_path / f"{name}.txt" for name in ("first", "second", "third"))
    first.write_text(text + ends.format(DECREE), encoding="utf-8")
    second.write_text(text + ends.format(OTHER), encoding="utf-8")
    third.write_text(text + "\n" + ends.format(OTHER), encoding="utf-8")
    services.ingest.ingest(SYSTEM, [first])
    assert services.ripple.settle(SYSTEM, ON).new >= 3
    services.ingest.ingest(SYSTEM, [second])
    settled = services.ripple.settle(SYSTEM, ON)
    assert settled.gone >= 3 and settled.new >= 1
    with transaction(services.sessions) as session:
        query = select(EventRow.target_id, EventRow.expression_id).where(EventRow.predicate == "repeals")
        before = session.execute(query).all()
        assert len(before) == 1
    services.ingest.ingest(SYSTEM, [third])
    again = services.ripple.settle(SYSTEM, ON)
    assert (again.new, again.gone) == (0, 0)  # what it says is as it was
    with transaction(services.sessions) as session:
        after = session.execute(query).all()
    assert [row.target_id for row in after] == [row.target_id for row in before]
    assert after[0].expression_id > before[0].expression_id
