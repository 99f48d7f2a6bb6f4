"""Acts that amend several others chapter by chapter, or name the amended act in their title alone."""

from __future__ import annotations

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.effect.operative_roles import settled_roles

CHAPTERS = """THÔNG TƯ
Sửa đổi, bổ sung Thông tư số 3/2031/TT-BXD quy định về bến phà và Thông tư số 4/2031/TT-BXD về cầu treo
Căn cứ Luật Đường bộ số 35/2024/QH15;
Chương I
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ
SỐ 3/2031/TT-BXD ĐƯỢC SỬA ĐỔI BỞI THÔNG TƯ SỐ 9/2032/TT-BXD
Điều 1. Sửa đổi, bổ sung một số khoản của Điều 7 được sửa đổi bởi khoản 2 Điều 1 Thông tư số 9/2032/TT-BXD
1. Sửa đổi, bổ sung khoản 4 như sau:
“4. Bến phà có đèn hiệu theo khoản 1 Điều này.”.
Chương II. Sửa đổi, bổ sung một số điều của Thông tư số 4/2031/TT-BXD
Điều 2. Bãi bỏ khoản 5 Điều 6
Chương III
ĐIỀU KHOẢN THI HÀNH
Điều 3. Thông tư này có hiệu lực từ ngày 01/02/2033. Bộ phận quy định tại Điều 2 báo cáo kết quả.
"""

TITLE_ALONE = """NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 21/2031/NĐ-CP
ngày 04 tháng 5 năm 2031 của Chính phủ quy định chi tiết một số điều
của Luật Thư viện
Căn cứ Luật Thư viện số 46/2019/QH14;
Điều 1. Sửa đổi, bổ sung Điều 8 như sau:
“Điều 8. Kho sách”.
Điều 2. Thay thế cụm từ “phòng đọc” bằng “thư phòng” tại điểm c khoản 1 và đoạn mở đầu của khoản 4 Điều 9.
"""


def targets(text: str) -> dict[str, str | None]:
    """Quote of each pinpoint -> number of its act, or "self"."""
    citations = extract_citations(text)
    numbers: dict[object, str | None] = {c.start: c.number for c in citations}
    found = extract_provisions(text, citations)
    return {p.text: numbers.get(p.target, str(p.target)) for p in found}


def effects(text: str) -> set[tuple[str, str | None, tuple[str, ...]]]:
    citations = extract_citations(text)
    numbers = {c.start: c.number for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    return {(e.predicate, numbers[e.target], e.provisions) for e in found}


def test_each_chapter_amends_the_act_of_its_heading() -> None:
    found = targets(CHAPTERS)
    assert found["Điều 7"] == "3/2031/TT-BXD"
    assert found["khoản 2 Điều 1"] == "9/2032/TT-BXD"
    assert found["khoản 4"] == "3/2031/TT-BXD"
    assert found["khoản 5 Điều 6"] == "4/2031/TT-BXD"
    assert found["Điều 2"] == "self"
    assert effects(CHAPTERS) >= {
        ("amends", "3/2031/TT-BXD", ("7/4",)),
        ("repeals", "4/2031/TT-BXD", ("6/5",)),
    }


def test_who_amended_the_part_before_is_no_object() -> None:
    citations = extract_citations(CHAPTERS)
    roles = [c.role for c in citations if c.number == "9/2032/TT-BXD" and "Điều 1." in CHAPTERS[: c.start]]
    assert roles == ["amender"]


def test_a_wrapped_title_names_one_amended_act() -> None:
    found = targets(TITLE_ALONE)
    assert found["Điều 8"] == "21/2031/NĐ-CP"
    assert found["điểm c khoản 1 và đoạn mở đầu của khoản 4 Điều 9"] == "21/2031/NĐ-CP"
    assert effects(TITLE_ALONE) == {("amends", "21/2031/NĐ-CP", ("8", "9/1/c", "9/4"))}


def test_the_title_stays_a_title_though_articles_amend_what_it_names() -> None:
    citations = extract_citations(TITLE_ALONE)
    found = extract_effects(TITLE_ALONE, citations, extract_provisions(TITLE_ALONE, citations))
    settled = settled_roles(TITLE_ALONE, citations, found)
    assert [c.role for c in settled if c.number == "21/2031/NĐ-CP"] == ["title"]


def test_a_long_list_of_amenders_leaves_one_amended_act() -> None:
    amenders = ", ".join(f"Luật số {number}/2031/QH17" for number in range(10, 30))
    text = f"""Điều 3. Thay thế cụm từ của Luật Thư viện số 46/2019/QH14 đã được sửa đổi theo {amenders}
1. Thay thế cụm từ “phòng đọc” bằng “thư phòng” tại khoản 2 Điều 5.
"""
    assert ("amends", "46/2019/QH14", ("5/2",)) in effects(text)


def test_an_act_with_its_day_behind_amenders_is_the_next_that_is_named() -> None:
    text = """Bộ phận kế toán theo Thông tư số 3/2031/TT-BTC ngày 01/02/2031 được sửa đổi bởi Thông tư số \
4/2032/TT-BTC và Thông tư số 5/2033/TT-BTC, Thông tư số 6/2031/TT-BTC ngày 05/6/2031 của Bộ Tài chính về quỹ.
"""
    assert [c.role for c in extract_citations(text)] == ["refers", "amender", "amender", "refers"]
