"""The same act in two files, and two acts that are nearly the same, are told and shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.db.base import transaction
from app.db.models import ExpressionRow
from app.errors import NotFoundError
from app.services.permissions import SYSTEM

BODY = "\n".join(
    f"{n}. Đơn vị thứ {n} kiểm tra việc thực hiện nội dung số {n * 7} và báo cáo kết quả vào ngày {n}."
    for n in range(1, 28)
)
ACT = """ỦY BAN NHÂN DÂN TỈNH CAO BẰNG
Số: {n}/2026/QĐ-UBND
Cao Bằng, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
Quy định về kiểm tra bến khách
Điều 1. Nội dung
{body}
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2026.
"""


def _ingest(services: Services, path: Path, text: str) -> tuple[str, str | None]:
    path.write_text(text, encoding="utf-8")
    (file,) = services.ingest.ingest(SYSTEM, [path]).files
    return file.outcome, file.reason


def test_near_texts_are_told_and_compared(services: Services, tmp_path: Path) -> None:
    assert _ingest(services, tmp_path / "a.txt", ACT.format(n=21, body=BODY)) == ("new", None)
    corrected = BODY.replace("nội dung số 49 ", "nội dung số 50 ")
    outcome, reason = _ingest(services, tmp_path / "b.txt", ACT.format(n=21, body=corrected))
    assert outcome == "changed" and reason and "bản cũ vẫn giữ" in reason
    outcome, reason = _ingest(services, tmp_path / "c.txt", ACT.format(n=33, body=corrected))
    assert outcome == "new" and reason and "Quyết định 21/2026/QĐ-UBND" in reason
    other = ACT.format(
        n=40, body="\n".join(f"{n}. Hộ gia đình nhận khoán rừng lô {n}." for n in range(1, 28))
    )
    assert _ingest(services, tmp_path / "d.txt", other) == ("new", None)

    with transaction(services.sessions) as session:
        first, second, third, _fourth = session.scalars(select(ExpressionRow.id).order_by(ExpressionRow.id))
    near = services.duplicates.near(SYSTEM, second)
    assert {(text.expression_id, text.same_act, text.current) for text in near} == {
        (first, True, False),
        (third, False, True),
    }
    found = services.duplicates.compare(SYSTEM, first, second)
    assert found.differing == 2
    marked = [
        [text.strip() for text, differs in line.pieces if differs]
        for line in found.lines
        if line.sign in "-+"
    ]
    assert marked == [["49"], ["50"]]
    assert services.duplicates.compare(SYSTEM, first, first).lines == ()
    with pytest.raises(NotFoundError):
        services.duplicates.compare(SYSTEM, first, 999)
