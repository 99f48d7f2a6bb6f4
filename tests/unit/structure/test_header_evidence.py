"""Other readings of number and date, and what the text itself says for one of them."""

from __future__ import annotations

from indexer.readers.base import Doubt
from indexer.structure.header import parse_header
from indexer.structure.header_doubts import with_doubts
from legal_corpus.model.act import Header

ACT = """ỦY BAN NHÂN DÂN TỈNH AN BÌNH
Số: 46 /QĐ-UBND
An Bình, ngày 16 tháng 4 năm 2021
QUYẾT ĐỊNH
Ban hành Kế hoạch kiểm tra công trình thủy lợi
{ground}
Theo đề nghị của Giám đốc Sở Xây dựng,
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm tra.
{annex}
"""
GROUND = "Căn cứ Quyết định số 12/2021/QĐ-UBND ngày {day} tháng 4 năm 2021 của Ủy ban nhân dân tỉnh;"


def read(ground: str = "", annex: str = "", **others: tuple[str, ...]) -> Header:
    text = ACT.format(ground=ground, annex=annex)
    places = {"number": text.index("46 /"), "day": text.index("16 tháng")}
    doubts = [Doubt(places[name], places[name] + 2, 0.4, said) for name, said in others.items()]
    return with_doubts(parse_header(text), text, sorted(doubts, key=lambda d: d.start), True)


def test_other_readings_are_whole_values_that_exist() -> None:
    header = read(number=("461", "96"), day=("18", "36", "06"))
    assert header.number and header.number.others == ("461/QĐ-UBND", "96/QĐ-UBND")
    assert header.issued and header.issued.others == ("2021-04-18", "2021-04-06")


def test_the_head_of_an_annex_speaks_for_a_reading() -> None:
    annex = "(Kèm theo Quyết định số 96/QĐ-UBND ngày 18/4/2021 của Ủy ban nhân dân tỉnh)"
    header = read(annex=annex, number=("461", "96"), day=("18",))
    assert header.number and header.issued
    assert (header.number.value, header.number.others) == ("96/QĐ-UBND", ("46/QĐ-UBND", "461/QĐ-UBND"))
    assert (header.issued.value, header.issued.others) == ("2021-04-18", ("2021-04-16",))
    assert max(header.number.confidence, header.issued.confidence) < 0.5


def test_an_annex_of_another_act_says_nothing() -> None:
    header = read(annex="(Kèm theo Thông tư số 96/2020/TT-BXD ngày 18/4/2020)", number=("96",))
    assert header.value("number") == "46/QĐ-UBND"


def test_no_act_is_older_than_what_it_rests_on() -> None:
    header = read(ground=GROUND.format(day=17), day=("06", "26", "18"))
    assert header.issued
    assert (header.issued.value, header.issued.others) == (
        "2021-04-26",
        ("2021-04-16", "2021-04-06", "2021-04-18"),
    )
    assert read(ground=GROUND.format(day=15), day=("18",)).value("issued") == "2021-04-16"
    # Where no reading fits, none is put first.
    assert read(ground=GROUND.format(day=28), day=("18",)).value("issued") == "2021-04-16"
