"""Forms are found whatever letters their label is made of, with the whole of their name."""

import pytest

from legal_corpus.citations.pinpoints import extract_provisions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hồ sơ lập theo mẫu XTTMNN-1 của cơ quan.", ["mẫu XTTMNN-1"]),
        ("Lập theo biểu mẫu số 2 của đơn vị.", ["biểu mẫu số 2"]),
        ("Lập theo các biểu mẫu 02/DVDT và 03/DVDT.", ["các biểu mẫu 02/DVDT và 03/DVDT"]),
        ("Làm theo mẫu vật liệu đã chọn.", []),
        ("- Hồ Sen: Lấy mẫu 02 vị trí; phân tích mẫu 03 lần.", []),
    ],
)
def test_forms(text: str, found: list[str]) -> None:
    assert [reference.text for reference in extract_provisions(text, [])] == found
