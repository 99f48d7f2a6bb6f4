"""How the effect of an act and of its provisions went over time, each step with its proof."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.db.act_registry import SqlRegistry
from app.db.models import EventRow
from app.db.same_acts import same_acts
from app.services.standing import held_structure
from app.services.views import PartChange, PartTimeline, TimelineEntry
from legal_corpus.effect.history import PartHistory, provision_histories
from legal_corpus.effect.wording import event_word, link_word, ref_words
from legal_corpus.registry.sources import OWN_TEXT, source


def timeline_entries(session: Session, act_id: int) -> tuple[TimelineEntry, ...]:
    """Every event on the act, under whichever of its records, by date, undated last."""
    records = same_acts(session).group_ids(act_id)
    rows = session.scalars(
        select(EventRow).where(EventRow.target_id.in_(records)).options(selectinload(EventRow.by))
    )
    entries = [
        TimelineEntry(
            on=row.effective_from or (row.by.effective_from if row.by else None),
            until=row.effective_until,
            predicate=row.predicate,
            what=event_word(row.predicate),  # type: ignore[arg-type]
            link=link_word(row.predicate),  # type: ignore[arg-type]
            by_label=row.by.label if row.by else row.by_label,
            by_uid=row.by.uid if row.by else None,
            provisions=tuple(map(ref_words, row.provisions or ())),
            quote=row.evidence_quote or row.evidence_what,
            source_name=_source_name(row.source),
            confidence=row.confidence,
        )
        for row in rows
    ]
    return tuple(sorted(entries, key=lambda e: (e.on is None, e.on or date.min, e.what)))


def part_timelines(session: Session, registry: SqlRegistry, uid: str, on: date) -> tuple[PartTimeline, ...]:
    """Histories of the provisions that the act's events name."""
    events = registry.events_on(uid)
    if not any(event.provisions or event.exceptions for event in events):
        return ()
    found = provision_histories(events, on, registry, held_structure(session, uid))
    return tuple(_view(item) for item in found)


def _view(item: PartHistory) -> PartTimeline:
    changes = tuple(
        PartChange(
            since=line.since,
            words=line.words,
            why=line.why,
            quote=line.event.evidence.quote if line.event and line.event.evidence else None,
            source_name=_source_name(line.event.source) if line.event else "",
            counted=line.counted,
        )
        for line in item.lines
    )
    return PartTimeline(item.ref, item.name, item.words, changes)


def _source_name(code: str) -> str:
    return "Lời của chính văn bản" if code == OWN_TEXT else source(code).name
