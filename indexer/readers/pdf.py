"""PDF with a text layer. Scans are refused until there is text recognition."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, clean_line, document
from indexer.readers.columns import first_page_lines
from indexer.readers.paragraphs import joined, without_furniture
from indexer.readers.quality import unreadable_share

_LEAST_LETTERS = 20  # per page, on average; less is a watermark or a signature block on a scan
_GARBAGE = 0.15
# A frequent font fault gives Gha (U+01A2/3) for Ư/ư; such files often lose other letters as well.
_MEND_U = str.maketrans({"\u01a2": "Ư", "\u01a3": "ư"})
_BROKEN_U = {"\u01a2", "\u01a3"}
_FONT_WARNING = "Phông chữ của tệp PDF hỏng nên có thể mất chữ; cần đối chiếu số hiệu và tên với bản gốc."
_LETTER = re.compile(r"[^\W\d_]")
_ADVICE = "hãy dùng bản Word hoặc bản PDF xuất từ Word (đọc bản quét sẽ có ở phiên bản sau)."


class PdfReader:
    """Reads .pdf page by page, joins printed lines to paragraphs."""

    media_type = "application/pdf"

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """The text layer.

        Raises :class:`InputRefusedError` "damaged", "encrypted" (a password is needed to open it),
        "too_many_pages", "no_text_layer" (a scan, or letters that cannot be told).
        """
        try:
            pdf = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            count = len(pdf)
            if count > limits.max_pages:
                raise InputRefusedError(
                    "too_many_pages",
                    f"Tệp PDF có {count} trang, quá mức {limits.max_pages}; hãy tách nhỏ tệp.",
                )
            pages = [_page_lines(pdf, at) for at in range(count)]
        finally:
            pdf.close()
        faulty = any(_BROKEN_U.intersection(line) for page in pages for line in page)
        pages = [[line.translate(_MEND_U) for line in page] for page in pages] if faulty else pages
        _check_text(pages)
        pages = without_furniture(pages)
        lines = joined(line for page in pages for line in page)
        return document(lines, self.media_type, count, (_FONT_WARNING,) if faulty else ())


def _refusal(error: pypdfium2.PdfiumError) -> InputRefusedError:
    code = getattr(error, "err_code", None)
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return InputRefusedError("encrypted", "Tệp PDF có mật khẩu mở; hãy bỏ mật khẩu rồi thử lại.")
    return InputRefusedError("damaged", "Tệp PDF bị hỏng hoặc tải về chưa hết; hãy tải lại tệp gốc.")


def _page_lines(pdf: Any, at: int) -> list[str]:
    try:
        page = pdf[at]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputRefusedError(
            "damaged", f"Trang {at + 1} của tệp PDF bị hỏng; hãy tải lại tệp gốc."
        ) from error
    try:
        plain = at > 0
        lines = plain_text(textpage.get_text_range()).splitlines() if plain else first_page_lines(textpage)
    finally:
        textpage.close()
        page.close()
    return [line for line in map(clean_line, lines) if line]


def plain_text(text: str) -> str:
    """Pdfium writes U+FFFE for a hyphen at the end of a line ("NĐ-" + "CP")."""
    return text.replace("\ufffe\r\n", "-").replace("\ufffe", "-").replace("\x02", "-")


def _check_text(pages: list[list[str]]) -> None:
    letters = sum(len(_LETTER.findall(line)) for page in pages for line in page)
    if letters < _LEAST_LETTERS * max(1, len(pages)):
        raise InputRefusedError("no_text_layer", f"Tệp PDF là bản quét, không có lớp chữ; {_ADVICE}")
    if unreadable_share(line for page in pages for line in page) > _GARBAGE:
        raise InputRefusedError(
            "no_text_layer",
            f"Lớp chữ của tệp PDF không đọc được thành tiếng Việt (phông hỏng hoặc nhận dạng sai); {_ADVICE}",
        )
