"""Who proposed an act, read from its grounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.structure.proposer import field_of_agency, proposing_agency


@pytest.mark.parametrize(
    ("line", "agency", "field"),
    [
        ("Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 02/TTr-STP;", "Sở Tư pháp", "Tư pháp"),
        (
            "Theo đề nghị của Giám đốc Sở Giáo dục và Đào tạo;",
            "Sở Giáo dục và Đào tạo",
            "Giáo dục và Đào tạo",
        ),
        ("Xét đề nghị của Sở Tài chính tỉnh Cà Mau và Báo cáo thẩm định;", "Sở Tài chính", "Tài chính"),
        ("Theo đề nghị của Chánh Thanh tra tỉnh.", "Thanh tra tỉnh", None),
        ("Theo đề nghị của Trưởng Ban Dân tộc tỉnh;", "Ban Dân tộc tỉnh", None),
        (
            "Xét Tờ trình số 14/TTr-UBND ngày 11 tháng 9 năm 2025 của Ủy ban nhân dân tỉnh Cà Mau về phí;",
            "Ủy ban nhân dân tỉnh Cà Mau",
            None,
        ),
    ],
)
def test_the_agency_and_its_field(line: str, agency: str, field: str | None) -> None:
    text = f"QUYẾT ĐỊNH\nVề một việc\nCăn cứ Luật Phí và lệ phí;\n{line}\nQUYẾT ĐỊNH:\nĐiều 1. Phạm vi\n"
    assert proposing_agency(text) == agency
    assert field_of_agency(agency) == field


def test_a_request_in_the_body_is_no_proposal() -> None:
    text = "QUYẾT ĐỊNH:\nĐiều 1. Trình tự\nTheo đề nghị của Giám đốc Sở Tư pháp, Ủy ban xem xét.\n"
    assert proposing_agency(text) is None
    assert field_of_agency(None) is None


@pytest.mark.shared
def test_every_real_provincial_act_says_who_proposed_it(shared: Path) -> None:
    texts = sorted((shared / "data/gold/provincial").glob("*.txt"))
    found = [proposing_agency(path.read_text(encoding="utf-8")) for path in texts]
    assert texts and found.count(None) == 0
