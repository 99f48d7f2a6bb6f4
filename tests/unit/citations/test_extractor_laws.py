"""Laws, codes, ordinances and the Constitution by name, number, year and date."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations


@pytest.mark.parametrize(
    ("span", "name", "year", "number"),
    [
        ("Luật Đất đai", "Đất đai", None, None),
        ("Luật Đất đai năm 2013", "Đất đai", 2013, None),
        ("Luật Thủ đô 2024", "Thủ đô", 2024, None),
        ("Luật Phí và lệ phí số 97/2015/QH13", "Phí và lệ phí", None, "97/2015/QH13"),
        ("Luật Tín ngưỡng, tôn giáo", "Tín ngưỡng, tôn giáo", None, None),
        ("Luật quản lý, sử dụng tài sản công", "quản lý, sử dụng tài sản công", None, None),
        ("Luật Đất đai năm 2013 số 45/2013/QH13", "Đất đai", 2013, "45/2013/QH13"),
        ("Bộ luật Dân sự năm 2015", "Dân sự", 2015, None),
        ("Bộ Luật Lao động số 45/2019/QH14", "Lao động", None, "45/2019/QH14"),
        ("Pháp lệnh Ngoại hối", "Ngoại hối", None, None),
        ("LUẬT ĐẤT ĐAI", "ĐẤT ĐAI", None, None),
        ("Luật thuế GTGT", "thuế GTGT", None, None),
    ],
)
def test_known_names(span: str, name: str, year: int | None, number: str | None) -> None:
    text = f"Thực hiện theo quy định của {span} và các văn bản hướng dẫn."
    (citation,) = extract_citations(text)
    assert (citation.text, citation.name, citation.year, citation.number) == (span, name, year, number)


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Luật Khai thác vũ trụ, không gian số 99/2027/QH16", "Khai thác vũ trụ, không gian"),
        ("Luật Bảo tồn rạn san hô của Việt Nam ngày 5 tháng 6 năm 2027", "Bảo tồn rạn san hô của Việt Nam"),
        ("Luật Năng lượng gió", "Năng lượng gió"),
    ],
)
def test_names_that_no_vocabulary_holds(span: str, name: str) -> None:
    (citation,) = extract_citations(f"Căn cứ {span}; theo đề nghị của Bộ trưởng.")
    assert (citation.text, citation.name) == (span, name)
    assert citation.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "theo quy định của pháp luật về đất đai và kỷ luật lao động",
        "mời Luật sư tham gia, Luật này quy định",
        "cử nhân Luật, trường Đại học Luật Hà Nội",
        "dự thảo Luật Đất đai đang lấy ý kiến",
        "chuyên ngành Luật Kinh tế, Luật Quốc tế",
        "LUẬT\nDẪN ĐỘ\nQuốc hội ban hành Luật Dẫn độ.",
    ],
)
def test_the_word_law_elsewhere(text: str) -> None:
    assert extract_citations(text) == []


def test_constitution() -> None:
    text = "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013; theo Hiến pháp và pháp luật"
    first, second = extract_citations(text)
    assert (first.type, first.year, first.name) == ("Hiến pháp", 2013, None)
    assert first.text == "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013"
    assert second.text == "Hiến pháp"


def test_amending_law_is_one_citation() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Nhà ở ngày 22/11/2029;"
    (citation,) = extract_citations(text)
    assert citation.name == "sửa đổi, bổ sung một số điều của Luật Giá và Luật Nhà ở"
    assert (citation.number, citation.issued) == (None, date(2029, 11, 22))


def test_amending_law_owns_the_number_that_closes_its_name() -> None:
    (citation,) = extract_citations(
        "Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Doanh nghiệp số 76/2025/QH15;"
    )
    assert citation.number == "76/2025/QH15"
    assert citation.name == "Sửa đổi, bổ sung một số điều của Luật Doanh nghiệp"


def test_numbers_of_a_numbered_list_belong_to_the_amended_laws() -> None:
    span = (
        "Luật sửa đổi, bổ sung một số điều của Luật Giá số 1/2023/QH15, Luật Nhà ở số 2/2023/QH15 "
        "và Luật Đất đai số 3/2024/QH15 ngày 29/6/2024"
    )
    (citation,) = extract_citations(f"Căn cứ {span};")
    assert citation.text == span
    assert (citation.number, citation.issued) == (None, date(2024, 6, 29))


def test_a_numbered_list_may_close_without_a_conjunction() -> None:
    span = (
        "Luật sửa đổi, bổ sung một số điều của Luật Giá số 1/2024/QH15, Luật Nhà ở số 2/2023/QH15, "
        "Luật Đất đai số 3/2023/QH15"
    )
    (citation,) = extract_citations(f"Căn cứ {span};")
    assert (citation.text, citation.number) == (span, None)
    # Two laws, or a list that goes on with other acts, are citations of their own.
    two = span.rpartition(",")[0]
    assert [c.number for c in extract_citations(f"Căn cứ {two};")] == ["1/2024/QH15", "2/2023/QH15"]
    longer = extract_citations(f"theo {span}, Nghị định số 4/2024/NĐ-CP.")
    assert [c.number for c in longer] == ["1/2024/QH15", "2/2023/QH15", "3/2023/QH15", "4/2024/NĐ-CP"]


def test_collective_amending_law() -> None:
    text = "theo Luật sửa đổi, bổ sung một số điều của 15 luật trong lĩnh vực biển số 146/2031/QH17."
    (citation,) = extract_citations(text)
    assert citation.number == "146/2031/QH17"
    assert citation.name == "sửa đổi, bổ sung một số điều của 15 luật trong lĩnh vực biển"


def test_several_laws_in_a_row() -> None:
    found = extract_citations("theo Luật Nhà ở, Luật Kinh doanh bất động sản và Luật Các tổ chức tín dụng.")
    assert [c.name for c in found] == ["Nhà ở", "Kinh doanh bất động sản", "Các tổ chức tín dụng"]


@pytest.mark.parametrize(
    "head", ["Luật số: 52/2031/QH17", "QUỐC HỘI | Luật số: 52/2031/QH17 | Độc lập - Tự do"]
)
def test_the_letterhead_of_a_law_is_no_citation(head: str) -> None:
    text = f"""{head}
LUẬT
BẾN PHÀ
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Bến phà.
Điều 1. Bãi bỏ Luật số 9/2011/QH13.
"""
    assert [c.number for c in extract_citations(text) if c.type == "Luật"] == ["9/2011/QH13"]


def test_a_date_behind_the_bare_type_word_names_no_law() -> None:
    assert extract_citations("Luật , ngày 1 tháng 2 năm 2020") == []


@pytest.mark.parametrize(
    ("head", "others"),
    [
        ("Nghị quyết số: 01/2031/QH16\nNGHỊ QUYẾT", "Luật"),
        ("Số: 01/2031/QH16\nNGHỊ QUYẾT", "Luật"),
        ("Luật số: 01/2031/QH16\nBỘ LUẬT", "Nghị quyết"),
        ("Nghị quyết số: 01/2031/UBTVQH16\nNGHỊ QUYẾT", "Pháp lệnh"),
    ],
)
def test_laws_and_resolutions_count_each_for_itself(head: str, others: str) -> None:
    number = "01/2031/UBTVQH16" if "UBTV" in head else "01/2031/QH16"
    own = "Luật" if "LUẬT" in head else "Nghị quyết"
    text = f"""{head}
VỀ BẾN PHÀ
Căn cứ {others} số {number};
Điều 1. Thi hành {others} số {number} và {own} số {number}.
"""
    assert {(c.type, c.number) for c in extract_citations(text)} == {(others, number)}
