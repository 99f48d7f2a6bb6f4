"""Refusing ZIP packages that would unpack to more than anybody means to send."""

from __future__ import annotations

import zipfile

from indexer.errors import InputRefusedError

_SMALL = 1024 * 1024  # an almost empty part compresses well; below this the ratio says nothing
_MEGABYTE = 1024 * 1024


def check_declared(
    parts: list[zipfile.ZipInfo], *, most_parts: int, most_bytes: int, most_ratio: int
) -> None:
    """Raise :class:`InputRefusedError` "zip_bomb" or "encrypted" for what the directory declares."""
    total = sum(part.file_size for part in parts)
    if len(parts) > most_parts or total > most_bytes:
        raise bomb(f"{len(parts)} phần, {total // _MEGABYTE} MB")
    for part in parts:
        if part.file_size > _SMALL and part.file_size > most_ratio * max(1, part.compress_size):
            raise bomb(f"{part.compress_size // _MEGABYTE} MB nở thành {part.file_size // _MEGABYTE} MB")
        if part.flag_bits & 1:
            raise InputRefusedError("encrypted", "Tệp có mật khẩu; hãy bỏ mật khẩu rồi thử lại.")


def bomb(detail: str) -> InputRefusedError:
    """The refusal, with what was seen."""
    return InputRefusedError(
        "zip_bomb", f"Gói nén nở ra quá lớn ({detail}) nên không mở; hãy lưu lại tệp rồi thử lại."
    )
