"""PDF: the text layer where it is one, else the pages as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw as pdfium

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, clean_line, document
from indexer.readers.columns import from_top, in_columns, placed_rows
from indexer.readers.paragraphs import joined, without_furniture
from indexer.readers.pdf_placing import tables_over
from indexer.readers.pdf_tables import RuledTable, ruled_tables
from indexer.readers.quality import LayerFault, fault_of_layer, lying_pages, mended_u
from indexer.readers.recognition import DPI, Recogniser, Tesseract
from indexer.readers.scan import LONGEST_EDGE, read_pages
from indexer.readers.stamps import figures_over, has_fields, put_in

_FONT_WARNING = "Phông chữ của tệp PDF hỏng nên có thể mất chữ; cần đối chiếu số hiệu và tên với bản gốc."
_ADVICE = "đọc bằng nhận dạng chữ cần Tesseract; hãy cài bằng lệnh: sudo apt-get install {packages}."
_FAULTS: dict[LayerFault, str] = {
    "none": "Tệp PDF là bản quét, không có lớp chữ",
    "unreadable": "Lớp chữ của tệp PDF không đọc được thành tiếng Việt (phông hỏng hoặc nhận dạng sai)",
    "lost_letters": _FONT_WARNING,
}
_NOTHING = (
    "Tệp PDF không có lớp chữ, nhận dạng ảnh trang cũng không ra chữ nào; hãy kiểm tra lại tệp đã chọn."
)
_MOST_OF_PAGE = 0.5  # share of a page's area that the picture of a scan covers
_MOST_OBJECTS = 60  # of a page that are looked at for a picture


class PdfReader:
    """Reads .pdf page by page, joins printed lines to paragraphs."""

    media_type = "application/pdf"

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self._recogniser: Recogniser = Tesseract() if recogniser is None else recogniser

    def read(self, path: Path, limits: Limits) -> ReadDocument:
        """The text layer, or what is recognised where the layer is none or lies.

        Raises :class:`InputRefusedError` "damaged", "encrypted" (a password is needed to open it),
        "too_many_pages", and for scans "needs_tool" and what :func:`indexer.readers.scan.read_pages` does.
        """
        try:
            pdf = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            if len(pdf) > limits.max_pages:
                raise InputRefusedError(
                    "too_many_pages",
                    f"Tệp PDF có {len(pdf)} trang, quá mức {limits.max_pages}; hãy tách nhỏ tệp.",
                )
            return self._read(pdf, path, limits)
        finally:
            pdf.close()

    def _read(self, pdf: Any, path: Path, limits: Limits) -> ReadDocument:
        tables: list[RuledTable] = []
        pages = [_page_lines(pdf, at, tables) for at in range(len(pdf))]
        fault = fault_of_layer(pages)
        if fault is None:
            lying = [at for at in lying_pages(pages) if _is_picture(pdf, at)]
        else:
            lying = list(range(len(pages)))
        if lying and self._recogniser.available():
            return self._recognise(path, pages, lying, limits)
        if fault in {"none", "unreadable"}:
            packages = "tesseract-ocr tesseract-ocr-vie"
            raise InputRefusedError("needs_tool", f"{_FAULTS[fault]}; {_ADVICE.format(packages=packages)}")
        warnings = (_FONT_WARNING,) if fault else ()
        if lying and not fault:
            numbers = ", ".join(str(at + 1) for at in lying[:10])
            warnings = (f"Trang {numbers} là ảnh quét nên chưa đọc được; cài Tesseract để đọc.",)
        kept = without_furniture(pages, _in_tables(pages, tables))
        lines = joined(mended_u(line) for page in kept for line in page)
        found = document(lines, self.media_type, len(pages), warnings)
        return replace(found, tables=tables_over(found.text, tables)) if tables else found

    def _recognise(
        self, path: Path, pages: list[list[str]], lying: Sequence[int], limits: Limits
    ) -> ReadDocument:
        # Opened anew: where stamps were looked for, pages of the first one are flattened.
        with pypdfium2.PdfDocument(path) as pdf:
            pictures = ((at, _picture(pdf, at)) for at in lying)
            try:
                return read_pages(pages, pictures, len(lying), self.media_type, self._recogniser, limits)
            except InputRefusedError as error:
                if error.code == "empty":
                    raise InputRefusedError("empty", _NOTHING) from error
                raise


def _in_tables(pages: Sequence[Sequence[str]], tables: Sequence[RuledTable]) -> list[set[str]]:
    """Of each page the lines that stand in a table: its head may repeat on each, and is no running head."""
    found: list[set[str]] = [set() for _ in pages]
    for table in tables:
        found[table.page] |= {line for line in pages[table.page] if table.holds(line)}
    return found


def _refusal(error: pypdfium2.PdfiumError) -> InputRefusedError:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return InputRefusedError("encrypted", "Tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi thử lại.")
    return InputRefusedError("damaged", "Tệp PDF bị hỏng hoặc tải về chưa hết; hãy tải lại tệp gốc.")


def _page_lines(pdf: Any, at: int, tables: list[RuledTable]) -> list[str]:
    """Printed lines of a page; its ruled tables go to ``tables``."""
    try:
        page = pdf[at]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise InputRefusedError(
            "damaged", f"Trang {at + 1} của tệp PDF bị hỏng; hãy tải lại tệp gốc."
        ) from error
    try:
        tables.extend(ruled_tables(page, textpage, at))
        lines = _lines(pdf, at, page, textpage)
    finally:
        textpage.close()
        page.close()
    return [line for line in map(clean_line, lines) if line]


def _lines(pdf: Any, at: int, page: Any, textpage: Any) -> list[str]:
    """Lines of an open page with the figures that were stamped on it; the first one's header in columns."""
    fields = has_fields(page)
    if at and not fields:
        return plain_text(textpage.get_text_range()).splitlines()
    rows = placed_rows(textpage)
    if fields:
        put_in(rows, figures_over(pdf, at, page, textpage))
    return [row.text for row in rows] if at else in_columns(from_top(rows))


def plain_text(text: str) -> str:
    """Pdfium writes U+FFFE for a hyphen at the end of a line ("NĐ-" + "CP")."""
    return text.replace("\ufffe\r\n", "-").replace("\ufffe", "-").replace("\x02", "-")


def _is_picture(pdf: Any, at: int) -> bool:
    """Whether one picture covers most of a page, as in a scan."""
    page = pdf[at]
    try:
        area = page.get_width() * page.get_height()
        for number, found in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            left, bottom, right, top = found.get_bounds()
            if (right - left) * (top - bottom) > _MOST_OF_PAGE * area:
                return True
            if number > _MOST_OBJECTS:
                break
    except pypdfium2.PdfiumError:
        return False
    finally:
        page.close()
    return False


def _picture(pdf: Any, at: int) -> Image.Image:
    """A page as it is printed, in grey; what signature fields show is left out."""
    page = pdf[at]
    try:
        longest = max(page.get_width(), page.get_height(), 1.0)
        scale = min(DPI / 72, LONGEST_EDGE / longest)
        image: Image.Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise InputRefusedError(
            "damaged", f"Không dựng được ảnh trang {at + 1} của tệp PDF; hãy tải lại tệp gốc."
        ) from error
    finally:
        page.close()
    return image
