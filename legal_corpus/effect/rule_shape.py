"""The shape of a rule's parameters, so that an edited rule keeps what the program can read.

The shape follows from the shipped versions of the rule: which parameters it may have, of which kind, and
which code words occur. A code word that no shipped version uses would decide nothing, so it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any, Literal, get_args

from legal_corpus.effect.rules import IMPLEMENTING_ACTS, ImplementingOutcome, LegalRule

ParameterKind = Literal["yes_no", "number", "share", "day", "word", "words", "text", "texts", "table"]
_MOST = 36_500  # a hundred years of days; no rule counts further
_FIRST_YEAR, _LAST_YEAR = 1945, 2200
_WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# Words that the program knows though no shipped version says them.
_FURTHER = {(IMPLEMENTING_ACTS, "outcome"): get_args(ImplementingOutcome)}


class RuleShapeError(ValueError):
    """Parameters that do not fit. One plain Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class ParameterShape:
    """One parameter: its kind, the code words it may take ("word", "words"), the columns of a table and
    whether it has many rows, and whether every shipped version has it."""

    name: str
    kind: ParameterKind
    words: tuple[str, ...] = ()
    columns: tuple[ParameterShape, ...] = ()
    many: bool = True
    always: bool = True


def shape_of(versions: Iterable[LegalRule]) -> tuple[ParameterShape, ...]:
    """Shape of the parameters of one rule, from its shipped versions, in their order."""
    rules = list(versions)
    names = dict.fromkeys(name for rule in rules for name in rule.parameters)
    return tuple(_parameter(name, rules) for name in names)


def _parameter(name: str, rules: list[LegalRule]) -> ParameterShape:
    values = [rule.parameters[name] for rule in rules if name in rule.parameters]
    # An empty list shows nothing of what may stand in it.
    kinds: set[ParameterKind] = {kind_of(value) for value in values if value != []} or {"texts"}
    found = ParameterShape(name, _widest(kinds), always=len(values) == len(rules))
    if found.kind in ("word", "words"):
        said = [word for value in values for word in (value if isinstance(value, list) else [value])]
        further = _FURTHER.get((rules[0].id, name), ())
        return replace(found, words=tuple(dict.fromkeys([*said, *further])))
    if found.kind == "table":
        rows = [row for value in values for row in _rows(value)]
        many = any(isinstance(value, list) for value in values)
        return replace(found, many=many, columns=tuple(_column(name, rows) for name in _names(rows)))
    return found


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[str, None]:
    return dict.fromkeys(key for row in rows for key in row)


def _column(name: str, rows: list[Mapping[str, Any]]) -> ParameterShape:
    """Code words in a table are free: a table is there to be added to."""
    said = [row[name] for row in rows if name in row]
    free: dict[ParameterKind, ParameterKind] = {"word": "text", "words": "texts"}
    kinds = {kind_of(value) for value in said if value != []} or {"texts"}
    return ParameterShape(
        name, _widest({free.get(kind, kind) for kind in kinds}), always=len(said) == len(rows)
    )


def kind_of(value: Any) -> ParameterKind:
    """What a shipped value shows of its parameter's kind."""
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, int):
        return "number"
    if isinstance(value, float):
        return "share"
    if isinstance(value, date):
        return "day"
    if isinstance(value, str):
        return "word" if _WORD.fullmatch(value) else "text"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "words" if all(_WORD.fullmatch(item) for item in value) else "texts"
    return "table"


def _widest(kinds: set[ParameterKind]) -> ParameterKind:
    """One kind for all versions: a word that is a text elsewhere is a text."""
    if len(kinds) == 1:
        return next(iter(kinds))
    for pair, wider in (
        ({"word", "text"}, "text"),
        ({"words", "texts"}, "texts"),
        ({"number", "share"}, "share"),
    ):
        if kinds <= pair:
            return wider  # type: ignore[return-value]
    return "table"


def _rows(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, Mapping)]


def checked_parameters(given: Mapping[str, Any], shape: Iterable[ParameterShape]) -> dict[str, Any]:
    """The parameters when they fit the shape. Raises :class:`RuleShapeError` naming the first that does
    not."""
    known = {item.name: item for item in shape}
    for name in given:
        if name not in known:
            raise RuleShapeError(f"Quy tắc này không có tham số “{name}”; hãy bỏ tham số đó.")
    for item in known.values():
        if item.always and item.name not in given:
            raise RuleShapeError(f"Thiếu tham số “{item.name}”; hãy nhập đủ như bản kèm theo.")
    return {name: _fitting(known[name], value) for name, value in given.items()}


def _fitting(shape: ParameterShape, value: Any) -> Any:
    name = shape.name
    if shape.kind == "yes_no" and not isinstance(value, bool):
        raise RuleShapeError(f"Tham số “{name}” phải là có hoặc không.")
    if shape.kind == "number" and not (type(value) is int and 0 <= value <= _MOST):
        raise RuleShapeError(f"Tham số “{name}” phải là số nguyên từ 0 đến {_MOST}.")
    if shape.kind == "share" and not _is_share(value):
        raise RuleShapeError(f"Tham số “{name}” phải là số từ 0 đến {_MOST}.")
    # A datetime is a date too, and cannot be kept as one.
    if shape.kind == "day" and not (type(value) is date and _FIRST_YEAR <= value.year <= _LAST_YEAR):
        raise RuleShapeError(f"Tham số “{name}” phải là ngày từ năm {_FIRST_YEAR} đến năm {_LAST_YEAR}.")
    if shape.kind in ("word", "text") and not (isinstance(value, str) and value.strip()):
        raise RuleShapeError(f"Tham số “{name}” phải là chữ.")
    if shape.kind in ("words", "texts") and not _is_list_of(value, str):
        raise RuleShapeError(f"Tham số “{name}” phải là danh sách chữ.")
    if shape.kind in ("word", "words"):
        said = value if isinstance(value, list) else [value]
        if strange := [word for word in said if word not in shape.words]:
            raise RuleShapeError(
                f"Tham số “{name}” không nhận giá trị “{strange[0]}”; hãy chọn: {', '.join(shape.words)}."
            )
    if shape.kind == "table":
        _check_table(shape, value)
    return value


def _check_table(shape: ParameterShape, value: Any) -> None:
    if isinstance(value, list) is not shape.many:
        raise RuleShapeError(f"Tham số “{shape.name}” phải có dạng như bản kèm theo.")
    rows = value if shape.many else [value]
    if not _is_list_of(rows, dict):
        columns = ", ".join(column.name for column in shape.columns)
        raise RuleShapeError(f"Mỗi dòng của tham số “{shape.name}” phải có các mục: {columns}.")
    known = {column.name: column for column in shape.columns}
    for row in rows:
        if strange := [key for key in row if key not in known]:
            raise RuleShapeError(f"Bảng “{shape.name}” không có mục “{strange[0]}”; hãy bỏ mục đó.")
        if missing := [name for name, column in known.items() if column.always and name not in row]:
            raise RuleShapeError(f"Mỗi dòng của bảng “{shape.name}” phải có mục “{missing[0]}”.")
        for name, cell in row.items():
            _fitting(known[name], cell)


def _is_share(value: Any) -> bool:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return numeric and isfinite(value) and 0 <= value <= _MOST


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
