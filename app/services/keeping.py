"""Storing what checks found, by fingerprint: what people decided stays, and what is as it was costs next to
nothing. Rows are written in bulk, none of them becomes an object that a session watches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.db.batches import batches
from app.db.models import ActRow, FindingRow
from app.services.arising import Arisen, note_arisen
from app.services.held import HeldText
from legal_corpus.model.finding import CitedAct, Finding
from legal_corpus.model.text import Evidence

_EVIDENCE = tuple(item.name for item in fields(Evidence))
_CITED = tuple(item.name for item in fields(CitedAct))
_FINDING: Table = FindingRow.__table__  # type: ignore[assignment]
# What a check says; a finding that is found again with all of it alike has only been seen once more.
_SAID = (
    "expression_id",
    "cited_act_id",
    "code",
    "severity",
    "message",
    "start",
    "end",
    "text",
    "provision",
    "cited",
    "legal_source",
    "evidence",
    "suggestion",
)
_Key = tuple[int, str]  # act and fingerprint


@dataclass(slots=True)
class _Kept:
    """What becomes of the findings of a batch, as rows to write."""

    new: list[dict[str, Any]] = field(default_factory=list)
    altered: list[dict[str, Any]] = field(default_factory=list)
    as_before: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    again: dict[_Key, int] = field(default_factory=dict)  # gone once, found anew
    counts: dict[int, tuple[int, int]] = field(default_factory=dict)


def keep_findings(
    session: Session,
    found: Sequence[tuple[HeldText, Sequence[Finding]]],
    triggers: Mapping[int, int],
    *,
    on: date,
    now: datetime,
) -> dict[int, tuple[int, int]]:
    """Bring the list of findings in step with what was found; by text: how many are new, how many gone.

    ``triggers``: the change for which a text was looked at again, where there is one.
    """
    known = _known(session, [text.act_id for text, _findings in found])
    uids = {item.act.uid for _text, findings in found for item in findings if item.act and item.act.uid}
    ids = _ids_of(session, uids)
    kept = _Kept()
    for text, findings in found:
        said = {item.fingerprint: _said(item, text, ids) for item in findings}
        _compare(text, said, known[text.act_id], kept)
    _write(session, kept, on, now)
    note_arisen(session, list(_arisen(session, found, kept, ids)), triggers, now)
    return kept.counts


def _known(session: Session, act_ids: Sequence[int]) -> dict[int, dict[str, Row[Any]]]:
    found: dict[int, dict[str, Row[Any]]] = defaultdict(dict)
    columns = [_FINDING.c[name] for name in ("id", "act_id", "fingerprint", "state", *_SAID)]
    for batch in batches(act_ids):
        for row in session.execute(select(*columns).where(_FINDING.c.act_id.in_(batch))):
            found[row.act_id][row.fingerprint] = row
    return found


def _ids_of(session: Session, uids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in batches(uids):
        found.update(session.execute(select(ActRow.uid, ActRow.id).where(ActRow.uid.in_(batch))).all())
    return found


def _compare(
    text: HeldText, said: Mapping[str, dict[str, Any]], known: Mapping[str, Row[Any]], kept: _Kept
) -> None:
    new = 0
    for mark, row in said.items():
        before = known.get(mark)
        if before is None:
            kept.new.append({"act_id": text.act_id, "fingerprint": mark, **row})
            new += 1
            continue
        back = before.state == "gone"
        if back:
            kept.again[text.act_id, mark] = before.id
        if back or any(row[name] != getattr(before, name) for name in _SAID):
            kept.altered.append({"known_id": before.id, **row})
        else:
            kept.as_before.append(before.id)
    gone = [row.id for mark, row in known.items() if mark not in said and row.state == "open"]
    kept.gone.extend(gone)
    kept.counts[text.id] = (new, len(gone))


def _write(session: Session, kept: _Kept, on: date, now: datetime) -> None:
    seen = {"as_of": on, "last_seen": now}
    if kept.new:
        fresh = {"state": "open", "first_seen": now, **seen}
        session.execute(insert(_FINDING), [{**row, **fresh} for row in kept.new])
    if kept.altered:
        said: dict[str, Any] = {name: bindparam(name) for name in _SAID}
        one = update(_FINDING).where(_FINDING.c.id == bindparam("known_id"))
        session.execute(one.values(**said, **seen), kept.altered)
    for batch in batches(kept.as_before):
        session.execute(update(_FINDING).where(_FINDING.c.id.in_(batch)).values(**seen))
    for ids, before, after in ((kept.gone, "open", "gone"), (kept.again.values(), "gone", "open")):
        for batch in batches(ids):
            # A person may decide on a finding at this moment: only what still is as it was read is touched.
            mine = (_FINDING.c.id.in_(batch), _FINDING.c.state == before)
            session.execute(update(_FINDING).where(*mine).values(state=after))


def _arisen(
    session: Session,
    found: Sequence[tuple[HeldText, Sequence[Finding]]],
    kept: _Kept,
    ids: Mapping[str, int],
) -> Iterator[Arisen]:
    """Findings that were not there before, of texts that had been checked before."""
    ripe = {text.act_id for text, _findings in found if text.checked_change is not None}
    fresh: dict[_Key, int] = dict(kept.again)
    for batch in batches(ripe.intersection(row["act_id"] for row in kept.new)):
        mine = select(_FINDING.c.act_id, _FINDING.c.fingerprint, _FINDING.c.id)
        known = session.execute(mine.where(_FINDING.c.act_id.in_(batch)))
        marks = {(row["act_id"], row["fingerprint"]) for row in kept.new}
        fresh.update(((act, mark), number) for act, mark, number in known if (act, mark) in marks)
    for text, findings in found:
        if text.checked_change is not None:
            for item in findings:
                number = fresh.get((text.act_id, item.fingerprint))
                if number is not None:
                    cited = ids.get(item.act.uid) if item.act and item.act.uid else None
                    yield Arisen(number, text, cited, item.act.ended_by if item.act else ())


def _said(finding: Finding, text: HeldText, ids: Mapping[str, int]) -> dict[str, Any]:
    act = finding.act
    return {
        "expression_id": text.id,
        "cited_act_id": ids.get(act.uid) if act and act.uid else None,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "provision": finding.provision,
        "cited": cited_json(act) if act else None,
        "legal_source": finding.legal_source,
        "evidence": [evidence_json(item) for item in finding.evidence],
        "suggestion": finding.suggestion,
    }


def evidence_json(item: Evidence) -> dict[str, Any]:
    """One piece of proof, as it is stored (``asdict`` would copy every value)."""
    return {name: getattr(item, name) for name in _EVIDENCE}


def cited_json(cited: CitedAct) -> dict[str, Any]:
    """The cited act with ISO dates."""
    found = {name: getattr(cited, name) for name in _CITED}
    for name in ("issued", "expired_from"):
        found[name] = found[name].isoformat() if found[name] else None
    found["ended_by"] = list(cited.ended_by)
    return found
