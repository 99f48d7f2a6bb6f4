"""A person's word that two records are one act, or two: what follows from it, and taking it back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.db.act_registry import SqlRegistry
from app.db.base import transaction
from app.db.models import ActRow, AuditRow, ClaimRow, EventRow
from app.errors import AmbiguousActError, PermissionDeniedError, UsageError
from app.services.disagreement_views import DisagreementFilter, DisagreementLine
from app.services.one_act import TWO_ACTS
from app.services.permissions import SYSTEM, Actor, Role
from app.services.status import ActQuestion
from legal_corpus.text.normalize import slug
from legal_corpus.text.numbers import number_key

ON = date(2026, 11, 21)
NUMBER = "31/2019/QĐ-UBND"
PLACED = {
    "source": "vbpl2026",
    "number": NUMBER,
    "type": "Quyết định",
    "title": "Về quản lý bến thủy nội địa trên địa bàn",
    "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
    "effective_from": "2019-07-01",
}
BARE = {
    "source": "angiang_rasoat2026",
    "number": NUMBER,
    "type": "Quyết định",
    "title": "Về quản lý bến thủy nội địa trên địa bàn",
    "issued": "2019-06-20",
    "processed": True,
    "disposition": "Bãi bỏ",
}


def _import(services: Services, folder: Path, *rows: dict[str, Any]) -> Any:
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return services.registry.import_file(SYSTEM, path)


def _lines(services: Services, state: str = "open") -> tuple[DisagreementLine, ...]:
    return services.disagreements.export(SYSTEM, DisagreementFilter(kind="maybe_same", state=state))


def _listed(services: Services, folder: Path) -> DisagreementLine:
    """The open question of the record that lacks its issuer."""
    _import(services, folder, PLACED, BARE)
    (line,) = (item for item in _lines(services) if item.act_uid == _uid(services, issuer=None))
    return line


def _uid(services: Services, issuer: str | None) -> str:
    with transaction(services.sessions) as session:
        return session.scalars(select(ActRow.uid).where(ActRow.issuer.is_(issuer))).one()


def test_the_evidence_says_what_is_equal_and_what_only_one_record_tells(
    services: Services, tmp_path: Path
) -> None:
    (pair,) = _listed(services, tmp_path).pairs
    assert {c.field: c.verdict for c in pair.compared} == {
        "type": "equal",
        "title": "equal",
        "issuer": "one_side",
        "issued": "one_side",
        "effective_from": "one_side",
    }
    assert pair.keeps_other and "Lai Châu" in pair.label
    assert (pair.theirs.events, pair.mine.events, pair.mine.has_text) == (1, 1, False)


def test_one_act_answers_with_all_that_both_records_know(services: Services, tmp_path: Path) -> None:
    line = _listed(services, tmp_path)
    with pytest.raises(AmbiguousActError):
        services.status.status(SYSTEM, ActQuestion(NUMBER), ON)
    settled = services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Đã đối chiếu bản giấy.")
    assert settled.state == "settled" and settled.chosen_words and "Lai Châu" in settled.chosen_words
    act, reading = services.status.status(SYSTEM, ActQuestion(NUMBER), ON)
    assert (act.issuer, act.issued) == ("ubnd:lai-chau", date(2019, 6, 20))
    assert reading.status == "expired" and act.effective_from == date(2019, 7, 1)
    with transaction(services.sessions) as session:
        assert len(SqlRegistry(session).by_number(number_key(NUMBER))) == 1
        stated = session.scalars(select(ClaimRow.source).where(ClaimRow.field == "title")).all()
        assert sorted(stated) == ["angiang_rasoat2026", "vbpl2026"]  # nothing is dropped
        assert len(session.scalars(select(EventRow)).all()) == 2
    assert _lines(services) == ()


def test_the_word_survives_the_next_import_and_takes_in_what_it_brings(
    services: Services, tmp_path: Path
) -> None:
    line = _listed(services, tmp_path)
    services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Là một.")
    again = _import(services, tmp_path, PLACED, BARE)
    assert (again.new, again.changed) == (0, 0)
    both = {**PLACED, "source": "congbao_sonla", "issued": "2019-06-20"}
    assert _import(services, tmp_path, both).new == 0
    assert services.status.status(SYSTEM, ActQuestion(NUMBER), ON)[1].status == "expired"
    assert services.disagreements.refresh(SYSTEM).get("maybe_same") is None


def test_taking_the_word_back_brings_both_records_back(services: Services, tmp_path: Path) -> None:
    line = _listed(services, tmp_path)
    before = {line.act_uid, line.pairs[0].uid}
    services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Là một.")
    services.disagreements.reopen(SYSTEM, line.id, "Nhầm.")
    with transaction(services.sessions) as session:
        assert set(session.scalars(select(ActRow.uid))) == before
        actions = session.scalars(select(AuditRow.action).order_by(AuditRow.id)).all()
        assert actions[-2:] == ["disagreement.settle", "disagreement.reopen"]
    with pytest.raises(AmbiguousActError):
        services.status.status(SYSTEM, ActQuestion(NUMBER), ON)
    assert {item.act_uid for item in _lines(services)} == before


def test_two_acts_are_asked_about_no_more_until_it_is_taken_back(services: Services, tmp_path: Path) -> None:
    line = _listed(services, tmp_path)
    settled = services.disagreements.settle(SYSTEM, line.id, TWO_ACTS, "Khác tỉnh.")
    assert settled.chosen_words == "Là các văn bản khác nhau"
    assert services.disagreements.refresh(SYSTEM).get("maybe_same") is None
    third = {**PLACED, "issuer": "Ủy ban nhân dân tỉnh Điện Biên"}
    _import(services, tmp_path, third)
    again = services.disagreements.get(SYSTEM, line.id)
    assert again.state == "open" and ["Điện Biên" in pair.label for pair in again.pairs] == [True]
    services.disagreements.settle(SYSTEM, line.id, TWO_ACTS, "Cũng khác tỉnh.")
    assert _lines(services) == ()
    services.disagreements.reopen(SYSTEM, line.id, "Xem lại.")
    assert len(services.disagreements.get(SYSTEM, line.id).pairs) == 2


def test_only_an_administrator_says_so_and_only_of_what_is_listed(services: Services, tmp_path: Path) -> None:
    line = _listed(services, tmp_path)
    reviewer = Actor(None, "reviewer", Role.REVIEWER)
    with pytest.raises(PermissionDeniedError):
        services.disagreements.settle(reviewer, line.id, TWO_ACTS, "Khác.")
    with pytest.raises(UsageError, match="một trong các văn bản"):
        services.disagreements.settle(SYSTEM, line.id, "nghi-dinh/1", "Khác.")
    services.disagreements.settle(SYSTEM, line.id, TWO_ACTS, "Khác.")
    with pytest.raises(PermissionDeniedError):
        services.disagreements.settle(reviewer, line.id, None, "Chưa rõ.")
    with pytest.raises(PermissionDeniedError):
        services.disagreements.reopen(reviewer, line.id, "Xem lại.")


def test_the_calendar_and_the_history_tell_of_the_act_once(services: Services, tmp_path: Path) -> None:
    ending = {**BARE, "processed": False, "disposition": None, "effective_to": "2026-12-31"}
    _import(services, tmp_path, PLACED, ending)
    (line,) = (item for item in _lines(services) if item.act_uid == _uid(services, issuer=None))
    before = services.calendar.calendar(SYSTEM, ON, 90).coming
    assert [entry.uid for entry in before] == [line.act_uid]
    services.disagreements.settle(SYSTEM, line.id, line.pairs[0].uid, "Là một.")
    (entry,) = services.calendar.calendar(SYSTEM, ON, 90).coming
    act, _reading = services.status.status(SYSTEM, ActQuestion(NUMBER), ON)
    assert entry.uid == act.uid != line.act_uid
    told = [item.predicate for item in services.acts.page(SYSTEM, act.uid, ON).timeline]
    assert told == ["enters_into_force", "expires"]
    assert services.acts.page(SYSTEM, line.act_uid, ON).same_record == (act.uid, act.label)


def test_contrary_words_on_a_pair_never_hide_both_records(services: Services, tmp_path: Path) -> None:
    _listed(services, tmp_path)
    with transaction(services.sessions, writes=True) as session:
        one, other = session.scalars(select(ActRow.id).where(ActRow.number == NUMBER).order_by(ActRow.id))
        for act_id, same in ((one, other), (other, one)):
            claim = ClaimRow(act_id=act_id, field="same_as", value=f"{same}/{act_id}", source="nguoi_dung")
            session.add(claim)
    with transaction(services.sessions) as session:
        found = SqlRegistry(session).by_number(number_key(NUMBER))
        assert [act.uid for act in found] == [session.get_one(ActRow, one).uid]


TYPED = {**PLACED, "number": "44/2018/UBND", "issued": "2018-04-02"}
MISTYPED = {**TYPED, "type": "Chỉ thị", "source": "congbao_sonla"}


def _two_kinds(services: Services, folder: Path) -> DisagreementLine:
    _import(services, folder, TYPED, MISTYPED)
    (line,) = services.disagreements.export(SYSTEM, DisagreementFilter(kind="type_differs"))
    return line


@pytest.mark.parametrize("right", ["Quyết định", "Chỉ thị"])
def test_of_one_number_under_two_kinds_a_person_says_the_right_one(
    services: Services, tmp_path: Path, right: str
) -> None:
    line = _two_kinds(services, tmp_path)
    (pair,) = line.pairs
    assert line.choices == (line.act_uid, pair.uid, TWO_ACTS)
    assert {item.field for item in pair.compared if item.verdict == "differs"} == {"type"}
    (uid,) = (one for one in line.choices if one.startswith(f"{slug(right)}/"))
    settled = services.disagreements.settle(SYSTEM, line.id, uid, "Đã xem bản giấy.")
    assert settled.chosen_words and right in settled.chosen_words
    act, _reading = services.status.status(SYSTEM, ActQuestion("44/2018/UBND"), ON)
    assert act.type == right
    assert services.disagreements.refresh(SYSTEM).get("type_differs") is None
    services.disagreements.reopen(SYSTEM, line.id, "Nhầm.")
    assert services.disagreements.refresh(SYSTEM)["type_differs"] == 1


def test_two_kinds_of_one_number_may_be_two_acts(services: Services, tmp_path: Path) -> None:
    line = _two_kinds(services, tmp_path)
    services.disagreements.settle(SYSTEM, line.id, TWO_ACTS, "Đã xem cả hai bản giấy.")
    assert services.disagreements.refresh(SYSTEM).get("type_differs") is None
    with transaction(services.sessions) as session:
        assert len(SqlRegistry(session).by_number(number_key("44/2018/UBND"))) == 2
