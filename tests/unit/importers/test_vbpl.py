"""Pages of the national database: attributes, status, dates, and what the text says of other acts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import InputRefusedError
from indexer.importers.base import NO_OPTIONS, ImportOptions, ReadPage, RejectedRow, Row
from indexer.importers.own_words import OwnText, rows_of_texts
from indexer.importers.vbpl import is_vietnamese, read_vbpl
from indexer.structure.header import parse_header
from legal_corpus.model.act import Act
from legal_corpus.registry.issuers import core_issuers
from legal_corpus.registry.memory import MemoryRegistry
from legal_corpus.registry.rows import ActRow
from tests.conftest import SHARED

TEXT = """CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 903/2025/NĐ-CP | Hà Nội, ngày 02 tháng 6 năm 2025
NGHỊ ĐỊNH
Quy định về bến thủy nội địa
Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;
Chính phủ ban hành Nghị định quy định về bến thủy nội địa.
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về bến thủy nội địa.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 15 tháng 7 năm 2025.
2. Nghị định số 901/2019/NĐ-CP ngày 06 tháng 5 năm 2019 của Chính phủ quy định về bến thủy hết hiệu lực \
kể từ ngày Nghị định này có hiệu lực thi hành.
3. Bãi bỏ Điều 4 của Nghị định số 902/2020/NĐ-CP ngày 07 tháng 6 năm 2020 của Chính phủ.
"""
PAGE = {
    "url": "https://vbpl.vn/van-ban/chi-tiet/nghi-dinh--187193",
    "item_id": "187193",
    "title": "Nghị định số 903/2025/NĐ-CP Quy định về bến thủy nội địa",
    "status": "Còn hiệu lực",
    "effective": "15/07/2025",
    "text": TEXT,
}


def read(folder: Path, *pages: dict[str, Any]) -> list[Row]:
    path = folder / "pages.jsonl"
    path.write_text("\n".join(json.dumps(page, ensure_ascii=False) for page in pages), "utf-8")
    return list(read_vbpl(path, NO_OPTIONS))


def act_row(row: Row) -> ActRow:
    assert isinstance(row, ActRow)
    return row


def test_a_page_gives_the_act_and_hands_on_its_text(tmp_path: Path) -> None:
    row, text = read(tmp_path, PAGE)
    act = act_row(row).act
    assert (act.type, act.number, act.title) == (
        "Nghị định",
        "903/2025/NĐ-CP",
        "Quy định về bến thủy nội địa",
    )
    assert (act.issuer, act.issued, act.effective_from) == (
        "chinh-phu",
        date(2025, 6, 2),
        date(2025, 7, 15),
    )
    assert {e.predicate for e, _ref in act_row(row).events} == {"enters_into_force", "observed_in_force"}
    assert isinstance(text, OwnText) and text.act == act


def test_attributes_of_the_page_are_read(tmp_path: Path) -> None:
    attrs = {
        "Số hiệu": "44 /2021/TT-BTC",
        "Loại văn bản": "Thông tư",
        "Ngày ban hành": "18/06/2021",
        "Ngày hết hiệu lực": "01/07/2024",
        "Tình trạng hiệu lực": "Hết hiệu lực toàn bộ",
        "Cơ quan ban hành": "Bộ Tài chính",
        "Người ký": "Nguyễn Văn A",
    }
    (row,) = read(tmp_path, {**PAGE, "title": "Thông tư", "attrs": attrs, "text": "Trang chủ\n>\nThông tư"})
    act = act_row(row).act
    assert (act.number, act.issuer, act.issued) == ("44/2021/TT-BTC", "bo-tai-chinh", date(2021, 6, 18))
    ends = [(e.scope, e.effective_from) for e, _r in act_row(row).events if e.predicate == "expires"]
    assert ends == [("whole", date(2024, 7, 1))]


def test_a_number_with_a_dot_is_kept_whole(tmp_path: Path) -> None:
    title = "Nghị quyết số 66.12/2026/NQ-CP Tổ chức bến thủy nội địa"
    for more in ({}, {"attrs": {"Số hiệu": "12/2026/NQ-CP"}}):
        found = act_row(read(tmp_path, {**PAGE, "title": title, **more})[0]).act
        assert (found.number, found.title) == ("66.12/2026/NQ-CP", "Tổ chức bến thủy nội địa")


def test_decomposed_pages_are_the_same(tmp_path: Path) -> None:
    apart = {k: unicodedata.normalize("NFD", v) for k, v in PAGE.items()}
    assert read(tmp_path, apart) == read(tmp_path, PAGE)


def test_a_translation_states_no_day_and_hands_on_no_text(tmp_path: Path) -> None:
    page = {
        **PAGE,
        "url": "https://vbpl.vn/van-ban/chi-tiet/decree--vbpqta_10817",
        "title": "Decree 40/2008/ND-CP",
        "status": "Hết hiệu lực toàn bộ",
        "text": "DECREE\nON LIQUOR\n" + "Pursuant to the Law on Organization of the Government; " * 20,
    }
    (row,) = read(tmp_path, page)
    act = act_row(row).act
    assert (act.type, act.number, act.title, act.effective_from) == (
        "Nghị định",
        "40/2008/NĐ-CP",
        None,
        None,
    )
    assert [e.predicate for e, _ref in act_row(row).events] == ["expires"]


def test_a_consolidated_text_is_no_amendment(tmp_path: Path) -> None:
    title = "Văn bản hợp nhất số 10/VBHN-BCT về bến thủy nội địa"
    rows = read(tmp_path, {**PAGE, "title": title})
    assert [type(row) for row in rows] == [ActRow]


def test_pages_that_are_gone_or_name_no_act_are_rejected(tmp_path: Path) -> None:
    gone, nameless, unnumbered = read(
        tmp_path,
        {**PAGE, "text": "Văn bản không tồn tại\nVề trang chủ"},
        {**PAGE, "title": "Trang chủ"},
        {**PAGE, "attrs": {"Số hiệu": "Không số", "Loại văn bản": "Nghị định"}},
    )
    assert isinstance(unnumbered, RejectedRow) and "“Không số” không có chữ số nào" in unnumbered.reason
    assert isinstance(gone, RejectedRow) and "không còn" in gone.reason
    assert isinstance(nameless, RejectedRow) and "không nêu loại" in nameless.reason


def test_a_day_of_another_year_than_the_number_is_not_the_day_of_issue(tmp_path: Path) -> None:
    row, *_text = read(tmp_path, {**PAGE, "text": TEXT.replace("02 tháng 6 năm 2025", "02 tháng 6 năm 2024")})
    assert act_row(row).act.issued is None


def _known() -> MemoryRegistry:
    def decree(uid: str, number: str, issued: date) -> Act:
        return Act(uid, "Nghị định", number, issuer="chinh-phu", issued=issued)

    return MemoryRegistry(
        [
            decree("a", "901/2019/NĐ-CP", date(2019, 5, 6)),
            decree("b", "903/2025/NĐ-CP", date(2025, 6, 2)),
        ]
    )


def test_the_text_tells_its_own_day_and_what_it_ends(tmp_path: Path) -> None:
    _row, text = read(tmp_path, PAGE)
    assert isinstance(text, OwnText)
    own, *others = rows_of_texts([text], _known(), core_issuers())
    ((start, _none),) = own.events
    assert (start.predicate, start.effective_from, start.source) == (
        "enters_into_force",
        date(2025, 7, 15),
        "van_ban",
    )
    found = {row.act.number: (e.predicate, e.scope, e.provisions) for row in others for e, _ref in row.events}
    assert found == {
        "901/2019/NĐ-CP": ("repeals", "whole", ()),
        "902/2020/NĐ-CP": ("repeals", "part", ("4",)),
    }
    known = next(row for row in others if row.act.number == "901/2019/NĐ-CP")
    ((event, ref),) = known.events
    assert known.act.uid == "a" and known.act.claims == ()
    assert ref is not None and ref.label == "Nghị định 903/2025/NĐ-CP"
    proof = event.evidence
    assert proof is not None and proof.quote is not None and proof.quote.startswith("Nghị định số 901/2019")
    assert "khoản 2 Điều 2" in proof.what and "vbpl.vn" in proof.what


def test_a_misprinted_number_makes_no_act_known(tmp_path: Path) -> None:
    wrong = TEXT.replace("902/2020/NĐ-CP ngày 07 tháng 6 năm 2020", "902/2020/NĐ-CP ngày 07 tháng 6 năm 2002")
    _row, text = read(tmp_path, {**PAGE, "text": wrong})
    assert isinstance(text, OwnText)
    numbers = [row.act.number for row in rows_of_texts([text], _known(), core_issuers())]
    assert "902/2020/NĐ-CP" not in numbers


def _reader(texts: dict[str, str]) -> ImportOptions:
    def pages(paths: Sequence[Path]) -> Iterator[ReadPage]:
        for path in paths:
            text = texts[path.name]
            yield ReadPage(path, text, parse_header(text)) if text else ReadPage(path, refusal="Trang hỏng.")

    return ImportOptions(read_pages=pages)


def test_saved_pages_are_read_by_their_head(tmp_path: Path) -> None:
    texts = {"a.html": TEXT, "b.html": "", "c.htm": "DECREE\n" + "Pursuant to the Law; " * 30}
    for name in texts:
        (tmp_path / name).write_text("<p>x</p>", "utf-8")
    rows = list(read_vbpl(tmp_path, _reader(texts)))
    assert act_row(rows[0]).act.number == "903/2025/NĐ-CP"
    assert isinstance(rows[1], OwnText)
    rejected = {row.where: row.reason for row in rows if isinstance(row, RejectedRow)}
    assert rejected["b.html"] == "Trang hỏng." and "bản dịch" in rejected["c.htm"]


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="không có trang"):
        list(read_vbpl(tmp_path, NO_OPTIONS))


@pytest.mark.shared
def test_every_real_page_is_an_act_or_gone() -> None:
    rows = list(read_vbpl(SHARED / "data" / "vbpl" / "pages.jsonl.gz", NO_OPTIONS))
    assert sum(isinstance(row, ActRow) for row in rows) == 683
    assert {row.reason.split(":")[0] for row in rows if isinstance(row, RejectedRow)} == {
        "trang không còn trên vbpl.vn"
    }
    assert all(is_vietnamese(row.text) for row in rows if isinstance(row, OwnText))
