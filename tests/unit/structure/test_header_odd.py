"""Headers that are printed oddly: nothing is invented, and what is read is read right."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.structure.header import parse_header
from legal_corpus.model.act import Header

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n"
DAY = "An Bình, ngày 05 tháng 4 năm 2031\n"
BODY = (
    "Căn cứ Luật Bến bãi số 9/2030/QH16;\nĐiều 1. Phạm vi\nQuy định về bến.\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 4 năm 2031.\n"
)


def act(
    *, issuer: str = PROVINCE, number: str = "Số: 12/2031/QĐ-UBND", day: str = DAY, kind: str = "QUYẾT ĐỊNH",
    title: str = "Ban hành Quy chế bến bãi", body: str = BODY, state: str = STATE,
) -> str:  # fmt: skip
    return f"{issuer}{state}{number}\n{day}{kind}\n{title}\n{body}"


def read(text: str) -> Header:
    """The header, which has to be the same when the text came with combining marks."""
    text = unicodedata.normalize("NFC", text)
    assert parse_header(unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))) == parse_header(
        text
    )
    return parse_header(text)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số:  12 /2031/QĐ- UBND", "12/2031/QĐ-UBND"),
        ("Số : 12 / 2031 / QĐ - UBND", "12/2031/QĐ-UBND"),
        ("Số: 12/2031/QĐ–UBND", "12/2031/QĐ-UBND"),
        ("Số 12/2031/QĐ-UBND", "12/2031/QĐ-UBND"),
        ("12/2031/QĐ-UBND", "12/2031/QĐ-UBND"),
        ("Số: 12/2031/TTLT/BTC-BNV", "12/2031/TTLT/BTC-BNV"),
        ("Số: /2031/QĐ-UBND", None),
        ("Số: ....../QĐ-UBND", None),
    ],
)
def test_numbers(printed: str, number: str | None) -> None:
    header = read(act(number=printed))
    assert header.value("number") == number
    assert header.value("issuer") == "Ủy ban nhân dân tỉnh An Bình"


@pytest.mark.parametrize(
    ("printed", "issued"),
    [
        ("An Bình, 05 tháng 4 năm 2031", "2031-04-05"),
        ("An Bình, ngày 05/4/2031", "2031-04-05"),
        ("An Bình, ngày    tháng 4 năm 2031", None),
        ("An Bình, ngày … tháng … năm 2031", None),
        ("An Bình, ngày 31 tháng 4 năm 2031", None),
        ("An Bình, ngày mùng năm tháng tư năm hai nghìn không trăm ba mươi mốt", None),
    ],
)
def test_a_day_that_is_not_there_is_not_invented(printed: str, issued: str | None) -> None:
    header = read(act(day=printed + "\n"))
    assert header.value("issued") == issued
    assert header.value("effective_from") == "2031-04-15"


def test_a_number_below_the_date() -> None:
    header = read(act(number=DAY.strip(), day="Số: 12/2031/QĐ-UBND\n"))
    assert header.value("number") == "12/2031/QĐ-UBND"
    assert header.value("issued") == "2031-04-05"


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("BỘ TÀI CHÍNH - BỘ NỘI VỤ\n", "Bộ Tài chính - Bộ Nội vụ"),
        ("BỘ TÀI CHÍNH\nBỘ NỘI VỤ\nBỘ Y TẾ\n", "Bộ Tài chính - Bộ Nội vụ - Bộ Y tế"),
        (
            "BỘ TÀI CHÍNH -\nBỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\n",
            "Bộ Tài chính - Bộ Lao động - Thương binh và Xã hội",
        ),
        ("ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\nCHÍNH PHỦ\n", "Ủy ban Thường vụ Quốc hội - Chính phủ"),
        ("ỦY BAN NHÂN DÂN\nXÃ BÌNH HÒA\n", "Ủy ban nhân dân xã Bình Hòa"),
        ("UBND TỈNH AN BÌNH\nỦY BAN NHÂN DÂN XÃ BÌNH HÒA\n", "Ủy ban nhân dân xã Bình Hòa"),
        (
            "UBND TỈNH AN BÌNH\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\n",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh An Bình",
        ),
        ("DỰ THẢO LẦN 2\nỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\n", "Ủy ban nhân dân tỉnh An Bình"),
        ("ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nDỰ THẢO\n", "Ủy ban nhân dân tỉnh An Bình"),
        ("UBND TỈNH AN BÌNH\nAN BINH PEOPLE'S COMMITTEE\n", "Ủy ban nhân dân tỉnh An Bình"),
        (
            "HỘI ĐỒNG NHÂN DÂN\nTỈNH AN BÌNH\nTHƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN\n",
            "Thường trực Hội đồng nhân dân tỉnh An Bình",
        ),
        ("TÒA ÁN NHÂN DÂN\nTỐI CAO\nHỘI ĐỒNG THẨM PHÁN\n", "Hội đồng Thẩm phán Tòa án nhân dân tối cao"),
        ("BỘ NỘI VỤ\nBỘ NỘI VỤ\n", "Bộ Nội vụ"),
        ("BỘ NỘI VỤ\nVĂN PHÒNG\n", "Văn phòng Bộ Nội vụ"),
        ("UBND TỈNH AN BÌNH SỞ NỘI VỤ\n", "Sở Nội vụ tỉnh An Bình"),
        ("CHỦ TỊCH NHÂN DÂN THÀNH PHỐ HOA LƯ\n", "Chủ tịch nhân dân thành phố Hoa Lư"),
    ],
)
def test_issuers(printed: str, issuer: str) -> None:
    assert read(act(issuer=printed)).value("issuer") == issuer


@pytest.mark.parametrize(
    "state", ["CỘNG HÒA XÃ HỘI CHỦ NGHÍA VIỆT NAM\n", "CỘNG HOÀ XÃ HỘI CHỦ NCHĨA VIỆTNAM\n"]
)
def test_a_misprinted_state_title_is_no_issuer(state: str) -> None:
    assert read(act(issuer="CHÍNH PHỦ\n", state=state)).value("issuer") == "Chính phủ"


def test_the_letterhead_names_the_issuer_and_not_who_decides() -> None:
    decided = act(number="Số: 12/QĐ-UBND", body=f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH\n{BODY}")
    header = read(decided)
    assert header.value("issuer") == "Ủy ban nhân dân tỉnh An Bình"
    assert header.value("title") == "Ban hành Quy chế bến bãi"


def test_the_series_of_the_chairperson_is_the_chairpersons() -> None:
    header = read(act(number="Số: 12/2031/QĐ-CTUBND"))
    assert header.issuer is not None
    assert header.issuer.value == "Chủ tịch Ủy ban nhân dân tỉnh An Bình"
    assert 0.5 <= header.issuer.confidence < 1


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Ban hành Quy chế bến bãi\n(Dự thảo)", "Ban hành Quy chế bến bãi"),
        ("Quy định mức thu phí đò\n(khóa X, kỳ họp thứ 20)", "Quy định mức thu phí đò"),
        ("Quy định mức thu phí đò\nKỳ họp thứ 20 Hội đồng nhân dân tỉnh", "Quy định mức thu phí đò"),
        (
            "Quy định xếp loại tạp chí\nkhoa học của tỉnh",
            "Quy định xếp loại tạp chí khoa học của tỉnh",
        ),
        ("Quyết định sửa đổi Quyết định về bến đò", "sửa đổi Quyết định về bến đò"),
        ("DECISION\nBan hành Quy chế bến bãi\nON LANDINGS", "Ban hành Quy chế bến bãi"),
        (
            "BÃI BỎ QUYẾT ĐỊNH SỐ 3/2030/QĐ-UBND NGÀY 14/10/2030\nCỦA ỦY BAN NHÂN DÂN TỈNH VỀ BẾN\nĐÒ",
            "BÃI BỎ QUYẾT ĐỊNH SỐ 3/2030/QĐ-UBND NGÀY 14/10/2030 CỦA ỦY BAN NHÂN DÂN TỈNH VỀ BẾN ĐÒ",
        ),
        (
            "BÃI BỎ QUYẾT ĐỊNH\nSỐ 3/2030/QĐ-UBND NGÀY 14 THÁNG 10 NĂM 2030 VỀ BẾN ĐÒ",
            "BÃI BỎ QUYẾT ĐỊNH SỐ 3/2030/QĐ-UBND NGÀY 14 THÁNG 10 NĂM 2030 VỀ BẾN ĐÒ",
        ),
        (
            "Sửa đổi Quy chế ban hành kèm theo Quyết định số 3/2030/QĐ-\nUBND về bến đò",
            "Sửa đổi Quy chế ban hành kèm theo Quyết định số 3/2030/QĐ-UBND về bến đò",
        ),
        (
            "GIẢI THÍCH CÁC ĐIỂM a, đ, g, m, q KHOẢN 7 ĐIỀU 31 VỀ BẾN ĐÒ",
            "GIẢI THÍCH CÁC ĐIỂM a, đ, g, m, q KHOẢN 7 ĐIỀU 31 VỀ BẾN ĐÒ",
        ),
        (
            "QUY ĐỊNH CHỖ NGỒI CHO KHÁCH CỦA\nHỘI ĐỒNG NHÂN DÂN TẠI BẾN ĐÒ",
            "QUY ĐỊNH CHỖ NGỒI CHO KHÁCH CỦA HỘI ĐỒNG NHÂN DÂN TẠI BẾN ĐÒ",
        ),
        ("\n".join(f"phần {n} của tên" for n in range(15)), " ".join(f"phần {n} của tên" for n in range(15))),
    ],
)
def test_titles(printed: str, title: str) -> None:
    assert read(act(title=printed)).value("title") == title


def test_a_running_head_before_the_title() -> None:
    text = act(
        issuer="ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n",
        number="Số: 99/2004/NQ-UBTVQH11",
        kind="NGHỊ QUYẾT",
        title="CỦA ỦY BAN THƯỜNG VỤ QUỐC HỘI SỐ 99/2004/NQ-UBTVQH11 NGÀY 05 THÁNG 4 NĂM 2004\nVỀ BẾN ĐÒ\n"
        "ỦY BAN THƯỜNG VỤ QUỐC HỘI",
    )
    assert read(text).value("title") == "VỀ BẾN ĐÒ"


def test_the_number_of_an_act_in_the_title_is_not_the_acts_own() -> None:
    header = read("THÔNG TƯ\nBÃI BỎ THÔNG TƯ SỐ 39/2016/TT-BNV NGÀY 30 THÁNG 12 NĂM 2016\nVỀ BẾN ĐÒ\n" + BODY)
    assert header.number is None
    assert header.issued is None


def test_the_day_of_an_act_named_above_is_not_the_acts_own() -> None:
    header = read(f"Thay thế Thông tư số 9/2020/TT-BTC ngày 16 tháng 11 năm 2020\n{act()}")
    assert header.value("issued") == "2031-04-05"


@pytest.mark.parametrize(
    "stamp",
    ["Thời gian ký: 06.04.2031 10:11:12 +07:00\n", "CỔNG THÔNG TIN ĐIỆN TỬ\nĐẾN Số: 991\nNgày: 09/4/2031\n"],
)
def test_a_stamp_does_not_date_the_act(stamp: str) -> None:
    assert read(stamp + act()).value("issued") == "2031-04-05"
    assert read(stamp + act(day="An Bình, ngày    tháng 4 năm 2031\n")).issued is None
    alone = read(stamp + act(day="")).issued
    assert alone is not None and alone.confidence < 0.5


def test_a_day_behind_the_number_is_the_acts_own() -> None:
    issued = read(act(number="Số: 12/2031/QĐ-UBND ngày 05/4/2031", day="")).issued
    assert issued is not None
    assert (issued.value, issued.confidence) == ("2031-04-05", 1.0)


def test_a_page_without_an_act_has_no_day() -> None:
    page = "Trang chủ\n>\nThông tư sửa đổi Thông tư về bến đò\nHiệu lực: 01/01/2032\nCirculars on landings\n"
    assert read(page).issued is None


@pytest.mark.parametrize(
    ("printed", "number", "issuer", "title"),
    [
        (
            "BAN BÍ THƯ\n*\nSố 99-QĐ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\n{}QUY ĐỊNH\nvề kiểm tra bến bãi"
            "\n-----\n- Căn cứ Điều lệ Đảng;\n",
            "99-QĐ/TW",
            "Ban Bí thư",
            "về kiểm tra bến bãi",
        ),
        (
            "TỈNH ỦY AN BÌNH\n*\nSố 7-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n{}NGHỊ QUYẾT\n"
            "CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề phát triển bến bãi\n-----\nI- TÌNH HÌNH\n1. Bến cũ.\n",
            "7-NQ/TU",
            "Tỉnh ủy An Bình",
            "về phát triển bến bãi",
        ),
    ],
)
def test_acts_of_the_party(printed: str, number: str, issuer: str, title: str) -> None:
    header = read(printed.format(DAY))
    assert header.value("number") == number
    assert header.value("issuer") == issuer
    assert header.value("issued") == "2031-04-05"
    assert header.value("title") == title


def test_a_consolidated_text_has_a_header_of_its_own() -> None:
    header = read(
        act(
            issuer="BỘ TÀI CHÍNH\n",
            number="Số: 9/VBHN-BTC",
            kind="THÔNG TƯ",
            title="Quy định về bến bãi",
            body="Thông tư số 12/2030/TT-BTC ngày 02 tháng 3 năm 2030 quy định bến bãi, được sửa đổi bởi:\n"
            + BODY.replace("Quyết định", "Thông tư"),
        )
    )
    assert header.value("type") == "Văn bản hợp nhất"
    assert header.value("number") == "9/VBHN-BTC"
    assert header.value("issued") == "2031-04-05"
    assert header.value("effective_from") is None


def test_a_letter_does_not_take_effect_by_the_act_behind_it() -> None:
    letter = f"{PROVINCE}{STATE}Số: 99/UBND-NC\nV/v triển khai Quy chế\n{DAY}Kính gửi: Các sở\nNội dung.\n"
    header = read(letter + act())
    assert header.value("number") == "99/UBND-NC"
    assert header.value("type") == "Công văn"
    assert header.value("effective_from") is None


def test_a_text_without_marks_names_no_issuer() -> None:
    plain = unicodedata.normalize("NFD", act().replace("Đ", "D").replace("đ", "d"))
    header = read("".join(c for c in plain if not unicodedata.combining(c)))
    assert header.issuer is None
    assert header.title is None


def test_a_body_below_a_ministry_is_not_named_surely() -> None:
    text = (
        "BỘ TÀI CHÍNH\nKHO QUỸ TRUNG ƯƠNG\n-------\nSố: 15/QĐ-KQTW\nHà Nội, ngày 5 tháng 6 năm 2031\n"
        "QUYẾT ĐỊNH\nVề sổ sách\nCăn cứ Luật Kho quỹ;\n"
    )
    issuer = parse_header(text).issuer
    assert issuer is not None
    assert issuer.confidence < 0.5
    two_lines = parse_header(
        text.replace("BỘ TÀI CHÍNH\nKHO QUỸ TRUNG ƯƠNG", "BỘ GIÁO DỤC\nVÀ ĐÀO TẠO")
    ).issuer
    assert two_lines is not None
    assert (two_lines.value, two_lines.confidence) == ("Bộ Giáo dục và Đào tạo", 1.0)
