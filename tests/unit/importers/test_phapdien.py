"""Bộ pháp điển: notes taken apart, both forms of the source, empty shells."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.importers.base import RejectedRow
from indexer.importers.phapdien import read_phapdien
from indexer.importers.phapdien_notes import Change, read_note
from legal_corpus.registry.rows import ActRow
from tests.conftest import SHARED

FIRST = (
    "(Điều 1 Nghị định số 901/2012/NĐ-CP Quy định về đò ngang và sửa đổi Nghị định số 11/2001/NĐ-CP ngày "
    "02/3/2001 của Chính phủ ngày 05/06/2012 của Chính phủ, có hiệu lực thi hành kể từ ngày 20/07/2012 )"
)
AMENDED = (
    "(Điều 4 Nghị định số 901/2012/NĐ-CP, có hiệu lực thi hành kể từ ngày 20/07/2012, có nội dung được "
    "sửa đổi, có nội dung được bổ sung bởi Điều 2 Nghị định số 902/2015/NĐ-CP có hiệu lực thi hành kể từ "
    "ngày 01/01/2016; Điều 7 Nghị định số 903/2019/NĐ-CP có hiệu lực thi hành kể từ ngày 15/03/2019)"
)


def test_the_first_note_of_an_act_gives_title_date_and_issuer() -> None:
    note = read_note(FIRST)
    assert note is not None
    assert (note.article, note.type, note.number) == ("1", "Nghị định", "901/2012/NĐ-CP")
    assert note.title is not None and note.title.endswith("của Chính phủ")
    assert (note.issued, note.issuer) == (date(2012, 6, 5), "Chính phủ")
    assert note.effective_from == date(2012, 7, 20)
    assert note.changes == ()


def test_each_amending_act_keeps_its_own_day() -> None:
    note = read_note(AMENDED)
    assert note is not None
    assert note.changes == (
        Change("amends", True, "Nghị định", "902/2015/NĐ-CP", date(2016, 1, 1)),
        Change("amends", True, "Nghị định", "903/2019/NĐ-CP", date(2019, 3, 15)),
    )


@pytest.mark.parametrize(
    ("words", "predicate", "part"),
    [
        ("được bãi bỏ theo quy định tại khoản 2 Điều 23 Luật Đò ngang số 97/2015/QH13", "repeals", False),
        ("có nội dung bị bãi bỏ bởi Điều 2 Luật số 97/2015/QH13", "amends", True),
        ("được bổ sung bởi Điều 1 Luật số 97/2015/QH13", "supplements", False),
        ("được thay thế bởi Điều 1 Luật số 97/2015/QH13", "replaces", False),
        ("có nội dung được bổ sung, có nội dung bị bãi bỏ bởi Luật số 97/2015/QH13", "amends", True),
    ],
)
def test_an_article_that_lost_content_still_stands(words: str, predicate: str, part: bool) -> None:
    note = read_note(f"(Điều 9 Luật số 12/2008/QH12, có hiệu lực thi hành kể từ ngày 01/01/2009, {words})")
    assert note is not None
    assert [(c.predicate, c.part, c.number) for c in note.changes] == [(predicate, part, "97/2015/QH13")]
    assert note.changes[0].effective_from is None


def test_the_act_named_in_the_title_of_the_amending_act_amends_nothing() -> None:
    note = read_note(
        "(Điều 7 Nghị định số 901/2015/NĐ-CP, có hiệu lực từ ngày 01/01/2016, có nội dung được sửa đổi, "
        "bổ sung theo quy định tại khoản 3, Điều 1 Nghị định số 914/2019/NĐ-CP ngày 01 tháng 02 năm 2019 của "
        "Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 901/2015/NĐ-CP, có hiệu lực thi hành kể từ "
        "ngày 20/3/2019.)"
    )
    assert note is not None
    assert note.effective_from == date(2016, 1, 1)
    assert [(c.number, c.effective_from) for c in note.changes] == [("914/2019/NĐ-CP", date(2019, 3, 20))]


@pytest.mark.parametrize("note", ["", "Danh mục kèm theo", "(Điều 5)", "(Điều Thông tư số 1/2017/TT-BTC)"])
def test_a_note_that_names_no_act_is_none(note: str) -> None:
    assert read_note(note) is None


def _lines(folder: Path, notes: list[str]) -> Path:
    rows = [
        {"topic": "1.1", "note": note, "source": [["x", "http://vbpl.vn/x.aspx?ItemID=7#Dieu_1"]]}
        for note in notes
    ]
    path = folder / "articles.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    return path


def test_articles_of_one_act_become_one_row(tmp_path: Path) -> None:
    (row,) = read_phapdien(_lines(tmp_path, [FIRST, AMENDED, AMENDED.replace("Điều 4", "Điều 5")]))
    assert isinstance(row, ActRow)
    assert (row.act.number, row.act.issuer, row.act.issued) == (
        "901/2012/NĐ-CP",
        "chinh-phu",
        date(2012, 6, 5),
    )
    changes = [(event, ref) for event, ref in row.events if ref]
    assert [(e.provisions, ref.number if ref else None) for e, ref in changes] == [
        (("4", "5"), "902/2015/NĐ-CP"),
        (("4", "5"), "903/2019/NĐ-CP"),
    ]
    proof = changes[0][0].evidence
    assert proof is not None and proof.quote == AMENDED
    assert {e.predicate for e, ref in row.events if ref is None} == {
        "enters_into_force",
        "observed_in_force",
    }


def test_a_term_of_every_article_is_the_term_of_the_act(tmp_path: Path) -> None:
    note = FIRST.replace(" )", ", có hiệu lực thi hành đến ngày 31/12/2027.)")
    (row,) = read_phapdien(_lines(tmp_path, [note]))
    assert isinstance(row, ActRow)
    ends = [(e.scope, e.effective_from) for e, _ref in row.events if e.predicate == "expires"]
    assert ends == [("whole", date(2028, 1, 1))]


PAGE = """<h3>Đề mục 9.9 <br /> Đò ngang</h3><div class='_content'>
<p class='pDieu'><a name='1'></a>Điều 9.9.NĐ.1.1. Phạm vi</p>
<p class='pGhiChu'><a href='http://vbpl.vn/x.aspx?ItemID=7#Dieu_1'>{note}</a></p>
<p class='pNoiDung'><p>Lời của điều.</p></p>
<p class='pDieu'><a name='2'></a>Điều 9.9.NĐ.1.2. Không ghi chú</p></div>"""
SHELL = "<h3>Đề mục 9.8 <br /> Bến đò</h3><div class='_content'></div>"


def test_a_package_folder_gives_acts_and_names_empty_shells(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(note=FIRST), "utf-8")
    (tmp_path / "b.html").write_text(SHELL, "utf-8")
    rows = list(read_phapdien(tmp_path))
    acts = [row.act.number for row in rows if isinstance(row, ActRow)]
    shells = [row for row in rows if isinstance(row, RejectedRow) and "vỏ trống" in row.reason]
    assert acts == ["901/2012/NĐ-CP"]
    assert [(row.where, "Bến đò" in row.reason) for row in shells] == [("b.html", True)]


def test_a_folder_without_topics_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="không có đề mục"):
        list(read_phapdien(tmp_path))


@pytest.mark.shared
def test_most_amendments_that_others_read_in_the_notes_are_found() -> None:
    found = set()
    for row in read_phapdien(SHARED / "data" / "phapdien" / "articles.jsonl.gz"):
        if isinstance(row, ActRow):
            for event, ref in row.events:
                if ref:
                    found |= {(row.act.number, part, ref.number) for part in event.provisions}
    with gzip.open(SHARED / "data" / "registry" / "article_amendments.jsonl.gz", "rt") as lines:
        listed = {(r["number"], r.get("article"), r["by_number"]) for r in map(json.loads, lines)}
    assert len(listed & found) / len(listed) > 0.97


@pytest.mark.shared
def test_the_empty_shell_of_the_real_package_is_reported() -> None:
    rows = list(read_phapdien(SHARED / "data" / "phapdien" / "package"))
    rejected = [row for row in rows if isinstance(row, RejectedRow)]
    assert len(rejected) == 1 and "Đề mục 45.3" in rejected[0].reason
    assert len(rows) - len(rejected) == 40
