"""Lines of a registry file (one act a line, JSON) as acts with their events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from legal_corpus.model.act import Act, Claim
from legal_corpus.model.effect import EffectEvent, Predicate
from legal_corpus.model.text import Evidence
from legal_corpus.registry.identity import act_uid
from legal_corpus.text.dates import is_plausible
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import clean_number, number_key

_PREDICATES = frozenset(get_args(Predicate))
# What JSON can name and no text file or database can hold.
_NO_TEXT = re.compile(r"\\u0000|[\ud800-\udfff]")
_EARLIEST = date(1945, 9, 2)


class RegistryRowError(ValueError):
    """A line cannot be an act. ``row`` counts from 1; ``reason`` is a plain Vietnamese clause."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(
            f"Dòng {row} của sổ văn bản không dùng được: {reason}; hãy sửa dòng này rồi nạp lại."
        )
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ActingRef:
    """The acting act of an event as a row names it, before it is linked."""

    type: str | None
    number: str | None
    issued: date | None

    @property
    def label(self) -> str:
        """ "Luật 116/2025/QH15"."""
        return " ".join(part for part in (self.type, self.number) if part)


@dataclass(frozen=True, slots=True)
class ActRow:
    """One parsed line: the act, its other names, and its events whose ``by`` is not linked yet."""

    act: Act
    names: tuple[str, ...]
    events: tuple[tuple[EffectEvent, ActingRef | None], ...]


def json_of(line: str) -> object:
    """The JSON value of a line. Raises ``ValueError`` with a plain Vietnamese clause."""
    try:
        data: object = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"không phải JSON ({error.msg})") from error
    except (RecursionError, ValueError) as error:
        raise ValueError("JSON lồng quá nhiều lớp hoặc có số quá dài") from error
    if "\\u" in line and _NO_TEXT.search(json.dumps(data, ensure_ascii=False)):
        raise ValueError("có ký tự không phải chữ (NUL hoặc nửa cặp mã Unicode)")
    return data


class _Reader:
    """Typed access to one JSON object; every refusal names the row."""

    def __init__(self, row: int, data: Mapping[str, Any]) -> None:
        self.row = row
        self.data = data

    def text(self, name: str) -> str | None:
        value = self.data.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise RegistryRowError(self.row, f"trường “{name}” phải là chữ, đang là {value!r}")
        return value.strip() or None

    def day(self, name: str) -> date | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            found = date.fromisoformat(value)
        except ValueError as error:
            raise RegistryRowError(self.row, f"trường “{name}” không phải ngày có thật: “{value}”") from error
        if found < _EARLIEST:
            raise RegistryRowError(self.row, f"trường “{name}” sớm hơn ngày 02/9/1945: “{value}”")
        if not is_plausible(found):
            raise RegistryRowError(self.row, f"trường “{name}” không phải ngày của một văn bản: “{value}”")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise RegistryRowError(self.row, f"trường “{name}” phải là danh sách chữ")
        return tuple(value)

    def objects(self, name: str) -> list[_Reader]:
        value = self.data.get(name) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise RegistryRowError(self.row, f"trường “{name}” phải là danh sách đối tượng")
        return [_Reader(self.row, item) for item in value]

    def object(self, name: str) -> _Reader | None:
        value = self.data.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise RegistryRowError(self.row, f"trường “{name}” phải là đối tượng")
        return _Reader(self.row, value)

    def share(self, name: str) -> float:
        value = self.data.get(name, 1.0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise RegistryRowError(self.row, f"trường “{name}” phải nằm trong khoảng 0 đến 1")
        return float(value)


def parse_row(row: int, line: str) -> ActRow:
    """One line as an :class:`ActRow`. Raises :class:`RegistryRowError`."""
    try:
        data = json_of(line)
    except ValueError as error:
        raise RegistryRowError(row, str(error)) from error
    if not isinstance(data, dict):
        raise RegistryRowError(row, "không phải một đối tượng JSON")
    reader = _Reader(row, data)
    act = _act(reader)
    events = tuple(_event(item, act) for item in reader.objects("events"))
    return ActRow(act, reader.texts("names"), events)


def parse_rows(lines: Iterable[str]) -> list[ActRow]:
    """All lines; blank lines are skipped. Raises :class:`RegistryRowError`, also on a repeated act."""
    rows: list[ActRow] = []
    seen: dict[tuple[str, str, str | None, date | None], int] = {}
    for position, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        parsed = parse_row(position, line)
        act = parsed.act
        # "05/2020" and "5/2020" print as two uids but are one number.
        name = number_key(act.number) if act.number else fold_key(act.title or "")
        earlier = seen.setdefault((fold_key(act.type), name, act.issuer, act.issued), position)
        if earlier != position:
            raise RegistryRowError(position, f"{parsed.act.label} đã có ở dòng {earlier}")
        rows.append(parsed)
    return rows


def _act(reader: _Reader) -> Act:
    type_, title = reader.text("type"), reader.text("title")
    number = reader.text("number")
    if type_ is None:
        raise RegistryRowError(reader.row, "thiếu loại văn bản (“type”)")
    if number is None and title is None:
        raise RegistryRowError(reader.row, "thiếu cả số, ký hiệu và tên gọi")
    number = clean_number(number) if number else None
    issuer, issued = reader.text("issuer"), reader.day("issued")
    claims = tuple(
        Claim(
            item.text("field") or "",
            item.text("value") or "",
            item.text("source") or "",
            item.text("evidence"),
        )
        for item in reader.objects("claims")
    )
    return Act(
        uid=act_uid(type_, number, issuer, issued, None if number else title),
        type=type_,
        number=number,
        title=title,
        issuer=issuer,
        issuer_name=reader.text("issuer_name"),
        issued=issued,
        effective_from=reader.day("effective_from"),
        claims=claims,
    )


def _event(reader: _Reader, act: Act) -> tuple[EffectEvent, ActingRef | None]:
    predicate, scope = reader.text("predicate"), reader.text("scope") or "whole"
    if predicate not in _PREDICATES:
        raise RegistryRowError(reader.row, f"không có loại sự kiện hiệu lực “{predicate}”")
    if scope not in ("whole", "part"):
        raise RegistryRowError(reader.row, f"phạm vi sự kiện phải là “whole” hoặc “part”, đang là “{scope}”")
    start, until = reader.day("from"), reader.day("until")
    if start and until and until < start:
        raise RegistryRowError(reader.row, f"sự kiện kết thúc ({until}) trước khi bắt đầu ({start})")
    acting = reader.object("by")
    ref = ActingRef(acting.text("type"), acting.text("number"), acting.day("issued")) if acting else None
    label = reader.text("by_label") or (ref.label if ref else None)
    source, note = reader.text("source") or "", reader.text("note")
    event = EffectEvent(
        target=act.uid,
        predicate=cast(Predicate, predicate),
        scope="whole" if scope == "whole" else "part",
        effective_from=start,
        effective_until=until,
        source=source,
        by_label=label,
        provisions=reader.texts("provisions"),
        exceptions=reader.texts("exceptions"),
        evidence=Evidence(what=note, act=label, source=source) if note else None,
        confidence=reader.share("confidence"),
    )
    return event, ref
