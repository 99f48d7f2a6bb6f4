"""Which act is meant, told by what the text says it is about."""

from __future__ import annotations

from datetime import date

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.model.act import Act
from legal_corpus.registry.identity import act_uid
from legal_corpus.registry.memory import MemoryRegistry
from legal_corpus.registry.resolution import Resolution
from legal_corpus.registry.resolve import CitingAct, resolve_all
from legal_corpus.registry.subject import cited_subject

CITING = CitingAct("ubnd:cao-bang", date(2025, 3, 5))


def decree(number: str, issued: str | None, title: str | None) -> Act:
    day = date.fromisoformat(issued) if issued else None
    uid = act_uid("Nghị định", number, "chinh-phu", day)
    return Act(uid, "Nghị định", number, title, "chinh-phu", "Chính phủ", day)


FERRIES = decree("120/2008/NĐ-CP", "2008-02-14", "Về quản lý, khai thác bến khách ngang sông")
SALT = decree("120/2018/NĐ-CP", "2018-05-02", "Quy định chi tiết về sản xuất, kinh doanh muối")
STUB = decree("120/2018/NĐ-CP", None, None)
SENTENCE = (
    "Căn cứ Nghị định số 120/2018/NĐ-CP ngày 14/02/2018 của Chính phủ về quản lý, khai thác bến khách "
    "ngang sông;"
)


def meant(text: str, *acts: Act) -> Resolution:
    return resolve_all(extract_citations(text), CITING, MemoryRegistry(acts), None, text)[0]


@pytest.mark.parametrize("registry", [(FERRIES,), (FERRIES, STUB), (FERRIES, SALT)])
def test_a_mistyped_number_is_told_by_the_subject(registry: tuple[Act, ...]) -> None:
    found = meant(SENTENCE, *registry)
    assert (found.outcome, found.act, found.near) == ("mismatch", None, (FERRIES,))
    assert [(m.field, m.cited, m.known) for m in found.mismatches if m.field == "number"] == [
        ("number", "120/2018/NĐ-CP", "120/2008/NĐ-CP")
    ]


def test_the_sentence_may_run_on_and_move_commas() -> None:
    text = SENTENCE.replace("quản lý, khai thác bến", "quản lý khai thác, bến").replace(
        "ngang sông;", "ngang sông và việc giám sát thực hiện của cơ quan nhà nước;"
    )
    assert meant(text, FERRIES, STUB).near == (FERRIES,)


def test_titles_that_differ_in_the_field_alone_are_different_acts() -> None:
    words = "Quy định về phân quyền, phân cấp trong lĩnh vực {}"
    trade = decree("246/2025/NĐ-CP", "2025-06-12", words.format("công nghiệp và thương mại"))
    farming = decree("236/2025/NĐ-CP", None, None)
    text = (
        "Căn cứ Nghị định số 236/2025/NĐ-CP ngày 12/6/2025 của Chính phủ quy định phân quyền, phân cấp trong "
        "lĩnh vực nông nghiệp và môi trường;"
    )
    assert meant(text, trade, farming).act == farming


def test_a_number_whose_own_title_fits_is_left_alone() -> None:
    text = "Căn cứ Nghị định số 120/2018/NĐ-CP của Chính phủ quy định chi tiết về sản xuất, kinh doanh muối;"
    found = meant(text, FERRIES, SALT)
    assert (found.outcome, found.act) == ("resolved", SALT)


def test_an_unlike_subject_alone_proves_nothing() -> None:
    text = "Căn cứ Nghị định số 120/2018/NĐ-CP của Chính phủ về chính sách cho diêm dân vùng ven biển;"
    found = meant(text, FERRIES, SALT)
    assert (found.outcome, found.act) == ("resolved", SALT)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (SENTENCE, "về quản lý, khai thác bến khách ngang sông"),
        ("Căn cứ Nghị định số 120/2018/NĐ-CP; Nghị định khác về quản lý bến khách ngang sông.", None),
        ("Căn cứ Nghị định số 120/2018/NĐ-CP về phí;", None),
        (
            "theo Nghị định số 120/2018/NĐ-CP quy định về bến khách ngang sông được sửa đổi năm 2020",
            "quy định về bến khách ngang sông",
        ),
        (
            "theo Điều 41 Nghị định số 120/2018/NĐ-CP của Chính phủ (trừ bến quy định tại Khoản 1 Điều này)",
            None,
        ),
    ],
)
def test_where_the_subject_begins_and_ends(text: str, subject: str | None) -> None:
    assert cited_subject(text, extract_citations(text)[0]) == subject


def test_an_issuer_of_another_list_member_contradicts_nothing() -> None:
    text = "Căn cứ Nghị định số 120/2018/NĐ-CP, Thông tư số 7/2020/TT-BCT của Bộ trưởng Bộ Công Thương;"
    assert meant(text, SALT).mismatches == ()
    wrong = "Căn cứ Nghị định số 120/2018/NĐ-CP của Bộ Công Thương;"
    assert [item.field for item in meant(wrong, SALT).mismatches] == ["issuer"]
