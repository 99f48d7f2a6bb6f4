"""``rasoat check --format sarif|html|docx``: logs for programs, pages for people, comments for drafters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from app.cli.check_output import commented_name, output_for
from app.errors import UsageError
from tests.unit.cli.test_contract import run
from tests.unit.reports.findings import ON

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH CAO BẰNG",
    "Số: 19/2025/QĐ-UBND",
    "Cao Bằng, ngày 05 tháng 3 năm 2025",
    "QUYẾT ĐỊNH",
    "Ban hành Quy định về bến khách ngang sông",
    "Căn cứ Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 của Chính phủ;",
    "Điều 1. Quyết định này quy định về bến khách.",
)
ENDED = {
    "source": "vbpl2026",
    "type": "Nghị định",
    "number": "92/2017/NĐ-CP",
    "issued": "2017-08-07",
    "effective_from": "2017-09-25",
    "effective_to": "2026-01-01",
    "title": "Kiểm soát thủ tục hành chính",
    "status": "Hết hiệu lực toàn bộ",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft as .docx and as .txt, and a registry in which its ground has ended."""
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(tmp_path / "qd.docx"))
    (tmp_path / "qd.txt").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (tmp_path / "records.jsonl").write_text(json.dumps(ENDED, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def check(folder: Path, *words: str) -> tuple[int, str, str]:
    done = run("check", *words, "--on", "2026-11-21", "--registry", folder / "records.jsonl")
    return done.returncode, done.stdout, done.stderr


def test_sarif_of_several_files_is_one_log(folder: Path) -> None:
    code, out, _ = check(folder, str(folder / "qd.docx"), str(folder / "qd.txt"), "--format", "sarif")
    assert code == 1
    results = json.loads(out)["runs"][0]["results"]
    ended = [r for r in results if r["ruleId"] == "REF101"]
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in ended] == [6, 6]
    assert len({r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in ended}) == 2
    prints = [tuple(r["partialFingerprints"].values()) for r in ended]
    assert prints[0] == prints[1] and prints[0][0]


def test_a_page_is_written_where_one_says(folder: Path) -> None:
    target = folder / "trang.html"
    words = [str(folder / "qd.txt"), "--format", "html", "--output", str(target), "--fail-on", "never"]
    code, out, err = check(folder, *words)
    assert (code, out) == (0, "") and str(target) in err
    assert "REF101" in target.read_text("utf-8") and "21/11/2026" in target.read_text("utf-8")


def test_a_document_comes_back_with_comments_under_another_name(folder: Path) -> None:
    before = (folder / "qd.docx").read_bytes()
    code, _, err = check(folder, str(folder / "qd.docx"), "--format", "docx")
    assert code == 1 and (folder / "qd.docx").read_bytes() == before
    target = folder / "qd.ra-soat.docx"
    assert f"Đã ghi {target} (" in err
    comments = list(Document(str(target)).comments)
    assert any("REF101" in comment.text for comment in comments)
    assert run("read", target).stdout == run("read", folder / "qd.docx").stdout
    named = folder / "khac.docx"
    assert check(folder, str(folder / "qd.docx"), "--format", "docx", "--output", str(named))[0] == 1
    assert len(list(Document(str(named)).comments)) == len(comments)


def test_comments_on_other_files_are_refused_before_anything_is_written(folder: Path) -> None:
    code, out, err = check(folder, str(folder / "qd.docx"), str(folder / "qd.txt"), "--format", "docx")
    assert (code, out) == (2, "") and err.count("\n") == 1 and "qd.txt" in err
    assert not (folder / "qd.ra-soat.docx").exists()


def test_a_missing_file_costs_nothing_to_the_others(folder: Path) -> None:
    code, _, err = check(folder, str(folder / "khong-co.docx"), str(folder / "qd.docx"), "--format", "docx")
    assert code == 3 and "khong-co.docx" in err
    assert (folder / "qd.ra-soat.docx").is_file()


def test_the_input_is_never_written_over(folder: Path) -> None:
    source = folder / "qd.docx"
    (folder / "lien-ket.docx").symlink_to(source)
    for target in (source, folder / "." / "qd.docx", folder / "lien-ket.docx"):
        with pytest.raises(UsageError, match="Không ghi đè"):
            output_for("docx", [source], target, ON)


def test_an_earlier_result_among_the_inputs_is_not_written_over(folder: Path) -> None:
    earlier = folder / "qd.ra-soat.docx"
    earlier.write_bytes((folder / "qd.docx").read_bytes())
    with pytest.raises(UsageError, match=r"qd\.ra-soat\.docx"):
        output_for("docx", [folder / "qd.docx", earlier], None, ON)
    output_for("html", [folder / "qd.docx", earlier], None, ON)


def test_output_names_one_file_of_a_form_that_is_one_file(folder: Path) -> None:
    two = [folder / "qd.docx", folder / "b.docx"]
    with pytest.raises(UsageError, match="một tệp"):
        output_for("docx", two, folder / "c.docx", ON)
    with pytest.raises(UsageError, match="--output"):
        output_for("text", two, folder / "c.txt", ON)
    assert commented_name(Path("a/qd.v2.docx")) == Path("a/qd.v2.ra-soat.docx")


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    words = [str(folder / "qd.txt"), "--format", "html", "--output", str(folder / "khong/co/trang.html")]
    code, _, err = check(folder, *words)
    assert code == 2 and "Không ghi được" in err
