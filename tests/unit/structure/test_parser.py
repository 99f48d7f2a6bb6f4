from __future__ import annotations

from itertools import pairwise

from indexer.structure.parser import parse_piece, parse_structure
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


SIGNED = "Điều 1. Ban hành\nĐiều 2. Hiệu lực\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Minh\n"


def containers(text: str) -> list[tuple[str, str | None]]:
    return [(n.eid, n.heading) for n in parse_structure(text) if n.level in ("appendix", "attachment")]


def test_a_kind_of_document_below_an_appendix_is_its_heading() -> None:
    text = (
        f"{SIGNED}PHỤ LỤC I\nDANH MỤC BẾN\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\n1. Bến Đá\n"
        "PHỤ LỤC II\n(Kèm theo Quyết định số 1/QĐ-UBND)\nĐỊNH MỨC CHI\nMột\n"
    )
    assert [eid for eid, _ in containers(text)] == ["app_1", "app_2"]


def test_a_cover_before_numbered_appendices_is_none() -> None:
    text = f"{SIGNED}PHỤ LỤC\n(Kèm theo Quyết định số 1/QĐ-UBND)\nPHỤ LỤC I\nGIÁ\nMột\nPHỤ LỤC II\nPHÍ\nHai\n"
    assert containers(text) == [("app_1", "GIÁ"), ("app_2", "PHÍ")]
    assert [eid for eid, _ in containers(f"{SIGNED}PHỤ LỤC\nBẢNG GIÁ\nMột\n")] == ["app_1"]


def test_appendices_of_an_appendix_keep_their_numbers() -> None:
    text = f"{SIGNED}Phụ lục I.1\nGIÁ\nMột\nPhụ lục I.3.2\nPHÍ\nHai\n"
    assert [eid for eid, _ in containers(text)] == ["app_I-1", "app_I-3-2"]


def test_articles_of_a_form_in_an_appendix_are_not_the_acts() -> None:
    form = "Mẫu số 01\nQUYẾT ĐỊNH:\nĐiều 1. Công nhận …\nĐiều 2. Hiệu lực\nTM. ỦY BAN NHÂN DÂN\n"
    nodes = parse_structure(f"{SIGNED}PHỤ LỤC I\n{form}{form}PHỤ LỤC II\nGIÁ\nMột\n")
    assert eids(nodes) == ["art_1", "art_2", "app_1", "app_1__art_1", "app_1__art_2", "app_2"]


def test_a_list_of_parts_of_another_act_opens_none() -> None:
    text = "Điều 1. Bãi bỏ\n1. Bãi bỏ các phần sau:\nPhần IV; Phần VI;\n2. Bãi bỏ Điều 9.\n"
    assert eids(parse_structure(text)) == ["art_1", "art_1__cl_1", "art_1__cl_2"]


def test_points_may_be_counted_with_or_without_the_foreign_letters() -> None:
    start = "Điều 1. Một\n" + "".join(f"{letter}) x;\n" for letter in "abcdđe")
    assert eids(parse_structure(start + "g) y.\n"))[-1] == "art_1__point_g"
    assert eids(parse_structure(start + "f) y;\ng) z.\n"))[-2:] == ["art_1__point_f", "art_1__point_g"]


def test_a_first_number_that_was_lost() -> None:
    text = "Điều 6. Chấm dứt\nBến chấm dứt khi:\na) Hết hạn;\nb) Bị thu hồi.\n2. Thủ tục\na) Nộp đơn;\n"
    assert eids(parse_structure(text.replace("Điều 6", "Điều 1")))[-2:] == [
        "art_1__cl_2",
        "art_1__cl_2__point_a",
    ]
    text = "Điều 1. Hồ sơ\n1. Gồm các giấy tờ sau:\nĐơn đề nghị;\nb) Bản sao.\n"
    assert eids(parse_structure(text))[-1] == "art_1__cl_1__point_b"
    assert eids(parse_structure("Điều 1. Hồ sơ theo\n2. Luật Đất đai.\n")) == ["art_1"]


def test_a_piece_of_new_wording_may_begin_with_any_number() -> None:
    article = parse_piece("Điều 15a. Chợ đêm\n1. Mở cửa.\n2. Đóng cửa.")
    assert eids(article) == ["art_15a", "art_15a__cl_1", "art_15a__cl_2"]
    assert eids(parse_piece("3. Ba:\na) một;\nb) hai.\n4. Bốn.")) == [
        "cl_3", "cl_3__point_a", "cl_3__point_b", "cl_4",
    ]  # fmt: skip
    assert eids(parse_piece("c) ba;\nd) bốn.")) == ["point_c", "point_d"]
    assert eids(parse_piece("Chương IIa\nBẾN NỔI\nĐiều 20a. Một")) == ["chp_II", "art_20a"]
    assert parse_piece("không có số") == []


def test_nothing_to_find() -> None:
    assert parse_structure("") == []
    assert parse_structure("Một câu.\nMột câu nữa có khoản 1 Điều 2.\n") == []
