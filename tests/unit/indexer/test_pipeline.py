from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.pipeline import analyse_file, analyse_text
from indexer.readers.base import ReadDocument
from indexer.readers.leash import LeashedReader

ACT = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
Số: 05/2025/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 03 tháng 3 năm 2025
QUYẾT ĐỊNH
Quy định mức hỗ trợ bến đò
Căn cứ Nghị định số 15/2020/NĐ-CP ngày 01 tháng 02 năm 2020 của Chính phủ quy định về bến đò;
Ủy ban nhân dân ban hành Quyết định quy định mức hỗ trợ bến đò.
Điều 1. Mức hỗ trợ
Thực hiện theo khoản 2 Điều 5 Nghị định số 15/2020/NĐ-CP.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực từ ngày 15 tháng 3 năm 2025.
2. Quyết định này thay thế Quyết định số 02/2019/QĐ-UBND ngày 05 tháng 01 năm 2019 của Ủy ban nhân dân tỉnh.
"""


class FixedReader:
    """Reads every file as the same document."""

    def read(self, path: Path) -> ReadDocument:
        return ReadDocument(ACT.replace("Số: 05", "Số:   "), "application/pdf", 2, ("Đọc theo nội dung.",))


def test_one_text_gives_header_parts_citations_and_effects() -> None:
    act = analyse_text(ACT)
    assert act.header.value("number") == "05/2025/QĐ-UBND"
    assert act.header.date("effective_from") == date(2025, 3, 15)
    assert act.own_effective is not None and act.own_effective[0] == date(2025, 3, 15)
    assert [node.eid for node in act.nodes] == ["art_1", "art_2", "art_2__cl_1", "art_2__cl_2"]
    assert [(c.number, c.role) for c in act.citations] == [
        ("15/2020/NĐ-CP", "basis"),
        ("15/2020/NĐ-CP", "refers"),
        ("02/2019/QĐ-UBND", "replaces"),
    ]
    assert [(p.refs, p.target) for p in act.provisions] == [(("5/2",), act.citations[1].start)]
    assert [(e.predicate, e.target) for e in act.effects] == [("replaces", act.citations[2].start)]


def test_places_are_places_of_the_text() -> None:
    act = analyse_text(ACT)
    for citation in act.citations:
        assert act.text[citation.start : citation.end] == citation.text
    assert act.header.title is not None
    assert act.text[act.header.title.start : act.header.title.end] == "Quy định mức hỗ trợ bến đò"


def test_an_old_letter_for_d_changes_nothing_but_the_quotations() -> None:
    amending = ACT.replace(
        "Điều 2. Hiệu", "Điều 1a. Bãi bỏ điểm đ khoản 1 Điều 3 Quyết định số 9/2018/QĐ-UBND.\nĐiều 2. Hiệu"
    )
    new, old = analyse_text(amending), analyse_text(amending.replace("Đ", "Ð").replace("đ", "ð"))
    assert (old.header, old.nodes, old.effects) == (new.header, new.nodes, new.effects)
    assert (old.own_effective, old.own_term) == (new.own_effective, new.own_term)
    assert [replace(c, text="") for c in old.citations] == [replace(c, text="") for c in new.citations]
    assert [replace(p, text="") for p in old.provisions] == [replace(p, text="") for p in new.provisions]
    assert any("Ð" in c.text for c in old.citations) and any("ð" in p.text for p in old.provisions)
    spans = [(c.start, c.end, c.text) for c in old.citations]
    spans += [(p.start, p.end, p.text) for p in old.provisions]
    assert all(old.text[start:end] == text for start, end, text in spans)


def test_what_the_reader_says_is_kept_and_the_header_adds_its_own() -> None:
    act = analyse_file(Path("act.pdf"), FixedReader())
    assert (act.media_type, act.pages) == ("application/pdf", 2)
    assert act.header.number is None
    assert act.warnings[0] == "Đọc theo nội dung."
    assert len(act.warnings) == 2 and "chưa ghi số" in act.warnings[1]


def test_the_same_text_gives_the_same_result() -> None:
    assert analyse_text(ACT) == analyse_text(ACT)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with LeashedReader() as reader, pytest.raises(InputRefusedError):
        analyse_file(tmp_path / "missing.txt", reader)
