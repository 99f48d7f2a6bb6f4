"""Runs in fonts of the nineties, beside runs in Unicode fonts, in one Word document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.readers.registry import read_file

Build = Callable[..., Path]


def run(text: str, font: str = "", style: str = "", more: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f'<w:r><w:rPr>{named}{fonts}</w:rPr><w:t xml:space="preserve">{text}</w:t>{more}</w:r>'


def lines(path: Path) -> list[str]:
    return read_file(path).text.splitlines()


def test_run_by_run(make_docx: Build) -> None:
    runs = [run("NghÞ ®Þnh", ".VnTime"), run(" này của Chính phủ, ", "Arial"), run("nöôùc", "VNI-Times")]
    assert lines(make_docx(f"<w:p>{''.join(runs)}</w:p>")) == ["Nghị định này của Chính phủ, nước"]


def test_a_letter_in_two_runs_of_one_font(make_docx: Build) -> None:
    assert lines(
        make_docx(
            f"<w:p>{run('quyeá', 'VNI-Times')}{run('t ño', 'VNI-Times')}{run('äng', 'VNI-Times')}</w:p>"
        )
    ) == ["quyết động"]


def test_capital_font(make_docx: Build) -> None:
    assert lines(make_docx(f"<w:p>{run('Quyết định ', 'Arial')}{run('bé tr­ëng', '.VnTimeH')}</w:p>")) == [
        "Quyết định BỘ TRƯỞNG"
    ]


def test_soft_hyphen_element_is_a_letter_only_in_such_a_font(make_docx: Build) -> None:
    old = run("Th«ng t", ".VnTime", more="<w:softHyphen/>")
    new = run("thông", "Arial", more="<w:softHyphen/>")
    assert lines(make_docx(f"<w:p>{old}</w:p><w:p>{new}{run('tin', 'Arial')}</w:p>")) == [
        "Thông tư",
        "thôngtin",
    ]


def test_unicode_text_under_a_legacy_font_stays(make_docx: Build) -> None:
    assert lines(make_docx(f"<w:p>{run('Điều 1. Phạm vi', '.VnTime')}</w:p>")) == ["Điều 1. Phạm vi"]


def test_font_of_the_style_and_of_the_defaults(make_docx: Build) -> None:
    styles = (
        '<w:root><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Moi"><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Moi"/></w:style></w:root>'
    )
    body = (
        f"<w:p>{run('LuËt nµy')}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr>{run("Luật này, café déjà")}</w:p>'
    )
    assert lines(make_docx(body, styles=styles)) == ["Luật này", "Luật này, café déjà"]


def test_footnotes_come_last_one_a_line(make_docx: Build) -> None:
    notes = (
        '<w:root><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2">'
        "<w:p><w:r><w:t>Điều này được sửa đổi:</w:t></w:r></w:p><w:p><w:r><w:t>Điều 2. Mới</w:t></w:r></w:p>"
        "</w:footnote></w:root>"
    )
    body = '<w:p><w:r><w:t>Điều 1. Cũ</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert lines(make_docx(body, footnotes=notes)) == ["Điều 1. Cũ", "[2] Điều này được sửa đổi: Điều 2. Mới"]
