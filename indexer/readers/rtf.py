"""The bare text of RTF, for machines without LibreOffice: striprtf knows groups, fonts and code pages."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from indexer.errors import InputRefusedError
from indexer.readers.encodings import mended_lines
from legal_corpus.text.normalize import to_nfc


def rtf_lines(raw: bytes) -> list[str]:
    """Lines of the text, cells of a table parted by "|".

    Raises :class:`InputRefusedError` "damaged".
    """
    try:
        text: str = rtf_to_text(raw.decode("latin-1"), encoding="cp1258", errors="replace")
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise InputRefusedError(
            "damaged", "Tệp RTF bị hỏng nên không đọc được; hãy mở bằng Word rồi lưu thành .docx."
        ) from error
    return mended_lines(to_nfc(text).splitlines())
