"""Citations of annotated acts against the statuses that people looked up (gold/status.jsonl)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.common import analysed
from app.cli.files import cite_rows
from app.cli.registries import KnownActs
from legal_corpus.text.normalize import fold_key
from legal_corpus.text.numbers import number_key

Row = Mapping[str, Any]
National = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """A citation of an annotated act: what ``rasoat cite --on`` says (``found``; ``None`` where the
    citation itself was missed) and what is true (``truth``, a row of status.jsonl)."""

    file: str
    cited: Row
    found: Row | None
    truth: Row

    @property
    def answer(self) -> Row | None:
        """The act it was resolved to."""
        return self.found["resolved"] if self.found else None

    @property
    def outcome(self) -> str:
        """expired, partly_expired … of the act; else ambiguous, unresolved or missed."""
        if self.found is None:
            return "missed"
        if self.answer is not None:
            return str(self.answer["status"])
        return "ambiguous" if self.found["candidates"] > 1 else "unresolved"

    def wrong_link(self) -> str | None:
        """Why the answer is another act than the one that is meant."""
        if self.answer is None:
            return None
        act, truth = self.answer, self.truth
        if truth["number"] and number_key(act["number"] or "") != number_key(truth["number"]):
            return f"number {act['number']} for {truth['number']}"
        issuers = {fold_key(name) for name in (truth["issuer"] or "").split(";")}
        if act["issuer"] and issuers != {""} and fold_key(act["issuer"]) not in issuers:
            return f"issuer {act['issuer']} for {truth['issuer']}"
        one = len(issuers) == 1
        if one and act["issued"] and truth["issued"] and act["issued"] != truth["issued"]:
            return f"date {act['issued']} for {truth['issued']}"
        return None


def judged(gold: Path, known: KnownActs, on: date) -> Iterator[Judged]:
    """Every annotated citation of an act whose status was looked up."""
    truths = {row["key"]: row for row in _lines(gold / "status.jsonl")}
    for path, parsed in analysed(tuple(sorted((gold / "provincial").glob("*.txt")))):
        if parsed is None:
            continue
        rows = [r for r in cite_rows(path, parsed, known.describer(parsed, on)) if r["kind"] == "act"]
        annotated = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["citations"]
        for cited in annotated:
            truth = truths.get(key_of(cited))
            if cited["kind"] == "act" and truth is not None:
                yield Judged(path.stem, cited, _overlapping(rows, cited), truth)


def key_of(cited: Row) -> str:
    """The key of status.jsonl: number, else name with the date or year as cited."""
    if cited["number"]:
        return f"{cited['type']}|{cited['number']}||"
    when = cited["issued"] or cited["year"] or ""
    return f"{cited['type']}||{(cited['name'] or '').lower()}|{when}"


def _overlapping(rows: list[dict[str, Any]], cited: Row) -> Row | None:
    def shared(row: Row) -> int:
        return int(min(row["end"], cited["end"]) - max(row["start"], cited["start"]))

    best = max(rows, key=shared, default=None)
    return best if best is not None and shared(best) * 2 > cited["end"] - cited["start"] else None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)


def report(items: list[Judged], national: National) -> Iterator[str]:
    """The figures, then every wrong answer and every missed ending."""
    for status in ("expired", "partly_expired"):
        called = [i for i in items if i.outcome == status]
        right = [i for i in called if i.truth["status"] == status]
        yield f"called {status}: {len(called)} citations, right {_share(len(right), len(called))}"
        for group, wanted in (("national", True), ("local", False)):
            true = [i for i in items if i.truth["status"] == status and _is(i, national) is wanted]
            told = [i for i in true if i.outcome == status]
            acts = {i.truth["number"] for i in true}
            known = {i.truth["number"] for i in told}
            yield (
                f"  {group} {status} by research: citations {_share(len(told), len(true))}, "
                f"acts {_share(len(known), len(acts))}; others read as "
                f"{dict(Counter(i.outcome for i in true if i.outcome != status))}"
            )
    ended = [i for i in items if i.truth["status"] == "expired"]
    told = [i for i in ended if i.outcome == "expired"]
    yield f"all expired by research called expired: {_share(len(told), len(ended))}"
    dated = [i for i in told if i.answer and i.answer["expired_from"] == i.truth["expired_from"]]
    yield f"  with the same day: {_share(len(dated), len(told))}"
    outcomes = Counter(i.outcome for i in items)
    links = [i for i in items if i.answer]
    wrong = [i for i in links if i.wrong_link()]
    yield f"wrong links: {len(wrong)} of {len(links)} resolved; outcomes {dict(outcomes)}"
    for item in wrong:
        yield f"  WRONG LINK {item.file} “{item.cited['quote']}”: {item.wrong_link()}"
    for item in items:
        if item.outcome == "expired" and item.truth["status"] != "expired":
            truth = item.truth
            yield (
                f"  FALSE END {item.file} {truth['number']} is {truth['status']} ({truth['confidence']}); "
                f"ended by {item.answer and item.answer['ended_by']}"
            )
    yield from _missed(ended)


def _missed(ended: list[Judged]) -> Iterator[str]:
    by_act: dict[str, list[Judged]] = {}
    for item in ended:
        if item.outcome != "expired":
            by_act.setdefault(str(item.truth["number"]), []).append(item)
    for number, items in sorted(by_act.items()):
        truth, outcomes = items[0].truth, dict(Counter(i.outcome for i in items))
        where = "; ".join(e["where"] for e in truth["evidence"])
        yield (
            f"  MISSED {number} {outcomes}: ended {truth['expired_from']} by {', '.join(truth['ended_by'])}"
            f" ({truth['confidence']}); told by: {where}"
        )


def _is(item: Judged, national: National) -> bool:
    return national(str(item.truth["number"]))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" = {part / whole:.4f}" if whole else "")
