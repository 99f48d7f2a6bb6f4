"""A province's review register after a merger, one row a line: what is to be done with which act, and what
was done.

A row names the act to handle, or the act to be issued with the acts it is to replace; closed rows name the
act that was issued. Proposals are claims; what was done becomes events with the register's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.importers.base import RejectedRow, Row, bounded, open_lines
from indexer.importers.named_acts import NamedAct, acts_in, clause_acts, leading_act, listed_acts
from indexer.importers.stating import Event, Stated, issuer_of, stated_event
from legal_corpus.model.act import Act, Claim
from legal_corpus.registry.rows import ActingRef, ActRow, json_of
from legal_corpus.registry.sources import source
from legal_corpus.text.normalize import to_nfc

SOURCE = "angiang_rasoat2026"
NEW_SOURCE = "angiang_rasoat2026_new"
REPLACED, REPEALED, LAPSED, KEPT, NEW = (
    "Thay thế",
    "Bãi bỏ",
    "Hết hiệu lực theo thời gian",
    "Giữ nguyên, không xử lý",
    "Ban hành mới",
)
_TO_REPLACE = re.compile(r"\b(?:thay\s+thế|bãi\s+bỏ)\b\s*:?", re.IGNORECASE)
_REPEALS = re.compile(r"\s*(?:của\s.{3,90}?\s)?(?:về\s+việc\s+)?bãi\s+bỏ\b", re.IGNORECASE)
_LAPSED = re.compile(r"hết\s+hiệu\s+lực\s+theo\s+thời\s+gian", re.IGNORECASE)
_KEPT = re.compile(r"không\s+xử\s+lý|giữ\s+nguyên", re.IGNORECASE)
_GONE = re.compile(r"đã\s+(?:bị\s+)?bãi\s+bỏ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the words of a closed row say was done; ``by`` are the acts that did it."""

    disposition: str
    by: tuple[NamedAct, ...] = ()
    gone_before: bool = False


def read_review_register(path: Path) -> Iterator[Row]:
    """Every act the register speaks of. Rejected are rows that name no act at all."""
    with open_lines(path) as lines:
        for row, line in enumerate(bounded(lines), start=1):
            if not line.strip():
                continue
            try:
                data = json_of(line)
            except ValueError as error:
                yield RejectedRow(row, str(error))
                continue
            if not isinstance(data, dict) or not isinstance(data.get("name"), str):
                yield RejectedRow(row, "thiếu tên văn bản (“name”)")
            else:
                yield from _row(row, {k: to_nfc(v) if isinstance(v, str) else v for k, v in data.items()})


def _row(row: int, data: dict[str, Any]) -> Iterator[Row]:
    place = str(data.get("province") or "") or None
    where = f"{data.get('sheet') or 'sổ'}, số thứ tự {data.get('stt') or row}"
    subjects = subjects_of(data["name"])
    done = outcome_of(data["name"], data.get("issued") or "")
    issued = list(clause_acts(data.get("issued") or ""))
    if not subjects and not issued:
        # A plan to issue an act that has no number yet concerns no act of the registry.
        yield RejectedRow(row, f"chưa có văn bản nào được nêu số, ký hiệu: “{data['name'][:100]}”", where)
        return
    for subject in subjects:
        yield _subject(subject, data, place, where, done)
    for act in issued:
        yield _issued(act, place, where)


def subjects_of(name: str) -> list[NamedAct]:
    """The acts to handle: the one the row begins with, or those that a planned act is to replace."""
    first = leading_act(name)
    if first:
        return [first]
    verb = _TO_REPLACE.search(name)
    return acts_in(name[verb.end() :]) if verb else []


def outcome_of(name: str, issued: str) -> Outcome | None:
    """What was done with the acts of a row, told by its words alone; ``None`` while it is open."""
    if not issued.strip():
        return None
    if _LAPSED.search(issued):
        return Outcome(LAPSED)
    acts = tuple(listed_acts(issued))
    if not subjects_of(name) and (first := leading_act(issued)):
        return Outcome(NEW, (first,))
    if not acts:
        return Outcome(KEPT, gone_before=bool(_GONE.search(issued))) if _KEPT.search(issued) else None
    return Outcome(REPEALED if _REPEALS.match(acts[0].rest) else REPLACED, acts)


def _subject(
    act: NamedAct, data: dict[str, Any], place: str | None, where: str, done: Outcome | None
) -> ActRow:
    printed = act.issued_with
    more = [
        (name, " ".join(str(value).split()))
        for name, value in (
            ("disposition", next(iter(data.get("actions") or {}), None)),
            ("drafting_agency", data.get("drafting_agency")),
            ("planned", data.get("planned")),
            ("note", data.get("note")),
        )
        if value
    ]
    title = data["name"] if leading_act(data["name"]) else None
    stated = Stated(
        SOURCE, act.type, act.number, title, act.issuer_name, printed.issued, more=tuple(more), proof=where
    )
    return ActRow(_placed(stated, act, place), (), tuple(_events(done, data.get("issued") or "")))


def _events(done: Outcome | None, words: str) -> Iterator[Event]:
    if done is None:
        return
    origin = source(SOURCE)
    quote = " ".join(words.split())[:1000]
    if done.disposition == LAPSED:
        note = "Sổ rà soát ghi hết hiệu lực theo thời gian"
        yield stated_event("expires", None, origin, note, quote=quote), None
    elif done.gone_before:
        note = "Sổ rà soát ghi đã bị bãi bỏ từ trước"
        yield stated_event("repeals", None, origin, note, quote=quote), None
    elif done.disposition == REPEALED:
        for act in done.by:
            note = "Sổ rà soát ghi đã bãi bỏ"
            yield stated_event("repeals", None, origin, note, quote=quote), _doer(act)
    elif done.disposition == REPLACED:
        for act in done.by:
            note = "Sổ rà soát ghi đã thay thế"
            yield stated_event("replaces", None, origin, note, quote=quote), _doer(act)


def _doer(act: NamedAct) -> ActingRef:
    return ActingRef(None, act.number, act.issued_with.issued)


def _issued(act: NamedAct, place: str | None, where: str) -> ActRow:
    printed = act.issued_with
    title = f"{printed.text}{act.rest}".strip(" ;")
    stated = Stated(NEW_SOURCE, act.type, act.number, title, act.issuer_name, printed.issued, proof=where)
    return ActRow(_placed(stated, act, place), (), ())


def _placed(stated: Stated, named: NamedAct, place: str | None) -> Act:
    """The act, with the issuer of the row's province where the text says only "Ủy ban nhân dân tỉnh"."""
    act = stated.act
    if act.issuer is not None:
        return act
    code = issuer_of(stated.issuer_name, stated.number, stated.issued) or named.issuer(place)
    if code is None:
        return act
    claim = Claim("issuer", code, stated.source, stated.proof)
    return Act(
        "", act.type, act.number, act.title, code, act.issuer_name, act.issued, None, (*act.claims, claim)
    )
