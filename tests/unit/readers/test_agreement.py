from __future__ import annotations

from indexer.readers.agreement import agreed
from indexer.readers.base import SURE
from indexer.readers.recognition import Word


def page(text: str, confidence: float) -> list[list[Word]]:
    return [[Word(token, confidence, 0, 0, 10, 10) for token in line.split()] for line in text.split("\n")]


def text_of(found: list[list[list[Word]]]) -> str:
    return "\n".join(" ".join(word.text for word in line) for lines in found for line in lines)


SOUND = "công tác kiểm tra\nviệc kiểm tra đất đai\nđể kiểm tra lại\n"


def test_a_mark_that_the_document_writes_otherwise_is_mended_and_stays_doubtful() -> None:
    (lines,) = agreed([page(SOUND + "Kiếm tra, xử lý", 0.9)])
    assert [word.text for word in lines[-1]] == ["Kiểm", "tra,", "xử", "lý"]
    assert lines[-1][0].confidence < SURE
    assert lines[-1][1].confidence == 0.9


def test_capitals_keep_their_case() -> None:
    assert text_of(agreed([page(SOUND + "KIÊM TRA", 0.9)])).endswith("KIỂM TRA")


def test_a_word_that_recognition_is_sure_of_stays() -> None:
    text = SOUND + "kiếm tra"
    assert text_of(agreed([page(text, 0.99)])) == text


def test_two_spellings_that_both_occur_often_stay() -> None:
    text = "năm nay\nnăm này\nnăm nay\nnăm này\nnăm nay"
    assert text_of(agreed([page(text, 0.5)])) == text


def test_letters_are_never_changed() -> None:
    text = SOUND + "kiêm trạ kiểm tro"
    assert text_of(agreed([page(text, 0.5)])).endswith("tro")


def test_titles_of_known_acts_count_too() -> None:
    assert text_of(agreed([page("về việc bỗ sung", 0.8)])) == "về việc bổ sung"
