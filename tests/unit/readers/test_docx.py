from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.registry import read_file

Build = Callable[..., Path]
P = Callable[..., str]


def lines(path: Path) -> list[str]:
    return read_file(path).text.splitlines()


def test_python_docx_document_in_reading_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Điều 1. Phạm vi")
    table = document.add_table(rows=2, cols=2)
    for at, value in enumerate(("Chức danh", "Mức chi", "Trưởng ban", "100.000")):
        table.rows[at // 2].cells[at % 2].text = value
    document.add_paragraph("Điều 2. Hiệu lực")
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == [
        "Điều 1. Phạm vi",
        "Chức danh | Mức chi",
        "Trưởng ban | 100.000",
        "Điều 2. Hiệu lực",
    ]


def test_header_table_keeps_the_lines_of_each_cell(tmp_path: Path) -> None:
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 05/2025/QĐ-UBND"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH AN BÌNH",
        "Số: 05/2025/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_nothing_is_lost_where_the_end_of_a_paragraph_was_deleted(make_docx: Build) -> None:
    deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>Khung chữ</w:t></w:r></w:p></w:txbxContent></w:r>"
    body = (
        f"<w:p>{deleted}<w:r><w:t>Điều 1. Phạm </w:t></w:r>{box}</w:p><w:p><w:r><w:t>vi</w:t></w:r></w:p>"
        f"<w:p>{deleted}<w:r><w:t>Điều 2. Hiệu lực</w:t></w:r></w:p>"
    )
    assert lines(make_docx(body)) == ["Khung chữ", "Điều 1. Phạm vi", "Điều 2. Hiệu lực"]


def test_signs_of_symbol_fonts(make_docx: Build) -> None:
    signs = "".join(
        f"<w:sym w:font='{font}' w:char='{code}'/>"
        for font, code in (
            ("Symbol", "F0B3"),
            ("Symbol", "f0a3"),
            ("Wingdings", "F0B3"),
            ("Wingdings", "F0A7"),
        )
    )
    assert lines(make_docx(f"<w:p><w:r><w:t>tỷ lệ </w:t>{signs}<w:t> 5%</w:t></w:r></w:p>")) == [
        "tỷ lệ ≥≤▪ 5%"
    ]


def test_signs_inside_a_run(make_docx: Build) -> None:
    body = (
        "<w:p><w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:tab/><w:t>nga</w:t><w:softHyphen/><w:t>y</w:t>"
        "<w:br/><w:t>dòng hai</w:t><w:br w:type='page'/></w:r></w:p>"
    )
    assert lines(make_docx(body)) == ["QĐ-UBND ngay", "dòng hai"]


def test_changes_are_read_as_accepted(make_docx: Build, paragraph: P) -> None:
    body = (
        "<w:p><w:r><w:t>mức </w:t></w:r><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đã dời</w:t></w:r></w:moveFrom></w:p>"
        + paragraph("hai dòng ", properties="<w:rPr><w:del/></w:rPr>")
        + paragraph("thành một")
    )
    assert lines(make_docx(body)) == ["mức mới", "hai dòng thành một"]


def test_text_box_is_read_once(make_docx: Build, paragraph: P) -> None:
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Điều 1.</w:t></w:r></w:p>"
    )
    assert lines(make_docx(body)) == ["Điều 1.", "DỰ THẢO"]


def test_hidden_text_and_field_codes_are_left_out(make_docx: Build) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>hiện</w:t></w:r></w:p>"
    )
    assert lines(make_docx(body)) == ["hiện"]


NUMBERING = """<w:root>
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
</w:root>"""
STYLES = """<w:root><w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Article"><w:basedOn w:val="Base"/></w:style></w:root>"""


def numbered(number: str, level: int = 0) -> str:
    return f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"


def test_automatic_numbers_are_part_of_the_text(make_docx: Build, paragraph: P) -> None:
    body = "".join(
        paragraph(text, properties=properties)
        for text, properties in (
            ("Phạm vi", numbered("3")),
            ("điểm một", numbered("3", 1)),
            ("điểm hai", numbered("3", 1)),
            ("sâu", numbered("3", 2)),
            ("Đối tượng", "<w:pStyle w:val='Article'/>"),
            ("lại từ a", numbered("3", 1)),
            ("gạch", numbered("3", 3)),
            ("Nhảy số", numbered("4")),
            ("không số", numbered("0")),
        )
    )
    assert lines(make_docx(body, numbering=NUMBERING, styles=STYLES)) == [
        "Điều 1. Phạm vi",
        "a) điểm một",
        "b) điểm hai",
        "1.I sâu",
        "Điều 2. Đối tượng",
        "a) lại từ a",
        "- gạch",
        "Điều 9. Nhảy số",
        "không số",
    ]


def test_main_part_of_word_on_the_web(make_docx: Build, paragraph: P) -> None:
    path = make_docx(paragraph("Điều 1."))
    moved = path.with_name("web.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(moved, "w") as target:
        target.writestr("word/document2.xml", source.read("word/document.xml"))
    assert lines(moved) == ["Điều 1."]


def test_missing_body_is_damaged(make_docx: Build) -> None:
    path = make_docx("")
    path.write_bytes(path.read_bytes().replace(b"word/document.xml", b"word/documenx.xml"))
    with pytest.raises(InputRefusedError, match=r"word/document\.xml") as caught:
        read_file(path)
    assert caught.value.code == "damaged"


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(InputRefusedError, match="thực thể") as caught:
        read_file(path)
    assert caught.value.code == "damaged"


def test_entities_in_utf16_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", bomb.encode("utf-16"))
    with pytest.raises(InputRefusedError) as caught:
        read_file(path)
    assert caught.value.code == "damaged"


def test_declared_size_over_the_limit_is_a_bomb(make_docx: Build, paragraph: P) -> None:
    path = make_docx(paragraph("a" * 3_000_000))
    with pytest.raises(InputRefusedError) as caught:
        read_file(path, Limits(max_unpacked_bytes=1_000_000))
    assert caught.value.code == "zip_bomb"


def test_ratio_over_the_limit_is_a_bomb(make_docx: Build, paragraph: P) -> None:
    path = make_docx(paragraph("a" * 3_000_000))
    with pytest.raises(InputRefusedError, match="nở") as caught:
        read_file(path)
    assert caught.value.code == "zip_bomb"
