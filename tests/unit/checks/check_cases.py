"""The cases of ``legal_corpus/checks/cases`` as documents that checks can run over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

import yaml

from legal_corpus.checks.base import Check, CheckContext, Document, Knowledge
from legal_corpus.checks.runner import make_context
from legal_corpus.model.act import Header, HeaderField
from legal_corpus.model.citation import Citation, EffectClause, ProvisionRef
from legal_corpus.registry.memory import load_registry_lines
from legal_corpus.text.numbers import number_key

_CASES = resources.files("legal_corpus.checks") / "cases"


@dataclass(frozen=True)
class Marked:
    """A text with what was found in it."""

    text: str
    citations: tuple[Citation, ...]
    provisions: tuple[ProvisionRef, ...]
    effects: tuple[EffectClause, ...]


def cases_of(check: Check) -> list[dict[str, Any]]:
    """The cases of one check, as written."""
    name = check.run.__module__.rpartition(".")[2]
    found: list[dict[str, Any]] = yaml.safe_load((_CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def marked(case: dict[str, Any], text: str | None = None) -> Marked:
    """The case's text (or another one that holds the same quotes) with its citations and clauses."""
    text = case["text"] if text is None else text
    citations = tuple(_citation(text, row) for row in case["citations"])
    provisions = []
    for row in case.get("provisions", ()):
        start, end = _place(text, row["quote"], row.get("nth", 1))
        target = row["target"] if row["target"] == "self" else citations[row["target"]].start
        provisions.append(ProvisionRef(start, end, row["quote"], tuple(row["refs"]), target))
    effects = tuple(_effect(text, row, citations) for row in case.get("effects", ()))
    return Marked(text, citations, tuple(provisions), effects)


def context_of(case: dict[str, Any], document: Marked | None = None) -> CheckContext:
    """What a check sees of the case, or of another document in its place."""
    read = document or marked(case)
    fields: dict[str, Any] = {name: HeaderField(str(value)) for name, value in case["act"].items()}
    registry = load_registry_lines(
        json.dumps(row, ensure_ascii=False, default=str) for row in case["registry"]
    )
    citing = registry.by_number(number_key(case["citing"]))[0].uid if "citing" in case else None
    on: date = case["review_day"]
    known = {
        act.uid: frozenset(parts)
        for number, parts in case.get("structures", {}).items()
        for act in registry.by_number(number_key(number))
    }
    return make_context(
        Document(
            read.text,
            Header(**fields),
            read.citations,
            read.provisions,
            read.effects,
            citing,
            case.get("own_term"),
        ),
        Knowledge(registry, on, structures=known.get),
    )


def _place(text: str, quote: str, nth: int) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def _citation(text: str, row: dict[str, Any]) -> Citation:
    start, end = _place(text, row["quote"], row.get("nth", 1))
    fields: dict[str, Any] = {name: row.get(name) for name in ("number", "name", "year", "issued", "issuer")}
    return Citation(start, end, row["quote"], row.get("kind", "act"), row["type"], **fields, role=row["role"])


def _effect(text: str, row: dict[str, Any], citations: tuple[Citation, ...]) -> EffectClause:
    parts = tuple(row.get("provisions", ()))
    target = citations[row["target"]].start
    return EffectClause(row["predicate"], target, row["scope"], parts, None, 0, len(text))
