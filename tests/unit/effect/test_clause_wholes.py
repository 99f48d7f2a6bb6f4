"""Whether an act ends as a whole, in part or not at all: several acts or one act twice in a clause, lists
that only a colon heads, lists inside them."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects

HEAD = "QUYẾT ĐỊNH\nVề chợ nổi\nCăn cứ Luật Thương mại;\nQUYẾT ĐỊNH:\nĐiều 5. "
Effect = tuple[str, str, str, tuple[str, ...]]
Ended = dict[str, tuple[str, ...] | None]


def brief(body: str) -> list[Effect]:
    """(predicate, letter of the act, scope, provisions); "{a}" to "{d}" stand for four decisions."""
    numbers = {letter: f"1{at}/2029/QĐ-UBND" for at, letter in enumerate("abcd", 1)}
    text = HEAD + body.format(**{letter: f"Quyết định số {number}" for letter, number in numbers.items()})
    citations = extract_citations(text)
    letters = {number: letter for letter, number in numbers.items()}
    names = {c.start: letters.get(c.number or "", "?") for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    return [(e.predicate, names[e.target], e.scope, e.provisions) for e in found]


def ended(body: str) -> Ended:
    """Letter of each repealed act -> its provisions, ``None`` for all of it."""
    found = brief(body)
    assert {predicate for predicate, *_rest in found} <= {"repeals"}
    return {act: None if scope == "whole" else refs for _predicate, act, scope, refs in found}


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


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Một số nội dung của các quyết định:", {"a": None, "b": (), "c": (), "d": None}),
        ("Các quy định về sạp nổi tại các văn bản sau đây:", {"a": None, "b": (), "c": (), "d": None}),
        ("Phụ lục kèm theo các quyết định:", {"a": None, "b": (), "c": (), "d": None}),
        ("Giấy phép thuê sạp cấp theo các văn bản:", {"a": None, "d": None}),
        ("Các quyết định của Ủy ban nhân dân tỉnh:", {"a": None, "b": None, "c": None, "d": None}),
        ("Trong lĩnh vực thương mại:", {"a": None, "b": None, "c": None, "d": None}),
        (
            "Các văn bản quy phạm pháp luật trong lĩnh vực thủy sản:",
            {"a": None, "b": None, "c": None, "d": None},
        ),
        ("Các quyết định của tỉnh tại thời điểm sáp nhập:", {"a": None, "b": None, "c": None, "d": None}),
        ("Quyết định giao sạp nêu tại các văn bản:", {"a": None, "d": None}),
        ("Cấp tỉnh:", {"a": None, "b": None, "c": None, "d": None}),
    ],
)
@pytest.mark.parametrize("marks", [("a)", "b)"), ("-", "-")])
def test_a_member_that_heads_a_list(head: str, expected: Ended, marks: tuple[str, str]) -> None:
    first, second = marks
    body = f"Quyết định này bãi bỏ:\n1. {{a}};\n2. {head}\n{first} {{b}};\n{second} {{c}}.\n3. {{d}}.\n"
    assert ended(body) == expected


def test_parts_below_the_act_that_heads_them() -> None:
    body = "Quyết định này bãi bỏ:\n1. {a} về sạp nổi:\na) Điều 2;\nb) Khoản 3 Điều 4.\n2. {b}.\n"
    assert ended(body) == {"a": ("2", "4/3"), "b": None}
    amenders = "Quyết định này bãi bỏ:\n1. {a} và các quyết định sửa đổi:\na) {b};\nb) {c}.\n"
    assert ended(amenders) == {"a": None, "b": None, "c": None}


@pytest.mark.parametrize("head", ["Quyết định này bãi bỏ:", "Bãi bỏ các Quyết định sau:"])
@pytest.mark.parametrize(
    ("member", "provisions"),
    [
        ("{b} về phí chợ (Điều 2 và Điều 3)", ("2", "3")),
        ("{b}: bỏ khoản 3 Điều 1", ("1/3",)),
        ("{b} (phần phí sạp)", ()),
        ("{b} (trừ những điều còn phù hợp)", ()),
        ("{b} về quy chế chợ (Điều 5 được sửa đổi năm 2030)", None),
    ],
)
def test_a_part_behind_the_act(head: str, member: str, provisions: tuple[str, ...] | None) -> None:
    assert ended(f"{head}\n1. {{a}};\n2. {member}.\n") == {"a": None, "b": provisions}


@pytest.mark.parametrize(
    ("member", "goes_on"),
    [
        ("{b} vẫn áp dụng đến hết năm 2031", True),
        ("{b} về phí chợ vẫn được áp dụng", True),
        ("{b} của tỉnh còn hiệu lực đến khi có quy định mới", True),
        ("{b} về phí chợ tiếp tục áp dụng đến hết năm 2031", True),
        ("{b} về việc tiếp tục thực hiện thu phí chợ", False),
        ("{b} về nhiệm vụ, giải pháp tiếp tục thực hiện phong trào chợ sạch", False),
        ("{b} công bố danh mục văn bản còn hiệu lực", False),
    ],
)
def test_a_member_that_goes_on(member: str, goes_on: bool) -> None:
    found = ended(f"Quyết định này bãi bỏ:\n1. {{a}};\n2. {member}.\n")
    assert found == ({"a": None} if goes_on else {"a": None, "b": None})


def test_contents_are_parts_on_lines_of_their_own_too() -> None:
    assert ended("Bãi bỏ các nội dung tại:\n- {a};\n- Khoản 4 Điều 1 {b}.\n") == {"a": (), "b": ("1/4",)}
