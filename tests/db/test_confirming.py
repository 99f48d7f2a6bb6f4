"""A person states what a header says: the text moves to the act it names, nothing else is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services, build_services
from app.config import Settings
from app.db.base import transaction
from app.db.models import ActRow, AuditRow, CitationRow, ClaimRow, DisagreementRow, ExpressionRow
from app.errors import NotFoundError, PermissionDeniedError, UsageError
from app.services.confirm_question import ConfirmationNeeded
from app.services.header_choices import Choice
from app.services.permissions import SYSTEM, Actor, Role
from app.services.status import ActQuestion
from indexer.search.protocol import SearchQuery

# The number and the day were stamped on the paper: the text layer has dots.
STAMPED = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số:        /2026/QĐ-UBND
Cao Bằng, ngày      tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách ngang sông
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
Điều 2. Quyết định này thay thế Quyết định số 8/2019/QĐ-UBND ngày 01 tháng 02 năm 2019 \
của Ủy ban nhân dân tỉnh Cao Bằng.
"""
PLAN = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 30/KH-UBND
Cao Bằng, ngày 05 tháng 5 năm 2026
KẾ HOẠCH
Triển khai quy định về bến khách ngang sông
Căn cứ Quyết định số 21/2026/QĐ-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Cao Bằng;
"""
STATED = {
    "type": "Quyết định",
    "number": "21/2026/QĐ-UBND",
    "issuer": "Ủy ban nhân dân tỉnh Cao Bằng",
    "issued": "2026-03-05",
    "title": "Quy định về bến khách ngang sông",
}


@pytest.fixture
def services(settings: Settings, tmp_path: Path) -> Iterator[Services]:
    made = build_services(settings, today=lambda: date(2026, 11, 21))
    for name, text in (("dau.txt", STAMPED), ("kh.txt", PLAN)):
        (tmp_path / name).write_text(text, "utf-8")
        assert made.ingest.ingest(SYSTEM, [tmp_path / name]).count("new") == 1
    yield made
    made.close()


def test_what_was_stamped_is_stated_by_a_person(services: Services) -> None:
    waiting, total = services.confirming.waiting(SYSTEM)
    assert total == services.confirming.count() == 1
    assert {"number", "issued"} <= set(waiting[0].fields)
    before = waiting[0].uid
    found = services.confirming.get(SYSTEM, waiting[0].id)
    assert found.following is None
    assert found.values["title"] == STATED["title"]
    assert not found.has_picture and found.beginning.startswith("ỦY BAN")

    uid = services.confirming.confirm(SYSTEM, waiting[0].id, STATED).uid
    assert uid != before
    assert services.confirming.count() == 0
    with transaction(services.sessions) as session:
        act = session.scalars(select(ActRow).where(ActRow.uid == uid)).one()
        assert (act.number, act.issued) == ("21/2026/QĐ-UBND", date(2026, 3, 5))
        assert session.scalar(select(ActRow).where(ActRow.uid == before)) is None
        cited = session.scalars(select(CitationRow).where(CitationRow.number == "21/2026/QĐ-UBND")).one()
        assert (cited.outcome, cited.act_id) == ("resolved", act.id)
        text = session.scalars(select(ExpressionRow).where(ExpressionRow.act_id == act.id)).one()
        assert text.confirmed and text.confirmed["by"] == SYSTEM.name
        audit = session.scalars(select(AuditRow).where(AuditRow.action == "header.confirm")).one()
        assert audit.detail["number"] == "21/2026/QĐ-UBND" and "title" not in audit.detail
    hits = services.index.search(SearchQuery("bến khách ngang sông")).hits
    assert uid in {hit.uid for hit in hits} and before not in {hit.uid for hit in hits}
    _act, ended = services.status.status(SYSTEM, ActQuestion("8/2019/QĐ-UBND"), date(2026, 11, 21))
    assert (ended.status, ended.since) == ("expired", date(2026, 3, 20))


def test_other_readings_and_acts_of_the_same_title_are_offered(services: Services) -> None:
    waiting, _total = services.confirming.waiting(SYSTEM)
    assert services.confirming.get(SYSTEM, waiting[0].id).choices == {}
    with transaction(services.sessions, writes=True) as session:
        row = session.get_one(ExpressionRow, waiting[0].id)
        read = {"value": "2026-03-06", "start": None, "end": None, "confidence": 0.4}
        row.header = {**row.header, "issued": {**read, "others": ["2026-03-05", "2026-03-08"]}}
        for number, title in (
            ("21/2026/QĐ-UBND", "Quy định về bến khách ngang sông"),
            ("22/2026/QĐ-UBND", "Quy định về bến khách ngang sông năm 2026"),
            ("23/2026/QĐ-UBND", "Quy định về chợ nông thôn và trung tâm thương mại"),
        ):
            act = ActRow(
                uid=number, type=row.act.type, type_key=row.act.type_key, number=number, number_key=number,
                issuer=row.act.issuer, issued=date(2026, 3, 5), title=title,
            )  # fmt: skip
            act.claims = [ClaimRow(field="number", value=number, source="so_theo_doi")]
            session.add(act)
    choices = services.confirming.get(SYSTEM, waiting[0].id).choices
    assert choices["number"] == (Choice("21/2026/QĐ-UBND", "so_theo_doi"),)
    assert [choice.value for choice in choices["issued"]] == ["2026-03-05", "2026-03-08"]
    assert [choice.source for choice in choices["issued"]] == ["so_theo_doi", None]


def test_the_text_that_was_put_aside_by_mistake_comes_back(services: Services, tmp_path: Path) -> None:
    wrong = PLAN.replace(
        "Triển khai quy định về bến khách ngang sông", "Triển khai quy định về chợ nông thôn"
    )
    (tmp_path / "nham.txt").write_text(wrong, "utf-8")
    summary = services.ingest.ingest(SYSTEM, [tmp_path / "nham.txt"])
    assert summary.count("changed") == 1
    with transaction(services.sessions) as session:
        mistaken = session.scalars(select(ExpressionRow).order_by(ExpressionRow.id.desc())).first()
        assert mistaken is not None
        number, plan = mistaken.id, mistaken.act_id
    values = {
        "type": "Kế hoạch",
        "number": "31/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Cao Bằng",
        "issued": "2026-05-05",
        "title": "Triển khai quy định về chợ nông thôn",
    }
    with pytest.raises(ConfirmationNeeded) as asked:
        services.confirming.confirm(SYSTEM, number, values)
    assert (asked.value.question.known, asked.value.question.printed) == (None, "30/KH-UBND")
    uid = services.confirming.confirm(SYSTEM, number, values, asked.value.question.answer).uid
    with transaction(services.sessions) as session:
        texts = session.scalars(select(ExpressionRow).where(ExpressionRow.act_id == plan)).all()
        assert [text.current for text in texts] == [True]
        assert "bến khách" in texts[0].text
    uids = {hit.uid for hit in services.index.search(SearchQuery("bến khách ngang sông")).hits}
    assert uid not in uids and len(uids) == 2


def test_a_file_does_not_become_another_act_without_question(services: Services, tmp_path: Path) -> None:
    decree = {"source": "vbpl2026", "type": "Nghị định", "number": "76/2015/NĐ-CP", "issued": "2015-09-10"}
    path = tmp_path / "decree.jsonl"
    row = {**decree, "issuer": "Chính phủ", "title": "Quy định chi tiết Luật Kinh doanh bất động sản"}
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    services.registry.import_file(SYSTEM, path)
    number = services.confirming.waiting(SYSTEM)[0][0].id
    stated = {"type": "Nghị định", "number": "76/2015/NĐ-CP", "issuer": "Chính phủ", "issued": "2015-09-10"}
    stated["title"] = "Quy định về bến khách ngang sông"
    with pytest.raises(ConfirmationNeeded) as asked:
        services.confirming.confirm(SYSTEM, number, stated)
    known = asked.value.question.known
    assert known and (known.number, known.title) == ("76/2015/NĐ-CP", row["title"])
    with pytest.raises(ConfirmationNeeded):
        services.confirming.confirm(SYSTEM, number, stated, "an answer to something else")
    with transaction(services.sessions) as session:
        assert session.scalars(select(ActRow.title).where(ActRow.uid == known.uid)).one() == row["title"]
    services.confirming.confirm(SYSTEM, number, stated, asked.value.question.answer)
    with transaction(services.sessions) as session:
        told = session.scalars(select(DisagreementRow).where(DisagreementRow.field == "title")).one()
        assert {stated["title"], row["title"]} <= {value["value"] for value in told.values}


def test_an_act_of_the_register_with_the_same_title_is_not_asked_about(
    services: Services, tmp_path: Path
) -> None:
    listed = {"type": "Quyết định", "number": "8/2026/QĐ-UBND", "issued": "2026-03-05"}
    listed |= {"issuer": "Ủy ban nhân dân tỉnh Cao Bằng", "title": "Quy định về bến khách ngang sông"}
    path = tmp_path / "register.jsonl"
    path.write_text(json.dumps({**listed, "source": "so_theo_doi"}, ensure_ascii=False), "utf-8")
    services.registry.import_file(SYSTEM, path)
    number = services.confirming.waiting(SYSTEM)[0][0].id
    stated = {**listed, "title": "Về việc quy định về bến khách ngang sông"}
    assert services.confirming.confirm(SYSTEM, number, stated).number == "8/2026/QĐ-UBND"


def test_what_cannot_be_taken_is_refused_in_words(services: Services) -> None:
    number = services.confirming.waiting(SYSTEM)[0][0].id
    with pytest.raises(UsageError, match="loại văn bản"):
        services.confirming.confirm(SYSTEM, number, {**STATED, "number": "", "title": "  "})
    with pytest.raises(UsageError, match="Ngày"):
        services.confirming.confirm(SYSTEM, number, {**STATED, "issued": "5/3/2026"})
    with pytest.raises(UsageError, match="quá dài"):
        services.confirming.confirm(SYSTEM, number, {**STATED, "number": "1" * 200})
    with pytest.raises(NotFoundError):
        services.confirming.confirm(SYSTEM, 999, STATED)
    with pytest.raises(NotFoundError, match="Không vẽ được"):
        services.confirming.picture(SYSTEM, number, 1)
    with pytest.raises(PermissionDeniedError):
        services.confirming.confirm(Actor(1, "Người soạn", Role.DRAFTER), number, STATED)
    assert services.confirming.count() == 1
