"""One text in every encoding that Vietnamese was written in, told by its words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.encodings import decode
from indexer.readers.legacy_fonts import mend, with_capitals
from indexer.readers.quality import unreadable_share
from indexer.readers.registry import read_file

TEXT = (
    "Điều 1. Phạm vi điều chỉnh\n"
    "Quyết định này quy định mức hỗ trợ đối với người lao động bị ảnh hưởng trên địa bàn tỉnh.\n"
    "Ủy ban nhân dân cấp xã có trách nhiệm tổ chức thực hiện và báo cáo trước ngày 05 hằng tháng;\n"
    "kỹ thuật, sử dụng, nguyên đơn, khuyến nghị, ngoằn ngoèo.\n"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_cp1258(text: str) -> bytes:
    """Windows-1258: vowels with their own marks, tones behind them."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        out.append(base + "".join(c for c in parts if c in _TONES))
    return "".join(out).encode("cp1258")


def in_tcvn3(text: str) -> bytes:
    """TCVN3 has no capitals with tones: a capital font shows small ones in their place."""
    codes = {mend(chr(code), "tcvn3"): code for code in range(0xFF, 0xA0, -1)}
    return b"".join(
        letter.encode() if letter.isascii() else bytes([codes.get(letter) or codes[letter.lower()]])
        for letter in text
    )


def in_vni(text: str) -> bytes:
    pairs: dict[str, str] = {}
    for base in "aeouyôöAEOUY":
        for mark in "ùøûõïâáàåãäêéèúüëÙØÛÏ":
            pairs.setdefault(mend(base + mark, "vni"), base + mark)
    for alone in "ôöñæóòîíìÔÖÑ":
        pairs.setdefault(mend(alone, "vni"), alone)
    return "".join(letter if letter.isascii() else pairs[letter] for letter in text).encode("cp1252")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (in_cp1258(TEXT), "windows-1258"),
        (in_tcvn3(TEXT), "TCVN3"),
        (in_vni(TEXT), "VNI"),
        (in_tcvn3(TEXT).decode("latin-1").encode(), "TCVN3"),
        (in_vni(TEXT).decode("cp1252").encode(), "VNI"),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "utf16be", "cp1258", "tcvn3", "vni", "tcvn3-utf8", "vni-utf8"],
)
def test_told_by_content(raw: bytes, name: str) -> None:
    text, encoding = decode(raw)
    assert encoding == name
    assert text.replace("ủy", "Ủy").lower() == TEXT.lower()


def test_soft_hyphen_is_the_letter_u_of_tcvn3() -> None:
    assert mend("Th«ng t\u00ad n\u00adíc", "tcvn3") == "Thông tư nước"


def test_text_file_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(in_vni(TEXT))
    found = read_file(path)
    assert found.text == TEXT
    assert found.warnings == ("Tệp dùng mã chữ VNI; đã đổi sang Unicode.",)


@pytest.mark.parametrize(
    "raw", [b"caf\xe9 \xe8\xe9 r\xe9sum\xe9 \xe0 la carte d\xe9j\xe0 vu", bytes(range(128, 256))]
)
def test_other_languages_are_not_taken_for_vietnamese(raw: bytes) -> None:
    with pytest.raises(InputRefusedError) as caught:
        decode(raw)
    assert caught.value.code == "encoding"


def test_french_in_utf8_stays_as_it_is() -> None:
    text = "Décret relatif à la création d'une commission « déjà » prévue par l'arrêté."
    assert decode(text.encode()) == (text, "UTF-8")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("SắC LệNH CủA CHủ TịCH", "SẮC LỆNH CỦA CHỦ TỊCH"),
        ("Số: 05/2025/QĐ-UBND", "Số: 05/2025/QĐ-UBND"),
        ("Điều 5", "Điều 5"),
        ("", ""),
    ],
)
def test_capitals_that_a_font_left_small(line: str, wanted: str) -> None:
    assert with_capitals(line) == wanted


def test_two_tones_in_one_word_cannot_be_read() -> None:
    assert unreadable_share(["cộộ thế"]) == 0.5
