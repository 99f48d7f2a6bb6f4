"""Rows of ``records.jsonl[.gz]``: what a source states about an act, one JSON object a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from indexer.importers.base import RejectedRow, Row, bounded, open_lines
from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent, Predicate
from legal_corpus.model.text import Evidence
from legal_corpus.registry.document_types import document_types, type_of_number
from legal_corpus.registry.issuers import issuer_at, issuers_for_symbol
from legal_corpus.registry.rows import ActingRef, ActRow, json_of
from legal_corpus.registry.sources import Source, source
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import clean_number

_EARLIEST = date(1945, 9, 2)
# Symbols that some sources print without Đ.
_LOST_D = re.compile(r"(?<=/)(ND|QD)(?=-)")
_LEAD = re.compile(r"^(?P<type>[^\d/]{2,40}?)\s+số[:\s]\s*(?P<number>\S+)\s*", re.IGNORECASE)
_TAIL = re.compile(r"\s+số\s+\S+$", re.IGNORECASE)
_BY_ISSUE = re.compile(
    r"^(?:ngày\s[\d/\s\-tháng năm]{1,60})?(?:của\s[^,;]{3,80}?\s)?"
    r"(?=(?:quy định|ban hành|về)\b)"
)

_IN_FORCE = {"còn hiệu lực", "còn hiệu lực (đã pháp điển)", "đang hiệu lực"}
_ENDED = {"hết hiệu lực toàn bộ", "văn bản hết hiệu lực"}
_PARTLY = {"hết hiệu lực một phần"}


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
    if day < _EARLIEST:
        raise _BadRow(f"trường “{name}” sớm hơn ngày 02/9/1945: “{value}”")
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
    number = _LOST_D.sub(lambda m: m[1].replace("D", "Đ"), clean_number(number)) if number else None
    type_ = _type(_text(data, "type"), number, title)
    issued = _day(data, "issued")
    issuer_name = _issuer_name(data)
    issuer = _issuer(issuer_name, number, issued)
    title = _plain_title(title, type_)
    stated = {
        "title": title,
        "issuer": issuer,
        "issuer_name": issuer_name,
        "issued": issued.isoformat() if issued else None,
        "effective_from": str(_day(data, "effective_from") or "") or None,
        "effective_to": str(_day(data, "effective_to") or "") or None,
        "status": _text(data, "status"),
        "disposition": _text(data, "disposition"),
    }
    claims = tuple(Claim(name, value, code) for name, value in stated.items() if value)
    act = Act(
        uid="",
        type=type_,
        number=number,
        title=title,
        issuer=issuer,
        issuer_name=issuer_name,
        issued=issued,
        effective_from=_day(data, "effective_from"),
        claims=claims,
    )
    return ActRow(act, (), _events(data, source(code)))


def _type(stated: str | None, number: str | None, title: str | None) -> str:
    """The kind of act; "" where neither the row, its symbol nor its title says."""
    by_symbol = type_of_number(number) if number else None
    if stated:
        # "Quyết định của UBND tỉnh", "Nghị quyết HĐND xã" say the issuer too.
        known = [name for name in document_types() if f"{fold_key(stated)} ".startswith(f"{fold_key(name)} ")]
        return max(known, key=len, default=by_symbol or re.split(r"\s+của\s+", stated)[0])
    if by_symbol:
        return by_symbol
    head = fold_key(title or "")
    for name in ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Nghị quyết"):
        if head.startswith(name.casefold() + " "):
            return name
    return ""


def _issuer_name(data: dict[str, Any]) -> str | None:
    name, province = _text(data, "issuer"), _text(data, "province")
    if name and province and fold_key(name).startswith("ubnd tỉnh ("):
        return f"Ủy ban nhân dân tỉnh {province}"
    if name and province and fold_key(name).startswith("hđnd tỉnh ("):
        return f"Hội đồng nhân dân tỉnh {province}"
    return name


def _issuer(name: str | None, number: str | None, issued: date | None) -> str | None:
    known = issuer_at(name, issued) if name else None
    if known:
        return known.code
    symbol = issuers_for_symbol(number) if number else None
    if symbol and symbol.unique and len(symbol.codes) == 1:
        return next(iter(symbol.codes))
    if symbol and symbol.organ and name:
        organ = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân"}.get(
            symbol.organ, "Chủ tịch Ủy ban nhân dân"
        )
        # Some registers give only the place: "Tỉnh Lai Châu".
        local = issuer_at(f"{organ} {name}", issued) or issuer_at(f"{organ} tỉnh {name}", issued)
        return local.code if local else None
    return None


def _plain_title(title: str | None, type_: str) -> str | None:
    """The title without type word, number, date and issuer in front or number behind."""
    if not title:
        return None
    lead = _LEAD.match(title)
    text = title[lead.end() :] if lead and (not type_ or fold_key(lead["type"]) == fold_key(type_)) else title
    if lead and text != title:
        text = _BY_ISSUE.sub("", text)
    elif type_ in {"Luật", "Bộ luật", "Pháp lệnh"}:
        if fold_key(text).startswith(fold_key(type_) + " "):
            text = text[len(type_) :]
        text = _TAIL.sub("", text)
    return text.strip(" .;") or title


def _events(data: dict[str, Any], origin: Source) -> tuple[tuple[EffectEvent, ActingRef | None], ...]:
    if origin.trust == "stub":
        return ()
    start, end = _day(data, "effective_from"), _day(data, "effective_to")
    status = fold_key(_text(data, "status") or "")
    found = []
    if start:
        found.append(_event("enters_into_force", start, origin, "Ngày có hiệu lực theo nguồn"))
    if status in _IN_FORCE and origin.as_of and (start is None or start <= origin.as_of):
        found.append(_event("observed_in_force", origin.as_of, origin, "Nguồn ghi còn hiệu lực"))
    if end or status in _ENDED:
        found.append(_event("expires", end, origin, "Nguồn ghi hết hiệu lực toàn bộ"))
    elif status in _PARTLY:
        found.append(_event("expires", None, origin, "Nguồn ghi hết hiệu lực một phần", part=True))
    ended = tuple((event, None) for event in found)
    return ended + _dispositions(data, origin)


def _event(what: Predicate, on: date | None, origin: Source, note: str, *, part: bool = False) -> EffectEvent:
    return EffectEvent(
        target="",
        predicate=what,
        scope="part" if part else "whole",
        effective_from=on,
        source=origin.code,
        evidence=Evidence(what=note, source=origin.name),
    )


def _dispositions(data: dict[str, Any], origin: Source) -> tuple[tuple[EffectEvent, ActingRef | None], ...]:
    """Endings that a province's own review register records; it gives no dates."""
    if not data.get("processed"):
        return ()
    done = fold_key(_text(data, "disposition") or "")
    if done == "thay thế":
        numbers = data.get("successors") or []
        if not isinstance(numbers, list) or not all(isinstance(n, str) for n in numbers):
            raise _BadRow("trường “successors” phải là danh sách số, ký hiệu")
        return tuple(
            (
                _event("replaces", None, origin, "Sổ rà soát ghi đã thay thế"),
                ActingRef(None, clean_number(n), None),
            )
            for n in dict.fromkeys(numbers)
        ) or ((_event("expires", None, origin, "Sổ rà soát ghi đã thay thế"), None),)
    if done == "bãi bỏ":
        return ((_event("repeals", None, origin, "Sổ rà soát ghi đã bãi bỏ"), None),)
    if done == "hết hiệu lực theo thời gian":
        return ((_event("expires", None, origin, "Sổ rà soát ghi hết hiệu lực theo thời gian"), None),)
    return ()
