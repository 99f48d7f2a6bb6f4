"""Roles of mentions in a document's frame."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations

HEAD = """ỦY BAN NHÂN DÂN TỈNH HOA LƯ
Số: 7/2026/QĐ-UBND
QUYẾT ĐỊNH
Sửa đổi Quyết định số 3/2020/QĐ-UBND về giá nước
Căn cứ Luật Giá số 16/2023/QH15 được sửa đổi, bổ sung bởi Luật số 140/2025/QH15;
Căn cứ Nghị định số 85/2024/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật Giá;
Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 5/TTr-STC;
QUYẾT ĐỊNH:
"""


def roles(body: str, *, head: str = HEAD) -> list[tuple[str | None, str]]:
    text = head + body
    return [(c.number or c.name, c.role) for c in extract_citations(text) if c.start >= len(head)]


def test_roles_of_the_frame() -> None:
    found = [(c.number or c.name, c.role) for c in extract_citations(HEAD)]
    assert found == [
        ("3/2020/QĐ-UBND", "title"),
        ("16/2023/QH15", "basis"),
        ("140/2025/QH15", "amender"),
        ("85/2024/NĐ-CP", "basis"),
        ("Giá", "title"),
        ("5/TTr-STC", "procedure"),
    ]


def test_own_number_is_no_citation() -> None:
    text = HEAD + "QUY ĐỊNH\n(Ban hành kèm theo Quyết định số 7/2026/QĐ-UBND)\nĐiều 1. Theo Luật Giá."
    assert "7/2026/QĐ-UBND" not in [c.number for c in extract_citations(text)]
    assert "9/2026/QĐ-UBND" not in [
        c.number
        for c in extract_citations("Theo Quyết định số 9/2026/QĐ-UBND.", own_number="09/2026/QĐ-UBND")
    ]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Quyết định này thay thế {}.", "replaces"),
        ("Quyết định này có hiệu lực từ ngày 01 tháng 3 năm 2026 và bãi bỏ {}.", "repeals"),
        ("Điều 2. Bãi bỏ khoản 3 Điều 5 của Quy định ban hành kèm theo {}.", "repeals"),
        ("Điều 1. Sửa đổi, bổ sung một số điều của {}.", "amends"),
        ("Điều 1. Đính chính nội dung tại Điều 2 {}.", "corrects"),
        ("Điều 1. Ngưng hiệu lực {} đến hết ngày 31/12/2026.", "suspends"),
        (
            "2. {} của Ủy ban nhân dân tỉnh quy định giá nước hết hiệu lực kể từ ngày Quyết định này.",
            "repeals",
        ),
        ("Chấm dứt hiệu lực của {}.", "repeals"),
        ("Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 4 {}.", "amends"),
        ("Mức giá thực hiện theo {}.", "refers"),
        ("Trường hợp {} hết hiệu lực thì áp dụng văn bản mới.", "refers"),
        ("Sở Tư pháp tham mưu sửa đổi, bổ sung {}.", "refers"),
    ],
)
def test_operative_clauses(sentence: str, role: str) -> None:
    assert roles(sentence.format("Quyết định số 4/2021/QĐ-UBND") + "\n") == [("4/2021/QĐ-UBND", role)]


def test_list_below_a_heading() -> None:
    body = """Điều 2. Hiệu lực
2. Các Quyết định sau hết hiệu lực kể từ ngày Quyết định này có hiệu lực:
a) Quyết định số 1/2019/QĐ-UBND quy định giá;
b) Quyết định số 2/2020/QĐ-UBND sửa đổi Quyết định số 1/2019/QĐ-UBND;
3. Trường hợp văn bản dẫn chiếu thay đổi thì theo Quyết định số 9/2020/QĐ-TTg.
"""
    assert roles(body) == [
        ("1/2019/QĐ-UBND", "repeals"),
        ("2/2020/QĐ-UBND", "repeals"),
        ("1/2019/QĐ-UBND", "title"),
        ("9/2020/QĐ-TTg", "refers"),
    ]


def test_title_ends_where_the_list_goes_on() -> None:
    body = (
        "Theo Nghị định số 61/2031/NĐ-CP của Chính phủ quy định chi tiết Luật Điện lực về an toàn, "
        "Thông tư số 2/2031/TT-BCT và Luật Giá.\n"
    )
    assert roles(body) == [
        ("61/2031/NĐ-CP", "refers"),
        ("Điện lực", "title"),
        ("2/2031/TT-BCT", "refers"),
        ("Giá", "refers"),
    ]


def test_defined_short_form_is_no_title() -> None:
    body = "Theo Nghị định số 15/2025/NĐ-CP quy định về giá (sau đây gọi là Nghị định số 15/2025/NĐ-CP).\n"
    assert roles(body) == [("15/2025/NĐ-CP", "refers"), ("15/2025/NĐ-CP", "refers")]


def test_amenders_in_a_row() -> None:
    body = (
        "Theo Luật Lâm nghiệp số 16/2017/QH14 được sửa đổi, bổ sung bởi Luật số 16/2023/QH15, "
        "Luật số 31/2024/QH15.\n"
    )
    assert [role for _, role in roles(body)] == ["refers", "amender", "amender"]


def test_proposals_in_an_attachment_do_not_operate() -> None:
    body = (
        "Điều 1. Thông qua phương án kèm theo.\nNơi nhận:\n- Như Điều 3.\nPHỤ LỤC\n"
        "Sửa đổi Điều 10 Nghị định số 65/2023/NĐ-CP theo hướng giảm giấy tờ.\n"
    )
    assert roles(body) == [("65/2023/NĐ-CP", "refers")]


def test_without_a_frame_grounds_are_told_by_their_line() -> None:
    found = extract_citations(
        "Căn cứ vào tình hình.\nThực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị, tỉnh giao:"
    )
    assert [(c.number, c.role, c.issuer) for c in found] == [("57-NQ/TW", "basis", "Bộ Chính trị")]


PLAN = """ỦY BAN NHÂN DÂN TỈNH HOA LƯ
Số: 12/KH-UBND
KẾ HOẠCH
Triển khai Luật Giá trên địa bàn tỉnh
"""


def test_what_a_plan_carries_out_is_its_ground() -> None:
    body = """Sau 3 năm triển khai Nghị quyết số 8-NQ/TU, kết quả còn hạn chế.
Để tiếp tục thực hiện nghiêm Chỉ thị số 4/CT-TTg; Kế hoạch số 9/KH-UBND, Ủy ban nhân dân tỉnh yêu cầu:
1. Các sở
- Thực hiện đầy đủ trách nhiệm theo Điều 5 Luật Giá.
"""
    found = [(c.number or c.name, c.role) for c in extract_citations(PLAN + body)]
    assert found == [
        ("Giá", "title"),
        ("8-NQ/TU", "refers"),
        ("4/CT-TTg", "basis"),
        ("9/KH-UBND", "basis"),
        ("Giá", "refers"),
    ]


def test_what_was_done_so_far_is_told_among_the_grounds() -> None:
    body = """Thực hiện Chỉ thị số 4/CT-TTg của Thủ tướng Chính phủ;
Qua 3 năm triển khai Nghị quyết số 8-NQ/TU, kết quả còn hạn chế.
I. MỤC ĐÍCH
"""
    found = [(c.number or c.name, c.role) for c in extract_citations(PLAN + body)]
    assert found == [("Giá", "title"), ("4/CT-TTg", "basis"), ("8-NQ/TU", "refers")]


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (
            "Nghị định số 87/2026/NĐ-CP của Chính phủ sửa đổi một số điều của Nghị định số 78/2025/NĐ-CP quy "
            "định chi tiết Luật Giá và Nghị định số 79/2025/NĐ-CP về kiểm tra văn bản;",
            ["basis", "title", "title", "title"],
        ),
        (
            "Nghị định số 87/2026/NĐ-CP của Chính phủ quy định chi tiết Luật Giá và Nghị định số "
            "79/2025/NĐ-CP về kiểm tra văn bản;",
            ["basis", "title", "basis"],
        ),
        (
            "Nghị định số 87/2026/NĐ-CP của Chính phủ quy định về phân cấp; quy định chi tiết một số điều "
            "của Luật Giá;",
            ["basis", "title"],
        ),
        (
            "Thông tư số 5/2026/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn một số điều "
            "của Nghị định số 87/2026/NĐ-CP;",
            ["basis", "title"],
        ),
        (
            "Nghị định số 87/2026/NĐ-CP quy định chi tiết khoản 3 Điều 7 và Điều 9 của Luật Giá;",
            ["basis", "title"],
        ),
        (
            "Luật Giá số 16/2023/QH15; Nghị định số 87/2026/NĐ-CP của Chính phủ;",
            ["basis", "basis"],
        ),
    ],
)
def test_the_title_of_a_ground_goes_on(ground: str, expected: list[str]) -> None:
    head = HEAD.replace("Căn cứ Luật Giá số 16/2023", f"Căn cứ {ground}\nCăn cứ Luật Giá số 16/2023")
    start = head.index("Căn cứ")
    found = [c.role for c in extract_citations(head) if start < c.start < start + len(ground) + 7]
    assert found == expected


def test_a_ground_on_a_line_of_its_own() -> None:
    head = HEAD.replace(
        "Căn cứ Nghị định",
        "Luật sửa đổi; bổ sung một số điều của Luật Giá ngày 10/12/2025;\nCăn cứ Nghị định",
        1,
    )
    found = [(c.name, c.role) for c in extract_citations(head) if c.name and "sửa" in c.name]
    assert found == [("sửa đổi; bổ sung một số điều của Luật Giá", "basis")]


def test_an_act_glued_into_one_line_leaves_its_preamble() -> None:
    text = (
        HEAD.replace("\n", " ").replace("QUYẾT ĐỊNH: ", "")
        + "Điều 1. Phạm vi: quy định mức chi; mức chi khác theo Nghị định số 45/2027/NĐ-CP."
    )
    assert [c.role for c in extract_citations(text)][-2:] == ["procedure", "refers"]


def test_a_title_broken_over_two_lines() -> None:
    body = (
        "Quyết định số 4/2021/QĐ-UBND của\nUBND tỉnh về việc sửa đổi Điều 1 Quyết định số 2/2020/QĐ-UBND.\n"
    )
    assert roles("1. " + body)[-1] == ("2/2020/QĐ-UBND", "title")


def test_a_title_goes_on_behind_a_short_form() -> None:
    body = (
        "Theo Nghị định số 45/2027/NĐ-CP của Chính phủ (viết tắt là Nghị định số 45/2027/NĐ-CP) quy định chi "
        "tiết một số điều của Luật Giá."
    )
    assert [role for _number, role in roles(body)] == ["refers", "refers", "title"]


def test_a_power_given_elsewhere_leaves_the_title() -> None:
    body = (
        "Theo Điều 3 Nghị định số 45/2027/NĐ-CP quy định phân cấp nuôi trồng và thẩm quyền quy định tại "
        "điểm b khoản 1 Điều 10 Thông tư số 6/2027/TT-BNN."
    )
    assert [role for _number, role in roles(body)] == ["refers", "refers"]


def test_amenders_listed_behind_a_semicolon() -> None:
    head = """Số: 8/2026/TT-BTC
Căn cứ Nghị định số 5/2022/NĐ-CP của Chính phủ ban hành Biểu phí được sửa đổi, bổ sung bởi Nghị định số \
6/2024/NĐ-CP; Nghị định số 7/2025/NĐ-CP và Nghị định số 8/2025/NĐ-CP;
Điều 1. Phạm vi
"""
    found = [c.role for c in extract_citations(head)]
    assert found == ["basis", "amender", "amender", "amender"]


def test_what_the_new_act_amends_is_listed_behind_semicolons_in_the_preamble() -> None:
    head = """Số: 8/2026/TT-BTC
Căn cứ Luật Giá số 16/2023/QH15;
Bộ trưởng ban hành Thông tư sửa đổi các Thông tư số 5/2021/TT-BTC về phà; Thông tư số 6/2021/TT-BTC về đò.
Điều 1. Phạm vi
"""
    assert [c.role for c in extract_citations(head)] == ["basis", "title", "title"]


def test_grounds_glued_behind_a_title_that_cites() -> None:
    head = """Số: 9/2026/QĐ-UBND
QUYẾT ĐỊNH BÃI BỎ QUYẾT ĐỊNH SỐ 3/2020/QĐ-UBND CỦA UBND TỈNH QUY ĐỊNH VỀ ĐÒ Căn cứ Luật Giá số 16/2023/QH15; \
Căn cứ Luật Phí và lệ phí số 97/2015/QH13; QUYẾT ĐỊNH: Điều 1. Bãi bỏ Quyết định số 3/2020/QĐ-UBND.
"""
    assert [c.role for c in extract_citations(head)] == ["title", "basis", "basis", "repeals"]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("c) Khoản 4 Điều 6 (đã được sửa đổi tại khoản 2 Điều 1 Thông tư số 9/2030/TT-BCT);", "amender"),
        (
            "thủ tục được sửa đổi, bổ sung trong lĩnh vực bến đò quy định tại Thông tư số 9/2030/TT-BCT",
            "refers",
        ),
        ("Điều 2. Bãi bỏ các văn bản quy định tại Điều 1 Quyết định số 9/2030/QĐ-UBND.", "refers"),
        ("Điều 2. Bãi bỏ Điều 1 Quyết định số 9/2030/QĐ-UBND.", "repeals"),
        ("4. Sửa đổi khoản 9 được bổ sung bởi khoản 2 Điều 3 Thông tư số 9/2030/TT-BCT như sau:", "amender"),
        (
            "(Khoản 1 Điều này được sửa đổi theo quy định tại khoản 2 Điều 3 của Luật số 9/2030/QH16)",
            "amender",
        ),
        ("2. Thay thế cụm từ “theo Nghị định số 9/2030/NĐ-CP” bằng cụm từ “theo luật”.", "refers"),
        (
            "3. Thay thế Mẫu số 2 (Đơn bổ sung) và Mẫu số 3 Phụ lục I của Thông tư số 9/2030/TT-BCT.",
            "replaces",
        ),
    ],
)
def test_the_first_act_of_a_line(body: str, role: str) -> None:
    assert [found for _number, found in roles(body + "\n")] == [role]


def test_a_joint_act_has_several_issuers_before_its_title() -> None:
    body = (
        "Điều 2. Bãi bỏ Thông tư liên tịch số 4/2028/TTLT-BQP-BTC của Bộ Quốc phòng, Bộ Tài chính hướng dẫn "
        "thực hiện Nghị định số 5/2027/NĐ-CP.\n"
    )
    assert [role for _number, role in roles(body)] == ["repeals", "title"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Thông tư số 4/2028/TT-BCT đã bị bãi bỏ bởi Thông tư số 9/2030/TT-BCT ngày 02 tháng 5 năm 2030.",
            ["refers", "amender"],
        ),
        (
            "Nghị định số 4/2028/NĐ-CP bị bãi bỏ tại khoản 2 Điều 9 Nghị định số 9/2030/NĐ-CP.",
            ["refers", "amender"],
        ),
        ("Quyết định số 4/2028/QĐ-UBND bị bãi bỏ theo Quyết định này.", ["repeals"]),
        ("Quyết định số 4/2028/QĐ-UBND bị bãi bỏ kể từ ngày Quyết định này có hiệu lực.", ["repeals"]),
    ],
)
def test_what_another_act_repealed_is_told_of(sentence: str, found: list[str]) -> None:
    assert [role for _number, role in roles(f"Điều 3. {sentence}\n")] == found
