from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.registry import read_file


def write(tmp_path: Path, data: bytes, name: str = "act.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_text_is_kept_character_by_character(tmp_path: Path) -> None:
    text = "  QUYẾT ĐỊNH  \r\n\n\tĐiều 1.\u00a0Phạm vi   \n\n"
    assert read_file(write(tmp_path, text.encode())).text == text


def test_decomposed_letters_become_nfc(tmp_path: Path) -> None:
    text = "Nghị định về kiểm tra văn bản"
    read = read_file(write(tmp_path, unicodedata.normalize("NFD", text).encode()))
    assert read.text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_is_dropped(tmp_path: Path, encoding: str) -> None:
    read = read_file(write(tmp_path, "Điều 1. Hiệu lực\n".encode(encoding)))
    assert read.text == "Điều 1. Hiệu lực\n"
    assert read.media_type == "text/plain"
    assert read.warnings == ()


def test_invalid_utf8_names_the_byte(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="byte thứ 10") as caught:
        read_file(write(tmp_path, "Điều 1".encode() + b"\n\xff\xfe"))
    assert caught.value.code == "encoding"


def test_invalid_byte_behind_a_mark_is_counted_from_the_start(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="byte thứ 5"):
        read_file(write(tmp_path, b"\xef\xbb\xbfab\xe9 cd"))


def test_markdown_is_text(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, b"# Ghi chu\n", "note.md")).text == "Ghi chu\n"


def test_only_blanks_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError) as caught:
        read_file(write(tmp_path, b" \n\t\n"))
    assert caught.value.code == "empty"
