"""Rows of ``records.jsonl[.gz]``: what a source states about an act, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from indexer.importers.base import RejectedRow, Row, bounded, open_lines
from indexer.importers.stating import (
    EARLIEST,
    Event,
    Stated,
    issuer_for,
    number_fault,
    stated_event,
    stated_number,
    type_of,
    whole_number,
)
from legal_corpus.registry.rows import ActingRef, ActRow, json_of
from legal_corpus.registry.sources import Source, source
from legal_corpus.text.dates import is_plausible
from legal_corpus.text.normalize import fold_key


class _BadRow(Exception):
    pass


def read_records(path: Path) -> Iterator[Row]:
    """Every row of the file, as an act with claims and events or as rejected with the reason.

    A stub source's dates and status are kept as claims only; they make no event. Raises
    :class:`indexer.errors.InputRefusedError` when the file itself cannot be read.
    """
    with open_lines(path) as lines:
        for number, line in enumerate(bounded(lines), start=1):
            if not line.strip():
                continue
            try:
                data = json_of(line)
            except ValueError as error:
                yield RejectedRow(number, str(error))
                continue
            try:
                yield _row(data)
            except _BadRow as error:
                yield RejectedRow(number, str(error))


def _text(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _BadRow(f"trường “{name}” phải là chữ, đang là {value!r}")
    return value.strip() or None


def _day(data: dict[str, Any], name: str) -> date | None:
    value = _text(data, name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise _BadRow(f"trường “{name}” không phải ngày có thật: “{value}”") from error
    if day < EARLIEST:
        raise _BadRow(f"trường “{name}” sớm hơn ngày 02/9/1945: “{value}”")
    if not is_plausible(day):
        raise _BadRow(f"trường “{name}” không phải ngày của một văn bản: “{value}”")
    return day


def _row(data: object) -> ActRow:
    if not isinstance(data, dict):
        raise _BadRow("không phải một đối tượng JSON")
    code = _text(data, "source")
    if code is None:
        raise _BadRow("thiếu tên nguồn (“source”)")
    number, title = _text(data, "number"), _text(data, "title")
    if number is None and title is None:
        raise _BadRow("thiếu cả số, ký hiệu và tên gọi")
    if fault := number_fault(number):
        raise _BadRow(fault)
    number = whole_number(stated_number(number), title) if number else None
    disposition = _text(data, "disposition")
    stated = Stated(
        source=code,
        type=type_of(_text(data, "type"), number, title),
        number=number,
        title=title,
        issuer_name=_issuer_name(data, number),
        issued=_day(data, "issued"),
        effective_from=_day(data, "effective_from"),
        effective_to=_day(data, "effective_to"),
        status=_text(data, "status"),
        more=(("disposition", disposition),) if disposition else (),
    )
    life = stated.life()
    origin = source(code)
    done = _dispositions(data, origin) if origin.trust != "stub" else ()
    return ActRow(stated.act, (), (*life, *done))


def _issuer_name(data: dict[str, Any], number: str | None) -> str | None:
    """The issuer as stated; where that is no body ("UBND tỉnh (cũ)", nothing), the one of the province
    whose number this is."""
    name, province = _text(data, "issuer"), _text(data, "province")
    if not province or number is None:
        return name
    if name and fold_key(name).startswith("ubnd tỉnh ("):
        return f"Ủy ban nhân dân tỉnh {province}"
    if name and fold_key(name).startswith("hđnd tỉnh ("):
        return f"Hội đồng nhân dân tỉnh {province}"
    return issuer_for(name, province, number, _day(data, "issued")) or name


def _dispositions(data: dict[str, Any], origin: Source) -> tuple[Event, ...]:
    """Endings that a province's own review register records; it gives no dates."""
    if not data.get("processed"):
        return ()
    done = fold_key(_text(data, "disposition") or "")
    if done == "thay thế":
        numbers = data.get("successors") or []
        if not isinstance(numbers, list) or not all(isinstance(n, str) for n in numbers):
            raise _BadRow("trường “successors” phải là danh sách số, ký hiệu")
        if fault := next(filter(None, map(number_fault, numbers)), None):
            raise _BadRow(f"trường “successors”: {fault}")
        return tuple(
            (
                stated_event("replaces", None, origin, "Sổ rà soát ghi đã thay thế"),
                ActingRef(None, stated_number(n), None),
            )
            for n in dict.fromkeys(numbers)
        ) or ((stated_event("expires", None, origin, "Sổ rà soát ghi đã thay thế"), None),)
    if done == "bãi bỏ":
        return ((stated_event("repeals", None, origin, "Sổ rà soát ghi đã bãi bỏ"), None),)
    if done == "hết hiệu lực theo thời gian":
        return ((stated_event("expires", None, origin, "Sổ rà soát ghi hết hiệu lực theo thời gian"), None),)
    return ()
