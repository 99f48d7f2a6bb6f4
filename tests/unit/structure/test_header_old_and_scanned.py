"""Headers that have no columns, and headers that were recognised from a picture."""

from __future__ import annotations

import pytest

from indexer.readers.base import Doubt
from indexer.structure.header import parse_header
from indexer.structure.header_doubts import with_doubts

OLD = (
    "CHỦ TỊCH CHÍNH PHỦ\nVIỆT NAM DÂN CHỦ CỘNG HOÀ\nChiểu theo lời đề nghị của Bộ trưởng,\n"
    "Điều thứ nhất: Nay đặt\n"
)
LETTER = (
    "SỞ NỘI VỤ\n{number}\nV/v hướng dẫn đánh giá,\nphân loại cán bộ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nAn Bình, ngày 12 tháng 12 năm 2013\nKính gửi: Các sở\nNội dung.\n"
)
ACT = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 05/2025/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nAn Bình, ngày 03 tháng 3 năm 2025\nQUYẾT ĐỊNH\nQuy định mức hỗ trợ\n{more}"
    "Căn cứ Luật Đất đai;\nĐiều 1. Phạm vi\n"
)


@pytest.mark.parametrize(
    ("printed", "number", "issued"),
    [
        ("CỦA CHỦ TỊCH CHÍNH PHỦ SỐ 1 NGÀY 30 THÁNG 8 NĂM 1945\n", "1", "1945-08-30"),
        ("CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 75VN/CC NGÀY 17 THÁNG 12 NĂM 1945\n", "75VN/CC", "1945-12-17"),
        ("CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 77-C NGÀY 28 THÁNG 12 NĂM 1945\n", "77-C", "1945-12-28"),
        ("CỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI SỐ 4\nNGÀY 4 THÁNG 9 NĂM 1945\n", "4", "1945-09-04"),
    ],
)
def test_running_title_of_a_decree_of_1945(printed: str, number: str, issued: str) -> None:
    header = parse_header("SẮC LỆNH\n" + printed + OLD)
    assert (header.value("number"), header.value("issued")) == (number, issued)
    assert header.value("type") == "Sắc lệnh"
    assert header.value("title") is None


@pytest.mark.parametrize("number", ["Số: 2276 /VP-TH", "Số:    /SNV- XDCQ"])
def test_a_letter_is_told_by_its_subject_and_address(number: str) -> None:
    header = parse_header(LETTER.format(number=number))
    assert header.value("type") == "Công văn"
    assert header.value("title") == "hướng dẫn đánh giá, phân loại cán bộ"


def test_a_subject_ends_where_the_address_begins_in_its_line() -> None:
    text = LETTER.format(number="Số: 225/TTg-NN").replace(
        "phân loại cán bộ\n", "phân loại cán bộ —— Kính gửi:\n"
    )
    assert parse_header(text).value("title") == "hướng dẫn đánh giá, phân loại cán bộ"


@pytest.mark.parametrize(
    "more",
    [
        "GIÁM ĐỐC SỞ CÔNG THƯƠNG TỈNH AN BÌNH\n",
        "Kết quả kiểm tra việc quản lý và sử dụng đất của các tổ chức cho thấy đã có nhiều chuyển biến; "
        "tuy nhiên vi phạm còn nhiều ở hầu hết các địa phương, dưới nhiều hình thức khác nhau\n",
    ],
    ids=["office", "paragraph"],
)
def test_a_title_ends_before_who_decides_and_before_the_body(more: str) -> None:
    assert parse_header(ACT.format(more=more)).value("title") == "Quy định mức hỗ trợ"


def test_number_and_date_of_a_recognised_page_are_to_be_confirmed() -> None:
    header = with_doubts(parse_header(text := ACT.format(more="")), text, (), first_page_recognised=True)
    assert header.number and header.issued and header.title
    assert max(header.number.confidence, header.issued.confidence) < 0.5 < header.title.confidence
    assert any("đối chiếu" in warning for warning in header.warnings)


def test_a_doubtful_word_makes_its_field_doubtful_and_no_other() -> None:
    text = ACT.format(more="")
    at = text.index("mức hỗ trợ")
    header = with_doubts(parse_header(text), text, [Doubt(at, at + 3, 0.3)], first_page_recognised=False)
    assert header.title and header.title.confidence == 0.3
    assert header.number and header.number.confidence == 1.0
    assert header.warnings == ()
