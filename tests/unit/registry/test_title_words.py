from __future__ import annotations

from legal_corpus.registry.title_words import plain_word, title_pairs, without_marks, word_pairs


def test_words_are_compared_in_small_letters_without_punctuation() -> None:
    assert plain_word("“KIỂM,") == "kiểm"
    assert plain_word("12/2031/QĐ-UBND") == ""
    assert without_marks(("kiểm", "điểm")) == ("kiem", "diem")


def test_what_is_no_word_parts_its_neighbours() -> None:
    assert list(word_pairs(["Luật", "Đất", "đai", "2024", "của", "tỉnh"])) == [
        ("luật", "đất"),
        ("đất", "đai"),
        ("của", "tỉnh"),
    ]


def test_the_titles_of_known_acts_spell_common_words_one_way() -> None:
    spellings = title_pairs()[("sua", "doi")]
    assert spellings.most_common(1)[0][0] == ("sửa", "đổi")
    assert spellings["sửa", "đổi"] > 20
