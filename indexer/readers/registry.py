"""Picks the reader by content and checks what a file may cost before it is opened."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from indexer.errors import InputRefusedError
from indexer.readers.base import Limits, ReadDocument, Reader, megabytes
from indexer.readers.detect import Kind, kind_of, suffix_warning, unsupported
from indexer.readers.docx import DocxReader
from indexer.readers.html import HtmlReader
from indexer.readers.markdown import MarkdownReader
from indexer.readers.office import Converted, DocReader, OfficeReader, RtfReader
from indexer.readers.pdf import PdfReader
from indexer.readers.scan import ImageReader
from indexer.readers.text import TextReader

READERS: dict[Kind, Reader] = {
    "docx": DocxReader(),
    "pdf": PdfReader(),
    "html": HtmlReader(),
    "text": TextReader(),
    "doc": DocReader(),
    "rtf": RtfReader(),
    "image": ImageReader(),
}
_MARKDOWN, _MARKDOWN_NAMES = MarkdownReader(), {".md", ".markdown"}
DEFAULT_LIMITS = Limits()


def check_file(path: Path, limits: Limits) -> None:
    """Refuses what need not be opened: missing, a folder, a device, empty, too large.

    Raises :class:`InputRefusedError` "not_found", "unsupported", "empty" or "too_large".
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputRefusedError("not_found", "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise InputRefusedError(
            "not_found", "Không mở được đường dẫn này; hãy kiểm tra tên và quyền đọc."
        ) from error
    if stat.S_ISDIR(found.st_mode):
        raise InputRefusedError("unsupported", "Đây là thư mục, không phải tệp; hãy chỉ ra từng tệp cần đọc.")
    if not stat.S_ISREG(found.st_mode):
        raise InputRefusedError("unsupported", "Đây không phải tệp thông thường; hãy chọn một tệp văn bản.")
    if not found.st_size:
        raise InputRefusedError("empty", "Tệp rỗng (0 byte); hãy tải lại hoặc chọn tệp khác.")
    if found.st_size > limits.max_bytes:
        raise InputRefusedError(
            "too_large",
            f"Tệp {megabytes(found.st_size)} vượt mức {megabytes(limits.max_bytes)}; hãy tách nhỏ tệp.",
        )


def read_file(path: Path, limits: Limits = DEFAULT_LIMITS, made: Path | None = None) -> ReadDocument:
    """The text of the file, read by what it contains and not by its name.

    ``made`` is the .docx that was made of an old Word file or RTF. A wrong name is only a warning. Raises
    :class:`InputRefusedError` with one of its codes. Runs in this process; use
    :class:`indexer.readers.leash.LeashedReader` for files of strangers.
    """
    check_file(path, limits)
    try:
        kind = kind_of(path)
    except PermissionError as error:
        raise InputRefusedError(
            "not_found", "Không có quyền đọc tệp này; hãy kiểm tra quyền truy cập."
        ) from error
    reader = _MARKDOWN if kind == "text" and path.suffix.lower() in _MARKDOWN_NAMES else READERS.get(kind)
    if made is not None and isinstance(reader, OfficeReader):
        reader = type(reader)(Converted(made))
    if reader is None:
        raise unsupported(path, kind)
    found = reader.read(path, limits)
    warning = suffix_warning(path, kind)
    return replace(found, warnings=(warning, *found.warnings)) if warning else found
