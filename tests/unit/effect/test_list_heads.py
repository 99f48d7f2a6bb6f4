"""Lists that only a colon heads, lists inside them, and members that tell a part or go on."""

from __future__ import annotations

import pytest

from legal_corpus.citations.extractor import extract_citations
from legal_corpus.citations.pinpoints import extract_provisions
from legal_corpus.effect.clauses import extract_effects
from legal_corpus.effect.list_heads import means_parts, member_head

HEAD = "QUYẾT ĐỊNH\nVề chợ nổi\nCăn cứ Luật Thương mại;\nQUYẾT ĐỊNH:\nĐiều 5. "
Ended = dict[str, tuple[str, ...] | None]


def ended(body: str) -> Ended:
    """Letter of each repealed act -> its provisions, ``None`` for all of it; "{a}" to "{d}" are decisions."""
    numbers = {letter: f"1{at}/2029/QĐ-UBND" for at, letter in enumerate("abcd", 1)}
    text = HEAD + body.format(**{letter: f"Quyết định số {number}" for letter, number in numbers.items()})
    citations = extract_citations(text)
    letters = {number: letter for letter, number in numbers.items()}
    names = {c.start: letters.get(c.number or "", "?") for c in citations}
    found = extract_effects(text, citations, extract_provisions(text, citations))
    assert {e.predicate for e in found} <= {"repeals"}
    return {names[e.target]: None if e.scope == "whole" else e.provisions for e in found}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Một số nội dung của các quyết định:", {"a": None, "b": (), "c": (), "d": None}),
        ("Các quy định về sạp nổi tại các văn bản sau đây:", {"a": None, "b": (), "c": (), "d": None}),
        ("Phụ lục kèm theo các quyết định:", {"a": None, "b": (), "c": (), "d": None}),
        ("Giấy phép thuê sạp cấp theo các văn bản:", {"a": None, "d": None}),
        ("Các quyết định của Ủy ban nhân dân tỉnh:", {"a": None, "b": None, "c": None, "d": None}),
        ("Trong lĩnh vực thương mại:", {"a": None, "b": None, "c": None, "d": None}),
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


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (" các Nghị quyết của Hội đồng nhân dân tỉnh và các điều khoản sau đây:", False),
        (" các nội dung về phí tại các Nghị quyết của tỉnh và các quy định có liên quan sau đây:", True),
        (" các Quyết định có một số điều về phí chợ và các quy định sau đây:", True),
        ("Từ ngày 01/01/2031, các Nghị định của Chính phủ và các điều khoản sau đây", False),
    ],
)
def test_acts_and_parts_in_one_head(words: str, parts: bool) -> None:
    assert means_parts(words) is parts


def test_only_a_colon_makes_a_member_a_head() -> None:
    assert member_head("Giấy phép thuê sạp;") is None
    assert member_head("Giấy phép thuê sạp: ") == "other"
