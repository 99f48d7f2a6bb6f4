"""One row of a province's register as an act with claims and events.

A row that does not say which act it is about is rejected with what to do; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.importers.columns import FIELDS
from indexer.importers.named_acts import clause_acts, doers_in, leading_act
from indexer.importers.naming import issuers_for_symbol
from indexer.importers.stating import (
    Event,
    Stated,
    is_in_force,
    issuer_for,
    stated_event,
    stated_number,
    type_of,
)
from indexer.importers.tables import Cell
from legal_corpus.registry.rows import ActRow
from legal_corpus.registry.sources import source
from legal_corpus.text.dates import find_dates, is_plausible, parse_date
from legal_corpus.text.normalize import fold_marks

SOURCE = "so_dia_phuong"
NUMBER = re.compile(
    r"(?<![\w/])\d+[a-zđ]?(?:\s?/\s?\d{4})?\s?[/-]\s?[A-ZĐÐ][\w&.-]*(?:\s?[/-]\s?[A-ZĐÐ]\w*)*", re.I
)
_FROM_SIGNING = re.compile(r"(?:kể\s+)?từ\s+ngày\s+ký", re.IGNORECASE)
_SERIAL = range(10_000, 60_000)  # Excel days from 1927 to 2064
_MORE = ("proposal", "drafting_agency", "planned", "field_of_law", "signer", "note")
_LONGEST = 4_000


class RowRejectedError(Exception):
    """The row cannot be taken; the message is a plain Vietnamese clause for the list of rejected rows."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: ``proof`` names file, sheet and row; ``as_of`` is the day the register gives for
    itself, ``default_issuer`` stands in where a row names no issuer."""

    proof: str
    default_issuer: str | None
    as_of: dt.date | None


def act_of_row(values: Mapping[str, Cell], place: RowPlace) -> ActRow:
    """The act that the cells of a row (by field) are about. Raises :class:`RowRejectedError`."""
    texts = {name: str(cell)[:_LONGEST] for name, cell in values.items() if isinstance(cell, str)}
    number, issued_in_words, type_in_words, issuer_in_words = _identity(texts)
    issued = _day("issued", values) or issued_in_words
    title = texts.get("title") or texts.get("name")
    type_ = type_of(texts.get("type") or type_in_words, number, title)
    if not type_:
        raise RowRejectedError("không rõ loại văn bản; hãy thêm cột “Loại văn bản” hoặc ghi đủ ký hiệu")
    issuer = texts.get("issuer") or issuer_in_words
    issuer = _issuer(issuer, number, issued, texts.get("province") or place.default_issuer)
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
        proof=place.proof,
    )
    events = (*stated.life(), *_seen(stated, place.as_of), *_ends(stated, texts))
    return ActRow(stated.act, (), tuple(_proved(event, stated.proof) for event in events))


def _identity(texts: dict[str, str]) -> tuple[str, dt.date | None, str | None, str | None]:
    """Number, and the date, kind and issuer that stand in one cell with it."""
    cell = texts.get("number_issued") or texts.get("number") or texts.get("name") or ""
    named = leading_act(cell) if cell else None
    found = [match[0].rstrip("-/.") for match in NUMBER.finditer(cell)]
    if "name" in texts and cell == texts["name"]:
        found = found[:1] if named else []
    if not cell:
        raise RowRejectedError("thiếu số, ký hiệu và tên văn bản")
    if not found:
        raise RowRejectedError(f"“{cell[:60]}” không có số, ký hiệu đầy đủ như 12/2020/QĐ-UBND; hãy ghi đủ")
    if len({stated_number(item) for item in found}) > 1:
        raise RowRejectedError(f"một ô có nhiều số, ký hiệu: “{cell[:80]}”; hãy tách mỗi văn bản một dòng")
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
            raise RowRejectedError(
                f"không xác định được cơ quan “{printed[:80]}”; hãy ghi đủ tên kèm tỉnh hoặc nêu "
                "cơ quan chung của sổ"
            )
        raise RowRejectedError(
            "thiếu cơ quan ban hành; hãy nêu cơ quan chung của cả sổ hoặc thêm cột “Cơ quan ban hành”"
        )
    return name or printed


def _day(field: str, values: Mapping[str, Cell]) -> dt.date | None:
    cell = values.get(field)
    found = _as_day(cell)
    if cell is not None and found is None:
        raise RowRejectedError(
            f"{FIELDS[field].lower()} “{str(cell)[:40]}” không phải ngày đầy đủ ngày/tháng/năm"
        )
    return found


def _effect_day(
    field: str, values: Mapping[str, Cell], issued: dt.date | None
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
            day = dt.date.fromisoformat(text[:10])
        except ValueError:
            return None
        return day if is_plausible(day) else None
    return parse_date(text)


def _seen(stated: Stated, on: dt.date | None) -> Iterator[Event]:
    """In force on the day that the register gives for itself."""
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
