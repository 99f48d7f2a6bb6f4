from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.analysis import query_units
from indexer.search.matching import Closeness, QueryMatcher


def matcher(query: str) -> QueryMatcher:
    return QueryMatcher(query_units(query))


def marked(query: str, text: str) -> list[str]:
    return [piece for s in matcher(query).snippets(text, "body") for piece, hit in s.pieces if hit]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("đất đai", "Luật Đất đai", Closeness(1.0, 1.0)),
        ("đất đai", "Đạt được đai", Closeness(0.5, 0.0)),
        ("đất đai", "dat dai", Closeness(0.0, 0.0)),
        ("dat dai", "Luật Đất đai", Closeness(1.0, 1.0)),
        ("dat dai", "đai và đất", Closeness(1.0, 0.0)),
        ("uỷ quyền", "Ủy quyền", Closeness(1.0, 1.0)),
        ("an", "quan", Closeness(1.0, 1.0)),
        ("án", "quán", Closeness(0.0, 1.0)),
        ("án", "quán, vụ án", Closeness(1.0, 1.0)),
        ('"thu hồi đất"', "thư hỏi; hồi đất", Closeness(0.0, 1.0)),
        ('"thu hồi đất"', "Thu hồi\nđất", Closeness(1.0, 1.0)),
    ],
)
def test_closeness(query: str, text: str, expected: Closeness) -> None:
    assert matcher(query).closeness(text) == expected


def test_closeness_over_title_and_body() -> None:
    assert matcher("đất đai").closeness("Đất", "đai").exact == 1.0


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("dat", "Đất, đạt, DAT", ["Đất", "đạt", "DAT"]),
        ("đất", "Đất, đạt, DAT", ["Đất"]),
        ("đất", "đạt, DAT", ["đạt", "DAT"]),
        ("đất đai", "Luật Đất đai", ["Đất đai"]),
        ("an", "quan an toàn", ["an"]),
        ('"thu hồi"', "thu phí, thu\nhồi, hồi", ["thu hồi"]),
        ("15/2021/qđ-ubnd", "số 015/2021/QĐ-UBND, 15/2021/QĐ-CT", ["015/2021/QĐ-UBND"]),
        ("15/2021", "số 15/2021/QĐ-UBND", ["15/2021"]),
        ("5", "Điều 05, 15, 5a", ["05"]),
        ("y tế", "Sở Y  tế", ["Y", "tế"]),
    ],
)
def test_highlights(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_fragment_prefers_the_stretch_with_all_words_together() -> None:
    text = (
        "Giá cả. " + "x " * 300 + "Bảng ghi. " + "x " * 300 + "Ban hành bảng giá đất năm nay. " + "x " * 300
    )
    snippets = matcher("bảng giá đất").snippets(text, "body", most=1)
    assert [piece for piece, hit in snippets[0].pieces if hit] == ["bảng giá đất"]
    assert len("".join(piece for piece, _ in snippets[0].pieces)) <= 240


def test_two_fragments_show_words_that_stand_apart() -> None:
    text = "Khu chợ mới. " + "x " * 400 + "Trạm y tế. " + "x " * 400
    snippets = matcher("chợ trạm").snippets(text, "body")
    assert [[p for p, hit in s.pieces if hit] for s in snippets] == [["chợ"], ["Trạm"]]


def test_no_match_no_snippet() -> None:
    assert matcher("đất").snippets("không có", "body") == ()
    assert matcher("đất").snippets("", "title") == ()


WORDS = ["đất", "dat", "đai", "15/2021/QĐ-UBND", ",", "\n", "quy", "định", "Hoà", "İ", "ﬁ"]


@given(st.lists(st.sampled_from(WORDS), max_size=120))
def test_pieces_are_a_stretch_of_the_text(words: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(words))
    ends = -1
    for snippet in matcher('đất "quy định" 15/2021 hòa').snippets(text, "body"):
        printed = "".join(piece for piece, _ in snippet.pieces)
        assert text[snippet.start : snippet.start + len(printed)].replace("\n", " ") == printed
        assert any(hit for _, hit in snippet.pieces)
        assert snippet.start >= ends
        ends = snippet.start + len(printed)
