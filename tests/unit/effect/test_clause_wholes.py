"""Whether an act ends as a whole or in part where several acts, or one act twice, stand in a clause."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects

HEAD = "QUYẾT ĐỊNH\nVề chợ nổi\nCăn cứ Luật Thương mại;\nQUYẾT ĐỊNH:\nĐiều 5. "
Effect = tuple[str, str, str, tuple[str, ...]]


def brief(body: str) -> list[Effect]:
    """(predicate, letter of the act, scope, provisions); "{a}" to "{d}" stand for four decisions."""
    numbers = {letter: f"1{at}/2029/QĐ-UBND" for at, letter in enumerate("abcd", 1)}
    text = HEAD + body.format(**{letter: f"Quyết định số {number}" for letter, number in numbers.items()})
    citations = extract_citations(text)
    letters = {number: letter for letter, number in numbers.items()}
    names = {c.start: letters.get(c.number or "", "?") for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    return [(e.predicate, names[e.target], e.scope, e.provisions) for e in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Quyết định này thay thế {a}, bãi bỏ Điều 2 {a}.",
            [("replaces", "a", "whole", ()), ("repeals", "a", "part", ("2",))],
        ),
        (
            "Bãi bỏ {a} và Phụ lục II kèm theo {a}.",
            [("repeals", "a", "whole", ()), ("repeals", "a", "part", ("Phụ lục II",))],
        ),
        ("Bãi bỏ Điều 2 {a} và Phụ lục II kèm {a}.", [("repeals", "a", "part", ("2", "Phụ lục II"))]),
    ],
)
def test_an_act_named_again_for_a_part(body: str, expected: list[Effect]) -> None:
    assert brief(body) == expected


@pytest.mark.parametrize("words", ["nội dung về phí chợ quy định tại", "các nội dung quy định tại"])
def test_a_matter_of_several_acts_is_a_part_of_each(words: str) -> None:
    assert brief(f"Bãi bỏ {words} Điều 3 {{a}}, {{b}} và {{c}}.") == [
        ("repeals", "a", "part", ("3",)),
        ("repeals", "b", "part", ()),
        ("repeals", "c", "part", ()),
    ]


def test_an_act_joined_to_a_provision_of_another_ends_whole() -> None:
    assert brief("Bãi bỏ Điều 3 {a} và {b}.") == [
        ("repeals", "a", "part", ("3",)),
        ("repeals", "b", "whole", ()),
    ]


def test_what_parentheses_tell_does_not_part_the_acts_around_them() -> None:
    assert brief("Bãi bỏ {a} (được sửa đổi bởi {b}), {c} và {d}.") == [
        ("repeals", "a", "whole", ()),
        ("repeals", "c", "whole", ()),
        ("repeals", "d", "whole", ()),
    ]


def test_provisions_of_acts_that_follow_are_parts_of_them() -> None:
    assert brief("Bãi bỏ các quy định sau đây của {a} và {b}:\n1. Điều 3;\n2. Điều 4.\n") == [
        ("repeals", "a", "part", ()),
        ("repeals", "b", "part", ()),
    ]
