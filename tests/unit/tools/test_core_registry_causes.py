"""How the builder of the core registry joins statements; all acts and sentences are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools.core_registry.causes import one_cause, same_name
from tools.core_registry.drafts import Drafts, Event
from tools.core_registry.engine import Reading, distinct, read_act
from tools.core_registry.identity import Key
from tools.core_registry.law_names import LawNames
from tools.core_registry.material import Text
from tools.core_registry.settle import settle
from tools.core_registry.unnumbered import party_documents

BY = Key.of("Luật", "9/2031/QH17")
LINE = Event(
    "amends", "part", "van_ban", "2032-01-01", by=BY, provisions=("4", "7"), note="Điều 1 Luật 9/2031/QH17"
)
EXACT = Event(
    "repeals", "part", "van_ban", "2032-01-01", by=BY, provisions=("4/2/a",), note="Điều 3 Luật 9/2031/QH17",
    exact=True,
)  # fmt: skip


def _read(by_type: str, number: str, body: str) -> Reading:
    text = Text(by_type, number, None, "", f"{by_type.upper()}\nSố: {number}\n{body}\n", "thử")
    return read_act(text, LawNames(Drafts()), None)


def test_exact_repeal_stays_a_repeal_and_only_the_rest_is_added() -> None:
    found = one_cause([LINE, EXACT])
    assert [(e.predicate, e.provisions) for e in found] == [("repeals", ("4/2/a",)), ("amends", ("7",))]


def test_passing_mention_says_less_than_an_exact_reading() -> None:
    passing = Event("amends", "part", "vien_dan", "2032-01-01", by=BY, note="1 lần")
    assert one_cause([passing, EXACT]) == [EXACT]


def test_whole_end_swallows_later_changes_but_not_earlier_ones() -> None:
    end = Event("repeals", "whole", "van_ban", "2032-07-01", by=BY)
    assert one_cause([end, EXACT]) == [end, EXACT]
    assert one_cause([end, replace(EXACT, start="2032-07-01")]) == [end]


def test_spared_articles_make_an_end_partial() -> None:
    end = Event("repeals", "whole", "van_ban", "2032-01-01", by=BY)
    spared = replace(EXACT, provisions=(), exceptions=("5",))
    assert one_cause([end, spared]) == [spared]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("An ninh mạng", "An ninh mạng", True),
        ("Quy định về quản lý phao cứu sinh trên sông", "Quản lý phao cứu sinh trên sông", True),
        ("An toàn thông tin mạng", "An ninh mạng", False),
        ("Sửa đổi, bổ sung một số điều của Luật Phao", "Sửa đổi, bổ sung một số điều của Luật Phao", False),
    ],
)
def test_same_name(old: str, new: str, same: bool) -> None:
    assert same_name(old, new) is same


def _ended(old: str, new: str) -> Event:
    drafts = Drafts()
    for number, title in (("5/2020/QH14", old), ("9/2031/QH17", new)):
        draft = drafts.get("Luật", number)
        assert draft
        draft.witnesses.add("registry")
        draft.claim("title", title, "van_ban")
    target = drafts.by_key[Key.of("Luật", "5/2020/QH14")]
    target.events.append(Event("repeals", "whole", "van_ban", "2032-01-01", by=BY, note="Điều 8"))
    settle(drafts)
    (event,) = target.events
    return event


def test_act_of_the_same_name_takes_the_place_of_the_old_one() -> None:
    event = _ended("Phao cứu sinh", "Phao cứu sinh")
    assert (event.predicate, event.source) == ("replaces", "van_ban")
    assert event.note == "Điều 8; văn bản cùng tên"
    assert _ended("Phao cứu sinh", "Bến thuyền").predicate == "repeals"


def test_reading_of_an_act_tells_place_provision_and_date() -> None:
    reading = _read(
        "Nghị định",
        "8/2031/NĐ-CP",
        "Điều 6. Điều khoản thi hành\n1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2031.\n"
        "2. Bãi bỏ điểm a khoản 4 Điều 12 của Nghị định số 3/2020/NĐ-CP ngày 04 tháng 5 năm 2020.",
    )
    assert reading.effective and reading.effective[0].isoformat() == "2031-03-01"
    (found,) = reading.statements
    assert (found.target, found.predicate, found.scope) == (
        Key.of("Nghị định", "3/2020/NĐ-CP"),
        "repeals",
        "part",
    )
    assert (found.provisions, found.place) == (("12/4/a",), "Điều 6 khoản 2")


@pytest.mark.parametrize(
    "clause",
    [
        "Bãi bỏ các quy định về lệ phí bến tại Nghị định số 3/2020/NĐ-CP ngày 04 tháng 5 năm 2020.",
        "Bãi bỏ Biểu phí kèm theo Nghị định số 3/2020/NĐ-CP ngày 04 tháng 5 năm 2020.",
        "Bãi bỏ Nghị định số 3/2020/NĐ-CP ngày 04 tháng 5 năm 2012.",  # number and date disagree
        "Bãi bỏ Luật Phao số 3/2020/QH14.",  # a decree ends no law
    ],
)
def test_no_whole_end_is_taken_where_parts_are_meant_or_the_act_is_doubtful(clause: str) -> None:
    reading = _read("Nghị định", "8/2031/NĐ-CP", f"Điều 6. Điều khoản thi hành\n1. {clause}")
    assert [s for s in reading.statements if s.scope == "whole"] == []


def test_headings_give_way_to_the_articles_that_spell_them_out() -> None:
    (spelled,) = _read(
        "Thông tư", "8/2031/TT-BTC", "Điều 2. Hiệu lực\n1. Bãi bỏ khoản 2 Điều 5 Thông tư số 3/2020/TT-BTC."
    ).statements
    heading = replace(spelled, predicate="amends", provisions=(), place="Chương I")
    assert list(distinct([heading, spelled])) == [spelled]
    assert list(distinct([heading])) == [heading]


def test_party_documents_need_two_dated_mentions() -> None:
    said = "Nghị quyết số 91-NQ/TW ngày 03 tháng 4 năm 2031 của Bộ Chính trị về phát triển bến thuyền;"
    once = "Kết luận số 92-KL/TW ngày 05 tháng 4 năm 2031."
    (row,) = party_documents([("a", f"{said}\n{once}"), ("b", said)])
    assert (row["number"], row["issued"], row["issuer_name"]) == ("91-NQ/TW", "2031-04-03", "Bộ Chính trị")
    assert row["title"] == "Về phát triển bến thuyền"
