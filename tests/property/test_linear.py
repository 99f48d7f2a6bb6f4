"""Hostile repeats cost time in proportion to their length: lines of Python that run are counted, no clock.

What expressions cost inside their engine cannot be counted; for them whole pages of the repeats that once
were quadratic are read, which would not end while one waits.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from indexer.pipeline import ParsedAct, analyse_text
from indexer.structure.akn import to_akn

UNITS = [
    "Điều 1 khoản 1 ", "Điều 1. ", "Điều 1.\n", "“", '"', "”", "Căn cứ Luật ", "Số: ", "| ", "(", " ", "\n",
    "1. a\na) ", "1. a\n", "Nghị định số 15/2020/NĐ-CP ", "Bãi bỏ Quyết định số 1/2020/QĐ-UBND; ",
    "khoản 1, 2 và ",
    "Sửa đổi Điều 1 như sau: “Điều 1. ", "PHỤ LỤC\n", "QUY ĐỊNH\n(",
    "Sửa đổi khoản 1 Điều 1 của Luật Giá như sau:\n“1. a”\n", "1/2/3/", "1, 2, 3, ", "\u00ad", "А",
    "Luật Ký kết, gia nhập, ", "Luật sửa đổi, bổ sung một số điều của ", "12/2020/A-B-C-D-",
    "số 1/2020/NĐ-CP, ", "trừ các quy định sau: ", "Các điều của Luật Giá hết hiệu lực gồm:\na) Điều 1;\n",
    "Điều 1 (được sửa đổi a) ",
]  # fmt: skip
BLANKS = [" ", "\t", "\n", "\xa0"]
OPENINGS = [
    "",
    "QUYẾT ĐỊNH",
    "Quyết định này có hiệu lực",
    "Điều 1. ",
    "CỦA",
    "Điều 2 Nghị định số 1/2020/NĐ-CP",
]


def _lines_run(what: Callable[[Any], object], given: Any) -> int:
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        what(given)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_runs_at_most_about_twice_the_lines(unit: str) -> None:
    repeats = max(80, 2400 // len(unit))
    once, twice = (_lines_run(analyse_text, unit * n) for n in (repeats, 2 * repeats))
    assert twice <= 2.3 * once


def _written(act: ParsedAct) -> bytes:
    return to_akn(act.text, act.header, act.nodes, act.citations)


@pytest.mark.parametrize(
    "unit",
    ["Sửa đổi khoản 1 như sau:\n“1. a”\n", "Thay cụm từ “a” bằng “b” ", "Bỏ từ “a\n", "Điều 1. a\n“", "“\n"],
)
def test_writing_twice_the_text_runs_at_most_about_twice_the_lines(unit: str) -> None:
    acts = [analyse_text(unit * n) for n in (150, 300)]
    once, twice = (_lines_run(_written, act) for act in acts)
    assert twice <= 2.3 * once


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("opening", OPENINGS)
def test_long_runs_of_blanks_are_read(opening: str, blank: str) -> None:
    text = f"QUYẾT ĐỊNH\nVề việc x\nCăn cứ Luật Giá;\n{opening}{blank * 40_000}x\n"
    assert analyse_text(text).header.value("type") == "Quyết định"


def test_many_quote_marks_are_one_quotation_each() -> None:
    assert analyse_text("“" * 60_000).nodes == ()
