"""The bare text of RTF, for machines without LibreOffice: striprtf knows groups, fonts and code pages."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from indexer.errors import InputRefusedError
from indexer.readers.encodings import mended_lines
from legal_corpus.text.normalize import to_nfc

_BINARY = re.compile(rb"\\bin(-?)(\d+) ?")
_MOST_DIGITS = 10


def within_file(raw: bytes) -> bytes:
    """RTF without ``\\binN`` where N bytes are more than what is left of the file.

    Readers pass over the N bytes one at a time, to the end and beyond. Line ends, which say nothing in RTF,
    take its place: the length of the file stays, so that pictures which are whole keep their bytes.
    """

    def bounded(found: re.Match[bytes]) -> bytes:
        digits = found[2].lstrip(b"0")
        fits = len(digits) <= _MOST_DIGITS and int(digits or b"0") <= len(raw) - found.end()
        return found[0] if fits and not found[1] else b"\n" * len(found[0])

    return _BINARY.sub(bounded, raw) if rb"\bin" in raw else raw


def rtf_lines(raw: bytes) -> list[str]:
    """Lines of the text, cells of a table parted by "|".

    Raises :class:`InputRefusedError` "damaged".
    """
    try:
        text: str = rtf_to_text(within_file(raw).decode("latin-1"), encoding="cp1258", errors="replace")
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise InputRefusedError(
            "damaged", "Tệp RTF bị hỏng nên không đọc được; hãy mở bằng Word rồi lưu thành .docx."
        ) from error
    return mended_lines(to_nfc(text).splitlines())
