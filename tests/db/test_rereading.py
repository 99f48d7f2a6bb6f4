"""Reading originals again: a store that an older version filled says afterwards what a new one would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import (
    ActRow,
    AuditRow,
    CitationRow,
    EffectClauseRow,
    EventRow,
    ExpressionRow,
    FindingRow,
    ProvisionRow,
)
from app.errors import PermissionDeniedError
from app.services.confirm_question import ConfirmationNeeded
from app.services.permissions import SYSTEM, Actor, Role
from indexer.importers.core import core_rows_of

TEXT = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/2026/QĐ-UBND
Cao Bằng, ngày 04 tháng 5 năm 2026
QUYẾT ĐỊNH
Quy định quản lý bến khách ngang sông
Căn cứ Nghị định số 901/2019/NĐ-CP ngày 06 tháng 5 năm 2019 của Chính phủ;
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định một việc.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 5 năm 2026.
2. Quyết định số 11/2018/QĐ-UBND ngày 05 tháng 3 năm 2018 của Ủy ban nhân dân tỉnh Cao Bằng hết hiệu lực \
kể từ ngày Quyết định này có hiệu lực thi hành.
"""
DECREE = (
    '{"uid":"nghi-dinh/901-2019-nd-cp/chinh-phu/2019-05-06","type":"Nghị định","number":"901/2019/NĐ-CP",'
    '"title":"Quy định về bến thủy nội địa","issuer":"chinh-phu","issued":"2019-05-06"}'
)


@pytest.fixture
def one(services: Services, tmp_path: Path) -> int:
    """Id of the only expression of a store whose originals are as they came."""
    path = tmp_path / "qd41.txt"
    path.write_text(TEXT, "utf-8")
    assert services.ingest.ingest(SYSTEM, [path]).count("new") == 1
    path.unlink()
    with transaction(services.sessions) as session:
        return session.scalars(select(ExpressionRow.id)).one()


def _as_an_older_version_read_it(services: Services, number: int) -> None:
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(ExpressionRow, number)
        session.execute(delete(EventRow).where(EventRow.expression_id == number))
        session.execute(delete(EffectClauseRow).where(EffectClauseRow.expression_id == number))
        session.execute(delete(ProvisionRow).where(ProvisionRow.expression_id == number))
        for citation in session.scalars(select(CitationRow).where(CitationRow.expression_id == number)):
            citation.role = "refers"
        row.header = {name: value for name, value in row.header.items() if name != "effective_from"}


def _said(services: Services, number: int) -> dict[str, Any]:
    with transaction(services.sessions) as session:
        row = session.get_one(ExpressionRow, number)
        return {
            "citations": sorted((c.start, c.text, c.role, c.outcome) for c in row.citations),
            "effects": sorted((e.start, e.predicate, e.target_start) for e in row.effects),
            "provisions": sorted((p.start, p.eid) for p in row.provisions),
            "refs": len(row.provision_refs),
            "events": sorted(
                (e.predicate, str(e.effective_from), e.target_id)
                for e in session.scalars(select(EventRow).where(EventRow.expression_id == number))
            ),
            "header": row.header,
            "text": row.text,
            "begins": row.act.effective_from,
            "act": row.act_id,
            "current": row.current,
        }


def test_what_an_older_version_missed_is_there_again(services: Services, one: int) -> None:
    whole = _said(services, one)
    assert whole["events"]
    assert whole["effects"]
    _as_an_older_version_read_it(services, one)
    assert _said(services, one) != whole
    (found,) = services.rereading.reread(SYSTEM)
    assert (found.outcome, found.reason, found.doubtful) == ("changed", None, ())
    assert _said(services, one) == whole
    with transaction(services.sessions) as session:
        assert session.scalars(select(AuditRow.action).where(AuditRow.action == "corpus.reread")).one()


def test_what_reads_as_before_is_not_written(services: Services, one: int) -> None:
    with transaction(services.sessions) as session:
        before = session.get_one(ExpressionRow, one).read_at
    (found,) = services.rereading.reread(SYSTEM)
    assert found.outcome == "same"
    with transaction(services.sessions) as session:
        assert session.get_one(ExpressionRow, one).read_at == before
        assert not session.scalars(select(AuditRow).where(AuditRow.action == "corpus.reread")).all()


def test_the_identity_stays_and_a_header_that_reads_otherwise_waits_for_a_person(
    services: Services, one: int
) -> None:
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(ExpressionRow, one)
        row.header = {**row.header, "number": {**row.header["number"], "value": "14/2026/QĐ-UBND"}}
    (found,) = services.rereading.reread(SYSTEM)
    assert (found.outcome, found.doubtful) == ("changed", ("number",))
    with transaction(services.sessions) as session:
        row = session.get_one(ExpressionRow, one)
        assert row.header["number"]["value"] == "14/2026/QĐ-UBND"
        assert "number" in row.doubtful.split()
    asked = services.confirming.get(SYSTEM, one)
    assert [choice.value for choice in asked.choices["number"]] == ["41/2026/QĐ-UBND"]
    assert "41/2026" in asked.quotes["number"]
    (again,) = services.rereading.reread(SYSTEM)
    assert again.outcome == "same"


def test_what_a_person_confirmed_stays(services: Services, one: int) -> None:
    stated = {
        "type": "Quyết định",
        "number": "14/2026/QĐ-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Cao Bằng",
        "issued": "2026-05-04",
        "title": "Quy định quản lý bến khách ngang sông",
    }
    with pytest.raises(ConfirmationNeeded) as asked:  # the text prints another number
        services.confirming.confirm(SYSTEM, one, stated)
    uid = services.confirming.confirm(SYSTEM, one, stated, asked.value.question.answer).uid
    _as_an_older_version_read_it(services, one)
    (found,) = services.rereading.reread(SYSTEM)
    assert (found.outcome, found.doubtful, found.uid) == ("changed", (), uid)
    with transaction(services.sessions) as session:
        row = session.get_one(ExpressionRow, one)
        assert row.header["number"]["value"] == "14/2026/QĐ-UBND"
        assert (row.act.uid, row.doubtful) == (uid, "")


def test_findings_follow_and_keep_what_people_decided(services: Services, one: int) -> None:
    rows = core_rows_of([DECREE])
    services.registry.import_rows(SYSTEM, rows, "thử")
    services.sweep.sweep(SYSTEM, services.today(), keep=True)
    with transaction(services.sessions, writes=True) as session:
        findings = session.scalars(select(FindingRow)).all()
        assert findings
        marks = {row.fingerprint: row.state for row in findings}
    _as_an_older_version_read_it(services, one)
    services.rereading.reread(SYSTEM)
    services.ripple.settle(SYSTEM, services.today())
    with transaction(services.sessions) as session:
        now = {row.fingerprint: row.state for row in session.scalars(select(FindingRow))}
    assert now == marks


def test_a_lost_original_is_told_and_the_text_stays(services: Services, one: int) -> None:
    whole = _said(services, one)
    with transaction(services.sessions) as session:
        sha256 = session.get_one(ExpressionRow, one).blob_sha256
    (services.settings.originals / sha256[:2] / sha256).unlink()
    (found,) = services.rereading.reread(SYSTEM)
    assert found.outcome == "kept"
    assert "Tệp gốc" in (found.reason or "")
    assert _said(services, one) == whole


def test_a_damaged_original_does_not_take_the_place_of_the_text(services: Services, one: int) -> None:
    whole = _said(services, one)
    with transaction(services.sessions) as session:
        sha256 = session.get_one(ExpressionRow, one).blob_sha256
    (services.settings.originals / sha256[:2] / sha256).write_text(TEXT[:500], "utf-8")
    (found,) = services.rereading.reread(SYSTEM)
    assert found.outcome == "kept"
    assert _said(services, one) == whole


def test_only_an_administrator_may(services: Services) -> None:
    with pytest.raises(PermissionDeniedError):
        services.rereading.reread(Actor(7, "lan", Role.REVIEWER))


def test_who_rests_on_the_text_is_checked_again(services: Services, one: int) -> None:
    services.sweep.sweep(SYSTEM, services.today(), keep=True)
    with transaction(services.sessions) as session:
        target = session.scalars(select(ActRow).where(ActRow.number == "11/2018/QĐ-UBND")).one()
        assert session.scalars(select(EventRow).where(EventRow.target_id == target.id)).all()
    _as_an_older_version_read_it(services, one)
    services.rereading.reread(SYSTEM)
    assert services.ripple.settle(SYSTEM, services.today()).checked == 1
