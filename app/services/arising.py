"""Why a finding that was not there before is there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.db.batches import batches
from app.db.models import ActRow, ArisenRow, ChangeRow, ClaimRow
from app.services.held import HeldText
from indexer.structure.proposer import field_of_agency, proposing_agency
from legal_corpus.registry.near import printed_number
from legal_corpus.text.numbers import number_key

ENDING = frozenset({"replaces", "repeals", "expires", "suspends"})
CHANGING = ENDING | {"amends", "supplements", "corrects", "resumes", "extends", "continues"}
SECTOR = "sector"  # claim of a register that names the field of an act
SWEEP = "sweep"  # somebody asked for everything to be checked: no cause of anything
_CHANGE = (
    ChangeRow.id,
    ChangeRow.act_id,
    ChangeRow.kind,
    ChangeRow.by_id,
    ChangeRow.by_label,
    ChangeRow.effective_from,
)


@dataclass(frozen=True, slots=True)
class Arisen:
    """A finding that was not there before: its row, its text, the act it is about and who ended that."""

    finding_id: int
    text: HeldText
    cited_act_id: int | None
    ended_by: tuple[str, ...]


def note_arisen(
    session: Session, found: Sequence[Arisen], triggers: Mapping[int, int], now: datetime
) -> None:
    """Put new findings of texts that had been checked before into the queue, each with its cause.

    ``triggers``: by text, the change for which it was looked at again. (What a text that was never checked
    before says is no consequence of anything.)
    """
    if not found:
        return
    changes = _changes(session, found)
    asked = {item.text.id: triggers[item.text.id] for item in found if item.text.id in triggers}
    known = _by_id(session, asked.values())
    causes = [(item, _cause(item, changes, known.get(asked.get(item.text.id, 0)))) for item in found]
    caused = [(item, cause) for item, cause in causes if cause is not None]
    sectors = _sectors(session, {item.text.act_id for item, _cause in caused})
    begins = _begins(session, {cause.by_id for _item, cause in caused if cause.by_id})
    texts = {item.text.id: item.text.text for item, _cause in caused}
    agencies = {number: (proposing_agency(text) or "")[:300] or None for number, text in texts.items()}
    rows = [
        {
            "finding_id": item.finding_id,
            "kind": cause.kind,
            "changed_id": cause.act_id,
            "by_id": cause.by_id,
            "by_label": cause.by_label,
            "effective_from": cause.effective_from or begins.get(cause.by_id or 0),
            "agency": agencies[item.text.id],
            "sector": sectors.get(item.text.act_id) or field_of_agency(agencies[item.text.id]),
            "at": now,
        }
        for item, cause in caused
    ]
    for batch in batches(row["finding_id"] for row in rows):  # a finding that comes back is new again
        session.execute(delete(ArisenRow.__table__).where(ArisenRow.finding_id.in_(batch)))  # type: ignore[arg-type]
    if rows:
        session.execute(insert(ArisenRow.__table__), rows)  # type: ignore[arg-type]


def _begins(session: Session, acts: set[int]) -> dict[int, date | None]:
    """First days of effect of acting acts: a clause without a day of its own counts from then."""
    found: dict[int, date | None] = {}
    for batch in batches(acts):
        query = select(ActRow.id, ActRow.effective_from).where(ActRow.id.in_(batch))
        found.update(session.execute(query).all())
    return found


def _changes(session: Session, found: Sequence[Arisen]) -> Mapping[int, list[Any]]:
    """Changes of the cited acts that no earlier check of these texts can have known."""
    since = min(item.text.checked_change or 0 for item in found)
    by_act: dict[int, list[Any]] = defaultdict(list)
    for batch in batches(item.cited_act_id for item in found if item.cited_act_id):
        query = select(*_CHANGE).where(ChangeRow.act_id.in_(batch), ChangeRow.id > since)
        for change in session.execute(query.order_by(ChangeRow.id)):
            by_act[change.act_id].append(change)
    return by_act


def _by_id(session: Session, ids: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for batch in batches(ids):
        rows = session.execute(select(*_CHANGE).where(ChangeRow.id.in_(batch)))
        found.update((row.id, row) for row in rows)
    return found


def _sectors(session: Session, acts: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for batch in batches(acts):
        query = select(ClaimRow.act_id, ClaimRow.value)
        found.update(session.execute(query.where(ClaimRow.act_id.in_(batch), ClaimRow.field == SECTOR)).all())
    return found


def _cause(item: Arisen, changes: Mapping[int, list[Any]], trigger: Any) -> Any:
    """The change that tells most: who ended the cited act, who changed it, anything about it, and last the
    change for which the text was looked at again; ``None`` where nothing caused it."""
    text, since = item.text, item.text.checked_change or 0
    direct = [change for change in changes.get(item.cited_act_id or 0, ()) if change.id > since]
    direct = [change for change in direct if not (change.kind == "text" and change.act_id == text.act_id)]
    if direct:
        ended_by = {number_key(number) for number in item.ended_by}
        return max(direct, key=lambda change: (_telling(change, ended_by), change.id))
    if trigger is None or trigger.kind == SWEEP or trigger.act_id == text.act_id:
        return None
    return trigger


def _telling(change: Any, ended_by: set[str]) -> int:
    number = printed_number(change.by_label or "")
    if number and number_key(number) in ended_by:
        return 3
    if change.kind in CHANGING:
        return 2 if change.by_id or change.by_label else 1
    return 0
