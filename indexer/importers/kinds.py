"""Which importer reads a source, and how the kind of a source is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.contents import may_be_act, name_of
from indexer.errors import InputRefusedError
from indexer.importers.base import ImportOptions, Row, bounded, open_lines
from indexer.importers.core import read_core
from indexer.importers.edxml import NAMESPACE, read_edxml
from indexer.importers.phapdien import read_phapdien
from indexer.importers.records import read_records
from indexer.importers.register import read_register
from indexer.importers.review_register import read_review_register
from indexer.importers.vbpl import read_vbpl
from legal_corpus.registry.rows import json_of

Reader = Callable[[Path, ImportOptions], Iterator[Row]]
READERS: dict[str, Reader] = {
    "records": lambda path, _options: read_records(path),
    "core": lambda path, _options: read_core(path),
    "phapdien": lambda path, _options: read_phapdien(path),
    "vbpl": read_vbpl,
    "xlsx": read_register,
    "csv": read_register,
    "review_register": lambda path, _options: read_review_register(path),
    "edxml": lambda path, _options: read_edxml(path),
}
TABLES = frozenset({"xlsx", "csv"})
_BY_SUFFIX = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".edxml": "edxml",
}
_PAGES = {".html", ".htm"}
_LOOK_AT = 1 << 16
# How lines of JSON begin, also in UTF-16, of which the reading of lines tells more.
_TEXTS = (b"{", b"[", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TAKEN = (
    "bảng Excel hoặc CSV, JSON mỗi dòng một văn bản, gói pháp điển, trang lưu từ vbpl.vn, thông điệp edXML"
)


def reader_of(kind: str) -> Reader:
    """The importer of a kind. Raises :class:`InputRefusedError`."""
    if kind not in READERS:
        raise InputRefusedError("unsupported", f"Không có bộ nạp “{kind}”; hãy chọn: {', '.join(READERS)}.")
    return READERS[kind]


def kind_of(path: Path) -> str:
    """The kind of a source by its name or, where that says nothing, by how it begins.

    Raises :class:`InputRefusedError` when it cannot be told.
    """
    if path.is_dir():
        return _kind_of_folder(path)
    suffix = path.suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if suffix == ".xml":
        return _kind_of_xml(path)
    return _kind_of_page(path) if suffix in _PAGES else _kind_of_lines(path)


def _kind_of_folder(path: Path) -> str:
    files = sorted(p for p in path.rglob("*") if p.is_file())
    kinds = {_kind_of_page(p) for p in files if p.suffix.lower() in _PAGES}
    kinds |= {"edxml" for p in files if p.suffix.lower() == ".edxml"}
    if len(kinds) == 1:
        return kinds.pop()
    raise InputRefusedError(
        "unsupported", "Không nhận ra thư mục này chứa nguồn gì; hãy dùng --kind để chỉ rõ."
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LOOK_AT)
    except OSError as error:
        raise InputRefusedError("not_found", "Không mở được tệp; hãy kiểm tra đường dẫn.") from error


def _kind_of_page(path: Path) -> str:
    head = _head(path)
    return "phapdien" if b"pDieu" in head or b"ViewDSVB" in head or b"viewDSVB" in head else "vbpl"


def _kind_of_xml(path: Path) -> str:
    if NAMESPACE.encode() in _head(path):
        return "edxml"
    raise InputRefusedError("unsupported", "Tệp XML này không phải thông điệp edXML (QCVN 102).")


def _refuse_what_is_no_register(path: Path) -> None:
    head = _head(path) if path.is_file() else b""
    if head.startswith(b"\x1f\x8b"):  # lines may be packed
        return
    what = name_of(head)
    if what is None and b"\x00" in head[:512] and not head.lstrip().startswith(_TEXTS):
        what = "tệp nhị phân không rõ loại"
    if what is None:
        return
    hint = " Muốn đưa văn bản vào kho thì dùng lệnh ingest." if may_be_act(what) else ""
    message = f"Tệp này là {what}, không phải sổ văn bản; lệnh import nhận: {_TAKEN}.{hint}"
    raise InputRefusedError("unsupported", message)


def _kind_of_lines(path: Path) -> str:
    _refuse_what_is_no_register(path)
    with open_lines(path) as lines:
        for line in bounded(lines):
            if not line.strip():
                continue
            try:
                row = json_of(line)
            except ValueError as error:
                message = "Sổ văn bản phải là JSON mỗi dòng một văn bản; hãy kiểm tra tệp."
                raise InputRefusedError("unsupported", message) from error
            return _kind_of_row(row)
    raise InputRefusedError("empty", "Sổ văn bản rỗng; hãy chọn tệp khác.")


def _kind_of_row(row: object) -> str:
    if not isinstance(row, dict):
        return "core"
    if "topic" in row and ("note" in row or "code" in row):
        return "phapdien"
    if "url" in row and "text" in row:
        return "vbpl"
    if "actions" in row and "name" in row:
        return "review_register"
    return "records" if "source" in row else "core"
