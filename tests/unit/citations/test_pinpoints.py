"""Pinpoints: forms of chains and lists, and the act that each belongs to."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.model.citation import ProvisionRef


def read(text: str) -> list[ProvisionRef]:
    found = extract_provisions(text, extract_citations(text))
    for item in found:
        assert text[item.start : item.end] == item.text
    return found


def target_text(text: str, item: ProvisionRef) -> str | None:
    if item.target is None or item.target == "self":
        return item.target
    return next(c.text for c in extract_citations(text) if c.start == item.target)


@pytest.mark.parametrize(
    ("printed", "quote", "refs"),
    [
        ("theo điểm a khoản 2 Điều 5", "điểm a khoản 2 Điều 5", ("5/2/a",)),
        ("theo Điều 5 khoản 2 điểm đ", "Điều 5 khoản 2 điểm đ", ("5/2/đ",)),
        ("theo khoản 7, Điều 151", "khoản 7, Điều 151", ("151/7",)),
        ("theo các khoản 1, 2 và 3 Điều 8", "các khoản 1, 2 và 3 Điều 8", ("8/1", "8/2", "8/3")),
        (
            "theo các điểm a, b, đ và e khoản 1 Điều 4",
            "các điểm a, b, đ và e khoản 1 Điều 4",
            tuple("4/1/" + x for x in "abđe"),
        ),
        ("từ Điều 5 đến Điều 8", "Điều 5 đến Điều 8", ("5", "6", "7", "8")),
        ("các điều từ 5 đến 7", "các điều từ 5 đến 7", ("5", "6", "7")),
        (
            "điểm c đến điểm e khoản 1 Điều 2",
            "điểm c đến điểm e khoản 1 Điều 2",
            ("2/1/c", "2/1/d", "2/1/đ", "2/1/e"),
        ),
        ("theo khoản 2Điều 5", "khoản 2Điều 5", ("5/2",)),
        ("quy định tạikhoản 1 Điều 5", "khoản 1 Điều 5", ("5/1",)),
        ("theo khoản 2, 3, 5 - 7 Điều 4", "khoản 2, 3, 5 - 7 Điều 4", ("4/2", "4/3", "4/5", "4/6", "4/7")),
        (
            "các điểm từ a đến d khoản 2 Điều 4",
            "các điểm từ a đến d khoản 2 Điều 4",
            ("4/2/a", "4/2/b", "4/2/c", "4/2/d"),
        ),
        (
            "các Điều 5, 6 và từ Điều 9 đến Điều 11",
            "các Điều 5, 6 và từ Điều 9 đến Điều 11",
            ("5", "6", "9", "10", "11"),
        ),
        ("theo KHOẢN 2 ĐIỀU 5", "KHOẢN 2 ĐIỀU 5", ("5/2",)),
        ("điểm đ, khoản 2, Ðiều 7", "điểm đ, khoản 2, Ðiều 7", ("7/2/đ",)),
        ("theo Điều 12a, 12b và 12c", "Điều 12a, 12b và 12c", ("12a", "12b", "12c")),
        (
            "Mẫu số 01, Mẫu số 02 và Mẫu số 03a",
            "Mẫu số 01, Mẫu số 02 và Mẫu số 03a",
            ("Mẫu số 01", "Mẫu số 02", "Mẫu số 03a"),
        ),
        ("Phần II mục 3", "Phần II mục 3", ("Phần II/Mục 3",)),
        ("khoản 15a Điều 146đ", "khoản 15a Điều 146đ", ("146đ/15a",)),
        ("điểm a1 khoản 2a Điều 3", "điểm a1 khoản 2a Điều 3", ("3/2a/a1",)),
        (
            "khoản 1 Điều 2, Điều 6 và khoản 3 Điều 7",
            "khoản 1 Điều 2, Điều 6 và khoản 3 Điều 7",
            ("2/1", "6", "7/3"),
        ),
        ("khoản 1 các Điều 5 và 6", "khoản 1 các Điều 5 và 6", ("5/1", "6/1")),
        ("Mục 2 Chương III", "Mục 2 Chương III", ("Chương III/Mục 2",)),
        ("Mục I Phụ lục II", "Mục I Phụ lục II", ("Phụ lục II/Mục I",)),
        ("phụ lục I, II và IV", "phụ lục I, II và IV", ("Phụ lục I", "Phụ lục II", "Phụ lục IV")),
        ("Điều 6 và Phụ lục số 3", "Điều 6 và Phụ lục số 3", ("6", "Phụ lục số 3")),
    ],
)
def test_forms_of_chains(printed: str, quote: str, refs: tuple[str, ...]) -> None:
    text = f"Việc hỗ trợ được thực hiện {printed} Nghị định số 12/2031/NĐ-CP của Chính phủ."
    (item,) = read(text)
    assert (item.text, item.refs) == (quote, refs)
    assert target_text(text, item) == "Nghị định số 12/2031/NĐ-CP"


def test_counts_and_dates_are_not_labels() -> None:
    text = "Hồ sơ nêu tại khoản 3 Điều 9, 30 ngày một lần, và 02 bản sao theo Điều 10 và 05 thành viên."
    assert [(p.text, p.refs) for p in read(text)] == [("khoản 3 Điều 9", ("9/3",)), ("Điều 10", ("10",))]


def test_words_that_only_look_like_units() -> None:
    text = "Danh mục 2 loại hàng, một phần 3 kinh phí, 5 điểm dừng và chương trình 135 không đổi."
    assert read(text) == []


def test_headings_are_not_references() -> None:
    text = (
        "Chương II\nQUY ĐỊNH CỤ THỂ\nĐiều 5. Phạm vi áp dụng\n1. Theo khoản 2 Điều này.\n"
        "Phụ lục I\nBẢNG GIÁ\nMẫu số 02\nĐƠN"
    )
    assert [(p.text, p.refs, p.target) for p in read(text)] == [("khoản 2 Điều này", ("5/2",), "self")]


def test_this_article_and_clause_carry_their_numbers() -> None:
    text = (
        "Điều 4. Hỗ trợ\n1. Mức hỗ trợ:\na) Hộ nghèo theo khoản 2 Điều này;\n"
        "b) Trừ trường hợp tại điểm a khoản này.\n2. Như quy định tại khoản 1."
    )
    assert [p.refs for p in read(text)] == [("4/2",), ("4/1/a",), ("4/1",)]
    assert {p.target for p in read(text)} == {"self"}


@pytest.mark.parametrize(
    "words",
    [
        "Quyết định này",
        "của Quy định này",
        "ban hành kèm theo Quyết định này",
        "của Quyết định:",
        "nêu trên",
        "có trách nhiệm",
    ],
)
def test_own_provisions(words: str) -> None:
    text = f"QUYẾT ĐỊNH\nVề hỗ trợ\nĐiều 9. Thi hành\nCơ quan được giao tại Điều 3 {words} thực hiện."
    assert [(p.refs, p.target) for p in read(text)] == [(("3",), "self")]


def test_recipients_line() -> None:
    assert [(p.text, p.target) for p in read("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.")] == [("Điều 3", "self")]


def test_attached_regulation_belongs_to_the_act_that_enacted_it() -> None:
    text = "Áp dụng Điều 7 của Quy chế phối hợp ban hành kèm theo Quyết định số 21/2030/QĐ-UBND của tỉnh."
    (item,) = read(text)
    assert target_text(text, item) == "Quyết định số 21/2030/QĐ-UBND"


def test_members_of_a_list_share_the_act() -> None:
    text = "Theo khoản 1 Điều 3; khoản 2 Điều 4; Điều 9 Luật số 15/2030/QH16 thì được miễn."
    found = read(text)
    assert [p.text for p in found] == ["khoản 1 Điều 3", "khoản 2 Điều 4", "Điều 9"]
    assert {target_text(text, p) for p in found} == {"Luật số 15/2030/QH16"}


def test_never_across_a_sentence() -> None:
    text = "Thực hiện theo Điều 5. Nghị định số 12/2031/NĐ-CP của Chính phủ không quy định việc này."
    assert [p.target for p in read(text)] == ["self"]


def test_act_named_before_the_pinpoint() -> None:
    text = "Thực hiện Nghị định số 12/2031/NĐ-CP (khoản 4 Điều 6) và các quy định khác."
    (item,) = read(text)
    assert target_text(text, item) == "Nghị định số 12/2031/NĐ-CP"


def test_that_act_is_the_only_one_of_its_kind_nearby() -> None:
    text = "Căn cứ Nghị định số 12/2031/NĐ-CP, việc chi trả theo Điều 5 Nghị định đó được áp dụng."
    (item,) = read(text)
    assert target_text(text, item) == "Nghị định số 12/2031/NĐ-CP"


def test_two_antecedents_are_not_guessed() -> None:
    text = (
        "Nghị định số 12/2031/NĐ-CP và Nghị định số 13/2031/NĐ-CP; theo Điều 5 Nghị định nêu trên thì miễn."
    )
    (item,) = read(text)
    assert item.target is None


def test_law_that_was_not_recognised_is_not_taken_for_the_document() -> None:
    text = "Thực hiện theo Điều 12 Hiệp định thương mại giữa hai nước."
    assert [p.target for p in read(text)] == [None]


AMENDING = """QUYẾT ĐỊNH
Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 31/2029/QĐ-UBND
Căn cứ Luật số 15/2030/QH16;
QUYẾT ĐỊNH:
Điều 1. Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 31/2029/QĐ-UBND của tỉnh
1. Sửa đổi khoản 2 Điều 6 như sau:
“2. Mức chi bằng 70% mức tại khoản 1 Điều này; hồ sơ theo Điều 9 Nghị định số 12/2031/NĐ-CP.”
2. Sửa đổi, bổ sung một số khoản của Điều 8 như sau:
a) Bổ sung khoản 3a vào sau khoản 3 như sau:
“3a. Trường hợp quy định tại khoản 3 Điều này.”
3. Khoản 4 Điều 11 được sửa đổi như sau:
“4. Theo quy định hiện hành.”
Điều 2. Thi hành
Các cơ quan nêu tại Điều 1 chịu trách nhiệm.
Nơi nhận:
- Như Điều 2;
"""


def test_instructions_mean_the_amended_act() -> None:
    found = {p.text: (p.refs, target_text(AMENDING, p)) for p in read(AMENDING)}
    act = "Quyết định số 31/2029/QĐ-UBND"
    assert found["khoản 2 Điều 6"] == (("6/2",), act)
    assert found["khoản 3a"] == (("8/3a",), act)
    assert found["Khoản 4 Điều 11"] == (("11/4",), act)


def test_quoted_wording_and_own_articles_stay_apart() -> None:
    found = {p.text: (p.refs, target_text(AMENDING, p)) for p in read(AMENDING)}
    assert found["khoản 1 Điều này"] == (("6/1",), "self")
    assert found["khoản 3 Điều này"] == (("8/3",), "self")
    assert found["Điều 9"] == (("9",), "Nghị định số 12/2031/NĐ-CP")
    assert found["Điều 2"] == (("2",), "self")


def test_chain_broken_over_two_lines_is_two_quotes() -> None:
    text = "Được miễn theo khoản 1,\nĐiều 5, Thông tư số 19/2030/TT-BTC của Bộ."
    assert [(p.text, p.refs) for p in read(text)] == [("khoản 1", ("5/1",)), ("Điều 5", ("5",))]
    assert {target_text(text, p) for p in read(text)} == {"Thông tư số 19/2030/TT-BTC"}


def test_an_account_is_no_clause() -> None:
    assert read("Hạch toán vào tài khoản 111 và tài khoản 112.") == []


def test_an_aside_about_an_amendment_does_not_hide_the_act() -> None:
    amended, by = "Nghị định số 9/2030/NĐ-CP", "Nghị định số 8/2031/NĐ-CP"
    text = f"theo khoản 2 Điều 5 (được sửa đổi tại khoản 3 Điều 1 {by}) {amended}."
    assert [target_text(text, item) for item in read(text)] == [amended, by]


def test_a_lost_blank_before_the_act() -> None:
    text = "tại Điều 1Quyết định số 12/2025/QĐ-UBND"
    (item,) = read(text)
    assert (item.refs, target_text(text, item)) == (("1",), "Quyết định số 12/2025/QĐ-UBND")


def test_a_heading_right_behind_a_reference_on_one_line() -> None:
    text = (
        "Điều 1. Phạm vi của việc hỗ trợ nuôi nghêu giống. Điều 2. Mức chi theo quy định tại khoản 3 Điều 1. "
        "Điều 3. Hiệu lực Quyết định này có hiệu lực từ ngày ký. Điều 4. Tổ chức thực hiện như trên."
    )
    assert [reference.text for reference in extract_provisions(text, [])] == ["khoản 3 Điều 1"]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1. Sửa mục 2.1 khoản 2 Điều 3 Quy định này.", ("3/2/2.1",)),
        ("1. Sửa điểm b, mục 2.2, khoản 2 Điều 3 Quy định này.", ("3/2/2.2/b",)),
        ("1. Theo điểm 2.3 mục X Phụ lục III.", ("Phụ lục III/Mục X/2.3",)),
    ],
)
def test_numbered_items_inside_a_clause(text: str, refs: tuple[str, ...]) -> None:
    assert extract_provisions(text, [])[0].refs == refs


@pytest.mark.parametrize(
    ("end", "of_law"),
    [
        (" (sau đây gọi tắt là Luật);", True),
        (";", False),
    ],
)
def test_a_bare_law_means_what_it_was_defined_to_mean(end: str, of_law: bool) -> None:
    text = f"NGHỊ ĐỊNH\nCăn cứ Luật Giá số 16/2023/QH15{end}\nĐiều 1. Phí\n1. Theo khoản 2 Điều 5 của Luật.\n"
    found = extract_citations(text)
    target = extract_provisions(text, found)[0].target
    assert target == (found[0].start if of_law else None)


def test_a_bare_own_type_is_the_act_itself() -> None:
    text = "NGHỊ QUYẾT\nĐiều 1. Phí\n1. Theo khoản 2 Điều 5 của Nghị quyết.\n"
    assert extract_provisions(text, [])[0].target == "self"


@pytest.mark.parametrize(
    "text", ["Chấm theo thang điểm 100.", "Kỷ niệm chương 01 bộ.", "Xem Điều 44.5.TT.4.6 của bộ."]
)
def test_what_only_looks_like_a_pinpoint(text: str) -> None:
    assert extract_provisions(text, []) == []


def test_subsections_lie_in_sections() -> None:
    text = "Bãi bỏ tiểu mục 7, tiểu mục C2, mục C, phần III, Phụ lục 6 Quyết định số 5/2031/QĐ-UBND về ao cá."
    assert [item.refs for item in read(text)] == [
        ("Phụ lục 6/Phần III/Mục C/Tiểu mục 7", "Phụ lục 6/Phần III/Mục C/Tiểu mục C2")
    ]


def test_the_article_of_the_recipients_is_this_act_whatever_stands_above() -> None:
    text = (
        "Số: 7/2031/QĐ-UBND\nQUYẾT ĐỊNH\nVề chợ\nQUYẾT ĐỊNH:\nĐiều 1. Quy định giá.\n"
        "Điều 2. Bãi bỏ Điều 5 Quyết định số 4/2028/QĐ-UBND ngày 02 tháng 5 năm 2028.\n\n"
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n"
    )
    found = [(item.text, target_text(text, item)) for item in read(text)]
    assert found == [
        ("Điều 5", "Quyết định số 4/2028/QĐ-UBND ngày 02 tháng 5 năm 2028"),
        ("Điều 2", "self"),
    ]


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Quyết định số 4/2028/QĐ-UBND hết hiệu lực, trừ khoản 2 Điều 7.", "Quyết định số 4/2028/QĐ-UBND"),
        (
            "Quyết định số 4/2028/QĐ-UBND về chợ hết hiệu lực kể từ ngày Quyết định này có hiệu lực, trừ "
            "khoản 2 Điều 7 tiếp tục có hiệu lực đến hết ngày 31/12/2032.",
            "Quyết định số 4/2028/QĐ-UBND",
        ),
        (
            "Quyết định số 4/2028/QĐ-UBND, Quyết định số 5/2028/QĐ-UBND hết hiệu lực, trừ khoản 2 Điều 7.",
            None,
        ),
        ("Quyết định số 4/2028/QĐ-UBND hết hiệu lực, trừ khoản 2 Điều 7 Quyết định này.", "self"),
        ("Quyết định số 4/2028/QĐ-UBND hết hiệu lực, trừ khoản 2 Điều 7 có hiệu lực sau.", "self"),
        ("Quyết định số 4/2028/QĐ-UBND hết hiệu lực, trừ trường hợp tại khoản 2 Điều 7.", "self"),
        ("Quyết định này có hiệu lực từ ngày 01/01/2032, trừ khoản 2 Điều 7.", "self"),
    ],
)
def test_what_is_spared_is_part_of_the_act_that_ends(sentence: str, target: str | None) -> None:
    text = f"Số: 7/2031/QĐ-UBND\nQUYẾT ĐỊNH\nVề chợ\nQUYẾT ĐỊNH:\nĐiều 1. {sentence}\n"
    assert [(item.text, target_text(text, item)) for item in read(text)] == [("khoản 2 Điều 7", target)]
