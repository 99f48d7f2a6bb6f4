"""Headers and structure on real acts. Needs the shared data; skipped without it."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from indexer.structure.header import parse_header
from indexer.structure.parser import parse_structure
from legal_corpus.model.act import FieldName
from legal_corpus.text.normalize import fold_key, to_nfc
from legal_corpus.text.numbers import number_key

_CHECKOUT = Path(__file__).resolve().parents[2]
_SHARED = (_CHECKOUT / os.environ.get("RASOAT_SHARED", "../shared")).resolve()
_GOLD = _SHARED / "data" / "gold" / "provincial"
_PAGES = _SHARED / "data" / "vbpl" / "pages.jsonl.gz"
_LEAST: dict[FieldName, float] = {
    "number": 0.97,
    "type": 0.97,
    "issuer": 0.97,
    "issued": 0.97,
    "title": 0.95,
    "effective_from": 0.95,
}
_MARKS = {
    "chapter": r"chương\s+([IVXLC]+|\d+)",
    "section": r"(?:tiểu )?mục\s+(\d+|[IVX]+)",
    "article": r"điều\s+(\d+[a-zđ]?)",
    "clause": r"(\d+[a-zđ]?)\.",
    "item": r"([a-zđ]\d?)\)",
}

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold() -> list[tuple[dict[str, str | None], str]]:
    if not _GOLD.is_dir():
        pytest.skip(f"the shared data is not at {_SHARED}; set RASOAT_SHARED")
    return [
        (json.loads(path.read_text("utf-8"))["header"], to_nfc(path.with_suffix(".txt").read_text("utf-8")))
        for path in sorted(_GOLD.glob("*.json"))
    ]


@pytest.mark.parametrize("name", _LEAST)
def test_header_field_on_gold(gold: list[tuple[dict[str, str | None], str]], name: FieldName) -> None:
    key = number_key if name == "number" else fold_key
    stated = [(wanted[name] or "", text) for wanted, text in gold if wanted[name]]
    wrong = [
        (wanted, found)
        for wanted, text in stated
        if key(wanted) != key(found := parse_header(text).value(name) or "")
    ]
    assert stated
    assert 1 - len(wrong) / len(stated) >= _LEAST[name], wrong


def test_nothing_is_invented_where_gold_has_nothing(gold: list[tuple[dict[str, str | None], str]]) -> None:
    invented = [
        (name, found)
        for wanted, text in gold
        for name in _LEAST
        if wanted[name] is None and (found := parse_header(text).value(name)) is not None
    ]
    assert invented == []


def _printed(segments: list[list[str]]) -> Counter[tuple[str, str]]:
    """The page's own marks; a mark that the page prints twice in a row counts once."""
    found: Counter[tuple[str, str]] = Counter()
    before: list[str] | None = None
    for segment in segments:
        match = re.match(_MARKS[segment[0]], to_nfc(segment[1]).strip(), re.I)
        if match and segment != before:
            found["point" if segment[0] == "item" else segment[0], match[1]] += 1
        before = segment
    return found


def test_structure_agrees_with_the_marks_of_the_national_database() -> None:
    if not _PAGES.is_file():
        pytest.skip(f"the shared data is not at {_SHARED}; set RASOAT_SHARED")
    right = found = wanted = 0
    with gzip.open(_PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if not page.get("segments") or "Điều 1" not in page["text"]:
                continue
            marks = _printed(page["segments"])
            nodes: Counter[tuple[str, str]] = Counter(
                ("section" if node.level == "subsection" else node.level, node.label)
                for node in parse_structure(to_nfc(page["text"]))
                if not node.eid.startswith(("att_", "app_")) and node.level != "part"  # not marked there
            )
            right += (marks & nodes).total()
            found += nodes.total()
            wanted += marks.total()
    assert wanted > 10_000
    assert 2 * right / (found + wanted) >= 0.99
