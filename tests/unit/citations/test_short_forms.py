"""Short forms stand for the one act that the document names in full."""

from __future__ import annotations

from legal_corpus.citations.extractor import extract_citations


def numbers(text: str) -> list[str | None]:
    return [c.number for c in extract_citations(text)]


def test_short_number_is_completed() -> None:
    text = "Nghị định số 34/2016/NĐ-CP của Chính phủ. Theo khoản 2 Điều 5 Nghị định 34 thì phải lấy ý kiến."
    assert numbers(text) == ["34/2016/NĐ-CP", "34/2016/NĐ-CP"]


def test_defined_short_form() -> None:
    text = "Nghị định số 34/2016/NĐ-CP (sau đây gọi tắt là Nghị định số 34). Theo Nghị định số 34, hồ sơ gồm:"
    assert numbers(text) == ["34/2016/NĐ-CP"] * 3


def test_ambiguous_short_form_stays_as_printed() -> None:
    text = "Nghị định số 34/2016/NĐ-CP và Nghị định số 34/2020/NĐ-CP. Theo Nghị định 34 thì không rõ."
    assert numbers(text)[-1] == "34"


def test_short_form_of_another_type_is_not_taken() -> None:
    text = "Nghị định số 34/2016/NĐ-CP. Theo Thông tư số 34 thì khác."
    assert numbers(text) == ["34/2016/NĐ-CP", "34"]


def test_short_form_with_year_picks_that_year() -> None:
    text = "Thông tư số 08/2016/TT-BTC và Thông tư số 8/2020/TT-BTC. Theo Thông tư số 08/2020 thì được."
    assert numbers(text)[-1] == "8/2020/TT-BTC"


def test_a_dash_in_a_cell_of_its_own_joins_no_number() -> None:
    assert extract_citations("STT 6, PL 6, QĐ 66\n-\nP-PO43\n") == []


def test_an_abbreviated_short_form_counts_only_beside_the_full_number() -> None:
    cell = "STT 6, PL 6, QĐ 66\n-\nP-PO43\nvà NQ 7, theo TT 12"
    assert extract_citations(cell) == []
    found = extract_citations(f"Theo Quyết định số 66/2018/QĐ-UBND ngày 1/2/2018.\n{cell}")
    assert [(c.text, c.number) for c in found][1:] == [("QĐ 66", "66/2018/QĐ-UBND")]
