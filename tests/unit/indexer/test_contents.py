"""What a file is, told by how it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.contents import is_text, may_be_act, name_of
from indexer.errors import InputRefusedError
from indexer.readers.registry import read_file


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"MZ\x90\x00\x03\x00", "chương trình"),
        (b"Rar!\x1a\x07\x00", "gói nén"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Excel đời cũ"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x00\x00\x00\x18ftypmp42", "phim"),
        (b"GIF89a\x01\x00\x01\x00", "ảnh"),
        (b"{\\rtf1 a", "RTF"),
        (b"\x00 %PDF-1.4", "PDF"),
    ],
)
def test_kinds_have_names(head: bytes, said: str) -> None:
    assert said in (name_of(head) or "")


@pytest.mark.parametrize("head", [b"MZ la hai chu dau", "Điều 1".encode(), b"\x01\x02\x03", b""])
def test_text_and_unknown_bytes_have_none(head: bytes) -> None:
    assert name_of(head) is None


def test_only_some_kinds_can_hold_an_act() -> None:
    assert may_be_act(name_of(b"%PDF-1.7") or "") and not may_be_act(name_of(b"MZ\x90\x00") or "")


def test_text_has_no_control_bytes_but_in_utf_16() -> None:
    assert is_text("Điều 1\n\tKhoản".encode())
    assert is_text("Điều 1".encode("utf-16"))
    assert not is_text(b"\x00\x01")


def test_a_program_is_refused_as_one(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.docx"
    path.write_bytes(b"MZ\x90\x00\x03\x00\x00\x00")
    with pytest.raises(InputRefusedError, match="Đây là chương trình máy tính") as refused:
        read_file(path)
    assert refused.value.code == "unsupported"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(InputRefusedError, match="Nội dung không phải tệp Word"):
        read_file(path)
