"""Texts that are nearly the same have sketches that are nearly the same."""

from __future__ import annotations

import random
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from legal_corpus.text.sketch import SIZE, likeness, sketch

WORDS = [f"từ{n}" for n in range(400)]


def _text(seed: int, words: int = 3000) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(words)]


def test_the_estimate_follows_the_share_of_changed_words() -> None:
    words = _text(1)
    for changed, least, most in ((0, 1.0, 1.0), (10, 0.9, 1.0), (300, 0.3, 0.75)):
        other = list(words)
        for at in random.Random(2).sample(range(len(words)), changed):
            other[at] = "khác"
        alike = likeness(sketch(" ".join(words)), sketch(" ".join(other)))
        assert least <= alike <= most, (changed, alike)
    assert likeness(sketch(" ".join(words)), sketch(" ".join(_text(3)))) < 0.1


def test_marks_case_and_signs_do_not_count() -> None:
    text = "Ủy ban nhân dân tỉnh ban hành Quyết định về quản lý chợ, bến đò."
    scanned = unicodedata.normalize("NFD", "ỦY BAN NHÂN DÂN TỈNH ban hanh Quyết định về quản lý chợ bến đò")
    assert sketch(text) == sketch(scanned)


@given(st.text(max_size=300))
def test_any_text_has_a_sketch_that_fits_its_column(text: str) -> None:
    found = sketch(text)
    assert len(found) <= SIZE
    assert all(0 <= value < 2**63 for value in found)
    assert list(found) == sorted(set(found))
    assert likeness(found, found) == (1.0 if found else 0.0)
