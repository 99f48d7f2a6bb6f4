"""What clauses say reaches the act they mean: laws by name, acts of an appendix, spared provisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docx import Document
from sqlalchemy import select

from app.bootstrap import Services
from app.db.models import ActRow, EffectClauseRow, EventRow
from app.services.permissions import SYSTEM
from app.services.status import ActQuestion

ON = date(2026, 11, 21)
HEAD = """ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/2026/QĐ-UBND
Cao Bằng, ngày 04 tháng 5 năm 2026
QUYẾT ĐỊNH
Bãi bỏ một số văn bản quy phạm pháp luật
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
QUYẾT ĐỊNH:
"""
SPARING = (
    HEAD
    + """Điều 1. Bãi bỏ Quyết định số 11/2018/QĐ-UBND ngày 05 tháng 3 năm 2018 của Ủy ban nhân dân tỉnh Cao \
Bằng quy định quản lý bến đò ngang, trừ Điều 6.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 5 năm 2026.
"""
)
AMENDING_LAW = """QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Luật số: 190/2026/QH16
LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT CÔNG CHỨNG
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Công chứng.
Điều 1. Sửa đổi, bổ sung một số điều của Luật Công chứng
1. Bãi bỏ khoản 2 Điều 9.
2. Sửa đổi, bổ sung Điều 11 như sau:
“Điều 11. Thời hạn
Thời hạn là ba năm.”.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2026.
Luật này được Quốc hội thông qua ngày 10 tháng 6 năm 2026.
"""


def ingest(services: Services, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    assert services.ingest.ingest(SYSTEM, [path]).count("new") == 1


def status(services: Services, number: str, provision: str | None = None) -> tuple[str, date | None]:
    _act, reading = services.status.status(SYSTEM, ActQuestion(number), ON, provision)
    return reading.status, reading.since


def test_a_law_amended_by_name_gets_the_events(services: Services, tmp_path: Path) -> None:
    services.registry.import_core(SYSTEM)
    ingest(services, tmp_path / "luat.txt", AMENDING_LAW)
    with services.sessions() as session:
        by = session.scalars(select(ActRow).where(ActRow.number == "190/2026/QH16")).one()
        events = session.scalars(select(EventRow).where(EventRow.by_id == by.id)).all()
        found = {
            (session.get_one(ActRow, e.target_id).number, e.predicate, tuple(e.provisions)) for e in events
        }
        assert found == {("46/2024/QH15", "repeals", ("9/2",)), ("46/2024/QH15", "amends", ("11",))}
        # the clause states no day of its own, so the acting act's day is read when it is asked for
        assert {e.effective_from for e in events} == {None}
    assert status(services, "46/2024/QH15", "9/2") == ("expired", date(2026, 9, 1))


def test_a_spared_provision_stays_in_force(services: Services, tmp_path: Path) -> None:
    ingest(services, tmp_path / "qd.txt", SPARING)
    with services.sessions() as session:
        clause = session.scalars(select(EffectClauseRow)).one()
        event = session.scalars(select(EventRow).where(EventRow.predicate == "repeals")).one()
        assert (clause.scope, clause.exceptions) == ("part", ["6"])
        assert (event.scope, event.exceptions) == ("part", ["6"])
    assert status(services, "11/2018/QĐ-UBND") == ("partly_expired", date(2026, 5, 15))
    assert status(services, "11/2018/QĐ-UBND", "4") == ("expired", date(2026, 5, 15))
    assert status(services, "11/2018/QĐ-UBND", "6")[0] == "in_force"


def test_acts_of_a_table_behind_the_signature_end(services: Services, tmp_path: Path) -> None:
    document = Document()
    clause = "Điều 1. Bãi bỏ 02 văn bản quy phạm pháp luật (có Danh mục kèm theo).\n"
    force = "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 5 năm 2026.\n"
    for line in (HEAD + clause + force + "Nơi nhận:\n- Như Điều 2;\nTM. ỦY BAN NHÂN DÂN").split("\n"):
        document.add_paragraph(line)
    document.add_paragraph("DANH MỤC")
    document.add_paragraph("Văn bản quy phạm pháp luật bị bãi bỏ")
    rows = (
        ("STT", "Tên loại văn bản", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Lý do"),
        ("1", "Quyết định", "21/2016/QĐ-UBND", "09/8/2016", "Về bến đò", "Quyết định số 5/2024/QĐ-UBND"),
        ("2", "Chỉ thị", "03/2015/CT-UBND", "02/2/2015", "Về phòng cháy rừng", "Hết đối tượng"),
    )
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(str(tmp_path / "qd.docx"))
    assert services.ingest.ingest(SYSTEM, [tmp_path / "qd.docx"]).count("new") == 1
    for number in ("21/2016/QĐ-UBND", "03/2015/CT-UBND"):
        assert status(services, number) == ("expired", date(2026, 5, 15))
    with services.sessions() as session:
        ended = session.scalars(select(EventRow).where(EventRow.predicate == "repeals")).all()
        targets = {session.get_one(ActRow, event.target_id).number for event in ended}
    assert targets == {"21/2016/QĐ-UBND", "03/2015/CT-UBND"}
