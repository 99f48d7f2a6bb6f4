"""Added, lost and altered rows are told apart and named by file and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.corpus_diff import Key, changes, read_rows, texts


def _row(text: str, *fields: str) -> dict[str, Any]:
    return {"text": text, "fields": list(fields)}


def test_the_three_kinds_of_change() -> None:
    kept: Key = ("a.txt", "citation", 3, 9)
    old: dict[Key, dict[str, Any]] = {kept: _row("Luật X", "basis"), ("a.txt", "citation", 20, 30): _row("B")}
    new: dict[Key, dict[str, Any]] = {kept: _row("Luật X", "refers"), ("b.txt", "effect", 5, 1): _row("C")}
    found = list(changes(old, new))
    assert [sign for sign, _line in found] == ["~", "-", "+"]
    assert found[0][1].startswith("a.txt:3 citation 'Luật X' ['basis'] -> ['refers']")
    assert list(changes(old, old)) == []


@pytest.mark.shared
def test_rows_of_real_acts(shared: Path) -> None:
    assert len(texts(shared)) > 200
    first = next(read_rows(shared))
    assert first["key"][1] in ("citation", "effect") and first["text"]
