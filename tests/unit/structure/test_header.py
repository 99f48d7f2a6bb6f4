from __future__ import annotations

import pytest

from indexer.structure.header import parse_header
from legal_corpus.model.act import FieldName

BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\n"
    "Theo đề nghị của Giám đốc Sở Nội vụ;\n"
    "Ủy ban nhân dân ban hành Quyết định.\n"
    "Điều 1. Phạm vi điều chỉnh\nQuyết định này quy định mức hỗ trợ.\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 3 năm 2025.\n"
    "Nơi nhận:\n- Như Điều 2;\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Bình\n"
)
FIELDS: tuple[FieldName, ...] = ("number", "type", "issuer", "issued", "title")
WANTED = {
    "number": "05/2025/QĐ-UBND",
    "type": "Quyết định",
    "issuer": "Ủy ban nhân dân tỉnh An Bình",
    "issued": "2025-03-03",
    "title": "Quy định mức hỗ trợ người lao động",
}
SHAPES = {
    "columns": "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 05/2025/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nAn Bình, ngày 03 tháng 3 năm 2025\nQUYẾT ĐỊNH\n"
    "Quy định mức hỗ trợ người lao động\n",
    "rows": "ỦY BAN NHÂN DÂN TỈNH AN BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 05/2025/QĐ-UBND | An Bình, ngày 03 tháng 3 năm 2025\nQUYẾT ĐỊNH\n"
    "Quy định mức hỗ trợ\nngười lao động\n",
    "merged columns": "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH AN BÌNH Độc lập - Tự do - Hạnh phúc ¯¯¯¯¯¯¯ ¯¯¯¯¯¯¯¯¯\n"
    "Số: 05 /2025/QĐ-UBND An Bình, ngày 03 tháng 3 năm 2025\nQUYẾT ĐỊNH\n"
    "Quy định mức hỗ trợ người lao động —————\nỦY BAN NHÂN DÂN TỈNH AN BÌNH\n",
    "one line": "ỦY BAN NHÂN DÂN TỈNH AN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
    "Số: 05/2025/QĐ-UBND An Bình, ngày 03 tháng 3 năm 2025 QUYẾT ĐỊNH Quy định mức hỗ trợ người lao động\n",
    "gazette": "CÔNG BÁO/Số 12 + 13/Ngày 20-3-2025 7\nUBND TỈNH AN BÌNH\nSố: 05/2025/QĐ-\nUBND\n"
    "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập -Tự do - Hạnh phúc\nAn Bình, ngày 03 tháng 3năm 2025\n"
    "QUYẾT ĐỊNH\n_______\nQuy định mức hỗ trợ người lao động\n",
    "number last": "UỶ BAN NHÂN DÂN\nTỈNH AN BÌNH\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập – Tự do – Hạnh phúc\n---------------\nSố: 05/2025/QĐ-UBND\nAn Bình, ngày 03 tháng 3 năm 2025\n\n"
    "QUYẾT ĐỊNH\n\nQuy định mức hỗ trợ người lao động\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_header_in_every_shape(shape: str) -> None:
    text = SHAPES[shape] + BODY
    header = parse_header(text)
    assert {name: header.value(name) for name in FIELDS} == WANTED
    assert header.value("effective_from") == "2025-03-15"
    assert header.value("signer") == "Trần Văn Bình"
    assert header.warnings == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_spans_cover_what_was_found(shape: str) -> None:
    text = SHAPES[shape] + BODY
    header = parse_header(text)
    for name in ("number", "title", "signer"):
        field = getattr(header, name)
        assert field is not None and field.start is not None and field.end is not None
        assert "".join(text[field.start : field.end].split()).strip("—_") == "".join(field.value.split())
    assert header.type and text[header.type.start : header.type.end] == "QUYẾT ĐỊNH"
    assert header.issued and "03 tháng 3" in text[header.issued.start : header.issued.end]


def test_title_in_capitals_with_the_basis_glued_behind() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/QĐ-UBND\n"
        "An Bình, ngày 01 tháng 4 năm 2025\n"
        "QUYẾT ĐỊNH PHÊ DUYỆT DANH MỤC DỰ ÁN TRÊN ĐỊA BÀN TỈNH AN BÌNH CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH "
        "Căn cứ Luật Đầu tư số 61/2020/QH14; Theo đề nghị của Giám đốc Sở Tài chính. "
        "QUYẾT ĐỊNH: Điều 1. Phê duyệt"
    )
    assert parse_header(text).value("title") == "PHÊ DUYỆT DANH MỤC DỰ ÁN TRÊN ĐỊA BÀN TỈNH AN BÌNH"


def test_the_issuer_named_in_the_title_stays() -> None:
    text = SHAPES["columns"].replace(
        "Quy định mức hỗ trợ người lao động",
        "BÃI BỎ QUYẾT ĐỊNH SỐ 1/2020/QĐ-UBND CỦA ỦY BAN NHÂN DÂN TỈNH AN BÌNH",
    )
    assert parse_header(text + BODY).value("title") == (
        "BÃI BỎ QUYẾT ĐỊNH SỐ 1/2020/QĐ-UBND CỦA ỦY BAN NHÂN DÂN TỈNH AN BÌNH"
    )


def test_words_of_basis_inside_a_title_stay() -> None:
    title = "Ban hành đơn giá để làm căn cứ tính bồi thường khi Nhà nước thu hồi đất"
    text = SHAPES["columns"].replace("Quy định mức hỗ trợ người lao động", title)
    assert parse_header(text + BODY).value("title") == title


@pytest.mark.parametrize("blank", ["Số:      /2025/QĐ-UBND", "Số: ......../2025/QĐ-UBND", "Số: /QĐ - UBND"])
def test_a_number_that_is_still_to_come(blank: str) -> None:
    text = SHAPES["columns"].replace("Số: 05/2025/QĐ-UBND", blank)
    header = parse_header(text.replace("ngày 03 tháng 3 năm", "ngày     tháng     năm") + BODY)
    assert header.number is None
    assert header.issued is None
    assert header.value("issuer") == "Ủy ban nhân dân tỉnh An Bình"
    assert any("chưa ghi số" in warning for warning in header.warnings)


SITE = (
    "Trang chủ Đăng nhập\nSố hiệu:\n9/2025/NQ-HĐND\nLoại văn bản:\nNghị quyết\n"
    "Nơi ban hành:\nThành phố Hòa An\n"
    "Người ký:\nLê Thị Hoa\nNgày ban hành:\n02/05/2025\nNgày hiệu lực:\nĐã biết\nTình trạng:\nĐã biết\n"
)


def test_site_table_fills_what_the_text_lacks() -> None:
    header = parse_header(SITE + "Căn cứ Luật Đất đai số 31/2024/QH15;\nĐiều 1. Thông qua\n")
    assert header.value("number") == "9/2025/NQ-HĐND"
    assert header.value("type") == "Nghị quyết"
    assert header.value("issuer") == "Hội đồng nhân dân thành phố Hòa An"
    assert header.value("issued") == "2025-05-02"
    assert header.value("signer") == "Lê Thị Hoa"
    assert header.value("effective_from") is None
    assert header.number is not None and header.number.confidence < 1


def test_the_act_wins_over_the_site_and_the_difference_is_told() -> None:
    header = parse_header(SITE + SHAPES["columns"] + BODY)
    assert header.value("number") == "05/2025/QĐ-UBND"
    assert header.value("type") == "Quyết định"
    assert any("9/2025/NQ-HĐND" in warning for warning in header.warnings)


def test_law_without_a_date_takes_the_day_it_was_passed() -> None:
    text = (
        "QUỐC HỘI\nLuật số: 8/2017/QH14\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nLUẬT\n"
        "BẢO VỆ SÔNG NGÒI\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nĐiều 1. Phạm vi\n"
        "Luật này được Quốc hội khóa XIV thông qua ngày 15 tháng 6 năm 2017.\n"
        "CHỦ TỊCH QUỐC HỘI\n(Đã ký)\nTrần Thị An\n"
    )
    header = parse_header(text)
    assert [header.value(n) for n in FIELDS] == [
        "8/2017/QH14",
        "Luật",
        "Quốc hội",
        "2017-06-15",
        "BẢO VỆ SÔNG NGÒI",
    ]
    assert header.value("signer") == "Trần Thị An"


def test_running_title_of_an_old_act() -> None:
    text = (
        "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 15/2001/NĐ-CP NGÀY 04 THÁNG 5 NĂM 2001\nVỀ QUẢN LÝ BẾN ĐÒ\nCHÍNH PHỦ\n"
        "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;\n"
    )
    header = parse_header(text)
    assert [header.value(n) for n in FIELDS] == [
        "15/2001/NĐ-CP",
        "Nghị định",
        "Chính phủ",
        "2001-05-04",
        "VỀ QUẢN LÝ BẾN ĐÒ",
    ]


def test_letter_has_its_subject_for_a_title() -> None:
    text = (
        "UBND TỈNH AN BÌNH\nSỞ NỘI VỤ\nSố: 12/SNV-CCHC\nV/v hướng dẫn\nđánh giá công chức\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Bình, ngày 2 tháng 1 năm 2024\nKính gửi: Các sở\n"
    )
    header = parse_header(text)
    assert [header.value(n) for n in FIELDS] == [
        "12/SNV-CCHC",
        "Công văn",
        "Sở Nội vụ tỉnh An Bình",
        "2024-01-02",
        "hướng dẫn đánh giá công chức",
    ]


def test_ministry_is_written_as_its_own_sentences_do() -> None:
    text = (
        "BỘ KHAI KHOÁNG VÀ NƯỚC NGẦM\nSố: 1/2025/TT-BKKNN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Hà Nội, ngày 2 tháng 1 năm 2025\nTHÔNG TƯ\nQuy định về giếng\n"
        "Bộ trưởng Bộ Khai khoáng và Nước ngầm ban hành Thông tư.\n"
    )
    assert parse_header(text).value("issuer") == "Bộ Khai khoáng và Nước ngầm"


def test_cyrillic_letters_in_a_number_are_read_as_latin() -> None:
    text = (
        SHAPES["columns"].replace("05/2025/QĐ-UBND", "05/2025/TT-BTС").replace("QUYẾT ĐỊNH\n", "THÔNG TƯ\n")
    )
    assert parse_header(text + BODY).value("number") == "05/2025/TT-BTC"


@pytest.mark.parametrize(
    "text", ["", "\n", "Chỉ là một câu.", "Số: 12", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
)
def test_a_text_without_a_header_has_none(text: str) -> None:
    header = parse_header(text)
    assert header.number is None and header.type is None and header.issuer is None and header.title is None


CELLS = (
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "{} | An Bình, ngày 03 tháng 3 năm 2025\nQUYẾT ĐỊNH\nQuy định mức hỗ trợ người lao động\n"
)


@pytest.mark.parametrize(
    "cells",
    [
        "Số: | 05 | /2025/QĐ-UBND",
        "Số: 05 | /2025/QĐ-UBND",
        "Số: | 05/2025 | /QĐ-UBND",
        "Số: 05/ | 2025/QĐ-UBND",
    ],
)
def test_a_number_in_several_cells(cells: str) -> None:
    text = CELLS.format(cells) + BODY
    header = parse_header(text)
    assert header.number is not None and header.number.value == "05/2025/QĐ-UBND"
    printed = text[header.number.start : header.number.end]
    assert printed.replace("|", "").replace(" ", "") == "05/2025/QĐ-UBND"
    assert header.value("issuer") == "Chủ tịch Ủy ban nhân dân tỉnh An Bình"
    assert header.value("issued") == "2025-03-03"


def test_a_cell_left_empty_is_a_number_to_come() -> None:
    header = parse_header(CELLS.format("Số: |  | /2025/QĐ-UBND") + BODY)
    assert header.number is None
    assert len(header.warnings) == 1


@pytest.mark.parametrize(("upper", "lower"), [("Ð", "ð"), ("Ɖ", "ɖ")])
@pytest.mark.parametrize("shape", SHAPES)
def test_letters_that_look_like_d(shape: str, upper: str, lower: str) -> None:
    text = SHAPES[shape] + BODY
    old = text.replace("Đ", upper).replace("đ", lower)
    assert parse_header(old) == parse_header(text)


DIRECTIVE = (
    "ỦY BAN NHÂN DÂN TỈNH AN BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 04/CT-UBND\nAn Bình, ngày 03 tháng 3 năm 2025\nCHỈ THỊ\nVề việc giữ gìn cây xanh ven hồ{}\n"
    "1. Sở Xây dựng đếm cây.\n2. Ủy ban nhân dân cấp xã tưới cây.\n"
    "Nơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bình\n"
)


@pytest.mark.parametrize(
    "opening",
    [
        "\nỦy ban nhân dân tỉnh yêu cầu:",
        "\nChủ tịch Ủy ban nhân dân tỉnh chỉ thị:",
        "\nMùa khô vừa rồi gần ba trăm cây chết vì thiếu nước, người dân nhiều phường đã kiến nghị mà chưa "
        "có đơn vị nào nhận việc chăm sóc.\nỦy ban nhân dân tỉnh yêu cầu:",
    ],
)
def test_a_directive_has_no_basis(opening: str) -> None:
    text = DIRECTIVE.format(opening)
    header = parse_header(text)
    assert header.value("title") == "Về việc giữ gìn cây xanh ven hồ"
    assert header.value("type") == "Chỉ thị"
    assert header.signer is not None and header.signer.value == "Trần Văn Bình"
    assert text[header.signer.start : header.signer.end] == "Trần Văn Bình"
