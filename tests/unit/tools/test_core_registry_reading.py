"""What the builder of the core registry reads out of operative clauses; all sentences are made up."""

from __future__ import annotations

from datetime import date

import pytest

from tools.core_registry.amending import amendments_of_line, amendments_of_title
from tools.core_registry.citing import CitingReader
from tools.core_registry.clauses import ClauseReader, Ending
from tools.core_registry.identity import Key, clean_title, tidy


def _read(by_type: str, text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(e.predicate, e.scope, e.number, e.provisions) for e in ClauseReader(by_type).read(tidy(text))]


def test_plain_replacement_and_its_date() -> None:
    text = (
        "Nghị định này có hiệu lực từ ngày 05 tháng 6 năm 2021, thay thế Nghị định số 7/2015/NĐ-CP về phao."
    )
    (found,) = ClauseReader("Nghị định").read(text)
    assert found == Ending("replaces", "whole", "Nghị định", "7/2015/NĐ-CP", None, (), date(2021, 6, 5))


def test_list_under_an_introduction_keeps_acts_in_titles_out() -> None:
    text = (
        "2. Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\n"
        "a) Thông tư số 11/2012/TT-BXD ngày 02/3/2012 về bảng tên phố;\n"
        "b) Thông tư số 12/2014/TT-BXD ngày 04/5/2014 sửa đổi Thông tư số 99/2010/TT-BXD.\n"
        "3. Thông tư số 50/2019/TT-BXD tiếp tục áp dụng."
    )
    assert _read("Thông tư", text) == [
        ("repeals", "whole", "11/2012/TT-BXD", ()),
        ("repeals", "whole", "12/2014/TT-BXD", ()),
    ]


def test_pinpoints_make_it_partial() -> None:
    text = "Bãi bỏ khoản 2 Điều 5 và Điều 9 Thông tư số 8/2018/TT-BTC về lịch tem."
    assert _read("Thông tư", text) == [("repeals", "part", "8/2018/TT-BTC", ("5/2", "9"))]


def test_pinpoints_hold_for_both_acts_joined_by_and() -> None:
    text = "Các quy định về phao tại Nghị định số 3/2020/NĐ-CP và Nghị định số 4/2016/NĐ-CP hết hiệu lực."
    assert [scope for _, scope, _, _ in _read("Nghị định", text)] == ["part", "part"]


@pytest.mark.parametrize(
    "text",
    [
        "Thông tư này thay thế Nghị định số 3/2020/NĐ-CP.",  # a circular ends no decree
        "Văn bản dẫn chiếu được thay thế bởi Thông tư số 3/2020/TT-BTC thì áp dụng văn bản mới.",
        "“Thông tư này bãi bỏ Thông tư số 3/2020/TT-BTC.”",  # words put into another act
        "Thông tư này thay thế Thông tư số 3/2020/TT-BTC ngày 04 tháng 5 năm 2012.",  # a misprint
        "Bãi bỏ cụm từ “phao” tại Điều 3 Thông tư số 3/2020/TT-BTC.",
    ],
)
def test_what_ends_nothing(text: str) -> None:
    assert _read("Thông tư", text) == []


def test_amended_acts_named_by_number_and_by_name() -> None:
    laws = {"Phao cứu sinh": Key.of("Luật", "5/2010/QH12"), "Bến thuyền": Key.of("Luật", "6/2012/QH13")}
    line = "Điều 3. Sửa đổi, bổ sung một số điều của Luật Phao cứu sinh và Luật Bến thuyền"
    assert [a.target for a in amendments_of_line(line, "Luật", laws.get)] == list(laws.values())
    title = "Sửa đổi, bổ sung một số điều của Nghị định số 3/2020/NĐ-CP về phao theo Luật số 5/2010/QH12"
    found = list(amendments_of_title(title, "Nghị định", laws.get))
    assert [a.target for a in found] == [Key.of("Nghị định", "3/2020/NĐ-CP")]


def test_amending_laws_are_those_right_after_the_law() -> None:
    reader = CitingReader()
    line = "Căn cứ Luật Phao số 5/2010/QH12 được sửa đổi bởi Luật số 6/2012/QH13 và Luật số 7/2014/QH13;"
    reader.read("a", line, provincial=False)
    reader.read(
        "b", "Luật Bến số 9/2011/QH12; Luật Cảng được sửa đổi theo Luật số 1/2013/QH13", provincial=False
    )
    assert set(reader.acts[Key.of("Luật", "5/2010/QH12")].amenders) == {
        ("Luật", "6/2012/QH13"),
        ("Luật", "7/2014/QH13"),
    }
    assert not reader.acts[Key.of("Luật", "9/2011/QH12")].amenders


@pytest.mark.parametrize(
    ("raw", "kind", "clean"),
    [
        ("Nghị định số 1/2030/NĐ-CP Quy định về phao", "Nghị định", "Quy định về phao"),
        ("Luật Bến thuyền số 2/2030/QH17", "Luật", "Bến thuyền"),
        ("LUẬT BẾN THUYỀN SỐ 2/2030/QH17", "Luật", "Bến thuyền"),
        ("Nghị định về phao", "Nghị định", "Về phao"),
        ("Decree 1/2030/ND-CP", "Nghị định", None),
    ],
)
def test_titles_lose_type_and_number(raw: str, kind: str, clean: str | None) -> None:
    assert clean_title(raw, kind) == clean
