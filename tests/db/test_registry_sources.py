"""Importing whole sources: events counted once, runs that stop and go on, dry runs, attachments."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import app.services.registry_run
from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, AuditRow, CitationRow, EventRow, ExpressionRow
from app.errors import PermissionDeniedError
from app.services.permissions import SYSTEM, Actor, Role
from app.services.registry_run import BEGUN, DONE
from app.services.status import ActQuestion
from indexer.importers.base import ImportOptions
from indexer.importers.edxml import NAMESPACE
from tests.unit.importers.test_vbpl import PAGE

LAW = {"source": "phapdien2026", "type": "Nghị định", "issuer": "Chính phủ"}
CITING = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: 21/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về bến khách ngang sông
Căn cứ Nghị định số 901/2019/NĐ-CP ngày 06 tháng 5 năm 2019 của Chính phủ quy định về bến thủy nội địa;
Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


class _StoppedError(BaseException):
    """What no handler for errors catches."""


def lines(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / name
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def count(services: Services, model: type) -> int:
    with services.sessions() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def _decrees(folder: Path, n: int) -> Path:
    rows = [{**LAW, "number": f"{900 + i}/2019/NĐ-CP", "issued": "2019-05-06"} for i in range(n)]
    return lines(folder, "records.jsonl", rows)


def test_a_run_that_stops_keeps_its_batches_and_the_next_one_finishes(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "qd.txt"
    text.write_text(CITING, "utf-8")
    services.ingest.ingest(SYSTEM, [text])
    path = _decrees(tmp_path, 6)
    monkeypatch.setattr(app.services.registry_run, "_COMMIT", 2)
    index, calls = app.services.registry_run.titles_to_index, []

    def stop(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 3:
            raise _StoppedError
        return index(*args)

    monkeypatch.setattr(app.services.registry_run, "titles_to_index", stop)
    with pytest.raises(_StoppedError):
        services.registry.import_file(SYSTEM, path)
    with services.sessions() as session:
        assert len(session.scalars(select(ActRow).where(ActRow.number.like("90_/2019%"))).all()) == 4
        assert session.scalar(select(CitationRow.outcome).where(CitationRow.role == "basis")) == "unknown"
    monkeypatch.setattr(app.services.registry_run, "titles_to_index", index)
    again = services.registry.import_file(SYSTEM, path)
    assert (again.new, again.changed, again.unchanged) == (2, 0, 4)
    with services.sessions() as session:
        assert session.scalar(select(CitationRow.outcome).where(CitationRow.role == "basis")) == "resolved"
    assert services.registry.import_file(SYSTEM, path).relinked == 0


def test_a_stopped_run_is_finished_by_the_import_of_another_source(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "qd.txt"
    text.write_text(CITING, "utf-8")
    services.ingest.ingest(SYSTEM, [text])

    def stop(*_args: Any) -> None:
        raise _StoppedError

    with monkeypatch.context() as patch, pytest.raises(_StoppedError):
        patch.setattr(app.services.registry_run.ImportRun, "_finish", stop)
        services.registry.import_file(SYSTEM, _decrees(tmp_path, 2))
    other = lines(tmp_path, "khac.jsonl", [{**LAW, "number": "1/2021/NĐ-CP", "issued": "2021-01-02"}])
    assert services.registry.import_file(SYSTEM, other).relinked == 1
    with services.sessions() as session:
        assert session.scalar(select(CitationRow.outcome).where(CitationRow.role == "basis")) == "resolved"
        trail = [
            (row.action, row.object)
            for row in session.scalars(
                select(AuditRow).where(AuditRow.action.in_((BEGUN, DONE))).order_by(AuditRow.id)
            )
        ]
    assert sorted(name for action, name in trail if action == DONE) == ["khac.jsonl", "records.jsonl"]


def test_a_note_and_a_registry_that_print_the_acting_act_differently_make_one_event(
    services: Services, tmp_path: Path
) -> None:
    core = {
        "type": "Nghị định",
        "number": "901/2012/NĐ-CP",
        "issuer": "chinh-phu",
        "events": [
            {
                "predicate": "amends",
                "scope": "part",
                "source": "phapdien2026",
                "from": "2016-01-01",
                "by_label": "902/2015/NĐ-CP",
                "provisions": ["4"],
            }
        ],
    }
    services.registry.import_file(SYSTEM, lines(tmp_path, "core.jsonl", [core]))
    note = (
        "(Điều {} Nghị định số 901/2012/NĐ-CP, có hiệu lực thi hành kể từ ngày 20/07/2012, có nội dung được "
        "sửa đổi bởi Điều 2 Nghị định số 902/2015/NĐ-CP có hiệu lực thi hành kể từ ngày 01/01/2016)"
    )
    rows = [
        {"topic": "1.1", "note": note.format(article), "source": [["x", "?ItemID=7"]]} for article in (4, 5)
    ]
    services.registry.import_file(SYSTEM, lines(tmp_path, "articles.jsonl", rows))
    with services.sessions() as session:
        found = session.scalars(
            select(EventRow).where(EventRow.predicate == "amends").order_by(EventRow.id)
        ).all()
        assert [row.provisions for row in found] == [["4"], ["5"]]
    again = services.registry.import_file(SYSTEM, tmp_path / "articles.jsonl")
    assert (again.new, again.changed, again.events) == (0, 0, 0)


def test_the_words_of_a_page_become_events_on_the_acts_they_mean(services: Services, tmp_path: Path) -> None:
    decree = {**LAW, "number": "901/2019/NĐ-CP", "issued": "2019-05-06", "title": "Quy định về bến thủy"}
    services.registry.import_file(SYSTEM, lines(tmp_path, "records.jsonl", [decree]))
    path = lines(tmp_path, "pages.jsonl", [PAGE])
    first = services.registry.import_file(SYSTEM, path)
    assert (first.new, first.changed) == (2, 1)  # the page's act and 902/2020, which only it names
    with services.sessions() as session:
        repealed = session.scalars(
            select(EventRow)
            .join(ActRow, ActRow.id == EventRow.target_id)
            .where(ActRow.number == "901/2019/NĐ-CP", EventRow.source == "van_ban")
        ).one()
        assert (repealed.predicate, repealed.scope) == ("repeals", "whole")
        assert repealed.by is not None and repealed.by.number == "903/2025/NĐ-CP"
        assert repealed.evidence_quote is not None and "hết hiệu lực" in repealed.evidence_quote
    again = services.registry.import_file(SYSTEM, path)
    assert (again.new, again.changed, again.events) == (0, 0, 0)
    assert count(services, ExpressionRow) == 0


def test_a_dry_run_of_any_source_leaves_nothing(services: Services, tmp_path: Path) -> None:
    before = count(services, AuditRow)
    summary = services.registry.import_file(SYSTEM, lines(tmp_path, "pages.jsonl", [PAGE]), dry_run=True)
    assert summary.new == 3  # the page's act and the two that only it names
    assert (count(services, ActRow), count(services, EventRow)) == (0, 0)
    assert count(services, AuditRow) == before


def test_corrections_of_columns_hold_for_the_next_register_of_the_shape(
    services: Services, tmp_path: Path
) -> None:
    text = "Số hiệu;Diễn giải;Cơ quan ban hành\n{}/2020/QĐ-UBND;Về giá đò;UBND tỉnh An Giang\n"
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(text.format(1), "utf-8")
    second.write_text(text.format(2), "utf-8")
    options = ImportOptions(columns={"Diễn giải": "title"})
    services.registry.import_file(SYSTEM, first, dry_run=True, options=options)
    (layout,) = services.registry.layouts(SYSTEM, second)
    assert [c.field for c in layout.columns] == ["number", "", "issuer"]  # a trial teaches nothing
    services.registry.import_file(SYSTEM, first, options=options)
    services.registry.import_file(SYSTEM, second)
    with services.sessions() as session:
        titles = session.scalars(select(ActRow.title).order_by(ActRow.number)).all()
    assert titles == ["Về giá đò", "Về giá đò"]


def test_the_attachment_of_a_message_is_ingested_once(services: Services, tmp_path: Path) -> None:
    content = base64.b64encode(CITING.encode()).decode()
    path = tmp_path / "m.edxml"
    path.write_text(
        f'<edXML xmlns="{NAMESPACE}"><MessageHeader><From><OrganName>UBND tỉnh Cao Bằng</OrganName>'
        "</From><Code><CodeNumber>21/2026</CodeNumber><CodeNotation>QĐ-UBND</CodeNotation></Code>"
        "<PromulgationInfo><PromulgationDate>2026/03/05</PromulgationDate></PromulgationInfo>"
        "<DocumentType><TypeName>Quyết định</TypeName></DocumentType></MessageHeader><Attachment>"
        f"<AttachmentName>qd.txt</AttachmentName><ContentTransferEncoded>{content}</ContentTransferEncoded>"
        "</Attachment></edXML>",
        "utf-8",
    )
    first = services.registry.import_file(SYSTEM, path)
    assert [(file.path, file.outcome) for file in first.files] == [("qd.txt", "new")]
    assert count(services, ExpressionRow) == 1
    with services.sessions() as session:
        acts = session.scalars(select(ActRow).where(ActRow.number == "21/2026/QĐ-UBND")).all()
    assert len(acts) == 1  # the header's act and the text's act are one
    again = services.registry.import_file(SYSTEM, path)
    assert [file.outcome for file in again.files] == ["unchanged"]
    assert services.registry.import_file(SYSTEM, path, dry_run=True).files == ()


def test_only_leads_and_administrators_import(services: Services, tmp_path: Path) -> None:
    path = _decrees(tmp_path, 1)
    with pytest.raises(PermissionDeniedError):
        services.registry.import_file(Actor(1, "x", Role.REVIEWER), path)
    assert services.registry.import_file(Actor(None, "x", Role.LEAD), path).new == 1


UNITS: list[dict[str, Any]] = [
    {
        "code": "nui-xanh",
        "name": "Núi Xanh",
        "kind": "tỉnh",
        "from": "1997-01-01",
        "until": "2025-06-30",
        "source": "thử",
    },
    {
        "code": "nui-xanh-2025",
        "name": "Núi Xanh",
        "kind": "tỉnh",
        "from": "2025-07-01",
        "until": None,
        "predecessors": ["nui-xanh"],
        "source": "thử",
    },
]


def test_a_register_of_a_province_that_this_installation_added(services: Services, tmp_path: Path) -> None:
    """Its bodies are told by the store's vocabulary, and its old acts keep to the old territory."""
    services.registry.import_provinces(SYSTEM, UNITS, "thử")
    path = tmp_path / "so.csv"
    path.write_text(
        "Số ký hiệu,Ngày ban hành,Trích yếu,Cơ quan,Ngày hiệu lực,Ngày hết hiệu lực\n"
        "05/2024/QĐ-UBND,03/01/2024,Quy định một việc,UBND tỉnh Núi Xanh,20/01/2024,31/12/9999\n"
        "06/2025/QĐ-UBND,03/08/2025,Quy định việc khác,UBND tỉnh Núi Xanh,20/08/2025,\n",
        encoding="utf-8",
    )
    assert services.registry.import_file(SYSTEM, path).new == 2
    again = services.registry.import_file(SYSTEM, path)
    assert (again.new, again.changed, again.unchanged, again.rejected) == (0, 0, 2, 0)
    with transaction(services.sessions) as session:
        codes = {row.number: row.issuer for row in session.scalars(select(ActRow))}
    assert codes == {"05/2024/QĐ-UBND": "ubnd:nui-xanh", "06/2025/QĐ-UBND": "ubnd:nui-xanh-2025"}
    _act, reading = services.status.status(SYSTEM, ActQuestion("05/2024/QĐ-UBND"), date(2026, 11, 21))
    assert (reading.status, reading.scope) == ("in_force", "chỉ áp dụng trên địa bàn tỉnh Núi Xanh (cũ)")
