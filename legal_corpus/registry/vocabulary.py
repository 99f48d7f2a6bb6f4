"""Reading the YAML vocabularies of ``registry/data``: dates, periods, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

import yaml


class VocabularyError(ValueError):
    """A vocabulary file is wrong. One plain Vietnamese sentence."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Tệp danh mục {name} sai: {reason}; hãy sửa tệp rồi chạy lại.")


@dataclass(frozen=True, slots=True)
class Period:
    """Closed range of days; ``None`` means open. Both ends belong to the period."""

    start: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """True when the day lies inside."""
        return (self.start is None or self.start <= on) and (self.until is None or on <= self.until)


def read_day(name: str, value: object) -> date | None:
    """A YAML value as a date. Raises :class:`VocabularyError`."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise VocabularyError(name, f"“{value}” không phải ngày") from error


def read_period(name: str, row: Mapping[str, Any]) -> Period:
    """``from``/``until`` of a row. Raises :class:`VocabularyError` when they are crossed."""
    period = Period(read_day(name, row.get("from")), read_day(name, row.get("until")))
    if period.start and period.until and period.until < period.start:
        raise VocabularyError(name, f"thời kỳ {period.start} - {period.until} bị đảo")
    return period


def core_rows(name: str) -> list[dict[str, Any]]:
    """Rows of a core YAML list, e.g. ``issuers.yaml``. Raises :class:`VocabularyError`."""
    data = resources.files("legal_corpus.registry") / "data" / name
    # The C loader is ten times faster and as safe; it is missing where libyaml was not built.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(data.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise VocabularyError(name, "phải là một danh sách mục")
    return rows
