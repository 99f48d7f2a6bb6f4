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
