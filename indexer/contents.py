"""What a file is by its first bytes, said in words a person knows."""

from __future__ import annotations

import re

HEAD = 8192  # bytes that tell
CONTROL = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))  # no text has them
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_PDF_HEAD = 1024  # bytes that may stand before the mark of a PDF
_ACTS = {"tệp PDF", "tệp Word hoặc gói nén", "tệp Word hoặc Excel đời cũ", "tệp RTF", "ảnh"}
_SOUND = rb"ID3|OggS|fLaC|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1aE\xdf\xa3|\x00\x00\x01[\xba\xb3]"
_NAMES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(sign, re.S), name)
    for sign, name in (
        (
            rb"MZ|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe",
            "chương trình máy tính",
        ),
        (rb"PK\x03\x04|PK\x05\x06", "tệp Word hoặc gói nén"),
        (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]|\xfd7zXZ\x00", "gói nén"),
        (rb"\xd0\xcf\x11\xe0", "tệp Word hoặc Excel đời cũ"),
        (rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8[79]a|BM.{4}\x00\x00\x00\x00|RIFF.{4}WEBP", "ảnh"),
        (_SOUND, "tệp âm thanh hoặc phim"),
        (rb"SQLite format 3\x00", "tệp cơ sở dữ liệu SQLite"),
        (rb"L\x00\x00\x00\x01\x14\x02\x00", "lối tắt Windows (.lnk)"),
        (rb"\x00\x01\x00\x00\x00|OTTO\x00|wOF[F2]\x00", "tệp phông chữ"),
    )
)


def is_text(head: bytes) -> bool:
    """Whether the bytes a file begins with can be text in any encoding."""
    if head.startswith(_TEXT_MARKS[:2]):
        return True
    body = head.removeprefix(_TEXT_MARKS[2])
    return len(body.translate(None, CONTROL)) == len(body)


def name_of(head: bytes) -> str | None:
    """What a file that begins so is: "tệp ảnh"; ``None`` for text and for what is not known."""
    if b"%PDF-" in head[:_PDF_HEAD]:
        return "tệp PDF"
    if head.startswith(b"{\\rtf"):
        return "tệp RTF"
    if is_text(head):
        return None
    return next((name for sign, name in _NAMES if sign.match(head)), None)


def may_be_act(name: str) -> bool:
    """Whether a file of this name can hold an act to be read."""
    return name in _ACTS
