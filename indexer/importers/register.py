"""A province's own register, kept in Excel or as delimited text: each row one act.

What a row states becomes claims and events of the source "sổ của địa phương", each with file, sheet and row.
A row that does not say which act it is about is rejected with what to do; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.importers.base import ImportOptions, RejectedRow, Row
from indexer.importers.columns import (
    FIELDS,
    Layout,
    MappingError,
    corrected,
    is_enumeration,
    read_layout,
)
from indexer.importers.named_acts import clause_acts, doers_in, leading_act
from indexer.importers.stating import (
    Event,
    Stated,
    is_in_force,
    issuer_for,
    stated_event,
    stated_number,
    type_of,
)
from indexer.importers.tables import Cell, Table, TableRow, tables_of
from legal_corpus.registry.issuers import issuers_for_symbol
from legal_corpus.registry.rows import ActRow
from legal_corpus.registry.sources import source
from legal_corpus.text.dates import find_dates, parse_date
from legal_corpus.text.normalize import fold_marks

SOURCE = "so_dia_phuong"
_NUMBER = re.compile(
    r"(?<![\w/])\d+[a-zđ]?(?:\s?/\s?\d{4})?\s?[/-]\s?[A-ZĐÐ][\w&.-]*(?:\s?[/-]\s?[A-ZĐÐ]\w*)*", re.I
)
_AS_OF = re.compile(r"(?:tính\s+)?đến\s+(?:hết\s+)?(?=ngày\s)", re.IGNORECASE)
_FROM_SIGNING = re.compile(r"(?:kể\s+)?từ\s+ngày\s+ký", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tong|cong)\b")
_SERIAL = range(10_000, 60_000)  # Excel days from 1927 to 2064
_MORE = ("proposal", "drafting_agency", "planned", "field_of_law", "signer", "note")
_LONGEST = 4_000


class _Rejected(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Sheet:
    layout: Layout
    file: str
    default_issuer: str | None
    as_of: dt.date | None

    def values(self, row: TableRow) -> dict[str, Cell]:
        """Cells of the row by field; blank and unused ones are left out."""
        found: dict[str, Cell] = {}
        for column in self.layout.columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if column.field and cell is not None and cell not in ("-", "--"):
                found.setdefault(column.field, cell)
        return found

    def proof(self, row: TableRow) -> str:
        """ "so-van-ban.xlsx, trang tính “NQ”, dòng 12"."""
        sheet = f", trang tính “{self.layout.table}”" if self.layout.table else ""
        return f"{self.file}{sheet}, dòng {row.number}"


def layouts_of(path: Path, options: ImportOptions) -> list[Layout]:
    """What each table of the file is understood to hold, corrections included.

    Raises ``InputRefusedError``, and :class:`MappingError` on a correction that fits no table.
    """
    found = []
    for table in tables_of(path):
        layout, _rows = read_layout(table)
        if layout is not None:
            found.append(_understood(layout, options))
    _check_choices(found, options)
    return found


def read_register(path: Path, options: ImportOptions) -> Iterator[Row]:
    """Every row of every visible sheet. Raises ``InputRefusedError`` and :class:`MappingError`."""
    seen: list[Layout] = []
    pending: list[RejectedRow] = []
    for table in tables_of(path):
        layout, rows = read_layout(table)
        if layout is not None:
            layout = _understood(layout, options)
            seen.append(layout)
        if layout is None or not layout.names_acts():
            reason = "không có cột số, ký hiệu hoặc tên văn bản trong 20 dòng đầu; hãy thêm dòng tiêu đề"
            pending.append(RejectedRow(0, reason, _where(table, path)))
            continue
        yield from _sheet_rows(_Sheet(layout, path.name, options.issuer, as_of(layout.above)), table, rows)
    _check_choices(seen, options)
    yield from pending


def as_of(above: str) -> dt.date | None:
    """The day that the words over the header give for the register: "tính đến ngày 31/12/2025"."""
    found = _AS_OF.search(above)
    return parse_date(above[found.end() : found.end() + 40]) if found else None


def _understood(layout: Layout, options: ImportOptions) -> Layout:
    saved = options.saved(layout.signature)
    return corrected(corrected(layout, saved) if saved else layout, options.columns)


def _check_choices(layouts: list[Layout], options: ImportOptions) -> None:
    """A chosen column must exist in at least one table."""
    for name, field in options.columns.items():
        failed: MappingError | None = None
        for layout in layouts:
            try:
                corrected(layout, {name: field}, strict=True)
                break
            except MappingError as error:
                failed = error
        else:
            if failed:
                raise failed


def _where(table: Table, path: Path) -> str:
    return f"trang tính “{table.name}”" if table.name else path.name


def _sheet_rows(sheet: _Sheet, table: Table, rows: Iterator[TableRow]) -> Iterator[Row]:
    where = f"trang tính “{table.name}”" if table.name else ""
    for row in rows:
        if _is_heading(row):
            continue
        try:
            yield _row(sheet, row)
        except _Rejected as error:
            yield RejectedRow(row.number, str(error), where)


def _is_heading(row: TableRow) -> bool:
    """A row that numbers the columns, heads a group ("II. Lĩnh vực đất đai") or adds up."""
    texts = list(dict.fromkeys(str(cell) for cell in row.cells if cell is not None))
    if is_enumeration(row.cells) or len(texts) == 1:
        return not (len(texts) == 1 and _NUMBER.search(texts[0]))
    first = next((t for t in texts if not t.strip(" .").isdigit()), "")
    if _TOTAL.match(fold_marks(first)):
        return True
    return len(texts) == 2 and re.fullmatch(r"[IVXA-Z]{1,5}\.?", texts[0]) is not None


def _row(sheet: _Sheet, row: TableRow) -> ActRow:
    values = sheet.values(row)
    texts = {name: str(cell)[:_LONGEST] for name, cell in values.items() if isinstance(cell, str)}
    number, issued_in_words, type_in_words, issuer_in_words = _identity(texts)
    issued = _day("issued", values) or issued_in_words
    title = texts.get("title") or texts.get("name")
    type_ = type_of(texts.get("type") or type_in_words, number, title)
    if not type_:
        raise _Rejected("không rõ loại văn bản; hãy thêm cột “Loại văn bản” hoặc ghi đủ ký hiệu")
    issuer = texts.get("issuer") or issuer_in_words
    issuer = _issuer(issuer, number, issued, texts.get("province") or sheet.default_issuer)
    start, remark = _effect_day("effective_from", values, issued)
    end, other = _effect_day("effective_to", values, issued)
    remarks = [text for text in (texts.get("note"), remark, other) if text]
    stated = Stated(
        source=SOURCE,
        type=type_,
        number=number,
        title=title,
        issuer_name=issuer,
        issued=issued,
        effective_from=start,
        effective_to=end,
        status=texts.get("status"),
        more=tuple(
            (name, "; ".join(remarks) if name == "note" else texts.get(name, ""))
            for name in _MORE
            if texts.get(name) or (name == "note" and remarks)
        ),
        proof=sheet.proof(row),
    )
    events = (*stated.life(), *_seen(stated, sheet), *_ends(stated, texts))
    return ActRow(stated.act, (), tuple(_proved(event, stated.proof) for event in events))


def _identity(texts: dict[str, str]) -> tuple[str, dt.date | None, str | None, str | None]:
    """Number, and the date, kind and issuer that stand in one cell with it."""
    cell = texts.get("number_issued") or texts.get("number") or texts.get("name") or ""
    named = leading_act(cell) if cell else None
    found = [match[0].rstrip("-/.") for match in _NUMBER.finditer(cell)]
    if "name" in texts and cell == texts["name"]:
        found = found[:1] if named else []
    if not cell:
        raise _Rejected("thiếu số, ký hiệu và tên văn bản")
    if not found:
        raise _Rejected(f"“{cell[:60]}” không có số, ký hiệu đầy đủ như 12/2020/QĐ-UBND; hãy ghi đủ")
    if len({stated_number(item) for item in found}) > 1:
        raise _Rejected(f"một ô có nhiều số, ký hiệu: “{cell[:80]}”; hãy tách mỗi văn bản một dòng")
    other = next((t for name in ("name", "title") if (t := texts.get(name))), "")
    words = named or (leading_act(other) if other else None)
    if words and stated_number(found[0]) != words.number:
        words = None
    day = next((day for _s, _e, day in find_dates(cell[cell.find(found[0]) :]) if day), None)
    return (
        stated_number(found[0]),
        day or (words.issued_with.issued if words else None),
        words.type if words else None,
        words.issuer_name if words else None,
    )


def _issuer(printed: str | None, number: str, issued: dt.date | None, place: str | None) -> str | None:
    """The issuer's printed name, completed by the place of the register where it names none."""
    name = issuer_for(printed, place, number, issued)
    symbol = issuers_for_symbol(number)
    if name is None and not (symbol.unique and len(symbol.codes) == 1):
        if printed:
            raise _Rejected(
                f"không xác định được cơ quan “{printed[:80]}”; hãy ghi đủ tên kèm tỉnh hoặc nêu cơ quan chung của sổ"
            )
        raise _Rejected(
            "thiếu cơ quan ban hành; hãy nêu cơ quan chung của cả sổ hoặc thêm cột “Cơ quan ban hành”"
        )
    return name or printed


def _day(field: str, values: dict[str, Cell]) -> dt.date | None:
    cell = values.get(field)
    found = _as_day(cell)
    if cell is not None and found is None:
        raise _Rejected(f"{FIELDS[field].lower()} “{str(cell)[:40]}” không phải ngày đầy đủ ngày/tháng/năm")
    return found


def _effect_day(
    field: str, values: dict[str, Cell], issued: dt.date | None
) -> tuple[dt.date | None, str | None]:
    """The day, or the words where it is none ("sau 10 ngày kể từ ngày ký")."""
    cell = values.get(field)
    found = _as_day(cell)
    if found is None and isinstance(cell, str):
        if _FROM_SIGNING.fullmatch(cell.strip(" .")) and issued:
            return issued, None
        return None, f"{FIELDS[field]}: {cell}"
    return found, None


def _as_day(cell: Cell) -> dt.date | None:
    if cell is None or isinstance(cell, dt.date):
        return cell
    text = cell.strip(" .")
    if text.isdigit() and int(text) in _SERIAL:
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
    if re.match(r"\d{4}-\d\d-\d\d(?!\d)", text):
        try:
            return dt.date.fromisoformat(text[:10])
        except ValueError:
            return None
    return parse_date(text)


def _seen(stated: Stated, sheet: _Sheet) -> Iterator[Event]:
    """In force on the day that the register gives for itself."""
    on = sheet.as_of
    if on and stated.status and is_in_force(stated.status) and not (stated.issued and stated.issued > on):
        yield stated_event("observed_in_force", on, source(SOURCE), "Sổ ghi còn hiệu lực"), None


def _ends(stated: Stated, texts: dict[str, str]) -> Iterator[Event]:
    """Acts that the row says replaced, repealed or amended this one."""
    origin = source(SOURCE)
    for act in clause_acts(texts.get("ended_by", "")):
        if act.number != stated.number:
            repeals = fold_marks(act.rest).strip().startswith(("bai bo", "ve viec bai bo"))
            event = stated_event(
                "repeals" if repeals else "replaces",
                stated.effective_to,
                origin,
                "Sổ ghi văn bản thay thế, bãi bỏ",
                quote=texts["ended_by"][:1000],
            )
            yield event, act.ref
    for field in ("end_reason", "note", "status"):
        for predicate, part, act in doers_in(texts.get(field, "")):
            if act.number == stated.number or predicate == "expires":
                continue
            note = f"Sổ ghi ở cột “{FIELDS[field]}”"
            on = None if part else stated.effective_to
            yield stated_event(predicate, on, origin, note, part=part, quote=texts[field][:1000]), act.ref


def _proved(item: Event, proof: str | None) -> Event:
    event, ref = item
    if event.evidence is None or proof is None:
        return item
    return replace(event, evidence=replace(event.evidence, what=f"{event.evidence.what} ({proof})")), ref
