from __future__ import annotations

from indexer.readers.paragraphs import Opening, joined, without_furniture


def test_watermark_of_a_site_goes_wherever_it_stands_and_a_site_in_the_text_stays() -> None:
    pages = [["Điều 1. Phạm vi", "nội dung", "www.trang-luat.vn", "tiếp theo", "hết trang", "cuối"]] * 3
    found = without_furniture([[*pages[0], "tham khảo tại", "congbao.vn"], *pages[1:]])
    assert not any("trang-luat" in line for page in found for line in page)
    assert "congbao.vn" in found[0]


def test_what_a_signature_says_of_itself_goes_and_a_form_with_the_same_words_stays() -> None:
    stamp = [
        "Người ký: Văn phòng",
        "Email: a@b.vn",
        "Cơ quan: Tỉnh An Bình",
        "Thời gian ký: 08.04.2024 16:30:11 +07:00",
    ]
    body = ["QUYẾT ĐỊNH", "Về việc hỗ trợ", "Điều 1. Phạm vi", "Điều 2. Hiệu lực", "Điều 3. Thi hành"]
    form = ["Cơ quan: ……", "Chức vụ: ……"]
    assert without_furniture([[*stamp, *body, *form]]) == [[*body, *form]]


def test_an_opening_line_begins_a_paragraph() -> None:
    assert joined(["một dòng dài chưa hết", "đi tiếp"]) == ["một dòng dài chưa hết đi tiếp"]
    assert joined(["một dòng dài chưa hết", Opening("đoạn mới")]) == ["một dòng dài chưa hết", "đoạn mới"]


def words(page: int) -> list[str]:
    """Four lines that no other page has."""
    return [f"dòng chữ {place} của trang {'abcdefgh'[page]}" for place in ("đầu", "hai", "ba", "cuối")]


def test_running_heads_go_whatever_page_they_count() -> None:
    pages = [[f"CÔNG BÁO/Số 977/Ngày 24-8-2024 {page + 5}", *words(page)] for page in range(6)]
    assert without_furniture(pages) == [words(page) for page in range(6)]


def test_rows_that_are_alike_but_for_their_numbers_are_no_running_heads() -> None:
    values = [[40.5, 17.25], [39.1, 11.5], [77.75, 3.2], [12.5, 90.1], [61.2, 8.4]]
    pages = [
        [*words(at), *(f"M{at * 7}{n} {value}" for n, value in enumerate(row))]
        for at, row in enumerate(values)
    ]
    assert without_furniture(pages) == pages


def test_a_line_said_to_be_text_stays_though_it_repeats() -> None:
    pages = [["Tên điểm", *words(page)] for page in range(4)]
    assert without_furniture(pages) == [words(page) for page in range(4)]
    assert without_furniture(pages, [{"Tên điểm"}] * 4) == pages


def test_only_numbers_that_count_the_pages_are_page_numbers() -> None:
    ends = ["12", "45", "7", "- 4 -"]
    pages = [[*([str(page + 1)] if page else []), *words(page), end] for page, end in enumerate(ends)]
    kept = [[*words(0), "12"], [*words(1), "45"], [*words(2), "7"], words(3)]
    assert without_furniture(pages) == kept
    assert without_furniture([[*words(0), "17"]]) == [words(0)]


def test_forms_of_which_each_has_a_page_are_no_running_heads() -> None:
    for head in ("Mẫu số 0{}", "Phụ lục {}. Danh sách", "Điều {}. Mức thu"):
        pages = [[head.format(page + 1), *words(page)] for page in range(6)]
        assert without_furniture(pages) == pages
