"""Files with two acts, and files with a part of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.structure.header import parse_header
from indexer.structure.several import PART_OF, further_acts, several_acts
from legal_corpus.text.normalize import to_nfc

ACT = """ỦY BAN NHÂN DÂN
TỈNH KHÁNH LAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Khánh Lam, ngày {day} tháng 3 năm 2026
QUYẾT ĐỊNH
{title}
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Điều 1. Ban hành kèm theo Quyết định này Quy định về chợ.
Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2026.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Minh
"""
FIRST = ACT.format(number="5/2026/QĐ-UBND", day="04", title="Ban hành Quy định về quản lý chợ")
SECOND = ACT.format(number="6/2026/QĐ-UBND", day="05", title="Quy định giá dịch vụ tại chợ")
FORM = ACT.format(number="      /QĐ-UBND", day="  ", title="Về việc phê duyệt …")
ATTACHED = """QUY ĐỊNH
Về quản lý chợ
(Ban hành kèm theo Quyết định số 5/2026/QĐ-UBND ngày 04 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Khánh Lam)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Quy định này áp dụng với chợ trong tỉnh.
"""


def _told(text: str) -> tuple[str, ...]:
    return several_acts(text, parse_header(text))


def test_a_second_act_is_told() -> None:
    (sentence,) = _told(FIRST + SECOND)
    assert "thêm văn bản khác: Quyết định số 6/2026/QĐ-UBND ngày 05/03/2026" in sentence
    assert "“Quy định giá dịch vụ tại chợ” (từ dòng 15)" in sentence and "hãy tách" in sentence


def test_where_the_second_act_begins() -> None:
    text = FIRST + SECOND
    (act,) = further_acts(text, parse_header(text))
    assert (act.number, act.issued, act.signed) == ("6/2026/QĐ-UBND", date(2026, 3, 5), True)
    assert (act.start, act.line) == (len(FIRST), FIRST.count("\n") + 1)


def test_an_act_without_its_end_is_told_as_such() -> None:
    (sentence,) = _told(FIRST + SECOND.partition("TM. ")[0])
    assert "có vẻ chứa thêm" in sentence and "không thấy chữ ký" in sentence


def test_an_act_that_comes_twice_is_told_once() -> None:
    text = FIRST + SECOND + SECOND
    assert len(further_acts(text, parse_header(text))) == 1


def test_one_act_twice_and_forms_are_not_further_acts() -> None:
    assert _told(FIRST) == _told(FIRST + FIRST) == _told(FIRST + "Mẫu số 01\n" + FORM) == ()
    assert _told(FIRST + ATTACHED) == ()


def test_a_part_without_its_act_is_told() -> None:
    (sentence,) = _told(ATTACHED)
    assert sentence.startswith(PART_OF)
    assert "Quyết định số 5/2026/QĐ-UBND ngày 04 tháng 3 năm 2026" in sentence


COMMITTEE = "ỦY BAN NHÂN DÂN\nTỈNH KHÁNH LAM\n"
DEPARTMENT = "UBND TỈNH KHÁNH LAM\nSỞ CÔNG THƯƠNG\n"
MERGED = (
    "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH KHÁNH LAM         Độc lập - Tự do - Hạnh phúc\n"
)
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def _three(head: str, between: str = "", *, capitals: bool = False) -> list[str]:
    body = ACT[ACT.index("Số:") :]
    if capitals:
        body = body.replace("Lê Văn Minh", "LÊ VĂN MINH")
    return [
        head + body.format(number=f"{at}/2026/QĐ-UBND", day=f"0{at}", title=f"Quy định chợ số {at}") + between
        for at in (4, 5, 6)
    ]


@pytest.mark.parametrize(
    "head",
    [
        *(
            issuer + rule + STATE
            for issuer in (COMMITTEE, DEPARTMENT)
            for rule in ("", "-------\n", "\n_____\n\n", "* * *\n")
        ),
        MERGED,
        MERGED.replace("CỘNG", "| CỘNG").replace("Độc", "| Độc") + "-------     ---------------\n",
    ],
)
@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("between", ["", "\n\n", "==========\n", "\f\n"])
def test_each_act_begins_at_its_issuer(head: str, between: str, capitals: bool) -> None:
    pieces = _three(head, between, capitals=capitals)
    text = "".join(pieces)
    starts = [act.start for act in further_acts(text, parse_header(text))]
    assert [text[start : start + len(head)] for start in starts] == [head, head]
    assert starts == [len(pieces[0]), len(pieces[0] + pieces[1])]


@pytest.mark.parametrize(
    "tail",
    [
        "Nơi nhận:\n- Như Điều 2;\n-------\n",
        "Nơi nhận: VT.\n_______\n",
        "GIÁM ĐỐC\n(ĐÃ KÝ)\n-------\n",
        "PHÓ CHỦ TỊCH\n\n-------\n",
        "PHÓ CHỦ TỊCH\n\nNGUYỄN THỊ MAI LAN\n-------\n",
    ],
)
def test_the_end_of_the_former_act_is_not_taken(tail: str) -> None:
    text = FIRST + tail + COMMITTEE + "-------\n" + SECOND[len(COMMITTEE) :]
    (act,) = further_acts(text, parse_header(text))
    assert act.start == len(FIRST + tail)


@pytest.mark.shared
def test_real_acts_raise_no_alarm(shared: Path) -> None:
    files = sorted((shared / "data/provincial/text").glob("*.txt"))[::4]
    assert files
    assert {path.name: _told(to_nfc(path.read_text("utf-8"))) for path in files} == {
        path.name: () for path in files
    }
