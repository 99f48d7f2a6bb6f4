"""The register of disagreements, decisions on it, and the order of sources, on both databases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, AuditRow, ClaimRow, DisagreementRow
from app.errors import ConflictError, PermissionDeniedError, UsageError
from app.services.disagreement_views import DisagreementFilter, DisagreementLine
from app.services.one_act import TWO_ACTS
from app.services.permissions import SYSTEM, Actor, Role
from app.services.status import ActQuestion
from legal_corpus.registry.sources import PERSON

TODAY = date(2026, 11, 21)
DECREE = {
    "source": "phapdien2026",
    "number": "901/2019/NĐ-CP",
    "type": "Nghị định",
    "title": "Quy định về bến thủy nội địa",
    "issuer": "Chính phủ",
    "issued": "2019-05-06",
    "effective_from": "2019-07-01",
    "status": "Còn hiệu lực (đã pháp điển)",
}
OTHER = {**DECREE, "source": "vbpl2026", "issued": "2019-05-16", "effective_from": "2020-07-01"}
LOCAL = {
    "source": "angiang_rasoat2026",
    "number": "08/2024/NQ-HĐND",
    "type": "Nghị quyết",
    "title": "Mức thu phí chợ",
    "issuer": "Hội đồng nhân dân tỉnh An Giang",
    "issued": "2024-06-26",
}


def _import(services: Services, folder: Path, *rows: dict[str, Any]) -> Any:
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return services.registry.import_file(SYSTEM, path)


def _open(services: Services, **wanted: Any) -> dict[tuple[str, str], DisagreementLine]:
    lines = services.disagreements.export(SYSTEM, DisagreementFilter(**wanted))
    return {(line.kind, line.field): line for line in lines}


def _act(services: Services) -> ActRow:
    with services.sessions() as session:
        return session.scalars(select(ActRow)).one()


def test_an_import_finds_contradictions_counts_them_and_finds_them_once(
    services: Services, tmp_path: Path
) -> None:
    summary = _import(services, tmp_path, DECREE, OTHER)
    assert summary.disagreements == {"values_differ": 2}
    found = _open(services)
    issued = found["values_differ", "issued"]
    assert (issued.used, issued.used_source) == ("2019-05-06", "phapdien2026")
    assert [(v.text, v.used) for v in issued.values] == [("06/05/2019", True), ("16/05/2019", False)]
    assert found["values_differ", "effective_from"].used == "2019-07-01"
    assert _import(services, tmp_path, DECREE, OTHER).disagreements == {"values_differ": 2}
    with services.sessions() as session:
        assert len(session.scalars(select(DisagreementRow)).all()) == 2


def test_filters_and_counts(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    assert set(_open(services, field="issued")) == {("values_differ", "issued")}
    assert _open(services, source="tvpl_yte8000") == {}
    assert len(_open(services, source="vbpl2026")) == 2
    assert _open(services, kind="maybe_same") == {} and _open(services, state="settled") == {}
    page = services.disagreements.page(SYSTEM, DisagreementFilter(), per_page=1, page=2)
    assert (page.total, len(page.lines)) == (2, 1)
    assert ("values_differ", "issued", 1, 0) in page.counts
    assert {code for code, _name in page.sources} == {"phapdien2026", "vbpl2026"}


def test_a_decision_ranks_first_is_traced_and_survives_the_next_import(
    services: Services, tmp_path: Path
) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    line = _open(services)["values_differ", "issued"]
    settled = services.disagreements.settle(SYSTEM, line.id, "2019-05-16", "Đã xem bản gốc.")
    assert (settled.state, settled.chosen, settled.used_source) == ("settled", "2019-05-16", PERSON)
    act = _act(services)
    assert act.issued == date(2019, 5, 16) and act.uid.endswith("/2019-05-16")
    again = _import(services, tmp_path, DECREE, OTHER)
    assert (again.new, again.changed) == (0, 0)
    assert _act(services).issued == date(2019, 5, 16)
    with services.sessions() as session:
        said = session.scalars(select(ClaimRow.source).where(ClaimRow.field == "issued")).all()
        assert sorted(said) == [PERSON, "phapdien2026", "vbpl2026"]  # nothing is dropped
        trace = session.scalars(select(AuditRow).where(AuditRow.action == "disagreement.settle")).one()
        assert (trace.detail["before"], trace.detail["after"]) == ("2019-05-06", "2019-05-16")
    services.disagreements.reopen(SYSTEM, line.id, "Nhầm.")
    assert _act(services).issued == date(2019, 5, 6)
    with pytest.raises(ConflictError):
        services.disagreements.reopen(SYSTEM, line.id, "Nhầm.")


def test_a_decided_date_does_not_make_a_local_act_a_stranger(services: Services, tmp_path: Path) -> None:
    wrong = {**LOCAL, "issued": "2022-06-26"}
    _import(services, tmp_path, wrong)
    line = _open(services)["number_year", "issued"]
    services.disagreements.settle(SYSTEM, line.id, "2024-06-26", "Công báo ghi năm 2024.")
    assert _import(services, tmp_path, wrong).new == 0
    assert _act(services).issued == date(2024, 6, 26)


def test_a_decided_day_of_effect_decides_the_status(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    asked = ActQuestion("901/2019/NĐ-CP")
    before = services.status.status(SYSTEM, asked, date(2019, 12, 1))[1]
    line = _open(services)["values_differ", "effective_from"]
    services.disagreements.settle(SYSTEM, line.id, "2020-07-01", "Theo điều khoản thi hành.")
    after = services.status.status(SYSTEM, asked, date(2019, 12, 1))[1]
    assert (before.status, after.status) == ("in_force", "not_yet_in_force")


def test_a_new_value_opens_a_settled_disagreement_again(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    line = _open(services)["values_differ", "issued"]
    services.disagreements.settle(SYSTEM, line.id, None, "Giữ nguyên.")
    assert ("values_differ", "issued") not in _open(services)
    _import(services, tmp_path, {**DECREE, "source": "congbao_sonla", "issued": "2019-06-16"})
    assert ("values_differ", "issued") in _open(services)


@pytest.mark.parametrize(
    ("value", "reason"),
    [("2019-05-16", "  "), ("16 tháng 5", "Đã xem."), ("1900-01-01", "Đã xem."), ("2019-05-16", "x" * 2001)],
)
def test_a_decision_that_cannot_be_changes_nothing(
    services: Services, tmp_path: Path, value: str, reason: str
) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    line = _open(services)["values_differ", "issued"]
    with pytest.raises(UsageError):
        services.disagreements.settle(SYSTEM, line.id, value, reason)
    assert _open(services)["values_differ", "issued"].state == "open"
    assert _act(services).issued == date(2019, 5, 6)


def test_who_may_decide_and_who_may_order(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    line = _open(services)["values_differ", "issued"]
    with pytest.raises(PermissionDeniedError):
        services.disagreements.settle(Actor(1, "An", Role.DRAFTER), line.id, None, "Thử.")
    with pytest.raises(PermissionDeniedError):
        services.source_order.move(Actor(1, "An", Role.LEAD), "vbpl2026", -1)


def test_a_new_order_works_out_values_status_and_contradictions_anew(
    services: Services, tmp_path: Path
) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    order = [line.code for line in services.source_order.list(SYSTEM) if not line.fixed]
    assert order[0] == "van_ban"
    order.remove("vbpl2026")
    change = services.source_order.reorder(SYSTEM, ["vbpl2026", *order])
    assert (change.values, change.acts) == (2, 1)  # day of issue, first day of effect
    act = _act(services)
    assert (act.issued, act.effective_from) == (date(2019, 5, 16), date(2020, 7, 1))
    assert _open(services)["values_differ", "effective_from"].used == "2020-07-01"
    reading = services.status.status(SYSTEM, ActQuestion("901/2019/NĐ-CP"), date(2019, 12, 1))[1]
    assert reading.status == "not_yet_in_force"
    with services.sessions() as session:
        trace = session.scalars(select(AuditRow).where(AuditRow.action == "source.reorder")).one()
        assert trace.detail["after"][0] == "vbpl2026" and trace.detail["values"] == 2
    assert services.source_order.restore(SYSTEM).values == 2
    assert _act(services).issued == date(2019, 5, 6)
    assert services.source_order.restore(SYSTEM).values == 0


def test_an_order_that_is_not_all_sources_is_refused(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE)
    for codes in (["vbpl2026"], ["vbpl2026", "vbpl2026"], []):
        with pytest.raises(UsageError):
            services.source_order.reorder(SYSTEM, codes)
    with pytest.raises(UsageError):
        services.source_order.move(SYSTEM, "nobody", 1)


def test_a_store_of_an_earlier_version_is_searched_on_demand(services: Services, tmp_path: Path) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    with transaction(services.sessions, writes=True) as session:
        for row in session.scalars(select(DisagreementRow)):
            session.delete(row)
    assert _open(services) == {}
    assert services.disagreements.refresh(SYSTEM) == {"values_differ": 2}
    assert len(_open(services)) == 2


def test_acts_that_share_a_number_are_listed_where_the_province_is_unknown(
    services: Services, tmp_path: Path
) -> None:
    bare = {key: value for key, value in LOCAL.items() if key not in ("issuer", "title")}
    _import(services, tmp_path, LOCAL, {**bare, "source": "tvpl_md2025"})
    (line,) = _open(services, kind="maybe_same").values()
    assert line.values[0].act_uid and "An Giang" in line.values[0].text
    assert line.choices == (line.values[0].value, TWO_ACTS)
    settled = services.disagreements.settle(SYSTEM, line.id, None, "Chưa rõ.")
    assert settled.state == "settled"
    assert services.disagreements.refresh(SYSTEM) == {}  # what was noted is not asked again


def test_two_people_who_decide_at_once_do_not_overwrite_each_other(
    services: Services, tmp_path: Path
) -> None:
    _import(services, tmp_path, DECREE, OTHER)
    line = next(iter(_open(services).values()))
    services.disagreements.settle(SYSTEM, line.id, None, "Người thứ nhất.", seen=line.mark)
    with pytest.raises(ConflictError, match="Người khác"):
        services.disagreements.settle(SYSTEM, line.id, None, "Người thứ hai.", seen=line.mark)
    kept = services.disagreements.get(SYSTEM, line.id)
    assert kept.reason == "Người thứ nhất."
    services.disagreements.settle(SYSTEM, line.id, None, "Đã đọc kết luận trước.", seen=kept.mark)
