from __future__ import annotations

import pytest

from indexer.structure.header import parse_header
from indexer.structure.header_doubts import with_doubts
from indexer.structure.header_misread import misread_words

TEXT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/QĐ-UBND\nAn Bình, ngày 2 tháng 3 năm 2031\nQUYẾT ĐỊNH\n"
    "{title}\n"
    "Căn cứ Luật Bến bãi;\nĐiều 1. Kho vật liệu nổ phải có rào. Thùng vật liệu nổ phải có khóa.\n"
    "Điều 2. Người giữ kho vật liệu nổ phải có sổ.\n"
)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Về kho vật liệu nổ", ()),
        ("Về kho vật liệu nỗ", ("nỗ",)),
        ("VỀ KHO VẬT LIỆU NỖ", ("NỖ",)),
        ("Về phiên họp thứ nhât", ("nhât",)),
        ("Về thùng phải có khoá", ()),  # two ways to place one tone
        ("Về bến đò ở An Bình", ()),  # words that stand nowhere else
        ("Về máy Internet 5G", ()),
    ],
)
def test_words_whose_marks_are_at_odds_with_the_text(title: str, words: tuple[str, ...]) -> None:
    assert misread_words(title, TEXT.format(title=title)) == words


@pytest.mark.parametrize(("title", "doubtful"), [("Về kho vật liệu nổ", False), ("Về kho vật liệu nỗ", True)])
def test_such_a_title_is_to_be_confirmed_when_it_was_recognised(title: str, doubtful: bool) -> None:
    text = TEXT.format(title=title)
    header = with_doubts(parse_header(text), text, (), first_page_recognised=True)
    assert header.title is not None and header.title.value == title
    assert (header.title.confidence < 0.5) == doubtful
    assert any("“nỗ”" in warning for warning in header.warnings) == doubtful


def test_a_title_that_was_not_recognised_stays_as_it_is_printed() -> None:
    text = TEXT.format(title="Về kho vật liệu nỗ")
    header = with_doubts(parse_header(text), text, (), first_page_recognised=False)
    assert header == parse_header(text)
