from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.registry import read_file


def read(tmp_path: Path, html: str | bytes, name: str = "act.html") -> list[str]:
    path = tmp_path / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return read_file(path).text.splitlines()


def test_blocks_are_lines_and_inline_words_stay_whole(tmp_path: Path) -> None:
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><nav>Trang chủ</nav>"
        "<p>S<span>ố: 9</span>0/20<b>25</b>/TT-ABC</p><p>Điều 1.<br>Phạm   vi\n rộng</p>"
        "<script>var a = 1</script><div style='display: none'>ẩn</div><ul><li>a) một</li>"
        "<li>b) hai</li></ul></body></html>"
    )
    assert read(tmp_path, html) == ["Số: 90/2025/TT-ABC", "Điều 1.", "Phạm vi rộng", "a) một", "b) hai"]


def test_data_table_is_a_row_a_line_header_table_is_not(tmp_path: Path) -> None:
    html = (
        "<html><body><table><tr><td><p>ỦY BAN NHÂN DÂN</p><p>Số: 1/QĐ-UBND</p></td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr></table>"
        "<table><tbody><tr><th>TT</th><th>Tên</th></tr><tr><td>1</td>"
        "<td><p>Phí</p><p>thẩm định</p></td></tr></tbody></table>"
        "</body></html>"
    )
    assert read(tmp_path, html) == [
        "ỦY BAN NHÂN DÂN",
        "Số: 1/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TT | Tên",
        "1 | Phí thẩm định",
    ]


@pytest.mark.parametrize(
    "opening",
    ["<div class='a preview-content b'>", "<div id='rc-tabs-0-panel-toan-van'>", "<div id='toanvancontent'>"],
)
def test_container_of_the_site_is_taken(tmp_path: Path, opening: str) -> None:
    act = "Quyết định này quy định mức chi. " * 20
    html = f"<html><body><div>Văn bản liên quan</div>{opening}<p>{act}</p></div><p>Lượt xem</p></body></html>"
    assert read(tmp_path, html) == [act.strip()]


def test_empty_container_falls_back_to_the_body(tmp_path: Path) -> None:
    html = "<html><body><div id='toanvancontent'></div><p>Điều 1. Còn lại</p></body></html>"
    assert read(tmp_path, html) == ["Điều 1. Còn lại"]


def test_declared_charset_is_used(tmp_path: Path) -> None:
    html = "<html><head><meta charset='windows-1258'></head><body>Điêu 1: căn cư</body></html>"
    assert read(tmp_path, html.encode("cp1258")) == ["Điêu 1: căn cư"]


def test_wrong_charset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="byte thứ") as caught:
        read(tmp_path, b"<html><meta charset=utf-8><body>\xff\xfe\xfd</body></html>")
    assert caught.value.code == "encoding"


def test_unknown_charset_does_not_matter_where_the_bytes_tell(tmp_path: Path) -> None:
    assert read(tmp_path, "<html><meta charset=x-none><body>Điều 1</body></html>".encode()) == ["Điều 1"]


def test_unknown_charset_and_unknown_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as caught:
        read(tmp_path, b"<html><meta charset=x-none><body>\xff\xfe\xfd</body></html>")
    assert caught.value.code == "encoding"


def test_utf8_bytes_win_over_another_declared_charset(tmp_path: Path) -> None:
    html = "<html><head><meta charset='windows-1252'></head><body>Nghị định này</body></html>"
    assert read(tmp_path, html.encode()) == ["Nghị định này"]


def test_letters_of_a_tcvn3_font_are_mended(tmp_path: Path) -> None:
    html = (
        "<html><head><meta charset='windows-1252'></head><body><p><font face='.VnTime'>"
        "NghÞ ®Þnh nµy quy ®Þnh chi tiÕt viÖc thi hµnh mét sè ®iÒu cña LuËt</font></p></body></html>"
    )
    wanted = "Nghị định này quy định chi tiết việc thi hành một số điều của Luật"
    assert read(tmp_path, html.encode("cp1252")) == [wanted]


def test_page_without_text_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as caught:
        read(tmp_path, "<html><body><script>render()</script></body></html>")
    assert caught.value.code == "empty"


def test_html_named_doc_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "act.doc"
    path.write_text("<html><body><p>Điều 1.</p></body></html>", encoding="utf-8")
    found = read_file(path)
    assert found.text == "Điều 1.\n"
    assert found.warnings and ".doc" in found.warnings[0] and "HTML" in found.warnings[0]


def test_signs_that_part_lines_inside_are_blanks_of_the_page(tmp_path: Path) -> None:
    html = (
        "<html><body><p>Điều 1.\u2028\u2029T\u2028 Phạm&#8233;vi&#10;rộng</p>"
        "<table><tr><td>một\u2029C</td><td colspan='2\u2029'>hai</td></tr>"
        "<tr><td>ba</td><td>bốn</td></tr></table>"
        "</body></html>"
    )
    assert read(tmp_path, html) == ["Điều 1. T Phạm vi rộng", "một C | hai", "ba | bốn"]


def test_hidden_is_left_out_but_rows_and_cells_of_a_table_are_read(tmp_path: Path) -> None:
    html = (
        "<html><body><p style='DISPLAY : None'>ẩn</p><span style='visibility:hidden'>ẩn</span>"
        "<p style='border:none; display:block'>hiện</p>"
        "<table><tr style='display:none'><td>một</td><td style='display:none'>hai</td></tr>"
        "<tr><td>ba</td><td><b style='display:none'>ẩn</b>bốn</td></tr></table></body></html>"
    )
    assert read(tmp_path, html) == ["hiện", "một | hai", "ba | bốn"]


def test_a_table_inside_a_cell_is_lines_of_the_cell(tmp_path: Path) -> None:
    html = (
        "<html><body>trước<table><thead><tr><th>TT<th>Tên</thead><tr><td>1</td>"
        "<td>x<table><tr><td>a</td><td>b</td></tr></table>y</td></tr></table>sau</body></html>"
    )
    assert read(tmp_path, html) == ["trước", "TT | Tên", "1 | x a | b y", "sau"]
