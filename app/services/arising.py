"""Why a finding that was not there before is there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ActRow, ArisenRow, ChangeRow, ClaimRow, ExpressionRow, FindingRow, RecheckRow
from indexer.structure.proposer import field_of_agency, proposing_agency
from legal_corpus.registry.near import printed_number
from legal_corpus.text.numbers import number_key

ENDING = frozenset({"replaces", "repeals", "expires", "suspends"})
CHANGING = ENDING | {"amends", "supplements", "corrects", "resumes", "extends", "continues"}
SECTOR = "sector"  # claim of a register that names the field of an act
SWEEP = "sweep"  # somebody asked for everything to be checked: no cause of anything
_BATCH = 400


def note_arisen(session: Session, found: Sequence[tuple[FindingRow, ExpressionRow]], now: datetime) -> None:
    """Put new findings into the queue, each with its cause.

    What a text that was never checked before says is no consequence of anything: it is left out.
    """
    ripe = [(row, text) for row, text in found if text.checked_change is not None]
    if not ripe:
        return
    changes = _changes(session, ripe)
    triggers = _triggers(session, {text.id for _row, text in ripe})
    sectors = _sectors(session, {text.act_id for _row, text in ripe})
    agencies = {
        text.id: proposing_agency(text.text) for text in {text.id: text for _r, text in ripe}.values()
    }
    known = _known(session, [row.id for row, _text in ripe])
    causes = [(row, text, _cause(row, text, changes, triggers.get(text.id))) for row, text in ripe]
    begins = _begins(session, {cause.by_id for _row, _text, cause in causes if cause and cause.by_id})
    for row, text, cause in causes:
        if cause is None:
            continue
        arisen = known.get(row.id) or ArisenRow(finding_id=row.id)
        arisen.kind, arisen.changed_id = cause.kind, cause.act_id
        arisen.by_id, arisen.by_label = cause.by_id, cause.by_label
        arisen.effective_from = cause.effective_from or begins.get(cause.by_id or 0)
        arisen.agency = (agencies[text.id] or "")[:300] or None
        arisen.sector = sectors.get(text.act_id) or field_of_agency(arisen.agency)
        arisen.at, arisen.seen_at, arisen.seen_by_id = now, None, None
        session.add(arisen)
    session.flush()


def _begins(session: Session, acts: set[int]) -> dict[int, date | None]:
    """First days of effect of acting acts: a clause without a day of its own counts from then."""
    found: dict[int, date | None] = {}
    ordered = sorted(acts)
    for at in range(0, len(ordered), _BATCH):
        query = select(ActRow.id, ActRow.effective_from).where(ActRow.id.in_(ordered[at : at + _BATCH]))
        found.update(session.execute(query).all())
    return found


def _known(session: Session, findings: Sequence[int]) -> dict[int, ArisenRow]:
    found: dict[int, ArisenRow] = {}
    for at in range(0, len(findings), _BATCH):
        query = select(ArisenRow).where(ArisenRow.finding_id.in_(findings[at : at + _BATCH]))
        found.update((row.finding_id, row) for row in session.scalars(query))
    return found


def _changes(
    session: Session, ripe: Sequence[tuple[FindingRow, ExpressionRow]]
) -> Mapping[int, list[ChangeRow]]:
    """Changes of the cited acts that no earlier check of these texts can have known."""
    since = min(text.checked_change or 0 for _row, text in ripe)
    acts = sorted({row.cited_act_id for row, _text in ripe if row.cited_act_id})
    found: dict[int, list[ChangeRow]] = defaultdict(list)
    for at in range(0, len(acts), _BATCH):
        query = select(ChangeRow).where(ChangeRow.act_id.in_(acts[at : at + _BATCH]), ChangeRow.id > since)
        for change in session.scalars(query.order_by(ChangeRow.id)):
            found[change.act_id or 0].append(change)
    return found


def _triggers(session: Session, texts: Iterable[int]) -> dict[int, ChangeRow]:
    query = (
        select(RecheckRow.expression_id, ChangeRow)
        .join(ChangeRow, ChangeRow.id == RecheckRow.change_id)
        .where(RecheckRow.expression_id.in_(texts))
    )
    return dict(session.execute(query).all())


def _sectors(session: Session, acts: Iterable[int]) -> dict[int, str]:
    query = select(ClaimRow.act_id, ClaimRow.value).where(ClaimRow.act_id.in_(acts), ClaimRow.field == SECTOR)
    return dict(session.execute(query).all())


def _cause(
    row: FindingRow,
    text: ExpressionRow,
    changes: Mapping[int, list[ChangeRow]],
    trigger: ChangeRow | None,
) -> ChangeRow | None:
    """The change that tells most: who ended the cited act, who changed it, anything about it, and last the
    change for which the text was looked at again."""
    since = text.checked_change or 0
    direct = [item for item in changes.get(row.cited_act_id or 0, ()) if item.id > since]
    direct = [item for item in direct if not (item.kind == "text" and item.act_id == text.act_id)]
    if direct:
        ended_by = {number_key(number) for number in (row.cited or {}).get("ended_by", ())}
        return max(direct, key=lambda item: (_telling(item, ended_by), item.id))
    if trigger is None or trigger.kind == SWEEP or trigger.act_id == text.act_id:
        return None
    return trigger


def _telling(change: ChangeRow, ended_by: set[str]) -> int:
    number = printed_number(change.by_label or "")
    if number and number_key(number) in ended_by:
        return 3
    if change.kind in CHANGING:
        return 2 if change.by_id or change.by_label else 1
    return 0
