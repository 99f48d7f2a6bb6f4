"""Plain text in any encoding that Vietnamese was written in; nothing is trimmed."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument
from indexer.readers.encodings import decode
from legal_corpus.text.normalize import to_nfc


class TextReader:
    """Reads ``.txt``; the NFC text is the file's own, character by character."""

    media_type = "text/plain"

    def read(self, path: Path, limits: Limits) -> ReadDocument:  # noqa: ARG002 - size was checked
        """The text without its byte order mark; line ends and blanks stay as they are.

        Raises :class:`InputRefusedError` "encoding" (naming the byte) or "empty".
        """
        text, encoding = decode(path.read_bytes())
        if not text or text.isspace():
            raise InputRefusedError("empty", "Tệp không có chữ nào; hãy kiểm tra lại tệp đã chọn.")
        warnings = (
            () if encoding.startswith("UTF") else (f"Tệp dùng mã chữ {encoding}; đã đổi sang Unicode.",)
        )
        return ReadDocument(to_nfc(text), self.media_type, warnings=warnings)
