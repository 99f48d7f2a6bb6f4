from __future__ import annotations

from itertools import pairwise

from indexer.structure.parser import parse_structure
from legal_corpus.model.provision import Node

ACT = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quyết định này quy định:
a) Mức hỗ trợ;
b) Đối tượng;
c) Thời hạn;
d) Nguồn vốn;
đ) Trách nhiệm.
2. Không áp dụng với người nước ngoài.
2a. Người không quốc tịch áp dụng như công dân.
Điều 1a. Điều được thêm
Chương II
QUY ĐỊNH CỤ THỂ
Mục 1
HỖ TRỢ
Tiểu mục 1
MỨC CHI
Điều 2. Mức hỗ trợ
a) Một triệu đồng;
b) Hai triệu đồng.
Điều 3. Điều khoản thi hành
1. Theo quy định tại
Điều 9 Luật Ngân sách nhà nước.
2. Có hiệu lực từ ngày 01/01/2025.
Nơi nhận:
- Như Điều 3;
1. Lưu VT.
TM. ỦY BAN NHÂN DÂN
"""
ATTACHED = """QUY CHẾ
Phối hợp quản lý bến đò
(Ban hành kèm theo Quyết định số 05/2025/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này quy định việc phối hợp.
Điều 2. Nguyên tắc
PHỤ LỤC I
MẪU BÁO CÁO
(Kèm theo Quy chế)
1. Họ và tên
Phụ lục số 02
Biểu tổng hợp
"""


def eids(nodes: list[Node]) -> list[str]:
    return [node.eid for node in nodes]


def test_levels_labels_and_eids() -> None:
    assert eids(parse_structure(ACT)) == [
        "chp_I",
        "art_1",
        "art_1__cl_1",
        "art_1__cl_1__point_a",
        "art_1__cl_1__point_b",
        "art_1__cl_1__point_c",
        "art_1__cl_1__point_d",
        "art_1__cl_1__point_dd",
        "art_1__cl_2",
        "art_1__cl_2a",
        "art_1a",
        "chp_II",
        "chp_II__sec_1",
        "chp_II__sec_1__subsec_1",
        "art_2",
        "art_2__point_a",
        "art_2__point_b",
        "art_3",
        "art_3__cl_1",
        "art_3__cl_2",
    ]


def test_printed_labels_and_headings() -> None:
    found = {node.eid: node for node in parse_structure(ACT)}
    assert found["art_1__cl_1__point_dd"].label == "đ"
    assert found["chp_I"].heading == "QUY ĐỊNH CHUNG"
    assert found["chp_II__sec_1__subsec_1"].heading == "MỨC CHI"
    assert found["art_1"].heading == "Phạm vi điều chỉnh"
    assert found["art_1__cl_1"].heading is None
    assert found["art_1__cl_1__point_a"].parent == "art_1__cl_1"
    assert found["art_2"].parent == "chp_II__sec_1__subsec_1"


def test_text_in_is_text_out() -> None:
    found = {node.eid: ACT[node.start : node.end] for node in parse_structure(ACT)}
    assert found["art_1__cl_1__point_a"] == "a) Mức hỗ trợ;"
    assert found["art_1__cl_2a"] == "2a. Người không quốc tịch áp dụng như công dân."
    assert found["art_3__cl_2"] == "2. Có hiệu lực từ ngày 01/01/2025."
    assert found["chp_I"].endswith("Điều 1a. Điều được thêm")


def test_children_lie_inside_and_siblings_do_not_overlap() -> None:
    nodes = parse_structure(ACT + ATTACHED)
    by_eid = {node.eid: node for node in nodes}
    for node in nodes:
        if node.parent:
            parent = by_eid[node.parent]
            assert parent.start <= node.start < node.end <= parent.end
    for parent_eid in {node.parent for node in nodes}:
        siblings = [node for node in nodes if node.parent == parent_eid]
        assert all(a.end <= b.start for a, b in pairwise(siblings))


def test_attached_regulation_and_its_appendices_are_containers() -> None:
    nodes = parse_structure(ACT + ATTACHED)
    assert eids(nodes)[20:] == [
        "att_1",
        "att_1__chp_I",
        "att_1__art_1",
        "att_1__art_1__cl_1",
        "att_1__art_2",
        "att_1__app_1",
        "att_1__app_2",
    ]
    attachment = nodes[20]
    assert attachment.level == "attachment"
    assert attachment.heading == "QUY CHẾ Phối hợp quản lý bến đò"
    assert [node.label for node in nodes[-2:]] == ["I", "02"]
    assert nodes[-2].heading == "MẪU BÁO CÁO"


def test_attachment_without_a_title_of_its_own_kind() -> None:
    text = (
        "Điều 1. Ban hành\nĐiều 2. Hiệu lực\nTM. CHÍNH PHỦ\nTHỂ LỆ CUỘC THI\n"
        "Điều 1. Mục đích\nĐiều 2. Giải thưởng\n"
    )
    assert eids(parse_structure(text)) == ["art_1", "art_2", "att_1", "att_1__art_1", "att_1__art_2"]


def test_own_title_and_chapter_titles_are_no_attachments() -> None:
    text = (
        "QUY ĐỊNH\nVề bến đò\n(Ban hành kèm theo Quyết định số 1/2025/QĐ-UBND)\nChương I\nQUY ĐỊNH CHUNG\n"
        "Điều 1. Phạm vi\nChương II\nQUY ĐỊNH CỤ THỂ\nĐiều 2. Mẫu đơn ban hành kèm theo Quy định này\n"
    )
    assert eids(parse_structure(text)) == ["chp_I", "art_1", "chp_II", "art_2"]


def test_quoted_wording_of_another_act_is_no_structure() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP\n"
        "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Hồ sơ\n1. Đơn đề nghị.\na) Bản chính;\n2. Bản sao.”\n"
        "2. Bãi bỏ khoản 3 Điều 8.\nĐiều 2. Hiệu lực\n"
    )
    nodes = parse_structure(text)
    assert eids(nodes) == ["art_1", "art_1__cl_1", "art_1__cl_2", "art_2"]
    assert text[nodes[1].start : nodes[1].end].endswith("2. Bản sao.”")


def test_numbers_that_continue_nothing_open_nothing() -> None:
    text = (
        "Điều 1. Căn cứ áp dụng\n1. Thực hiện theo quy định tại\nĐiều 12. Luật Đất đai.\n"
        "1.1. Chi tiết\n7. Số của một bảng\nx) Không phải điểm\n2. Khoản hai\nĐiều 2. Hiệu lực\n"
    )
    assert eids(parse_structure(text)) == ["art_1", "art_1__cl_1", "art_1__cl_2", "art_2"]


def test_a_line_that_goes_on_with_a_reference_is_no_article() -> None:
    text = (
        "Điều 1. Phạm vi\nĐối tượng quy định tại\nĐiều 2 Luật này và khoản 1\n"
        "Điều 3 của Nghị định.\nĐiều 2. Tiếp\n"
    )
    nodes = parse_structure(text)
    assert eids(nodes) == ["art_1", "art_2"]
    assert text[nodes[1].start :].startswith("Điều 2. Tiếp")


def test_parts_glued_into_one_line() -> None:
    text = (
        "Căn cứ Luật Giá; QUYẾT ĐỊNH: Điều 1. Phạm vi điều chỉnh 1. Quyết định này quy định giá nước. "
        "2. Đối tượng áp dụng a) Hộ gia đình; b) Cơ quan theo khoản 1. c) Tổ chức. "
        "Điều 2. Trách nhiệm của Sở Tài chính theo Điều 5. Luật Giá. "
        "Điều 3. Hiệu lực thi hành từ ngày 01/01/2025."
    )
    assert eids(parse_structure(text)) == [
        "art_1",
        "art_1__cl_1",
        "art_1__cl_2",
        "art_1__cl_2__point_a",
        "art_1__cl_2__point_b",
        "art_1__cl_2__point_c",
        "art_2",
        "art_3",
    ]


def test_roman_number_glued_to_its_heading() -> None:
    text = "Chương I\nCHUNG\nĐiều 1. Một\nChương IIVIỆC LÀM\nĐiều 2. Hai\nChương IIITHI HÀNH\nĐiều 3. Ba\n"
    nodes = [node for node in parse_structure(text) if node.level == "chapter"]
    assert [(node.label, node.heading) for node in nodes] == [
        ("I", "CHUNG"),
        ("II", "VIỆC LÀM"),
        ("III", "THI HÀNH"),
    ]


def test_plan_without_articles() -> None:
    text = (
        "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức\na) Của cán bộ;\nb) Của nhân dân.\n"
        "II. NỘI DUNG\n1. Tập huấn\n"
    )
    assert eids(parse_structure(text)) == [
        "sec_I",
        "sec_I__cl_1",
        "sec_I__cl_1__point_a",
        "sec_I__cl_1__point_b",
        "sec_II",
        "sec_II__cl_1",
    ]


def test_numbers_misprinted_twice_keep_distinct_eids() -> None:
    text = "Điều 1. Một\na) một;\nb) hai;\nb) lại hai;\nc) ba.\n"
    assert eids(parse_structure(text)) == [
        "art_1",
        "art_1__point_a",
        "art_1__point_b",
        "art_1__point_b-2",
        "art_1__point_c",
    ]


def test_parts_written_in_words() -> None:
    text = "Phần thứ nhất\nCHUNG\nĐiều 1. Một\nPHẦN THỨ HAI\nRIÊNG\nĐiều 2. Hai\n"
    assert eids(parse_structure(text)) == ["part_1", "art_1", "part_2", "art_2"]


def test_nothing_to_find() -> None:
    assert parse_structure("") == []
    assert parse_structure("Một câu.\nMột câu nữa có khoản 1 Điều 2.\n") == []
