"""Treaties named as such, and what only looks like one."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions


def treaties(text: str) -> list[tuple[str, str | None]]:
    return [(c.type, c.name) for c in extract_citations(text) if c.kind == "act"]


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("Tàu phải theo Công ước SOLAS và quy định riêng.", "Công ước", "SOLAS"),
        ("Hàng theo Hiệp định VN - EAEU FTA.", "Hiệp định", "VN - EAEU FTA"),
        ("Nguồn gen theo Nghị định thư Nagoya; mẫu vật theo luật.", "Nghị định thư", "Nagoya"),
        ("Đất ngập nước theo Công ước Ramsar công nhận.", "Công ước", "Ramsar"),
        (
            "Vùng biển theo Công ước của Liên hợp quốc về Luật biển năm 1982, pháp luật Việt Nam.",
            "Công ước",
            "của Liên hợp quốc về Luật biển",
        ),
        (
            "Áp dụng Hiệp định Thương mại tự do giữa Việt Nam và Liên minh châu Âu (sau đây gọi là EVFTA).",
            "Hiệp định",
            "Thương mại tự do giữa Việt Nam và Liên minh châu Âu",
        ),
        (
            "Mẫu vật theo Công ước về buôn bán quốc tế các loài động vật, thực vật hoang dã nguy cấp.",
            "Công ước",
            "về buôn bán quốc tế các loài động vật, thực vật hoang dã nguy cấp",
        ),
        (
            "Phê chuẩn Nghị định thư gia nhập Hiệp định thành lập Tổ chức Thương mại Thế giới.",
            "Nghị định thư",
            "gia nhập Hiệp định thành lập Tổ chức Thương mại Thế giới",
        ),
        (
            "Giảm phát thải theo Thỏa thuận Paris về biến đổi khí hậu; báo cáo hằng năm.",
            "Thỏa thuận",
            "Paris về biến đổi khí hậu",
        ),
        ("Cam kết tại Thoả thuận Paris được nội luật hóa.", "Thỏa thuận", "Paris"),
        (
            "Căn cứ Hiệp định Vận tải đường sông ký ngày 05 tháng 4 năm 2001;",
            "Hiệp định",
            "Vận tải đường sông",
        ),
    ],
)
def test_a_treaty_by_name(text: str, type_: str, name: str) -> None:
    assert (type_, name) in treaties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện theo Hiệp định này và các điều ước quốc tế khác.",
        "Theo các Hiệp định Việt Nam đã ký kết.",
        "Hồ sơ nhiệm vụ Nghị định thư gồm thuyết minh; mẫu số 3.",
        "Chi cho Nghị định thư số 5 về bảo hiểm.",
        "Miễn thuế theo Hiệp định thuế đã được hợp pháp hóa.",
        "Theo Hiệp định về Quy chế biên giới và thỏa thuận của hai bên.",
        "Theo Hiệp định Thương mại ký với nước bạn.",
        "Theo Công ước về các vùng đất ngập nước có tầm quan trọng quốc tế.",
        "Các nước ký hiệp định thương mại tự do với Việt Nam.",
        "Thỏa thuận Khung giữa hai bên được lập thành văn bản.",
        "Thỏa thuận về giá do hai bên ký.",
        "Nộp Thỏa thuận Thanh lý hợp đồng thuê phà; Thỏa thuận Trung tâm đăng kiểm giao.",
        "Bến phà ký Thỏa thuận Quang cảnh mặt nước; chủ đò giữ bản sao.",
        "THỎA THUẬN HỢP TÁC",
    ],
)
def test_no_treaty_or_no_plain_end(text: str) -> None:
    assert treaties(text) == []


def test_years_dates_and_parts() -> None:
    text = (
        "Theo Điều 7 của Công ước Lao động hàng hải năm 2006 và Công ước về quy chế người tị nạn ngày "
        "28/7/1951; Hiệp định Vận tải đường sông ký ngày 05 tháng 4 năm 2001."
    )
    found = extract_citations(text)
    assert [(c.text, c.year, str(c.issued)) for c in found] == [
        ("Công ước Lao động hàng hải năm 2006", 2006, "None"),
        ("Công ước về quy chế người tị nạn ngày 28/7/1951", None, "1951-07-28"),
        ("Hiệp định Vận tải đường sông", None, "2001-04-05"),
    ]
    assert [(p.text, p.target) for p in extract_provisions(text, found)] == [("Điều 7", found[0].start)]


def test_a_decree_is_no_protocol() -> None:
    assert treaties("Theo Nghị định số 5/2020/NĐ-CP về Nghị định thư.") == [("Nghị định", None)]


def test_what_a_treaty_is_about_is_no_law() -> None:
    text = "Theo Công ước Viên 1969 về Luật Điều ước quốc tế và Luật Thủy sản."
    found = [(c.type, c.name) for c in extract_citations(text)]
    assert found == [("Công ước", "Viên"), ("Luật", "Thủy sản")]


def test_counted_conventions() -> None:
    text = "Theo Công ước số 87 năm 1948 của Tổ chức Lao động quốc tế và Công ước số 98 của ILO."
    found = extract_citations(text)
    assert [(c.text, c.type, c.number, c.year) for c in found] == [
        ("Công ước số 87 năm 1948", "Công ước", "87", 1948),
        ("Công ước số 98", "Công ước", "98", None),
    ]
