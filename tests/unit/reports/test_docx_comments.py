"""Comments in the Word document that was checked: on the right letters, and nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from app.reports.docx_comments import AUTHOR, DocumentNotWritable, commented_docx
from indexer.readers.registry import read_file
from legal_corpus.model.finding import Finding
from tests.unit.reports.findings import checked, finding

LAW, DECREE = "Luật An ninh mạng ngày 12 tháng 6 năm 2018", "Nghị định số 92/2017/NĐ-CP"


def draft(folder: Path) -> Path:
    """A draft whose citations are spread over runs, a table, a list, a link and a tracked change."""
    document = Document()
    document.add_paragraph("QUYẾT ĐỊNH")
    grounds = document.add_paragraph("Căn cứ ")
    for text, bold, italic in (
        ("Luật An", True, False),
        (" ninh mạng ngày", False, True),
        (" 12 tháng 6 năm 2018;", False, False),
    ):
        run = grounds.add_run(text)
        run.bold, run.italic = bold, italic
    document.add_paragraph(
        f"Áp dụng {DECREE} và {unicodedata.normalize('NFD', 'Luật Giá')}.", style="List Number"
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = f"Theo {DECREE}"
    table.rows[0].cells[1].text = "Theo Luật Giá"
    last = document.add_paragraph("Xem ")
    link = OxmlElement("w:hyperlink", attrs={qn("w:anchor"): "x"})
    moved = last.add_run("Luật Đất đai")
    link.append(moved._r)
    last._p.append(link)
    last.add_run("\tvà ")
    inserted = OxmlElement("w:ins", attrs={qn("w:id"): "90", qn("w:author"): "A"})
    inserted.append(last.add_run("Luật Thủ đô")._r)
    last._p.append(inserted)
    path = folder / "du-thao.docx"
    document.save(str(path))
    return path


def commented(path: Path, *findings: Finding) -> Path:
    target = path.with_name("co-chu-thich.docx")
    target.write_bytes(commented_docx(path, checked(str(path), read_file(path).text, *findings)))
    return target


def marked(path: Path) -> list[tuple[str, str]]:
    """What each comment marks, and its first line, in order of the comments."""
    document = Document(str(path))
    words: dict[str, str] = {}
    running: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            running.add(element.get(qn("w:id")))
            words.setdefault(element.get(qn("w:id")), "")
        elif element.tag == qn("w:commentRangeEnd"):
            running.remove(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for name in running:
                words[name] += element.text or ""
    assert not running
    found = []
    for comment in document.comments:
        assert (comment.author, comment.initials) == (AUTHOR, "RS")
        found.append((words[str(comment.comment_id)], comment.text.split("\n")[0]))
    return found


def dressed(path: Path) -> list[tuple[str, str]]:
    """Every letter of the body with the formatting of its run."""
    found: list[tuple[str, str]] = []
    for text in Document(str(path)).element.body.iter(qn("w:t")):
        properties = text.getparent().find(qn("w:rPr"))
        look = ",".join(sorted(child.tag for child in properties)) if properties is not None else ""
        found.extend((char, look) for char in text.text or "")
    return found


def test_comments_mark_the_letters_and_the_document_reads_as_before(tmp_path: Path) -> None:
    path = draft(tmp_path)
    text = read_file(path).text
    quotes = [
        (LAW, 1),
        (DECREE, 1),
        ("Luật Giá", 1),
        (DECREE, 2),
        ("Luật Giá", 2),
        ("Luật Đất đai", 1),
        ("Luật Thủ đô", 1),
    ]
    target = commented(path, *(finding(text, quote, nth=nth) for quote, nth in quotes))
    found = marked(target)
    assert [unicodedata.normalize("NFC", words) for words, _line in found] == [
        quote for quote, _nth in quotes
    ]
    assert all(
        line == f"Lỗi REF101: “{quote}” đã hết hiệu lực."
        for (quote, _), (_, line) in zip(quotes, found, strict=True)
    )
    assert read_file(target).text == text
    assert dressed(target) == dressed(path)


def test_the_comment_says_why_and_what_to_do(tmp_path: Path) -> None:
    path = draft(tmp_path)
    target = commented(path, finding(read_file(path).text, LAW))
    (comment,) = Document(str(target)).comments
    assert comment.text.split("\n") == [
        f"Lỗi REF101: “{LAW}” đã hết hiệu lực.",
        "Đề nghị: Xem xét căn cứ Luật 116/2025/QH15.",
        "Căn cứ: khoản 2 Điều 39 Nghị định 79/2025/NĐ-CP.",
    ]


def test_findings_that_share_letters_keep_their_own_marks(tmp_path: Path) -> None:
    path = draft(tmp_path)
    text = read_file(path).text
    both = (finding(text, LAW), finding(text, "Luật An ninh mạng"), finding(text, LAW, "REF106", "warning"))
    assert [words for words, _line in marked(commented(path, *both))] == [LAW, "Luật An ninh mạng", LAW]


def test_comments_that_were_there_stay(tmp_path: Path) -> None:
    path = draft(tmp_path)
    document = Document(str(path))
    document.add_comment(document.paragraphs[0].runs[0], "Của tôi", AUTHOR, "RS")
    document.save(str(path))
    target = commented(path, finding(read_file(path).text, LAW))
    assert [line for _words, line in marked(target)] == ["Của tôi", f"Lỗi REF101: “{LAW}” đã hết hiệu lực."]


def _with_box(path: Path, words: str) -> None:
    """Adds a text box to the first paragraph."""
    document = Document(str(path))
    box = parse_xml(
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(deepcopy(box))
    document.save(str(path))


def test_words_in_a_text_box_are_told_at_the_box(tmp_path: Path) -> None:
    path = draft(tmp_path)
    _with_box(path, f"Dựa trên {LAW} đã có")
    text = read_file(path).text
    target = commented(path, finding(text, LAW), finding(text, LAW, nth=2))
    body = Document(str(target)).element.body
    assert not [
        mark for box in body.iter(qn("w:txbxContent")) for mark in box.iter(qn("w:commentRangeStart"))
    ]
    assert [words for words, _line in marked(target)] == [f"Dựa trên {LAW} đã có", LAW]
    assert read_file(target).text == text


@pytest.mark.parametrize("quote", ["", "không có trong tệp"])
def test_a_finding_without_letters_stands_nearby_and_quotes_its_words(tmp_path: Path, quote: str) -> None:
    path = draft(tmp_path)
    text = read_file(path).text
    # As of a text whose letters the document does not have: the offset is right, the words are others.
    lost = replace(finding(text, "QUYẾT ĐỊNH"), start=0, end=0, text=quote)
    target = commented(path, lost)
    (comment,) = Document(str(target)).comments
    assert ("Chỗ được nói tới" in comment.text) == bool(quote)
    assert marked(target)[0][0] == "QUYẾT ĐỊNH"


def test_nothing_found_changes_nothing(tmp_path: Path) -> None:
    path = draft(tmp_path)
    target = commented(path)
    assert _part(path, "word/document.xml") == _part(target, "word/document.xml")
    assert list(Document(str(target)).comments) == []


def _part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_a_file_that_is_no_word_document_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(DocumentNotWritable, match="mở bằng Word"):
        commented_docx(path, checked("a.docx", "Luật Giá\n"))


def _soffice(words: Sequence[str | Path]) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=180)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is absent: apt-get install libreoffice-writer"
)
def test_libreoffice_opens_the_document_with_its_comments(tmp_path: Path) -> None:
    path = draft(tmp_path)
    _with_box(path, f"Dựa trên {LAW}")
    text = read_file(path).text
    target = commented(path, finding(text, LAW, nth=2), finding(text, DECREE, nth=2))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    _soffice(["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", tmp_path, target])
    content = _part(tmp_path / "co-chu-thich.odt", "content.xml").decode("utf-8")
    assert content.count("<office:annotation ") == 2
    _soffice(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, target])
    assert DECREE in read_file(tmp_path / "co-chu-thich.pdf").text


@pytest.mark.shared
def test_real_documents_are_marked_at_every_citation(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "data/files/docx").glob("*.docx")):
        text = read_file(path).text
        item = checked(str(path), text)
        found = [replace(finding(text, c.text), start=c.start, end=c.end) for c in item.acts[:60]]
        target = tmp_path / path.name
        target.write_bytes(commented_docx(path, replace(item, findings=found)))
        assert [_letters(words) for words, _line in marked(target)] == [_letters(f.text) for f in found], path
        assert read_file(target).text == text, path


def _letters(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", words) if char.isalnum())
