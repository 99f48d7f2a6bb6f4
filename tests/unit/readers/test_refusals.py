"""Every file that must be refused, through the leash, and the batch that goes on behind it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits
from indexer.readers.leash import LeashedReader

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


@pytest.fixture(scope="module")
def reader() -> Iterator[LeashedReader]:
    with LeashedReader() as leashed:
        yield leashed


def empty(folder: Path) -> Path:
    return file(folder, b"", "empty.docx")


def file(folder: Path, data: bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def picture(folder: Path) -> Path:
    return file(folder, PNG, "scan.docx")


def truncated(folder: Path) -> Path:
    whole = folder / "whole.docx"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", os.urandom(4000).hex())
    return file(folder, whole.read_bytes()[:2000], "cut.docx")


def other_office(folder: Path) -> Path:
    path = folder / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    return path


def without_document(folder: Path) -> Path:
    path = folder / "odd.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    return path


def huge(folder: Path) -> Path:
    path = folder / "zeros.txt"
    with path.open("wb") as stream:
        stream.truncate(1 << 30)
    return path


def bomb(folder: Path) -> Path:
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(30_000_000))
    return path


def entities(folder: Path) -> Path:
    path = folder / "laughs.docx"
    rows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY a0 "ha">{rows}]><x>&a9;</x>')
    return path


def old_word(folder: Path) -> Path:
    return file(folder, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc")


def locked_word(folder: Path) -> Path:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    return file(folder, data, "locked.docx")


def wrong_bytes(folder: Path) -> Path:
    return file(folder, b"Quyet dinh \xe9\xe9", "legacy.txt")


CASES: list[tuple[Callable[[Path], Path], str]] = [
    (empty, "empty"),
    (picture, "damaged"),
    (truncated, "damaged"),
    (other_office, "unsupported"),
    (without_document, "damaged"),
    (huge, "too_large"),
    (bomb, "zip_bomb"),
    (entities, "damaged"),
    (old_word, "damaged"),
    (locked_word, "encrypted"),
    (wrong_bytes, "encoding"),
    (lambda folder: folder / "missing.docx", "not_found"),
    (lambda folder: folder, "unsupported"),
    (lambda folder: file(folder, b"{\\rtf1 }", "act.rtf"), "empty"),
    (lambda folder: file(folder, b"%PDF-1.7 nothing", "act.pdf"), "damaged"),
    (lambda folder: file(folder, bytes(5000), "zeros.txt"), "unsupported"),
]


@pytest.mark.parametrize(("make", "code"), CASES, ids=[f"{code}-{n}" for n, (_, code) in enumerate(CASES)])
def test_refused_with_a_reason_and_the_next_file_is_read(
    tmp_path: Path, reader: LeashedReader, make: Callable[[Path], Path], code: str
) -> None:
    with pytest.raises(InputRefusedError) as caught:
        reader.read(make(tmp_path))
    assert caught.value.code == code
    assert str(caught.value).endswith(".")
    assert "Traceback" not in str(caught.value)
    good = file(tmp_path, "Điều 1. Sau tệp hỏng\n".encode(), "good.txt")
    assert reader.read(good).text == "Điều 1. Sau tệp hỏng\n"


def test_fifo_is_not_opened(tmp_path: Path, reader: LeashedReader) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputRefusedError) as caught:
        reader.read(tmp_path / "pipe.txt")
    assert caught.value.code == "unsupported"


def test_size_limit_is_the_reader_s_own(tmp_path: Path) -> None:
    with LeashedReader(Limits(max_bytes=10)) as small, pytest.raises(InputRefusedError) as caught:
        small.read(file(tmp_path, b"twelve bytes", "a.txt"))
    assert caught.value.code == "too_large"
