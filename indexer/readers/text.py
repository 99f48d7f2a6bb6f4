"""Plain text: UTF-8, or UTF-16 with a byte order mark. Nothing is guessed, nothing is trimmed."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument
from legal_corpus.text.normalize import to_nfc


class TextReader:
    """Reads ``.txt`` and ``.md``; the NFC text is the file's own, character by character."""

    media_type = "text/plain"

    def read(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        """The text without its byte order mark; line ends and blanks stay as they are.

        Raises :class:`InputRefusedError` "encoding" (naming the byte) or "empty".
        """
        raw = path.read_bytes()
        encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            at = error.start + (3 if encoding == "utf-8-sig" and raw.startswith(b"\xef\xbb\xbf") else 0)
            raise InputRefusedError(
                "encoding",
                f"Tệp không phải UTF-8 (sai ở byte thứ {at}); hãy lưu lại tệp với mã UTF-8.",
            ) from error
        if not text.strip():
            raise InputRefusedError("empty", "Tệp không có chữ nào; hãy kiểm tra lại tệp đã chọn.")
        return ReadDocument(to_nfc(text), self.media_type)
