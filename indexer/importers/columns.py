"""Which column of a register holds what: guessed from its header, shown, and corrected by people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from indexer.importers.tables import Cell, Table, TableRow
from legal_corpus.text.normalize import fold_marks

# Field -> its name for people. The order is that of the choices shown.
FIELDS: dict[str, str] = {
    "number": "Số, ký hiệu",
    "number_issued": "Số, ký hiệu và ngày ban hành",
    "name": "Tên văn bản (loại, số, ngày, cơ quan, trích yếu)",
    "type": "Loại văn bản",
    "issued": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "title": "Trích yếu",
    "effective_from": "Ngày có hiệu lực",
    "effective_to": "Ngày hết hiệu lực",
    "status": "Tình trạng hiệu lực",
    "ended_by": "Văn bản thay thế, bãi bỏ",
    "end_reason": "Lý do hết hiệu lực",
    "proposal": "Kiến nghị xử lý",
    "drafting_agency": "Cơ quan soạn thảo",
    "planned": "Thời hạn xử lý",
    "field_of_law": "Lĩnh vực",
    "signer": "Người ký",
    "province": "Tỉnh, thành phố",
    "note": "Ghi chú",
}
IGNORED = ""
_IGNORED_WORDS = {"", "-", "bo", "bo qua", "khong dung"}
# Header words without tone marks; the longest that fits wins.
_WORD_LISTS = {
    "number": "so ky hieu; so hieu; ky hieu; so van ban; so vb; so kh; so ki hieu; so hieu van ban",
    "name": "ten van ban; ten vb; ten goi van ban; ten goi cua van ban; ten loai so ky hieu; van ban",
    "type": "loai van ban; hinh thuc van ban; loai vb; the loai; ten loai; loai",
    "issued": "ngay ban hanh; ngay thang nam ban hanh; ngay thang ban hanh; ngay van ban; ngay ky; ngay vb; "
    "ngay thang nam; ngay bh; thoi gian ban hanh",
    "issuer": "co quan ban hanh; noi ban hanh; chu the ban hanh; don vi ban hanh; cq ban hanh; co quan; "
    "tham quyen ban hanh",
    "title": "trich yeu; trich yeu noi dung; noi dung trich yeu; ten goi; ve viec; noi dung van ban; "
    "tieu de; noi dung",
    "effective_from": "ngay co hieu luc; ngay hieu luc; thoi diem co hieu luc; hieu luc tu; ngay hl; "
    "ngay bat dau hieu luc; ngay co hl; co hieu luc tu ngay",
    "effective_to": "ngay het hieu luc; thoi diem het hieu luc; het hieu luc tu; ngay het hl; "
    "het hieu luc ke tu ngay; ngay thang nam het hieu luc",
    "status": "tinh trang hieu luc; tinh trang; trang thai; trang thai hieu luc; hieu luc; tinh trang hl",
    "ended_by": "van ban thay the; vb thay the; bi thay the boi; duoc thay the boi; van ban bai bo; "
    "van ban thay the bai bo; van ban lam het hieu luc",
    "end_reason": "ly do het hieu luc; ly do; ly do bai bo; noi dung het hieu luc",
    "proposal": "kien nghi; kien nghi xu ly; de xuat; hinh thuc xu ly; huong xu ly; phuong an xu ly; "
    "ket qua ra soat; noi dung kien nghi; de xuat xu ly",
    "drafting_agency": "co quan soan thao; co quan chu tri; don vi chu tri; co quan tham muu; "
    "don vi soan thao; co quan chu tri soan thao; don vi tham muu; co quan don vi chu tri",
    "planned": "thoi han xu ly; thoi gian xu ly; thoi han kien nghi xu ly; du kien thoi gian; tien do",
    "field_of_law": "linh vuc; nganh linh vuc; nganh",
    "signer": "nguoi ky; chuc danh nguoi ky",
    "province": "tinh thanh pho; dia phuong; tinh",
    "note": "ghi chu",
}
_WORDS = {field: tuple(words.split("; ")) for field, words in _WORD_LISTS.items()}
_NAMING = {"number", "number_issued", "name"}
_LOOK_AT = 20  # rows in which the header is looked for
_LONGEST_HEADER = 120
_ENUMERATION = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z]|[IVX]{1,4})\s*\)?")


class MappingError(ValueError):
    """A correction names a column or field that does not exist; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``index`` from 0, its header, the field it holds ("" = not used), sample values."""

    index: int
    header: str
    field: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Header of a table and what its columns hold. ``above`` are the words over the header.

    ``signature`` is the same for tables with the same headers, so that a correction made once holds for
    the next file.
    """

    table: str
    columns: tuple[Column, ...]
    signature: str
    above: str

    def names_acts(self) -> bool:
        """Whether some column says which act a row is about."""
        return any(column.field in _NAMING for column in self.columns)


def read_layout(table: Table) -> tuple[Layout | None, Iterator[TableRow]]:
    """The guessed layout with three samples a column, and all rows below the header.

    ``None`` when none of the first rows looks like a header; the rows are then all rows.
    """
    first = list(islice(table.rows, _LOOK_AT + 1))
    at = max(range(min(len(first), _LOOK_AT)), key=lambda i: (_score(first[i].cells), -i), default=None)
    if at is None or _score(first[at].cells) < 2:
        return None, chain(first, table.rows)
    headers, below = _headers(first, at)
    body = first[below:] + list(islice(table.rows, 10))
    fields = _guess(headers)
    columns = tuple(
        Column(i, text, fields.get(i, IGNORED), _samples(body, i)) for i, text in enumerate(headers) if text
    )
    above = " ".join(str(c) for row in first[:at] for c in dict.fromkeys(row.cells) if isinstance(c, str))
    return Layout(table.name, columns, _signature(headers), above), chain(body, table.rows)


def corrected(layout: Layout, choices: Mapping[str, str], *, strict: bool = False) -> Layout:
    """The layout with what a person said: header, or letter of the column, to field or its name.

    Raises :class:`MappingError` on an unknown field, and with ``strict`` on an unknown column.
    """
    wanted: dict[int, str] = {}
    for name, field in choices.items():
        index = _column_index(layout, name)
        if index is None:
            if strict:
                known = "; ".join(column.header for column in layout.columns)
                raise MappingError(f"Sổ không có cột “{name}”; các cột đang có: {known}.")
            continue
        wanted[index] = field_named(field)
    taken = {field for field in wanted.values() if field != IGNORED}
    columns = tuple(
        Column(c.index, c.header, wanted.get(c.index, IGNORED if c.field in taken else c.field), c.samples)
        for c in layout.columns
    )
    return Layout(layout.table, columns, layout.signature, layout.above)


def field_named(name: str) -> str:
    """The code of a field by code or Vietnamese name. Raises :class:`MappingError`."""
    folded = _fold(name)
    if folded in _IGNORED_WORDS:
        return IGNORED
    for code, label in FIELDS.items():
        if name.strip() == code or folded == _fold(label):
            return code
    known = ", ".join(f"{code} ({label})" for code, label in FIELDS.items())
    raise MappingError(f"Không có trường “{name}”; hãy chọn một trong: {known}.")


def is_enumeration(cells: Sequence[Cell]) -> bool:
    """Whether the row only numbers the columns: "(1) (2) (3)"."""
    texts = [cell for cell in cells if cell is not None]
    return len(texts) >= 2 and all(isinstance(t, str) and _ENUMERATION.fullmatch(t) for t in texts)


def _column_index(layout: Layout, name: str) -> int | None:
    folded = _fold(name)
    for column in layout.columns:
        if _fold(column.header) == folded:
            return column.index
    letter = name.strip().upper()
    if len(letter) == 1 and "A" <= letter <= "Z":
        index = ord(letter) - ord("A")
        return index if any(column.index == index for column in layout.columns) else None
    return None


def _headers(first: Sequence[TableRow], at: int) -> tuple[list[str], int]:
    """Header texts; a second header row below a merged cell ("Ngày" over "ban hành") is joined to it."""
    top = [str(cell or "")[:_LONGEST_HEADER] if not _is_day(cell) else "" for cell in first[at].cells]
    if at + 1 < len(first):
        under = first[at + 1].cells
        joined = [
            f"{text} {below}" if isinstance(below, str) and below != text and len(below) < 60 else text
            for text, below in zip(top, [*under, *[None] * len(top)], strict=False)
        ]
        split = len(top) != len({text for text in top if text}) + top.count("")
        if split and not is_enumeration(under) and len(_guess(joined)) > len(_guess(top)):
            return joined, at + 2
    return top, at + 1


def _is_day(cell: Cell) -> bool:
    return cell is not None and not isinstance(cell, str)


def _guess(headers: Sequence[str]) -> dict[int, str]:
    """Column to field, each field once; the surest matches are given out first."""
    found = []
    for index, header in enumerate(headers):
        found += [(score, -index, field) for field, score in _fits(header).items()]
    fields: dict[int, str] = {}
    for _points, minus, field in sorted(found, reverse=True):
        if -minus not in fields and field not in fields.values():
            fields[-minus] = field
    if "number_issued" in fields.values():
        fields = {i: f for i, f in fields.items() if f != "number"}
    return fields


def _fits(header: str) -> dict[str, float]:
    text = _fold(header)
    if not text or len(text) > _LONGEST_HEADER:
        return {}
    scores: dict[str, float] = {}
    for field, words in _WORDS.items():
        for word in words:
            if text == word:
                score = 100.0 + len(word)
            elif text.startswith(word + " "):
                score = 50.0 + len(word)
            elif f" {word} " in f" {text} " and len(word) > 5:
                score = float(len(word))
            else:
                continue
            scores[field] = max(score, scores.get(field, 0.0))
    if "number" in scores and re.search(r"\bngay\b", text):
        scores = {"number_issued": scores["number"] + 60}
    return scores


def _score(cells: Sequence[Cell]) -> int:
    texts = [cell if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER else "" for cell in cells]
    # A title merged over the sheet stands in every cell.
    distinct = [text if text not in texts[:i] else "" for i, text in enumerate(texts)]
    fields = set(_guess(distinct).values())
    return len(fields) if fields & _NAMING or len(fields) > 2 else 0


def _samples(rows: Sequence[TableRow], index: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is not None and not is_enumeration(row.cells) and len({c for c in row.cells if c}) > 1:
            found[cell if isinstance(cell, str) else cell.strftime("%d/%m/%Y")] = None
    return tuple(text[:80] for text in list(found)[:3])


def _signature(headers: Sequence[str]) -> str:
    return hashlib.sha256("|".join(map(_fold, headers)).encode()).hexdigest()[:16]


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold_marks(text)).split())
