"""What a file is, told by its content. The name is only compared with it afterwards."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from indexer.contents import HEAD, is_text, name_of
from indexer.errors import InputRefusedError
from indexer.readers.package import MAIN_PART

Kind = Literal["docx", "pdf", "html", "text", "doc", "rtf", "image", "zip", "binary"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|table|p)\b",
    re.I | re.S,
)
_SUFFIXES: dict[str, Kind] = {
    ".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "text", ".md": "text",
    ".doc": "doc", ".rtf": "rtf", ".zip": "zip",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image",
}  # fmt: skip
_NAMES: dict[Kind, str] = {
    "docx": "Word (.docx)", "pdf": "PDF", "html": "HTML", "text": "văn bản thuần", "doc": "Word cũ (.doc)",
    "rtf": "RTF", "image": "ảnh", "zip": "ZIP", "binary": "dữ liệu không phải văn bản",
}  # fmt: skip


def kind_of(path: Path) -> Kind:
    """The kind of the file at ``path``, from its first bytes (and a ZIP's list of parts).

    Raises :class:`InputRefusedError` "empty" or "damaged".
    """
    with path.open("rb", buffering=0) as stream:
        head = stream.read(HEAD)
    if not head:
        raise InputRefusedError("empty", "Tệp rỗng (0 byte); hãy tải lại hoặc chọn tệp khác.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return "doc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PICTURES):
        return "image"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return "text" if is_text(head) else "binary"


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputRefusedError(
            "damaged", "Tệp bị hỏng hoặc tải về chưa hết (không mở được gói nén); hãy tải lại tệp gốc."
        ) from error
    if any(map(MAIN_PART.fullmatch, names)):
        return "docx"
    if path.suffix.lower() == ".docx" and not any(n.startswith(("xl/", "ppt/")) for n in names):
        raise InputRefusedError(
            "damaged",
            "Tệp .docx thiếu phần nội dung word/document.xml; hãy mở bằng Word rồi lưu lại thành .docx.",
        )
    return "zip"


def suffix_warning(path: Path, kind: Kind) -> str | None:
    """A warning when the name says another kind than the content."""
    said = _SUFFIXES.get(path.suffix.lower())
    if said == kind:
        return None
    if said is None:
        ending = path.suffix or "(không có)"
        return f"Đuôi tệp “{ending}” không quen thuộc; đã đọc theo nội dung là {_NAMES[kind]}."
    return f"Tên tệp có đuôi {path.suffix} nhưng nội dung là {_NAMES[kind]}; đã đọc theo nội dung."


def unsupported(path: Path, kind: Kind) -> InputRefusedError:
    """The refusal of a file of a kind that no reader takes: what it is, and what to do instead."""
    if kind == "zip":
        return InputRefusedError(
            "unsupported",
            "Đây là gói nén hoặc tệp Office không phải Word; hãy giải nén hoặc lưu thành .docx, .pdf.",
        )
    with path.open("rb", buffering=0) as stream:
        name = name_of(stream.read(HEAD))
    said = f"Đây là {name}," if name else "Nội dung"
    return InputRefusedError(
        "unsupported",
        f"{said} không phải tệp Word, PDF, RTF, HTML, ảnh quét hay văn bản thuần; hãy chọn đúng tệp.",
    )


def is_encrypted_office(path: Path) -> bool:
    """Whether an OLE file wraps an Office document that has a password."""
    mark = "EncryptedPackage".encode("utf-16-le")
    tail = b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            if mark in tail + chunk:
                return True
            tail = chunk[-len(mark) :]
    return False
