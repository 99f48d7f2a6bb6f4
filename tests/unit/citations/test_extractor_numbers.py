"""Numbers and symbols of acts in running text."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.citation import Citation


def only(text: str) -> Citation:
    found = extract_citations(text)
    assert len(found) == 1, [c.text for c in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("span", "type_", "number"),
    [
        ("Nghị định số 92/2017/NĐ-CP", "Nghị định", "92/2017/NĐ-CP"),
        ("Luật số 64/2025/QH15", "Luật", "64/2025/QH15"),
        ("Nghị quyết số 115/2025/UBTVQH15", "Nghị quyết", "115/2025/UBTVQH15"),
        ("Nghị quyết 115/2025/NQ-UBTVQH15", "Nghị quyết", "115/2025/NQ-UBTVQH15"),
        ("Thông tư liên tịch số 07/2013/TTLT-BTP-BNV-BTC", "Thông tư liên tịch", "07/2013/TTLT-BTP-BNV-BTC"),
        ("Nghị quyết số 66.18/2026/NQ-CP", "Nghị quyết", "66.18/2026/NQ-CP"),
        ("Nghị quyết số 05/2016/NQ-HĐND8", "Nghị quyết", "05/2016/NQ-HĐND8"),
        ("Quyết định số 61/2025/QĐ-CTUBND", "Quyết định", "61/2025/QĐ-CTUBND"),
        ("Quyết định số 1628/QĐ-UBND", "Quyết định", "1628/QĐ-UBND"),
        ("Chỉ thị số 07/CT-TTg", "Chỉ thị", "07/CT-TTg"),
        ("Kế hoạch số 5959/KH-UBND", "Kế hoạch", "5959/KH-UBND"),
        ("Văn bản hợp nhất số 10/VBHN-BCT", "Văn bản hợp nhất", "10/VBHN-BCT"),
        ("Nghị quyết số 18-NQ/TW", "Nghị quyết", "18-NQ/TW"),
        ("Kế hoạch số 84-KH/TU", "Kế hoạch", "84-KH/TU"),
        ("Hướng dẫn số 36-HD/VPTW", "Hướng dẫn", "36-HD/VPTW"),
        ("Pháp lệnh số 21-LCT/HĐNN8", "Pháp lệnh", "21-LCT/HĐNN8"),
        ("Nghị định số 75-CP", "Nghị định", "75-CP"),
        ("Thông tư số 223/TT/LB", "Thông tư", "223/TT/LB"),
        ("Quyết định số 77/2006/QĐ-BCA(C11)", "Quyết định", "77/2006/QĐ-BCA(C11)"),
        ("Quyết định số 72/2004/QĐ-UB", "Quyết định", "72/2004/QĐ-UB"),
        ("Nghị quyết số 30a/2008/NQ-CP", "Nghị quyết", "30a/2008/NQ-CP"),
        ("Quyết định số 12 / 2020 / QÐ – UBND", "Quyết định", "12/2020/QĐ-UBND"),
        ("Nghị định số 95/2024 NĐ-CP", "Nghị định", "95/2024/NĐ-CP"),
        ("Quyết định số 2609QĐ/UBND", "Quyết định", "2609/QĐ/UBND"),
        ("NGHỊ ĐỊNH SỐ 15/2020/NĐ-CP", "Nghị định", "15/2020/NĐ-CP"),
        ("Nghị đinh số 15/2020/NĐ-CP", "Nghị định", "15/2020/NĐ-CP"),
        ("nghị định số 15/2020/NĐ-CP", "Nghị định", "15/2020/NĐ-CP"),
        ("QĐ số 33/2022/QĐ-UBND", "Quyết định", "33/2022/QĐ-UBND"),
        ("Quyết định số 22/201/QĐ-UBND", "Quyết định", "22/201/QĐ-UBND"),
    ],
)
def test_printed_forms(span: str, type_: str, number: str) -> None:
    citation = only(f"Việc hỗ trợ theo {span} được giữ nguyên.")
    assert (citation.text, citation.type, citation.number) == (span, type_, number)
    assert citation.kind == "act"


def test_glued_words_end_the_number() -> None:
    citation = only("Thực hiện theo Nghị định 15/2020/NĐ-CPngày 3/2/2020của Chính phủ về phí.")
    assert citation.number == "15/2020/NĐ-CP"
    assert citation.issued == date(2020, 2, 3)
    assert citation.issuer == "Chính phủ"


def test_date_after_a_comma_lies_outside_the_span() -> None:
    citation = only("theo Nghị định số 7/2031/NĐ-CP, ngày 4 tháng 8 năm 2031 của Chính phủ.")
    assert citation.text == "Nghị định số 7/2031/NĐ-CP"
    assert citation.issued == date(2031, 8, 4)


def test_date_after_the_issuer_lies_outside_the_span() -> None:
    citation = only("theo Nghị định số 24/CP của Chính phủ ngày 8/11/1992 về điều lệ.")
    assert citation.text == "Nghị định số 24/CP"
    assert (citation.issuer, citation.issued) == ("Chính phủ", date(1992, 11, 8))


def test_malformed_date_stays_in_the_span_without_value() -> None:
    citation = only("theo Quyết định số 6/2031/QĐ-TTg ngày 30 ngày 11 tháng 2031 của Thủ tướng Chính phủ.")
    assert citation.text == "Quyết định số 6/2031/QĐ-TTg ngày 30 ngày 11 tháng 2031"
    assert citation.issued is None
    assert citation.issuer == "Thủ tướng Chính phủ"


def test_issuer_between_type_and_number_is_inside_the_span() -> None:
    citation = only("Căn cứ Nghị định của Chính phủ số 8/2031/NĐ - CP ngày 09/02/2031 về chi phí;")
    assert citation.text == "Nghị định của Chính phủ số 8/2031/NĐ - CP ngày 09/02/2031"
    assert (citation.number, citation.issuer) == ("8/2031/NĐ-CP", "Chính phủ")


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("của Ủy ban nhân dân tỉnh Hoa Lư quy định giá đất", "Ủy ban nhân dân tỉnh Hoa Lư"),
        ("của Ủy ban nhân dân tỉnh Hoa Lư Quy định giá đất", "Ủy ban nhân dân tỉnh Hoa Lư"),
        ("của Bộ trưởng Bộ Nông nghiệp và Môi trường hướng dẫn", "Bộ trưởng Bộ Nông nghiệp và Môi trường"),
        ("của Bộ Văn hóa, Thể thao và Du lịch về lễ hội", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("của Thủ tướng Chính phủ và các văn bản khác", "Thủ tướng Chính phủ"),
        ("của Bộ trưởng Bộ Giao thông vận tải quy định phí", "Bộ trưởng Bộ Giao thông vận tải"),
        ("của Bộ Kế hoạch và Đầu tư hướng dẫn", "Bộ Kế hoạch và Đầu tư"),
        ("của Bộ trưởng Bộ Ngoại giao giao nhiệm vụ", "Bộ trưởng Bộ Ngoại giao"),
        ("của Bộ Y tế và các quy định khác", "Bộ Y tế"),
    ],
)
def test_issuer_as_written(after: str, issuer: str) -> None:
    assert only(f"Theo Quyết định số 12/2020/QĐ-XYZ {after}.").issuer == issuer


def test_list_members_each_get_a_row_and_share_the_issuer() -> None:
    text = "Theo các Nghị định số 1/2020/NĐ-CP, số 2/2021/NĐ-CP và 3/2022/NĐ-CP của Chính phủ."
    found = extract_citations(text)
    assert [c.text for c in found] == ["Nghị định số 1/2020/NĐ-CP", "số 2/2021/NĐ-CP", "3/2022/NĐ-CP"]
    assert {c.type for c in found} == {"Nghị định"}
    assert {c.issuer for c in found} == {"Chính phủ"}


def test_list_of_a_law_inherits_its_name() -> None:
    found = extract_citations("Căn cứ Luật Kiến trúc: số 5/2031/QH17 ngày 18/6/2031; số 9/2033/QH17;")
    assert [c.text for c in found] == ["Luật Kiến trúc: số 5/2031/QH17 ngày 18/6/2031", "số 9/2033/QH17"]
    assert [(c.type, c.name) for c in found] == [("Luật", "Kiến trúc"), ("Luật", "Kiến trúc")]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định này có hiệu lực từ ngày 01/01/2026.",
        "theo QCVN 06:2022/BXD và TCVN 5687:2010.",
        "theo Mẫu số 01/TNDN ban hành kèm theo.",
        "Giấy phép số 12/GP-UBND và hợp đồng số 5/2020/HĐXD.",
        "Quyết định 1. Giao Sở Tài chính chủ trì.",
        "Bản đồ tỷ lệ 1/2000, ngày 12/5/2020, trực 24/7.",
        "Kế hoạch năm 2025 và báo cáo số liệu 06 tháng.",
        "Thông tư 20 trang.",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert extract_citations(text) == []


def test_papers_and_their_issuer_before_them() -> None:
    text = (
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 04/TTr-SNV ngày 3/2/2025, "
        "Văn bản số 88/SNV-TC; Báo cáo thẩm tra số 9/BC-BPC của Ban Pháp chế."
    )
    found = extract_citations(text)
    assert [(c.kind, c.role) for c in found] == [("paper", "procedure")] * 3
    assert [c.type for c in found] == ["Tờ trình", "Văn bản", "Báo cáo"]
    assert [c.issuer for c in found] == ["Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ", "Ban Pháp chế"]
    assert found[2].text == "Báo cáo thẩm tra số 9/BC-BPC"


def test_number_broken_over_two_lines_is_quoted_on_one() -> None:
    text = "theo Nghị định số 30/2020/NĐ-\nCP ngày 05 tháng 3 năm 2020 của Chính phủ"
    citation = only(text)
    assert citation.number == "30/2020/NĐ-CP"
    assert citation.issued == date(2020, 3, 5)
    assert citation.text == "Nghị định số 30/2020/NĐ-"


def test_a_letter_listed_after_another_paper_is_one_more_of_it() -> None:
    found = extract_citations(
        "tại Văn bản số 1889/STP-VB ngày 3/4/2031 và số 1890/STP-VB ngày 4/4/2031 của Sở"
    )
    assert [(c.kind, c.type, c.number) for c in found] == [
        ("paper", "Văn bản", "1889/STP-VB"),
        ("paper", "Văn bản", "1890/STP-VB"),
    ]


def test_the_symbol_alone_tells_a_letter_from_a_decision() -> None:
    assert [c.type for c in extract_citations("theo 12/2031/QĐ-UBND và theo 05/BNV-VP")] == [
        "Quyết định",
        "Công văn",
    ]


def test_the_issuer_may_have_a_new_name_between_type_and_number() -> None:
    found = extract_citations(
        "Căn cứ các Thông tư của Bộ Nghêu Sò (nay là Bộ Hải sản): số 2/2031/TT-BNS; số 7/2031/TT-BNS;"
    )
    assert [c.text for c in found] == [
        "Thông tư của Bộ Nghêu Sò (nay là Bộ Hải sản): số 2/2031/TT-BNS",
        "số 7/2031/TT-BNS",
    ]


@pytest.mark.parametrize(
    ("day", "found"), [("ngày 6 tháng 7 năm 2031", []), ("ngày 5 tháng 7 năm 2031", ["182/QĐ-UBND"])]
)
def test_a_misprinted_own_number_is_told_by_the_day(day: str, found: list[str]) -> None:
    text = f"""Số: 1824/QĐ-UBND
Hoa Lư, ngày 6 tháng 7 năm 2031
QUYẾT ĐỊNH
Căn cứ tình hình thực tế;
Điều 1. Ban hành danh mục.
DANH MỤC (Kèm theo Quyết định số: 182/QĐ-UBND {day} của Chủ tịch)
"""
    assert [c.number for c in extract_citations(text)] == found


def test_a_clause_cites_what_the_same_day_enacted_under_the_next_number() -> None:
    text = """Số: 41/2031/QĐ-UBND
Hoa Lư, ngày 5 tháng 6 năm 2031
QUYẾT ĐỊNH
Căn cứ Luật Thủy sản;
Điều 1. Bãi bỏ Điều 4 Quy chế bến cá (ban hành kèm theo Quyết định số 40/2031/QĐ-UBND ngày 05/6/2031).
"""
    assert "40/2031/QĐ-UBND" in [c.number for c in extract_citations(text)]


@pytest.mark.parametrize(("printed", "found"), [("47", []), ("140", []), ("4", []), ("52", ["52/QĐ-UBND"])])
def test_a_misprinted_number_is_one_digit_apart(printed: str, found: list[str]) -> None:
    text = f"""Số: 40/QĐ-UBND
Hoa Lư, ngày 6 tháng 7 năm 2031
QUYẾT ĐỊNH
Căn cứ tình hình thực tế;
Điều 1. Ban hành danh mục.
DANH MỤC (Kèm theo Quyết định số {printed}/QĐ-UBND ngày 6 tháng 7 năm 2031)
"""
    assert [c.number for c in extract_citations(text)] == found


@pytest.mark.parametrize(
    "row", ["| Nghị quyết số: {} | Về phí đò |", "Nghị quyết số: {} ngày 5/6/2029 về phí đò."]
)
def test_a_list_without_grounds_has_no_number_of_its_own(row: str) -> None:
    numbers = ["12/2029/NQ-HĐND", "13/2029/NQ-HĐND"]
    text = "\n".join(["DANH MỤC VĂN BẢN", *(row.format(number) for number in numbers)])
    assert [c.number for c in extract_citations(text)] == numbers
