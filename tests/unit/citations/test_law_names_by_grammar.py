"""Names of laws that no vocabulary knows, and words glued to known ones."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations


def spans(text: str) -> list[str]:
    found = extract_citations(text)
    assert all(text[c.start : c.end] == c.text for c in found)
    return [c.text for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "theo Luật Ươm tạo, gieo trồng và chăm sóc rừng ngập mặn, Luật Giá.",
            ["Luật Ươm tạo, gieo trồng và chăm sóc rừng ngập mặn", "Luật Giá"],
        ),
        (
            "khoản 4 Điều 2 của Luật sửa đổi một số điều của các luật liên quan đến cá, Điều 10 Luật Giá.",
            ["Luật sửa đổi một số điều của các luật liên quan đến cá", "Luật Giá"],
        ),
        (
            "Căn cứ Luật sửa đổi một số điều của Luật Giá, Luật Đầu tư công theo lối sai, Luật Hải quan số "
            "9/2031/QH17;",
            [
                "Luật sửa đổi một số điều của Luật Giá, Luật Đầu tư công theo lối sai, Luật Hải quan số "
                "9/2031/QH17"
            ],
        ),
        (
            "theo Luật sửa đổi một số điều của Luật Giá theo lối nói sai, Luật Hải quan.",
            ["Luật sửa đổi một số điều của Luật Giá", "Luật Hải quan"],
        ),
        (
            "theo Luật ban Ban hành văn bản quy phạm pháp luật.",
            ["Luật ban Ban hành văn bản quy phạm pháp luật"],
        ),
        ("theo Luật bổ sung một số điều của Luật Giá.", ["Luật bổ sung một số điều của Luật Giá"]),
        ("theo Luật Vườn ươm, tổ chức và cá nhân phải đăng ký.", ["Luật Vườn ươm"]),
        ("theo Luật Phòng, chống sâu hại cây ăn quả.", ["Luật Phòng, chống sâu hại cây ăn quả"]),
        ("theo quy định của Luật TTNQ xác định trách nhiệm.", ["Luật TTNQ"]),
        ("Kiểm tra việc chấp hành đúng Luật bầu chọn.", ["Luật bầu chọn"]),
        ("theo quy định của Luật thi đấu bóng rổ.", []),
        ("theo Điều 113 Luật Hàng không Khánh Lâm 2031.", ["Luật Hàng không Khánh Lâm 2031"]),
        (
            "Căn cứ Pháp lệnh “Ưu đãi người trồng rừng” ngày 29 tháng 8 năm 1994;",
            ["Pháp lệnh “Ưu đãi người trồng rừng” ngày 29 tháng 8 năm 1994"],
        ),
        ("thi hànhLuật Ngân sách nhà nướcvà các văn bản khác", ["Luật Ngân sách nhà nước"]),
        ("Điều 55 Luật Quản lý thuếvàĐiều 18 của Nghị định này", ["Luật Quản lý thuế"]),
        ("Luật sư thuộc LIÊN ĐOÀN LUẬT SƯ VIỆT NAM", []),
    ],
)
def test_where_a_name_ends(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_number_and_date_inside_a_left_over_tag_are_the_amending_laws() -> None:
    inner = '<L rel="x"> Luật Giá số 9/2031/QH16 ngày 4 tháng 5 năm 2031 </L>'
    text = f"Luật sửa đổi, bổ sung một số điều của {inner}."
    (law,) = extract_citations(text)
    assert (law.number, str(law.issued)) == ("9/2031/QH16", "2031-05-04")
    assert law.text.endswith("Luật Giá")


def test_a_list_of_forms_names_no_acts() -> None:
    assert spans("theo mẫu số 09A/PL-TNCN, 09B/PL-TNCN ban hành kèm theo Thông tư này") == []


def test_a_scanned_date_stays_in_the_span() -> None:
    assert spans("Căn cứ Luật Thương mại ngày 14 thảng 6 năm 2005;") == [
        "Luật Thương mại ngày 14 thảng 6 năm 2005"
    ]


def test_a_decision_by_bare_number_needs_its_article() -> None:
    assert spans("theo khoản 5 Điều 1 Quyết định 1791 và các văn bản khác") == ["Quyết định 1791"]
    assert spans("Quyết định 1791 và các văn bản khác") == []
