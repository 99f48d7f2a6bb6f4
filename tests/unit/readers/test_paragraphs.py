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
