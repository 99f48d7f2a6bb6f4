"""Files into the corpus: whole or not at all, linked whatever the order, judged on any day."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import func, select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ActRow, CitationRow, EventRow, ExpressionRow, FindingRow, IngestItemRow
from app.errors import PermissionDeniedError
from app.services.permissions import SYSTEM, Actor, Role
from app.services.status import ActQuestion
from indexer.search.protocol import SearchQuery

ON = date(2026, 11, 21)
HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Cao Bằng, ngày {day} tháng {month} năm {year}
QUYẾT ĐỊNH
{title}
"""
OLD = (
    HEAD.format(
        number="11/2018/QĐ-UBND", day="05", month="3", year=2018, title="Quy định quản lý bến đò ngang"
    )
    + """Căn cứ Luật Giao thông đường thủy nội địa số 23/2004/QH11;
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định về bến đò ngang.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2018.
"""
)
NEW = (
    HEAD.format(
        number="30/2025/QĐ-UBND", day="10", month="9", year=2025, title="Ban hành quy định về bến khách"
    )
    + """Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định về bến khách ngang sông.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 9 năm 2025.
2. Quyết định này thay thế Quyết định số 11/2018/QĐ-UBND ngày 05 tháng 3 năm 2018 của Ủy ban nhân dân \
tỉnh Cao Bằng quy định quản lý bến đò ngang.
"""
)
PLAN = (
    HEAD.format(number="77/2024/QĐ-UBND", day="02", month="4", year=2024, title="Quy định giá dịch vụ bến đò")
    + """Căn cứ Quyết định số 11/2018/QĐ-UBND ngày 05 tháng 3 năm 2018 của Ủy ban nhân dân tỉnh Cao Bằng;
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định giá dịch vụ.
Điều 2. Hiệu lực thi hành
Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2024.
"""
)


def _write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _count(services: Services, model: type) -> int:
    with services.sessions() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("order", [("old", "new", "plan"), ("plan", "new", "old"), ("new", "old", "plan")])
def test_a_replaced_basis_is_found_whatever_came_first(
    services: Services, tmp_path: Path, order: tuple[str, ...]
) -> None:
    texts = {"old": OLD, "new": NEW, "plan": PLAN}
    for name in order:
        summary = services.ingest.ingest(SYSTEM, _write(tmp_path / "in", **{name: texts[name]}))
        assert summary.count("new") == 1
    _act, reading = services.status.status(SYSTEM, ActQuestion("11/2018/QĐ-UBND"), ON)
    assert (reading.status, reading.since) == ("expired", date(2025, 9, 25))
    _act, before = services.status.status(SYSTEM, ActQuestion("11/2018/QĐ-UBND"), date(2025, 9, 24))
    assert before.status == "in_force"
    swept = services.sweep.sweep(SYSTEM, ON)
    found = [f.finding for f in swept.findings if f.act_label.endswith("77/2024/QĐ-UBND")]
    replaced = [f for f in found if f.code == "REF102"]
    assert len(replaced) == 1
    assert replaced[0].severity == "error"
    assert replaced[0].act is not None and replaced[0].act.ended_by == ("30/2025/QĐ-UBND",)
    quotes = [item.quote for item in replaced[0].evidence if item.quote]
    assert any("thay thế Quyết định số 11/2018/QĐ-UBND" in quote for quote in quotes)
    assert any(quote.startswith("Căn cứ Quyết định số 11/2018/QĐ-UBND") for quote in quotes)


def test_an_act_known_only_from_the_clause_that_ends_it_is_found_expired(
    services: Services, tmp_path: Path
) -> None:
    services.ingest.ingest(SYSTEM, _write(tmp_path / "in", new=NEW, plan=PLAN))
    swept = services.sweep.sweep(SYSTEM, ON)
    assert "REF102" in {f.finding.code for f in swept.findings if "77/2024" in f.act_label}


def test_an_unknown_act_that_two_clauses_change_becomes_one_act(services: Services, tmp_path: Path) -> None:
    head, _clause, rest = NEW.partition("2. Quyết định này thay thế ")
    act = rest.partition(" quy định quản lý")[0]
    text = f"{head}2. Bãi bỏ Điều 3 {act}.\n3. Bãi bỏ khoản 2 Điều 5 {act}.\n"
    assert services.ingest.ingest(SYSTEM, _write(tmp_path / "in", new=text)).count("new") == 1
    _act, reading = services.status.status(SYSTEM, ActQuestion("11/2018/QĐ-UBND"), ON, "5/2")
    assert reading.status == "expired"
    _act, other = services.status.status(SYSTEM, ActQuestion("11/2018/QĐ-UBND"), ON, "5/1")
    assert other.status != "expired"


def test_two_acts_in_one_file_wait_for_a_person(services: Services, tmp_path: Path) -> None:
    state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    (file,) = services.ingest.ingest(SYSTEM, _write(tmp_path / "in", both=state + NEW + state + PLAN)).files
    assert file.outcome == "new" and file.doubtful == ("nhiều văn bản trong một tệp",)
    assert file.reason is not None and "Quyết định số 77/2024/QĐ-UBND ngày" in file.reason
    assert f"(từ dòng {(state + NEW).count(chr(10)) + 1}" in file.reason
    (waiting,), _total = services.confirming.waiting(SYSTEM)
    assert waiting.fields == ("acts",)
    found = services.confirming.get(SYSTEM, waiting.id)
    assert any("77/2024/QĐ-UBND" in sentence for sentence in found.warnings)
    services.confirming.confirm(SYSTEM, waiting.id, found.values)
    assert services.confirming.count() == 0


def test_the_same_bytes_and_a_corrected_file(services: Services, tmp_path: Path) -> None:
    paths = _write(tmp_path / "in", plan=PLAN)
    services.ingest.ingest(SYSTEM, paths)
    assert services.ingest.ingest(SYSTEM, paths).count("unchanged") == 1
    paths[0].write_text(PLAN.replace("giá dịch vụ.", "giá dịch vụ bến đò ngang."), encoding="utf-8")
    assert services.ingest.ingest(SYSTEM, paths).count("changed") == 1
    with services.sessions() as session:
        texts = session.scalars(select(ExpressionRow).order_by(ExpressionRow.id)).all()
        assert [text.current for text in texts] == [False, True]
        assert len({text.act_id for text in texts}) == 1


def test_a_bad_file_costs_none_of_the_others(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    _write(folder, old=OLD, plan=PLAN, empty="", words="Danh sách nhân viên\nAn\nBình\n")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 truncated")
    (folder / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "latin.txt").write_bytes("Quyết định".encode("utf-16-le")[1:] + b"\xff\xfe\xfa")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    summary = services.ingest.ingest(SYSTEM, [folder, tmp_path / "nowhere"])
    outcomes = {Path(file.path).name: file for file in summary.files}
    assert outcomes["old.txt"].outcome == outcomes["plan.txt"].outcome == "new"
    refused = {name for name, file in outcomes.items() if file.outcome == "refused"}
    assert refused == {"empty.txt", "words.txt", "bad.docx", "picture.docx", "latin.txt", "nowhere"}
    assert all(outcomes[name].reason for name in refused)
    assert ".hidden" not in outcomes
    assert _count(services, ExpressionRow) == 2
    assert _count(services, IngestItemRow) == len(summary.files)


def test_a_failure_while_storing_leaves_nothing_of_that_file(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.linking import Linker

    genuine = Linker.link

    def failing(self: Linker, expression: ExpressionRow) -> set[str]:
        if "77/2024" in expression.text:
            raise RuntimeError("disk on fire")
        return genuine(self, expression)

    monkeypatch.setattr(Linker, "link", failing)
    summary = services.ingest.ingest(SYSTEM, _write(tmp_path / "in", old=OLD, plan=PLAN))
    assert (summary.count("new"), summary.count("refused")) == (1, 1)
    with services.sessions() as session:
        numbers = session.scalars(select(ActRow.number)).all()
        assert "77/2024/QĐ-UBND" not in numbers and "11/2018/QĐ-UBND" in numbers
        assert session.scalars(select(CitationRow).where(CitationRow.text.contains("11/2018"))).all() == []
    assert services.index.search(SearchQuery("giá dịch vụ bến đò")).total == 0
    assert sum(path.is_file() for path in services.settings.originals.rglob("*")) == 1


def test_a_broken_index_commit_rolls_the_rows_back(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = _write(tmp_path / "in", old=OLD)

    class BrokenError(Exception):
        pass

    def broken(*_args: object) -> None:
        raise BrokenError

    monkeypatch.setattr("app.services.ingest_batch.indexed", broken)
    with pytest.raises(BrokenError):
        services.ingest.ingest(SYSTEM, paths)
    monkeypatch.undo()
    assert _count(services, ActRow) == _count(services, EventRow) == 0
    assert not any(path.is_file() for path in services.settings.originals.rglob("*"))
    assert services.ingest.ingest(SYSTEM, paths).count("new") == 1


def test_two_forms_of_one_act_are_one_act(services: Services, tmp_path: Path) -> None:
    _write(tmp_path / "in", plan=PLAN, nfd=unicodedata.normalize("NFD", PLAN) + "\n")
    document = Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "in" / "plan.docx"))
    services.ingest.ingest(SYSTEM, [tmp_path / "in"])
    with services.sessions() as session:
        acts = session.scalars(select(ActRow).join(ExpressionRow, ExpressionRow.act_id == ActRow.id)).unique()
        assert [act.number for act in acts] == ["77/2024/QĐ-UBND"]


def test_verdicts_outlive_a_sweep_and_a_finding_that_is_gone_says_so(
    services: Services, tmp_path: Path
) -> None:
    services.ingest.ingest(SYSTEM, _write(tmp_path / "in", old=OLD, new=NEW, plan=PLAN))
    services.sweep.sweep(SYSTEM, ON)
    with transaction(services.sessions, writes=True) as session:
        row = session.scalars(select(FindingRow).where(FindingRow.code == "REF102")).one()
        row.state = "confirmed"
    again = services.sweep.sweep(SYSTEM, ON)
    assert again.new == 0
    with services.sessions() as session:
        row = session.scalars(select(FindingRow).where(FindingRow.code == "REF102")).one()
        assert row.state == "confirmed"
    before = services.sweep.sweep(SYSTEM, date(2025, 1, 1))
    assert "REF102" not in before.by_code


def test_a_corrected_file_keeps_what_people_decided(services: Services, tmp_path: Path) -> None:
    services.ingest.ingest(SYSTEM, _write(tmp_path / "in", old=OLD, new=NEW, plan=PLAN))
    services.sweep.sweep(SYSTEM, ON)
    reviewer = services.users.create(SYSTEM, "rasoat", "An", "mot cau du dai 2026", Role.REVIEWER).actor
    with transaction(services.sessions) as session:
        found = session.scalars(select(FindingRow).where(FindingRow.code == "REF102")).one()
        before, former = found.id, found.expression_id
    services.review.judge(reviewer, before, "confirmed", "đã đối chiếu bản gốc")

    corrected = PLAN.replace("Quyết định này quy định giá", "Quyết định này quy định chi tiết giá")
    corrected = corrected.replace("QUYẾT ĐỊNH\n", "QUYẾT ĐỊNH\n\n", 1).replace("Phạm vi", "Phạm  vi")
    summary = services.ingest.ingest(SYSTEM, _write(tmp_path / "again", plan=corrected))
    assert summary.count("changed") == 1
    services.sweep.sweep(SYSTEM, ON)
    with transaction(services.sessions) as session:
        (now,) = session.scalars(select(FindingRow).where(FindingRow.code == "REF102")).all()
        text = session.get_one(ExpressionRow, now.expression_id)
        assert (now.id, now.state) == (before, "confirmed")
        assert now.expression_id != former and text.current
        assert text.text[now.start : now.end] == now.text
        texts = session.scalars(select(ExpressionRow).where(ExpressionRow.act_id == now.act_id)).all()
        assert sorted(row.current for row in texts) == [False, True]
    assert [verdict.reason for verdict in services.review.finding(SYSTEM, before).verdicts] == [
        "đã đối chiếu bản gốc"
    ]


def test_a_look_at_another_day_leaves_the_list_as_it_is(services: Services, tmp_path: Path) -> None:
    def listed() -> list[tuple[str, str, date]]:
        with transaction(services.sessions) as session:
            rows = session.scalars(select(FindingRow).order_by(FindingRow.id))
            return [(row.fingerprint, row.state, row.as_of) for row in rows]

    services.ingest.ingest(SYSTEM, _write(tmp_path / "in", old=OLD, new=NEW, plan=PLAN))
    kept = services.sweep.sweep(SYSTEM, ON)
    before = listed()
    look = services.sweep.sweep(SYSTEM, date(2025, 1, 1), keep=False)
    assert look.by_code != kept.by_code
    assert (look.new, look.gone) == (0, 0)
    assert listed() == before


def test_workers_give_the_same_result_as_one_process(services: Services, tmp_path: Path) -> None:
    paths = _write(tmp_path / "in", old=OLD, new=NEW, plan=PLAN, empty="")
    summary = services.ingest.ingest(SYSTEM, paths, jobs=2)
    assert [file.outcome for file in summary.files] == ["new", "new", "new", "refused"]


def test_a_drafter_may_not_ingest(services: Services, tmp_path: Path) -> None:
    with pytest.raises(PermissionDeniedError):
        services.ingest.ingest(Actor(1, "An", Role.DRAFTER), _write(tmp_path / "in", old=OLD))
